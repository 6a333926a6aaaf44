package invoice_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/invoice"
)

// with gives the input acme with fields set, as name and JSON value; null takes a field away.
func with(t testing.TB, pairs ...string) string {
	t.Helper()
	fields := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal([]byte(acme), &fields))
	for i := 0; i+1 < len(pairs); i += 2 {
		fields[pairs[i]] = json.RawMessage(pairs[i+1])
		if pairs[i+1] == "null" {
			delete(fields, pairs[i])
		}
	}
	raw, err := json.Marshal(fields)
	require.NoError(t, err)
	return string(raw)
}

func eur(amount string) string { return fmt.Sprintf(`{"amount":%q,"currency":"EUR"}`, amount) }

// item is one line of an input.
func item(quantity, unit, price string) string {
	return fmt.Sprintf(`[{"description":"Work","quantity":%s,"unit":%q,"unit_price":%s}]`, quantity, unit, price)
}

func TestWhatIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		words string
	}{
		"negative amount":             {with(t, "amount", eur("-5")), "positive"},
		"no amount to speak of":       {with(t, "amount", eur("0.00")), "zero"},
		"fraction of a cent":          {with(t, "amount", eur("1.005")), "finer than a cent"},
		"absurd amount":               {with(t, "amount", eur("99999999999")), "more than an invoice can be about"},
		"absurd gross":                {with(t, "amount", eur("9999999999")), "the total is more than"},
		"malformed amount":            {with(t, "amount", eur("1,200")), "1200.00"},
		"unknown currency":            {with(t, "amount", `{"amount":"5","currency":"ABC"}`), "no currency"},
		"neither amount nor lines":    {with(t, "amount", "null"), "amount or lines"},
		"amount against the lines":    {with(t, "lines", item("2", "h", eur("100"))), "the lines come to 200.00 EUR net"},
		"two currencies":              {`{"customer":"A","lines":[{"description":"x","unit_price":{"amount":"1","currency":"EUR"}},{"description":"y","unit_price":{"amount":"1","currency":"USD"}}]}`, "line 2 is in USD"},
		"negative price":              {with(t, "amount", "null", "lines", item("2", "h", eur("-1"))), "line 1 is -1.00 EUR"},
		"negative quantity":           {with(t, "amount", "null", "lines", item("-2", "h", eur("1"))), "quantity of line 1"},
		"no quantity to speak of":     {with(t, "amount", "null", "lines", item("0", "h", eur("1"))), "quantity of line 1"},
		"absurd quantity":             {with(t, "amount", "null", "lines", item("1e300", "h", eur("1"))), "quantity of line 1"},
		"minute quantity":             {with(t, "amount", "null", "lines", item("0.0000001", "h", eur("1"))), "six places"},
		"line of nothing":             {with(t, "amount", "null", "lines", item("0.001", "h", eur("0.01"))), "comes to 0.00"},
		"unknown unit":                {with(t, "amount", "null", "lines", item("1", "parsec", eur("1"))), `unit "parsec"`},
		"misspelt unit":               {with(t, "amount", "null", "lines", item("1", "huors", eur("1"))), `"hours"`},
		"line without description":    {with(t, "amount", "null", "lines", `[{"description":" ","unit_price":`+eur("1")+`}]`), "line 1 has no description"},
		"too many lines":              {with(t, "amount", "null", "lines", "["+strings.TrimSuffix(strings.Repeat(`{"description":"x","unit_price":`+eur("1")+`},`, 501), ",")+"]"), "500 are the most"},
		"no customer":                 {with(t, "customer", `"  "`), "needs a customer"},
		"customer of two lines":       {with(t, "customer", `"ACME\nCorp"`), "line break"},
		"control character":           {with(t, "customer", `"ACME\u0007"`), "U+0007"},
		"text that runs backwards":    {with(t, "description", `"a\u202eb"`), "U+202E"},
		"invisible character":         {with(t, "customer", `"AC\u200bME"`), "U+200B"},
		"letters that can't be drawn": {with(t, "customer", `"株式会社"`), "can't be printed"},
		"emoji":                       {with(t, "description", `"party 🎉"`), "can't be printed"},
		"endless name":                {with(t, "customer", `"`+strings.Repeat("x", 201)+`"`), "longer than 200"},
		"endless description":         {with(t, "description", `"`+strings.Repeat("x", 1_000_000)+`"`), "longer than 1000"},
		"impossible date":             {with(t, "due", `"2026-02-30"`), "not a date of the calendar"},
		"due before the invoice":      {with(t, "due", `"2026-11-19"`), "lies before the invoice's own date"},
		"due in another age":          {with(t, "due", `"2126-11-19"`), "more than ten years"},
		"served in another age":       {with(t, "service_date", `"1926-11-19"`), "more than ten years"},
		"negative tax":                {with(t, "tax_rate", "-1"), "from 0 to 100"},
		"absurd tax":                  {with(t, "tax_rate", "101"), "from 0 to 100"},
		"tax with many places":        {with(t, "tax_rate", "19.001"), "two places"},
		"no e-mail address":           {with(t, "email", `"nobody"`), "not an e-mail address"},
		"country in words":            {with(t, "country", `"Austria"`), "two letters"},
		"malformed VAT ID":            {with(t, "vat_id", `"12"`), "VAT ID"},
		"long address":                {with(t, "address", `"a,b,c,d,e,f,g"`), "6 lines"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			_, err := d.try(t, "create", name, c.in)
			requireKind(t, err, connectors.Invalid, c.words)
			_, err = d.operation(t, "create").Preview(t.Context(), d.call(name, c.in))
			require.Error(t, err, "the preview shows what can't be done")
			state, err := d.state(t)()
			require.NoError(t, err)
			require.Empty(t, state, "the refused invoice was issued")
		})
	}
}

func TestSettingsThatAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		settings []string
		words    string
	}{
		"sender unknown":     {[]string{"name", "", "address", "", "vat_id", "", "tax_number", ""}, "invoice/test doesn't know: name, address, vat_id or tax_number. Run `sayso connect invoice --name test`"},
		"no tax id":          {[]string{"vat_id", "", "tax_number", ""}, "doesn't know: vat_id or tax_number"},
		"wrong IBAN":         {[]string{"iban", "DE89370400440532013001"}, "check digits"},
		"wrong BIC":          {[]string{"bic", "X"}, "8 or 11"},
		"wrong VAT ID":       {[]string{"vat_id", "123"}, "vat_id"},
		"wrong country":      {[]string{"country", "Germany"}, "ISO 3166"},
		"wrong e-mail":       {[]string{"email", "nobody"}, "e-mail"},
		"wrong tax rate":     {[]string{"tax_rate", "nineteen"}, "tax_rate"},
		"endless tax rate":   {[]string{"tax_rate", "1E+100000"}, "tax_rate"},
		"tax rate of no sum": {[]string{"tax_rate", "NaN"}, "tax_rate"},
		"wrong days":         {[]string{"payment_days", "-1"}, "payment_days"},
		"wrong time zone":    {[]string{"timezone", "Mars/Olympus"}, "timezone"},
		"format without seq": {[]string{"number_format", "R-{year}"}, "{seq}"},
		"format of controls": {[]string{"number_format", "R\n{seq}"}, "{seq}"},
		"formats alike":      {[]string{"number_format", "{year}-{seq}", "credit_note_format", "{year}-{seq}"}, "give the same numbers"},
		"logo of no image":   {[]string{"logo", "logo.png"}, "no image"},
		"logo of rubbish":    {[]string{"logo", "data:image/png;base64,AAAA"}, "can't be read"},
		"huge logo":          {[]string{"logo", "data:image/png;base64," + strings.Repeat("A", 100_000)}, "too large"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, c.settings...)
			_, err := d.try(t, "create", name, acme)
			requireKind(t, err, connectors.Invalid, c.words)
			_, err = d.connector.Check(t.Context(), d.conn)
			requireKind(t, err, connectors.Invalid, c.words)
		})
	}
}

func TestNoBook(t *testing.T) {
	d := open(t)
	d.conn = nil
	_, err := d.try(t, "create", "a", acme)
	requireKind(t, err, connectors.Invalid, "sayso connect invoice")
}

func TestWhatIsCancelledOnce(t *testing.T) {
	d := open(t)
	d.bill(t, "a", acme)
	first := do[invoice.CancelOut](t, d, "cancel", "cancel a", `{"invoice":"r-2026-0001"}`)
	require.Equal(t, first, do[invoice.CancelOut](t, d, "cancel", "cancel a", `{"invoice":"r-2026-0001"}`))

	_, err := d.try(t, "cancel", "again", `{"invoice":"R-2026-0001"}`)
	requireKind(t, err, connectors.Conflict, "R-2026-0001 is cancelled already, by credit note G-2026-0001")
	_, err = d.operation(t, "cancel").Preview(t.Context(), d.call("again", `{"invoice":"R-2026-0001"}`))
	requireKind(t, err, connectors.Conflict)
	_, err = d.try(t, "cancel", "note", `{"invoice":"G-2026-0001"}`)
	requireKind(t, err, connectors.Invalid, "G-2026-0001 is a credit note")
	_, err = d.try(t, "cancel", "none", `{"invoice":"R-2026-0002"}`)
	requireKind(t, err, connectors.NotFound, "R-2026-0002")
	_, err = d.try(t, "cancel", "empty", `{"invoice":""}`)
	requireKind(t, err, connectors.Invalid)
}
