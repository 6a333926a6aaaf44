package invoice_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/connectors"
	"sayso/connectors/invoice"
)

// The paths of the parts of an invoice.
const (
	transaction = "SupplyChainTradeTransaction/"
	agreement   = transaction + "ApplicableHeaderTradeAgreement/"
	settlement  = transaction + "ApplicableHeaderTradeSettlement/"
	sums        = settlement + "SpecifiedTradeSettlementHeaderMonetarySummation/"
	breakdown   = settlement + "ApplicableTradeTax"
	lineItem    = transaction + "IncludedSupplyChainTradeLineItem"
	lineNet     = "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
)

// obeys checks an invoice's XML against the rules of EN 16931-1 that concern what is in it.
func obeys(t require.TestingT, e element) {
	number := func(text string) *big.Rat {
		r, ok := new(big.Rat).SetString(text)
		require.True(t, ok, "%q is no number", text)
		return r
	}
	amount := func(path string) *big.Rat {
		require.Regexp(t, `^\d+\.\d\d$`, e.text(path), "BR-DEC: two places, and positive: %s", path)
		return number(e.text(path))
	}
	mandatory(t, e)

	total := new(big.Rat)
	for _, line := range e.all(lineItem) {
		net := number(line.text(lineNet))
		quantity := number(line.text("SpecifiedLineTradeDelivery/BilledQuantity"))
		price := number(line.text("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount"))
		require.Zero(t, net.Cmp(cents(quantity.Mul(quantity, price))), "line net is quantity times price, rounded")
		total.Add(total, net)
	}
	require.Zero(t, total.Cmp(amount(sums+"LineTotalAmount")), "BR-CO-10")
	require.Zero(t, total.Cmp(amount(sums+"TaxBasisTotalAmount")), "BR-CO-13, there being no allowances and charges")

	taxes := new(big.Rat)
	for _, tax := range e.all(breakdown) {
		basis, rate, due := number(tax.text("BasisAmount")), number(tax.text("RateApplicablePercent")), number(tax.text("CalculatedAmount"))
		require.Zero(t, due.Cmp(cents(basis.Mul(basis, rate.Quo(rate, big.NewRat(100, 1))))), "BR-CO-17")
		taxes.Add(taxes, due)
		categorised(t, e, tax)
	}
	require.Zero(t, taxes.Cmp(amount(sums+"TaxTotalAmount")), "BR-CO-14")
	gross := amount(sums + "GrandTotalAmount")
	require.Zero(t, gross.Cmp(total.Add(total, taxes)), "BR-CO-15")
	require.Zero(t, gross.Cmp(amount(sums+"DuePayableAmount")), "BR-CO-16, nothing being paid or rounded")
}

// mandatory checks that there is what has to be.
func mandatory(t require.TestingT, e element) {
	for term, path := range map[string]string{
		"BT-1": "ExchangedDocument/ID", "BT-2": "ExchangedDocument/IssueDateTime/DateTimeString", "BT-3": "ExchangedDocument/TypeCode",
		"BT-5": settlement + "InvoiceCurrencyCode", "BT-24": "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID",
		"BT-27": agreement + "SellerTradeParty/Name", "BT-40": agreement + "SellerTradeParty/PostalTradeAddress/CountryID",
		"BT-44": agreement + "BuyerTradeParty/Name", "BT-55": agreement + "BuyerTradeParty/PostalTradeAddress/CountryID",
		"BR-CO-25": settlement + "SpecifiedTradePaymentTerms/Description",
	} {
		require.NotEmpty(t, e.text(path), term)
	}
	seller := e.all(agreement + "SellerTradeParty")[0]
	require.NotEmpty(t, seller.text("ID")+seller.text("SpecifiedLegalOrganization/ID")+vat(seller), "BR-CO-26")
	require.NotEmpty(t, e.all(lineItem), "BR-16")
	require.Len(t, e.all(breakdown), 1, "BR-CO-18")
	for i, line := range e.all(lineItem) {
		require.Equal(t, fmt.Sprint(i+1), line.text("AssociatedDocumentLineDocument/LineID"), "BT-126")
		require.NotEmpty(t, line.text("SpecifiedTradeProduct/Name"), "BT-153")
		require.NotEmpty(t, line.all("SpecifiedLineTradeDelivery/BilledQuantity")[0].attr("unitCode"), "BT-130")
		for _, term := range []string{"CategoryCode", "RateApplicablePercent"} {
			require.Equal(t, e.text(breakdown+"/"+term), line.text("SpecifiedLineTradeSettlement/ApplicableTradeTax/"+term), "BT-151, BT-152")
		}
	}
	require.Equal(t, e.text(settlement+"InvoiceCurrencyCode"), e.all(sums + "TaxTotalAmount")[0].attr("currencyID"), "BT-110")
}

