package connectors_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/connectors"
)

func TestMoneyIsExact(t *testing.T) {
	for _, amount := range []string{"0", "0.1", "0.10", "-0.01", "1200.00", "999999999999999.999999", "0.000001"} {
		raw, err := json.Marshal(connectors.Money{Amount: amount, Currency: "EUR"})
		require.NoError(t, err)
		var m connectors.Money
		require.NoError(t, json.Unmarshal(raw, &m))
		require.Equal(t, amount, m.Amount, "what was written is kept, to the last zero")
		d, err := m.Decimal()
		require.NoError(t, err)
		require.Equal(t, amount, d.Text('f'))
	}
}

func TestMoneyThatIsNone(t *testing.T) {
	for name, text := range map[string]string{
		"a number":               `{"amount": 1200.00, "currency": "EUR"}`,
		"a comma":                `{"amount": "1200,00", "currency": "EUR"}`,
		"groups":                 `{"amount": "1,200.00", "currency": "EUR"}`,
		"an exponent":            `{"amount": "1e3", "currency": "EUR"}`,
		"not a number":           `{"amount": "NaN", "currency": "EUR"}`,
		"without end":            `{"amount": "Infinity", "currency": "EUR"}`,
		"hexadecimal":            `{"amount": "0x10", "currency": "EUR"}`,
		"a plus":                 `{"amount": "+1", "currency": "EUR"}`,
		"two minuses":            `{"amount": "--1", "currency": "EUR"}`,
		"no digits in front":     `{"amount": ".50", "currency": "EUR"}`,
		"no digits behind":       `{"amount": "1.", "currency": "EUR"}`,
		"too large":              `{"amount": "1000000000000000", "currency": "EUR"}`,
		"too fine":               `{"amount": "0.0000001", "currency": "EUR"}`,
		"a space":                `{"amount": " 1", "currency": "EUR"}`,
		"a line break":           `{"amount": "1\n", "currency": "EUR"}`,
		"other digits":           `{"amount": "١٢", "currency": "EUR"}`,
		"empty":                  `{}`,
		"no amount":              `{"currency": "EUR"}`,
		"no currency":            `{"amount": "1"}`,
		"a currency in words":    `{"amount": "1", "currency": "Euro"}`,
		"a currency in small":    `{"amount": "1", "currency": "eur"}`,
		"a sign for a currency":  `{"amount": "1", "currency": "€"}`,
		"a text":                 `"1200 EUR"`,
		"a list":                 `[]`,
		"a currency and a break": `{"amount": "1", "currency": "EUR\n"}`,
	} {
		var m connectors.Money
		err := json.Unmarshal([]byte(text), &m)
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%s: %v", name, err)
	}
}

func TestMoneyThatIsMissing(t *testing.T) {
	var in struct {
		Tax connectors.Money `json:"tax,omitzero"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"tax": null}`), &in))
	require.Zero(t, in.Tax)
}

func TestMoneyInWords(t *testing.T) {
	for _, test := range []struct{ amount, en, de string }{
		{"0", "0.00 EUR", "0,00 EUR"},
		{"7", "7.00 EUR", "7,00 EUR"},
		{"7.5", "7.50 EUR", "7,50 EUR"},
		{"100", "100.00 EUR", "100,00 EUR"},
		{"1000", "1,000.00 EUR", "1.000,00 EUR"},
		{"1200.00", "1,200.00 EUR", "1.200,00 EUR"},
		{"999999.99", "999,999.99 EUR", "999.999,99 EUR"},
		{"1234567.895", "1,234,567.895 EUR", "1.234.567,895 EUR"},
		{"-1234.5", "-1,234.50 EUR", "-1.234,50 EUR"},
		{"-100", "-100.00 EUR", "-100,00 EUR"},
		{"0001200.00", "1,200.00 EUR", "1.200,00 EUR"},
		{"000", "0.00 EUR", "0,00 EUR"},
	} {
		m := connectors.Money{Amount: test.amount, Currency: "EUR"}
		require.NoError(t, m.Check())
		require.Equal(t, test.en, m.In("en"))
		require.Equal(t, test.de, m.In("de"))
		require.Equal(t, test.en, m.In("fr"), "English where a language isn't known")
	}
}

func TestMoneyOverALimit(t *testing.T) {
	for _, test := range []struct {
		amount, limit string
		over          bool
	}{
		{"10000", "10000", false},
		{"10000.00", "10000", false},
		{"10000.000001", "10000", true},
		{"9999.999999", "10000", false},
		{"-20000", "10000", false},
		{"999999999999999", "10000", true},
		{"NaN", "10000", true},
		{"Infinity", "10000", true},
		{"", "10000", true},
		{"1e2", "10000", true},
		{"1", "", true},
		{"1", "much", true},
	} {
		require.Equal(t, test.over, connectors.Money{Amount: test.amount, Currency: "EUR"}.Over(test.limit), "%s over %s", test.amount, test.limit)
	}
}

func TestMoneyOfAValue(t *testing.T) {
	m, ok := connectors.MoneyOf(map[string]any{"amount": "1.00", "currency": "EUR"})
	require.True(t, ok)
	require.Equal(t, connectors.Money{Amount: "1.00", Currency: "EUR"}, m)
	for _, v := range []any{
		nil, "1.00 EUR", map[string]any{}, map[string]any{"amount": "1.00"}, map[string]any{"amount": 1.0, "currency": "EUR"},
		map[string]any{"amount": "1.00", "currency": "EUR", "tax": "0"}, map[string]any{"amount": "much", "currency": "EUR"},
	} {
		_, ok := connectors.MoneyOf(v)
		require.False(t, ok, "%v", v)
	}
}

// Whatever is taken for money is money: it can be written, compared and read again, with the same value.
func FuzzMoney(f *testing.F) {
	for _, seed := range []string{`{"amount":"1200.00","currency":"EUR"}`, `{"amount":"-0.1","currency":"USD"}`, `null`, `{"amount":1,"currency":"EUR"}`, `{"Amount":"1","CURRENCY":"EUR"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var m connectors.Money
		if json.Unmarshal(raw, &m) != nil || m == (connectors.Money{}) {
			return
		}
		require.NoError(t, m.Check())
		d, err := m.Decimal()
		require.NoError(t, err)
		again, err := json.Marshal(m)
		require.NoError(t, err)
		var n connectors.Money
		require.NoError(t, json.Unmarshal(again, &n))
		require.Equal(t, m, n)
		e, err := n.Decimal()
		require.NoError(t, err)
		require.Zero(t, d.Cmp(e))
		require.NotEmpty(t, m.In("de"))
	})
}

// An amount is over all that is less and under all that is not, whatever zeros it is written with.
func TestMoneyIsOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(-1e12, 1e12)
		a, b := cents.Draw(t, "a"), cents.Draw(t, "b")
		zeros := rapid.StringMatching(`0{0,3}`)
		got := connectors.Money{Amount: written(a, zeros.Draw(t, "front"), zeros.Draw(t, "behind")), Currency: "EUR"}
		require.Equal(t, a > b, got.Over(written(b, "", "")))
	})
}

func written(cents int64, front, behind string) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%s%d.%02d%s", sign, front, cents/100, cents%100, behind)
}
