package entity

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile/rules/text"
)

// friday is what relative dates in these tests are reckoned from.
var friday = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

func scan(t testing.TB, lang, prompt string) []Entity {
	t.Helper()
	c, err := text.Normalise(prompt+" x", 10_000)
	require.NoError(t, err)
	return Scan(text.Tokens(c), Env{Lang: lang, Now: friday})
}

// show writes an entity's value as its users see it.
func show(e Entity) string {
	switch v := e.Value.(type) {
	case map[string]any:
		return fmt.Sprint(v["amount"], " ", v["currency"])
	case json.Number:
		return v.String()
	default:
		return fmt.Sprint(v)
	}
}

func check(t *testing.T, kind Type, lang string, cases map[string]string) {
	t.Helper()
	for in, want := range cases {
		t.Run(lang+": "+in, func(t *testing.T) {
			got := ""
			for _, e := range scan(t, lang, in) {
				if e.Type == kind && e.Fault == Sound && e.Per == "" {
					got += show(e) + ";"
				}
			}
			if want != "" {
				want += ";"
			}
			require.Equal(t, want, got)
		})
	}
}

func TestMoney(t *testing.T) {
	check(t, Money, "en", map[string]string{
		"1,200 EUR": "1200 EUR", "€1.2k": "1200 EUR", "$18,400 for it": "18400 USD", "EUR 3,450.00": "3450.00 EUR",
		"CHF 1'890.50": "1890.50 CHF", "35k EUR": "35000 EUR",
		"£99.95": "99.95 GBP", "640 usd": "640 USD", "1.5 million euros": "1500000 EUR", "1 200 €": "1200 EUR",
		"1.200 €": "1200 EUR", "1200": "", "12,34,56 EUR": "",
		"two hundred": "", "5 dollars and 6 pounds": "5 USD;6 GBP", "1.234.567,89 EUR": "1234567.89 EUR", "3 bugs": "",
	})
	check(t, Money, "de", map[string]string{
		"1.200 €": "1200 EUR", "10.000,01 €": "10000.01 EUR", "2350,- euro netto": "2350 EUR", "31.500 Euro": "31500 EUR",
		"1,5 Mio. € brutto": "1500000 EUR",
		"19,90 €":           "19.90 EUR", "5 Tsd. Euro": "5000 EUR", "1,200 EUR": "1200 EUR", "950 €/Tag": "",
		"CHF 1’890.50": "1890.50 CHF", "1200EUR": "1200 EUR", "12 Franken": "12 CHF",
	})
}

// faults lists the values that can't be used, with what is wrong with them.
func faults(t *testing.T, lang, prompt string) (list []string) {
	t.Helper()
	names := map[Fault]string{Negative: "negative", Zero: "zero", NoSuchDay: "no such day"}
	for _, e := range scan(t, lang, prompt) {
		if e.Fault != Sound {
			list = append(list, names[e.Fault]+" "+show(e))
		}
	}
	return list
}

func TestASignIsNeverLost(t *testing.T) {
	for in, want := range map[string]string{
		"over -5 EUR": "negative -5 EUR", "over −5 €": "negative -5 EUR", "over –5 €": "negative -5 EUR", "EUR -5": "negative -5 EUR",
		"€-5": "negative -5 EUR", "-€5": "negative -5 EUR", "-$5.50": "negative -5.50 USD", "minus 5 EUR": "negative -5 EUR",
		"-1.200,50 €": "negative -1200.50 EUR", "(-5 EUR)": "negative -5 EUR", "over - 5 EUR": "negative -5 EUR", "-2k USD": "negative -2000 USD",
		"negative 5 dollars": "negative -5 USD", "0 EUR": "zero 0 EUR", "0,00 €": "zero 0.00 EUR", "zero euros": "zero 0 EUR", "-0 EUR": "zero -0 EUR",
		"-19 %": "negative -19",
	} {
		require.Equal(t, []string{want}, faults(t, "en", in), in)
	}
	for in, want := range map[string]string{
		"über −1.200,50 €": "negative -1200.50 EUR", "minus 5 Euro": "negative -5 EUR", "in Höhe von -5 EUR": "negative -5 EUR",
		"null Euro": "zero 0 EUR", "über - 300 €": "negative -300 EUR",
	} {
		require.Equal(t, []string{want}, faults(t, "de", in), in)
	}
	for _, in := range []string{"ACME Corp - 1,200 EUR", "Rechnung für ACME – 500 EUR", "ACME Corp— 500 EUR", "0.50 EUR", "2350,– EUR", "0 %", "50.– CHF",
		"- 500 EUR travel", "a 950-EUR ticket", "Phase 1 - 500 EUR", "2026-12-31"} {
		require.Empty(t, faults(t, "en", in), in)
	}
}