// categorised checks the rules of the tax's category.
func categorised(t require.TestingT, e, tax element) {
	rate, reason := tax.text("RateApplicablePercent"), tax.text("ExemptionReason")
	switch tax.text("CategoryCode") {
	case "S":
		require.NotEqual(t, "0", rate, "BR-S-5")
		require.Empty(t, reason, "BR-S-10")
	case "Z":
		require.Equal(t, "0", rate, "BR-Z-5")
		require.Empty(t, reason, "BR-Z-10")
	case "E":
		require.Equal(t, "0", rate, "BR-E-5")
		require.NotEmpty(t, reason, "BR-E-10")
	default:
		require.Fail(t, "unknown category", tax.text("CategoryCode"))
	}
	require.NotEmpty(t, e.all(agreement+"SellerTradeParty/SpecifiedTaxRegistration"), "BR-S-2, BR-Z-2, BR-E-2")
}

func vat(party element) string {
	for _, r := range party.all("SpecifiedTaxRegistration/ID") {
		if r.attr("schemeID") == "VA" {
			return r.Text
		}
	}
	return ""
}

// cents rounds to two places, a half up, by another way than the code does.
func cents(r *big.Rat) *big.Rat {
	n := new(big.Rat).Mul(r, big.NewRat(100, 1))
	n.Add(n, big.NewRat(1, 2))
	return new(big.Rat).SetFrac(new(big.Int).Div(n.Num(), n.Denom()), big.NewInt(100))
}

func TestTheArithmeticOfAnyInvoice(t *testing.T) {
	d := open(t)
	rapid.Check(t, func(r *rapid.T) {
		lines := ""
		for i := range rapid.IntRange(1, 12).Draw(r, "lines") {
			quantity := rapid.IntRange(1, 5_000_000).Draw(r, "quantity")
			price := rapid.IntRange(1, 50_000_000).Draw(r, "price")
			places := rapid.SampledFrom([]int{0, 1, 2, 3}).Draw(r, "places")
			if i > 0 {
				lines += ","
			}
			unit := rapid.SampledFrom([]string{"", "Std", "days", "Stück", "Monat", "km"}).Draw(r, "unit")
			lines += fmt.Sprintf(`{"description":"Line <%d> & more","quantity":%s,"unit":%q,"unit_price":{"amount":%q,"currency":"EUR"}}`,
				i, scaled(quantity, places), unit, scaled(price*10+1, 4))
		}
		rate := rapid.SampledFrom([]string{"0", "5.5", "7", "8.1", "19", "20", "25", "100"}).Draw(r, "rate")
		call := connectors.Call[invoice.CreateIn]{Conn: d.conn, Lang: d.lang, Now: d.now}
		require.NoError(r, json.Unmarshal(fmt.Appendf(nil, `{"customer":"ACME & Söhne <Łódź>","lines":[%s],"tax_rate":%s}`, lines, rate), &call.In))
		total, raw, err := invoice.Drafted(call)
		if err != nil && (strings.Contains(err.Error(), "comes to 0.00") || strings.Contains(err.Error(), "is more than")) {
			r.Skip("see TestWhatIsRefused")
		}
		require.NoError(r, err)
		e := parse(t, raw)
		obeys(r, e)
		require.Equal(r, total.Amount, e.text(sums+"GrandTotalAmount"))
	})
}

// scaled writes n with that many places behind the point.
func scaled(n, places int) string {
	return new(big.Rat).SetFrac(big.NewInt(int64(n)), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)).FloatString(places)
}

func TestTaxCategories(t *testing.T) {
	for name, c := range map[string]struct {
		settings []string
		in       string
		category string
		notice   string
	}{
		"standard":        {nil, acme, "S", "VAT 19 % on 1,200.00"},
		"another rate":    {nil, with(t, "tax_rate", "5.5"), "S", "VAT 5.5 % on 1,200.00"},
		"zero rated":      {nil, with(t, "tax_rate", "0"), "Z", "VAT is zero rated."},
		"small business":  {[]string{"tax_rate", "0", "exemption_reason", "Exempt under § 19 UStG"}, acme, "E", "Exempt under § 19 UStG"},
		"tax number only": {[]string{"vat_id", "", "registration", ""}, acme, "S", "27/123/45678"},
		"VAT ID only":     {[]string{"tax_number", "", "registration", ""}, acme, "S", "DE123456789"},
		"no account":      {[]string{"iban", ""}, acme, "S", "Please pay 1,428.00 EUR by 4 December 2026"},
	} {
		t.Run(name, func(t *testing.T) {
			_, pdf := open(t, c.settings...).bill(t, "a", c.in)
			e := parse(t, enclosed(t, pdf))
			obeys(t, e)
			require.Equal(t, c.category, e.text(breakdown+"/CategoryCode"))
			require.Contains(t, pages(t, pdf)[0], c.notice)
		})
	}
}
