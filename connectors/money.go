package connectors

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// Money is an exact amount of a currency: {"amount": "1200.00", "currency": "EUR"}. Amount is a decimal number with a
// point and never a float; Currency is three letters of ISO 4217.
type Money struct {
	Amount   string `json:"amount" jsonschema:"Decimal number with a point, such as 1200.00"`
	Currency string `json:"currency" jsonschema:"Three letters of ISO 4217, such as EUR"`
}

var (
	decimalNumber = regexp.MustCompile(`^-?\d{1,15}(\.\d{1,6})?$`)
	currencyCode  = regexp.MustCompile(`^[A-Z]{3}$`)
)

// UnmarshalJSON refuses an amount that is no decimal number and a currency that is no code. A null leaves m as it is, as for any type.
func (m *Money) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	var v struct{ Amount, Currency string }
	if err := json.Unmarshal(raw, &v); err != nil {
		return Errorf(Invalid, `an amount of money is written as {"amount": "1200.00", "currency": "EUR"}`)
	}
	*m = Money(v)
	return m.Check()
}

// Check says in words what is wrong with an amount, and nil where nothing is.
func (m Money) Check() error {
	if !decimalNumber.MatchString(m.Amount) {
		return Errorf(Invalid, "%q is not an amount; write it as 1200.00", m.Amount)
	}
	if !currencyCode.MatchString(m.Currency) {
		return Errorf(Invalid, "%q is not a currency; write its three letters, such as EUR", m.Currency)
	}
	return nil
}

// Decimal gives the amount for exact arithmetic.
func (m Money) Decimal() (*apd.Decimal, error) {
	return decimal(m.Amount)
}

// decimal reads a decimal number. Unlike apd it knows no NaN, no infinity and no exponent.
func decimal(text string) (*apd.Decimal, error) {
	if !decimalNumber.MatchString(text) {
		return nil, Errorf(Invalid, "%q is not an amount", text)
	}
	d, _, err := apd.NewFromString(text)
	return d, err
}

// Over reports whether the amount is more than a decimal number, in whatever currency. What can't be compared counts as more.
func (m Money) Over(limit string) bool {
	a, err := m.Decimal()
	b, err2 := decimal(limit)
	return err != nil || err2 != nil || a.Cmp(b) > 0
}

// In writes an amount as people of a language do: "1,200.00 EUR", "1.200,00 EUR".
func (m Money) In(lang string) string {
	whole, cents, _ := strings.Cut(strings.TrimPrefix(m.Amount, "-"), ".")
	whole = whole[min(len(whole)-len(strings.TrimLeft(whole, "0")), max(len(whole)-1, 0)):]
	for len(cents) < 2 {
		cents += "0"
	}
	group, point := ",", "."
	if lang == "de" {
		group, point = ".", ","
	}
	var b strings.Builder
	if strings.HasPrefix(m.Amount, "-") {
		b.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	b.WriteString(point + cents + " " + m.Currency)
	return b.String()
}

// MoneyOf reads a decoded JSON value as money, if it has that shape and nothing more.
func MoneyOf(v any) (Money, bool) {
	o, ok := v.(map[string]any)
	if !ok || len(o) != 2 {
		return Money{}, false
	}
	amount, ok1 := o["amount"].(string)
	currency, ok2 := o["currency"].(string)
	m := Money{amount, currency}
	return m, ok1 && ok2 && m.Check() == nil
}
