package invoice

import (
	"strconv"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
)

// The bounds of what an invoice can say.
const (
	maxLines    = 500
	maxQuantity = 1_000_000_000
	maxGross    = 9_999_999_999 // in any currency
)

// exact is arithmetic that never loses a digit of the sizes above: quantity and price have at most 16 and 21 digits.
var exact = apd.BaseContext.WithPrecision(60)

// money rounds to two places, a half up, as EN 16931 asks for line totals and for the tax of a category.
func money(d *apd.Decimal) *apd.Decimal {
	c := *exact
	c.Rounding = apd.RoundHalfUp
	var r apd.Decimal
	_, _ = c.Quantize(&r, d, -2) // can't fail within the bounds
	return &r
}

func add(a, b *apd.Decimal) *apd.Decimal {
	var r apd.Decimal
	_, _ = exact.Add(&r, a, b)
	return &r
}

func multiply(a, b *apd.Decimal) *apd.Decimal {
	var r apd.Decimal
	_, _ = exact.Mul(&r, a, b)
	return &r
}

// percent gives rate hundredths of an amount, not rounded.
func percent(rate, amount *apd.Decimal) *apd.Decimal {
	return multiply(multiply(rate, amount), apd.New(1, -2))
}

// decimal reads a number of JSON as the decimal that was written.
func decimal(f float64) *apd.Decimal {
	d, _, err := apd.NewFromString(strconv.FormatFloat(f, 'f', -1, 64))
	if err != nil { // JSON has no infinities
		return apd.New(0, 0)
	}
	return d
}

// read reads a decimal of a stored document, which was written by this package.
func read(text string) *apd.Decimal {
	d, _, err := apd.NewFromString(text)
	if err != nil {
		return apd.New(0, 0)
	}
	return d
}

// plain writes a decimal without an exponent and without idle zeros behind the point.
func plain(d *apd.Decimal) string {
	var r apd.Decimal
	r.Reduce(d)
	return r.Text('f')
}

// price checks an amount of money of the input: a positive number of the document's currency. what names it in errors.
func price(what string, m connectors.Money) (*apd.Decimal, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	d, err := m.Decimal()
	if err != nil {
		return nil, err
	}
	switch {
	case d.Sign() < 0:
		return nil, connectors.Errorf(connectors.Invalid,
			"%s is %s, but an invoice is about a positive amount; to take one back, cancel it", what, m.In("en"))
	case d.Sign() == 0:
		return nil, connectors.Errorf(connectors.Invalid, "%s is zero; an invoice needs a positive amount", what)
	case d.Cmp(apd.New(maxGross, 0)) > 0:
		return nil, tooMuch(what)
	}
	return d, nil
}

func tooMuch(what string) error {
	return connectors.Errorf(connectors.Invalid,
		"%s is more than an invoice can be about, which is %s", what, grouped(strconv.Itoa(maxGross), "en"))
}
