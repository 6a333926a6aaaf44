package invoice

import "encoding/xml"

// The Cross Industry Invoice of UN/CEFACT (D16B), as far as EN 16931 uses it here. Elements stand in the order that the schema asks
// for. The comments name the business terms of EN 16931-1.

type crossIndustryInvoice struct {
	XMLName xml.Name `xml:"rsm:CrossIndustryInvoice"`
	RSM     string   `xml:"xmlns:rsm,attr"`
	RAM     string   `xml:"xmlns:ram,attr"`
	QDT     string   `xml:"xmlns:qdt,attr"`
	UDT     string   `xml:"xmlns:udt,attr"`

	Guideline   string         `xml:"rsm:ExchangedDocumentContext>ram:GuidelineSpecifiedDocumentContextParameter>ram:ID"` // BT-24
	Document    ciiDocument    `xml:"rsm:ExchangedDocument"`
	Transaction ciiTransaction `xml:"rsm:SupplyChainTradeTransaction"`
}

type ciiDocument struct {
	ID     string    `xml:"ram:ID"`       // BT-1
	Type   string    `xml:"ram:TypeCode"` // BT-3
	Issued ciiDay    `xml:"ram:IssueDateTime"`
	Notes  []ciiNote `xml:"ram:IncludedNote"`
}

type ciiNote struct {
	Text string `xml:"ram:Content"` // BT-22
}

// ciiDay is a date: 20261231 with format 102.
type ciiDay struct {
	Day ciiDayText `xml:"udt:DateTimeString"`
}

type ciiDayText struct {
	Format string `xml:"format,attr"`
	Text   string `xml:",chardata"`
}

type ciiTransaction struct {
	Lines      []ciiLine     `xml:"ram:IncludedSupplyChainTradeLineItem"`
	Agreement  ciiAgreement  `xml:"ram:ApplicableHeaderTradeAgreement"`
	Delivery   ciiDelivery   `xml:"ram:ApplicableHeaderTradeDelivery"`
	Settlement ciiSettlement `xml:"ram:ApplicableHeaderTradeSettlement"`
}

type ciiLine struct {
	ID          string      `xml:"ram:AssociatedDocumentLineDocument>ram:LineID"`                                                          // BT-126
	Name        string      `xml:"ram:SpecifiedTradeProduct>ram:Name"`                                                                     // BT-153
	Description string      `xml:"ram:SpecifiedTradeProduct>ram:Description,omitempty"`                                                    // BT-154
	UnitPrice   string      `xml:"ram:SpecifiedLineTradeAgreement>ram:NetPriceProductTradePrice>ram:ChargeAmount"`                         // BT-146
	Quantity    ciiQuantity `xml:"ram:SpecifiedLineTradeDelivery>ram:BilledQuantity"`                                                      // BT-129
	Tax         ciiLineTax  `xml:"ram:SpecifiedLineTradeSettlement>ram:ApplicableTradeTax"`                                                // BG-30
	Net         string      `xml:"ram:SpecifiedLineTradeSettlement>ram:SpecifiedTradeSettlementLineMonetarySummation>ram:LineTotalAmount"` // BT-131
}

type ciiQuantity struct {
	Unit string `xml:"unitCode,attr"` // BT-130
	Text string `xml:",chardata"`
}

type ciiLineTax struct {
	Type     string `xml:"ram:TypeCode"`
	Category string `xml:"ram:CategoryCode"`          // BT-151
	Rate     string `xml:"ram:RateApplicablePercent"` // BT-152
}

type ciiAgreement struct {
	Seller ciiParty `xml:"ram:SellerTradeParty"` // BG-4
	Buyer  ciiParty `xml:"ram:BuyerTradeParty"`  // BG-7
}

type ciiParty struct {
	ID       string            `xml:"ram:ID,omitempty"`                                  // BT-29
	Name     string            `xml:"ram:Name"`                                          // BT-27, BT-44
	Legal    string            `xml:"ram:SpecifiedLegalOrganization>ram:ID,omitempty"`   // BT-30
	Contact  *ciiContact       `xml:"ram:DefinedTradeContact,omitempty"`                 // BG-6
	Address  ciiAddress        `xml:"ram:PostalTradeAddress"`                            // BG-5, BG-8
	Endpoint *ciiEndpoint      `xml:"ram:URIUniversalCommunication>ram:URIID,omitempty"` // BT-34, BT-49
	Taxes    []ciiRegistration `xml:"ram:SpecifiedTaxRegistration,omitempty"`
}