func TestRangesHaveTwoReadings(t *testing.T) {
	for in, want := range map[string][]string{
		"10-20 EUR": {"10 EUR", "20 EUR"}, "10–20 €": {"10 EUR", "20 EUR"}, "€10-20": {"10 EUR", "20 EUR"}, "10 - 20 EUR": {"10 EUR", "20 EUR"},
		"10 to 20 EUR": {"10 EUR", "20 EUR"}, "10 EUR bis 20 EUR": {"10 EUR", "20 EUR"}, "between 10 and 20 USD": {"10 USD", "20 USD"},
		"1,000-1,500 EUR": {"1000 EUR", "1500 EUR"}, "950- EUR": {"950 EUR", "-950 EUR"},
		"Phase 1 - 500 EUR": nil, "from 10 to 20 EUR": nil, "10 EUR to 20 USD": nil, "10 and 20 EUR": nil, "950,- EUR": nil,
	} {
		var got []string
		for _, e := range scan(t, "en", in) {
			got = append(got, e.Options...)
		}
		require.Equal(t, want, got, in)
	}
}

func TestDaysThatAreNot(t *testing.T) {
	for in, want := range map[string]string{
		"due 31.02.2027": "31.02.2027", "2027-13-01": "2027-13-01", "2026-02-30": "2026-02-30", "31/02/2027": "31/02/2027", "30 February": "30 February",
		"February 30th, 2027": "February 30th, 2027", "the 31st of June": "31st of June",
	} {
		require.Equal(t, []string{"no such day " + want}, faults(t, "en", in), in)
	}
	for in, want := range map[string]string{"am 30. Februar": "30. Februar", "fällig am 31.4.": "31.4.", "bis 32.1. fertig": "32.1.", "31.2.2027": "31.2.2027",
		"29.2.2027": "29.2.2027"} {
		require.Equal(t, []string{"no such day " + want}, faults(t, "de", in), in)
	}
	for _, in := range []string{"Version 1.45.", "am 29.2. fällig", "29. Februar", "3.5", "may 7"} {
		require.Empty(t, faults(t, "de", in), in)
	}
	require.Equal(t, "2028-02-29", show(scan(t, "de", "am 29.2.")[0]), "the next such day")
}

func TestNumber(t *testing.T) {
	check(t, Number, "en", map[string]string{"1,200": "1200", "1.200": "1.200", "2.5k": "2500", "twelve": "12", "0.500": "0.500",
		"19 %": "", "6 replicas": "6"})
	check(t, Number, "de", map[string]string{"1.200": "1200", "1,200": "1.200", "2,5": "2.5", "zwölf": "12", "7 Prozent": ""})
	check(t, Percent, "en", map[string]string{"20% VAT": "20", "7.5 percent": "7.5"})
	check(t, Percent, "de", map[string]string{"19 % USt": "19", "7 Prozent": "7", "8,1 %": "8.1"})
}

func TestDate(t *testing.T) {
	check(t, Date, "en", map[string]string{
		"2026-12-31": "2026-12-31", "31/01/2027": "2027-01-31", "15 March 2027": "2027-03-15",
		"March 15th, 2027": "2027-03-15", "the 1st of May": "2027-05-01",
		"Dec 24": "2026-12-24", "tomorrow": "2026-11-21", "in 2 weeks": "2026-12-04", "within 30 days": "2026-12-20",
		"10 days ago":            "2026-11-10",
		"the day after tomorrow": "2026-11-22", "next Monday": "2026-11-23", "Friday": "2026-11-27",
		"end of the month": "2026-11-30", "in a month": "2026-12-20",
		"2026-02-30": "", "30 February": "", "3.5 hours": "", "in two weeks": "2026-12-04", "maybe": "",
	})
	check(t, Date, "de", map[string]string{
		"bis 31.12. erledigen": "2026-12-31", "28.2.2027": "2027-02-28", "3. April 2027": "2027-04-03",
		"am 1. Februar": "2027-02-01", "übermorgen": "2026-11-22",
		"in zwei Wochen": "2026-12-04", "in 30 Tagen": "2026-12-20", "binnen 14 Tagen": "2026-12-04",
		"vor 3 Tagen": "2026-11-17", "nächsten Freitag": "2026-11-27",
		"Ende des Monats": "2026-11-30", "Monatsende": "2026-11-30", "31.2.2027": "", "morgen früh": "2026-11-21",
		"1.200 €": "", "ende des jahres": "2026-12-31",
	})
	es := scan(t, "en", "03/04/2027")
	require.Equal(t, []string{"2027-04-03", "2027-03-04"}, es[0].Options, "a notation with two readings gives both")
}

func TestDuration(t *testing.T) {
	check(t, Duration, "en", map[string]string{"30 minutes": "30m", "2h": "2h", "three days": "3d", "half an hour": "30m",
		"an hour": "1h", "10 mins": "10m", "3 months": "", "in 2 days": ""})
	check(t, Duration, "de", map[string]string{"30 Min. lang": "30m", "drei Tage": "3d", "eine Stunde": "1h",
		"eine halbe Stunde": "30m", "5 Minuten": "5m", "1 Woche": "1w"})
}

func TestSimple(t *testing.T) {
	for in, want := range map[string]Type{
		"PLAT-311": IssueKey, "R-2026-0093": DocNumber, "INV-2026-0417": DocNumber, "#sales": Channel, "@anna": Person,
		":bulb:": Emoji, "a@b.example": Email,
		"https://x.example/a": URL, `"a b"`: Quote, "+44 20 7946 0912": Phone,
	} {
		es := scan(t, "en", in)
		require.NotEmpty(t, es, in)
		require.Equal(t, want, es[0].Type, in)
	}
}
