package invoice_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/font/sfnt"

	"sayso/connectors/connectortest"
	"sayso/connectors/invoice"
)

const german = `{"customer":"Müller & Łukasz GmbH","language":"de","address":"Hauptstraße 5, 1010 Wien","country":"AT","vat_id":"ATU12345678",
	"service_date":"2026-10-31","due":"2026-12-31","tax_rate":7,"description":"Projekt Київ","lines":[
	{"description":"Beratung\nvor Ort","quantity":12.5,"unit":"Std","unit_price":{"amount":"95.50","currency":"EUR"}},
	{"description":"Schrauben","quantity":12000,"unit":"Stück","unit_price":{"amount":"0.0375","currency":"EUR"}}]}`

// The golden files hold all the text of a document and its XML, so that a change to either is seen.
func TestDocumentsByTheWord(t *testing.T) {
	d := open(t)
	check := func(name string, pdf []byte) {
		t.Helper()
		connectortest.Golden(t, filepath.Join("testdata", name+".txt"), []byte(strings.Join(pages(t, pdf), "\f\n")))
		connectortest.Golden(t, filepath.Join("testdata", name+".xml"), enclosed(t, pdf))
		obeys(t, parse(t, enclosed(t, pdf)))
	}
	_, pdf := d.bill(t, "a", acme)
	check("invoice", pdf)
	_, pdf = d.bill(t, "b", german)
	check("rechnung", pdf)
	note := do[invoice.CancelOut](t, d, "cancel", "c", `{"invoice":"R-2026-0001","reason":"The order was withdrawn."}`)
	check("credit_note", d.content(t, note.PDF))
	note = do[invoice.CancelOut](t, d, "cancel", "d", `{"invoice":"R-2026-0002"}`)
	check("stornorechnung", d.content(t, note.PDF))
}

func TestTheLanguageOfWhoAsks(t *testing.T) {
	d := open(t)
	d.lang = "de"
	_, pdf := d.bill(t, "a", acme)
	text := pages(t, pdf)[0]
	require.Contains(t, text, "Rechnung R-2026-0001")
	require.Contains(t, text, "1.428,00 EUR")
	_, pdf = d.bill(t, "b", with(t, "language", `"en"`))
	require.Contains(t, pages(t, pdf)[0], "Invoice R-2026-0002")
}

func TestTheSameDocumentIsTheSameFile(t *testing.T) {
	first, pdf := open(t).bill(t, "a", german)
	second, same := open(t).bill(t, "a", german)
	require.Equal(t, first.PDF, second.PDF)
	require.True(t, bytes.Equal(pdf, same))
}

func TestManyLinesOnManyPages(t *testing.T) {
	var lines []string
	for i := range 500 {
		lines = append(lines, fmt.Sprintf(`{"description":"Position number %d, with words enough to need a second row in the table","quantity":%d,"unit_price":{"amount":"1.10","currency":"EUR"}}`, i+1, i+1))
	}
	_, pdf := open(t).bill(t, "a", with(t, "amount", "null", "lines", "["+strings.Join(lines, ",")+"]"))
	all := pages(t, pdf)
	require.Greater(t, len(all), 10)
	for i, page := range all {
		require.Contains(t, page, fmt.Sprintf("Page %d of %d", i+1, len(all)))
		if i > 0 && strings.Contains(page, "Unit price EUR") {
			require.Contains(t, page, "Carried forward")
		}
	}
	text := strings.Join(all, "")
	for i := range 500 {
		require.Equal(t, 1, strings.Count(text, fmt.Sprintf("Position number %d, ", i+1)))
	}
	require.Contains(t, text, "137,775.00", "the sum of 1 to 500, times 1.10")
	obeys(t, parse(t, enclosed(t, pdf)))
}

// pixel is a PNG of one pixel.
const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func TestExtremes(t *testing.T) {
	long := strings.Repeat("W", 200)
	for name, c := range map[string]struct {
		settings []string
		in       string
	}{
		"a long word":     {nil, with(t, "customer", `"`+long+`"`, "description", `"`+long+`"`)},
		"a long sender":   {[]string{"name", strings.Repeat("Sender ", 17), "registration", long[:80]}, acme},
		"large figures":   {nil, with(t, "amount", "null", "lines", item("1000000000", "Personentage", eur("7.123456")))},
		"a logo":          {[]string{"logo", pixel}, acme},
		"another country": {nil, with(t, "country", `"AT"`, "address", `"Ring 1\n1010 Wien"`)},
		"Greek":           {nil, with(t, "customer", `"Εταιρεία Α.Ε."`)},
		"decomposed":      {nil, with(t, "customer", `"Mu\u0308ller"`)},
	} {
		t.Run(name, func(t *testing.T) {
			_, pdf := open(t, c.settings...).bill(t, "a", c.in)
			require.Len(t, pages(t, pdf), 1)
			obeys(t, parse(t, enclosed(t, pdf)))
		})
	}
}

func TestTheFileIsAssociated(t *testing.T) {
	_, pdf := open(t).bill(t, "a", acme)
	for _, part := range []string{"/AFRelationship /Alternative", "/AF [", "/Subtype /text#2Fxml", "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#", "/Lang (en)"} {
		require.Contains(t, string(pdf), part)
	}
	require.NotContains(t, string(pdf), "pdfaid", "nobody has certified that it is PDF/A")
}

func TestBothFontsDrawTheSame(t *testing.T) {
	fonts := map[string]*sfnt.Font{}
	for _, name := range []string{"Regular", "Bold"} {
		raw, err := os.ReadFile(filepath.Join("font", "NotoSans-"+name+".ttf"))
		require.NoError(t, err)
		fonts[name], err = sfnt.Parse(raw)
		require.NoError(t, err)
	}
	var buffer sfnt.Buffer
	for r := rune(' '); r < 0xffff; r++ {
		regular, err := fonts["Regular"].GlyphIndex(&buffer, r)
		require.NoError(t, err)
		bold, err := fonts["Bold"].GlyphIndex(&buffer, r)
		require.NoError(t, err)
		require.Equal(t, regular == 0, bold == 0, "%U is in one of the fonts only, so that what is checked can't be printed in both", r)
	}
	for _, r := range "äöüßÄÖÜẞ€łŁżșțőűçñøåæœšžčřěůđıİğΑωЖїґ–—„“‚‘…·²½%§©®™№" {
		regular, err := fonts["Regular"].GlyphIndex(&buffer, r)
		require.NoError(t, err)
		require.NotZero(t, regular, "%q is missing", r)
	}
}

func TestALineLongerThanAPage(t *testing.T) {
	rows := strings.TrimSuffix(strings.Repeat(`row\n`, 100), `\n`)
	in := with(t, "amount", "null", "lines", `[{"description":"before","unit_price":`+eur("1")+`},{"description":"`+rows+`","unit_price":`+eur("2")+`}]`)
	_, pdf := open(t).bill(t, "a", in)
	all := pages(t, pdf)
	require.Len(t, all, 3)
	require.Equal(t, 100, strings.Count(strings.Join(all, ""), "row\n"))
	require.Contains(t, all[1], "Carried forward\n3.00\n", "what stands above is in the sum, the broken line included")
}