type ciiContact struct {
	Person string `xml:"ram:PersonName,omitempty"`                                         // BT-41
	Phone  string `xml:"ram:TelephoneUniversalCommunication>ram:CompleteNumber,omitempty"` // BT-42
	Email  string `xml:"ram:EmailURIUniversalCommunication>ram:URIID,omitempty"`           // BT-43
}

type ciiAddress struct {
	Postcode  string `xml:"ram:PostcodeCode,omitempty"`
	LineOne   string `xml:"ram:LineOne,omitempty"`
	LineTwo   string `xml:"ram:LineTwo,omitempty"`
	LineThree string `xml:"ram:LineThree,omitempty"`
	City      string `xml:"ram:CityName,omitempty"`
	Country   string `xml:"ram:CountryID"` // BT-40, BT-55
}

type ciiEndpoint struct {
	Scheme string `xml:"schemeID,attr"`
	Text   string `xml:",chardata"`
}

type ciiRegistration struct {
	ID ciiTaxID `xml:"ram:ID"`
}

type ciiTaxID struct {
	Scheme string `xml:"schemeID,attr"` // VA for a VAT ID (BT-31, BT-48), FC for a tax number (BT-32)
	Text   string `xml:",chardata"`
}

type ciiDelivery struct {
	Day ciiDay `xml:"ram:ActualDeliverySupplyChainEvent>ram:OccurrenceDateTime"` // BT-72
}

type ciiSettlement struct {
	Reference string        `xml:"ram:PaymentReference"`                               // BT-83
	Currency  string        `xml:"ram:InvoiceCurrencyCode"`                            // BT-5
	Means     *ciiMeans     `xml:"ram:SpecifiedTradeSettlementPaymentMeans,omitempty"` // BG-16
	Tax       ciiTax        `xml:"ram:ApplicableTradeTax"`                             // BG-23
	Terms     ciiTerms      `xml:"ram:SpecifiedTradePaymentTerms"`
	Sums      ciiSums       `xml:"ram:SpecifiedTradeSettlementHeaderMonetarySummation"` // BG-22
	Preceding *ciiPreceding `xml:"ram:InvoiceReferencedDocument,omitempty"`             // BG-3
}

type ciiMeans struct {
	Type   string `xml:"ram:TypeCode"`                                                       // BT-81
	IBAN   string `xml:"ram:PayeePartyCreditorFinancialAccount>ram:IBANID"`                  // BT-84
	Holder string `xml:"ram:PayeePartyCreditorFinancialAccount>ram:AccountName"`             // BT-85
	BIC    string `xml:"ram:PayeeSpecifiedCreditorFinancialInstitution>ram:BICID,omitempty"` // BT-86
}

type ciiTax struct {
	Amount   string `xml:"ram:CalculatedAmount"` // BT-117
	Type     string `xml:"ram:TypeCode"`
	Reason   string `xml:"ram:ExemptionReason,omitempty"` // BT-120
	Basis    string `xml:"ram:BasisAmount"`               // BT-116
	Category string `xml:"ram:CategoryCode"`              // BT-118
	Rate     string `xml:"ram:RateApplicablePercent"`     // BT-119
}

type ciiTerms struct {
	Text string  `xml:"ram:Description"`               // BT-20
	Due  *ciiDay `xml:"ram:DueDateDateTime,omitempty"` // BT-9
}

type ciiSums struct {
	Lines   string    `xml:"ram:LineTotalAmount"`     // BT-106
	Basis   string    `xml:"ram:TaxBasisTotalAmount"` // BT-109
	Tax     ciiAmount `xml:"ram:TaxTotalAmount"`      // BT-110
	Gross   string    `xml:"ram:GrandTotalAmount"`    // BT-112
	Payable string    `xml:"ram:DuePayableAmount"`    // BT-115
}

type ciiAmount struct {
	Currency string `xml:"currencyID,attr"`
	Text     string `xml:",chardata"`
}

type ciiPreceding struct {
	Number string     `xml:"ram:IssuerAssignedID"`                          // BT-25
	Issued ciiDayText `xml:"ram:FormattedIssueDateTime>qdt:DateTimeString"` // BT-26
}
