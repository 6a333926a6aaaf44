package invoice

import (
	"context"
	"strconv"
	"time"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
)

// book is a connection, as far as it steers what documents say.
type book struct {
	id      string
	setting func(name string) string
	letters letters
}

func (a app) book(c *connectors.Connection) (book, error) {
	if c == nil {
		return book{}, connectors.Errorf(connectors.Invalid, "there is no book to write invoices in; make one with `sayso connect invoice`")
	}
	return book{c.ID, c.Setting, a.letters}, nil
}

// check tells whether a book could issue invoices, and in whose name.
func (a app) check(_ context.Context, c *connectors.Connection) (identity string, err error) {
	b, err := a.book(c)
	if err != nil {
		return "", err
	}
	s, err := b.sender()
	if err != nil {
		return "", err
	}
	if _, err := b.taxRate(nil); err != nil {
		return "", err
	}
	if _, err := b.paymentDays(); err != nil {
		return "", err
	}
	if _, err := b.zone(); err != nil {
		return "", err
	}
	if _, err := b.series(KindInvoice, 2000); err != nil {
		return "", err
	}
	return s.Name, nil
}

// taxRate gives the rate in percent: the given one, else that of the settings, else 19.
func (b book) taxRate(given *float64) (*apd.Decimal, error) {
	rate, what := apd.New(19, 0), "the tax rate"
	switch text := b.setting("tax_rate"); {
	case given != nil:
		rate = decimal(*given)
	case text != "":
		d, _, err := apd.NewFromString(text)
		if err != nil || d.Form != apd.Finite {
			return nil, connectors.Errorf(connectors.Invalid,
				"the setting tax_rate of %s is %q; write the percentage, such as 19", b.id, text)
		}
		rate, what = d, "the setting tax_rate"
	}
	var short apd.Decimal
	if short.Reduce(rate); rate.Sign() < 0 || rate.Cmp(apd.New(100, 0)) > 0 || short.Exponent < -2 {
		return nil, connectors.Errorf(connectors.Invalid,
			"%s is %s; it is a percentage from 0 to 100 with at most two places", what, rate)
	}
	return &short, nil
}

// tax gives the category of a rate. A rate of 0 is exempt where the settings say why, and zero rated where they don't:
// EN 16931 asks for a reason with the one and forbids it with the other.
func (b book) tax(rate *apd.Decimal, net *apd.Decimal) (Tax, error) {
	t := Tax{Category: "S", Rate: plain(rate), Amount: money(percent(rate, net)).Text('f')}
	if rate.Sign() > 0 {
		return t, nil
	}
	reason, err := b.letters.line("the setting exemption_reason", b.setting("exemption_reason"), 200)
	if err != nil {
		return t, err
	}
	t.Category, t.Reason = "Z", reason
	if reason != "" {
		t.Category = "E"
	}
	return t, nil
}

const maxPaymentDays = 365

func (b book) paymentDays() (int, error) {
	text := b.setting("payment_days")
	if text == "" {
		return 14, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > maxPaymentDays {
		return 0, connectors.Errorf(connectors.Invalid,
			"the setting payment_days of %s is %q; write a number of days from 0 to %d", b.id, text, maxPaymentDays)
	}
	return n, nil
}

// zone is where the book's days begin and end.
func (b book) zone() (*time.Location, error) {
	text := b.setting("timezone")
	if text == "" {
		return time.Local, nil
	}
	zone, err := time.LoadLocation(text)
	if err != nil {
		return nil, connectors.Errorf(connectors.Invalid, "the setting timezone of %s is %q; write it as Europe/Berlin", b.id, text)
	}
	return zone, nil
}
