package invoice

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sayso/connectors"
)

// The codes of a document's type (UNCL 1001).
const (
	typeInvoice    = "380"
	typeCreditNote = "381"
)

// electronic writes a document as EN 16931 CII.
func electronic(d Document) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	c := d.Content
	if err := e.Encode(crossIndustryInvoice{
		RSM:       "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
		RAM:       "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
		QDT:       "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
		UDT:       "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
		Guideline: "urn:cen.eu:en16931:2017",
		Document:  ciiHead(d),
		Transaction: ciiTransaction{
			Lines:      ciiLines(c),
			Agreement:  ciiAgreement{Seller: ciiSeller(c.Sender), Buyer: ciiBuyer(c.Customer)},
			Delivery:   ciiDelivery{ciiDate(c.Service)},
			Settlement: ciiPayment(d),
		},
	}); err != nil {
		return nil, connectors.Errorf(connectors.Invalid, "the invoice can't be written as XML: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func ciiHead(d Document) ciiDocument {
	head := ciiDocument{ID: d.Number, Type: typeInvoice, Issued: ciiDate(d.Content.Issued)}
	if d.Kind == KindCreditNote {
		head.Type = typeCreditNote
	}
	for _, note := range append(opening(d), closing(d)...) {
		head.Notes = append(head.Notes, ciiNote{note})
	}
	return head
}

func ciiDate(d connectors.Date) ciiDay { return ciiDay{ciiDayOf(d)} }

func ciiDayOf(d connectors.Date) ciiDayText {
	return ciiDayText{Format: "102", Text: strings.ReplaceAll(d.Time().Format(time.DateOnly), "-", "")}
}

func ciiLines(c Content) []ciiLine {
	list := make([]ciiLine, len(c.Lines))
	for i, line := range c.Lines {
		name, rest, _ := strings.Cut(line.Description, "\n")
		list[i] = ciiLine{ID: strconv.Itoa(i + 1), Name: name, Description: rest, UnitPrice: line.UnitPrice,
			Quantity: ciiQuantity{Unit: line.Unit, Text: line.Quantity}, Net: line.Net,
			Tax: ciiLineTax{Type: "VAT", Category: c.Tax.Category, Rate: c.Tax.Rate}}
	}
	return list
}

// ciiSeller names the seller. Where there is no VAT ID, EN 16931 wants another identifier (BR-CO-26): the register's, else the tax number.
func ciiSeller(s Sender) ciiParty {
	p := ciiParty{Name: s.Name, Legal: s.Registration, Address: ciiPlace(s.Address, s.Country)}
	if s.VATID != "" {
		p.Taxes = append(p.Taxes, ciiRegistration{ciiTaxID{"VA", s.VATID}})
	} else if s.Registration == "" {
		p.ID = s.TaxNumber
	}
	if s.TaxNumber != "" {
		p.Taxes = append(p.Taxes, ciiRegistration{ciiTaxID{"FC", s.TaxNumber}})
	}
	if s.Phone != "" || s.Email != "" {
		p.Contact = &ciiContact{Person: s.Name, Phone: s.Phone, Email: s.Email}
	}
	if s.Email != "" {
		p.Endpoint = &ciiEndpoint{"EM", s.Email}
	}
	return p
}

func ciiBuyer(c Customer) ciiParty {
	p := ciiParty{Name: c.Name, Address: ciiPlace(c.Address, c.Country)}
	if c.VATID != "" {
		p.Taxes = []ciiRegistration{{ciiTaxID{"VA", c.VATID}}}
	}
	if c.Email != "" {
		p.Endpoint = &ciiEndpoint{"EM", c.Email}
	}
	return p
}

var postcodeAndCity = regexp.MustCompile(`^(?:[A-Z]{1,2}-)?(\d{4,5}) +(.+)$`)

// ciiPlace puts the lines of an address where the standard has a place for them.
func ciiPlace(address []string, country string) ciiAddress {
	a := ciiAddress{Country: country}
	var rest []string
	for _, line := range address {
		if m := postcodeAndCity.FindStringSubmatch(line); m != nil && a.City == "" {
			a.Postcode, a.City = m[1], m[2]
			continue
		}
		rest = append(rest, line)
	}
	for i, line := range rest {
		switch i {
		case 0:
			a.LineOne = line
		case 1:
			a.LineTwo = line
		case 2:
			a.LineThree = line
		default:
			a.LineThree += ", " + line
		}
	}
	return a
}

func ciiPayment(d Document) ciiSettlement {
	c := d.Content
	s := ciiSettlement{Reference: d.Number, Currency: c.Currency,
		Tax:   ciiTax{Amount: c.Tax.Amount, Type: "VAT", Reason: c.Tax.Reason, Basis: c.Net, Category: c.Tax.Category, Rate: c.Tax.Rate},
		Sums:  ciiSums{Lines: c.Net, Basis: c.Net, Tax: ciiAmount{c.Currency, c.Tax.Amount}, Gross: c.Gross, Payable: c.Gross},
		Terms: ciiTerms{Text: terms(d)}}
	if c.Due != "" {
		due := ciiDate(c.Due)
		s.Terms.Due = &due
	}
	if c.Cancels != nil {
		s.Preceding = &ciiPreceding{Number: c.Cancels.Number, Issued: ciiDayOf(c.Cancels.Issued)}
	}
	if d.Kind == KindInvoice && c.Sender.IBAN != "" {
		s.Means = &ciiMeans{Type: "58", IBAN: c.Sender.IBAN, Holder: c.Sender.Name, BIC: c.Sender.BIC}
		if c.Currency != "EUR" {
			s.Means.Type = "30" // a credit transfer outside of SEPA
		}
	}
	return s
}
