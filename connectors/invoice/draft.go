package invoice

import (
	"fmt"
	"strings"
	"time"

	"github.com/cockroachdb/apd/v3"
	"golang.org/x/text/currency"

	"sayso/connectors"
)

// The longest texts, in characters.
const (
	maxName        = 200
	maxDescription = 1000
	maxReason      = 500
)

// horizon is how far from the day of issue a date may lie: beyond it, it is a slip of the pen.
const horizon = 10 * 366 * 24 * time.Hour

// draft checks the input of create and settles all that the invoice will say, but for its number.
func (b book) draft(c connectors.Call[CreateIn]) (Content, error) {
	content := Content{Language: c.Lang}
	if c.In.Language != "" {
		content.Language = string(c.In.Language)
	}
	if content.Language != "de" {
		content.Language = "en"
	}
	var err error
	if content.Sender, err = b.sender(); err != nil {
		return Content{}, err
	}
	if content.Customer, err = b.customer(c.In, content.Sender.Country); err != nil {
		return Content{}, err
	}
	if err := b.dates(&content, c.In, c.Now); err != nil {
		return Content{}, err
	}
	if err := b.positions(&content, c.In); err != nil {
		return Content{}, err
	}
	rate, err := b.taxRate(c.In.TaxRate)
	if err != nil {
		return Content{}, err
	}
	return content, b.sum(&content, rate)
}

func (b book) customer(in CreateIn, country string) (Customer, error) {
	c := Customer{Country: strings.ToUpper(in.Country), Email: string(in.Email), VATID: strings.ToUpper(strings.ReplaceAll(in.VATID, " ", ""))}
	var err error
	if c.Name, err = b.letters.line("the customer's name", in.Customer, maxName); err != nil {
		return c, err
	}
	if c.Name == "" {
		return c, connectors.Errorf(connectors.Invalid, "an invoice needs a customer")
	}
	if c.Address, err = b.letters.address("the customer's address", in.Address); err != nil {
		return c, err
	}
	if _, err = b.letters.line("the customer's e-mail address", c.Email, maxName); err != nil {
		return c, err
	}
	switch {
	case c.Country == "":
		c.Country = country
	case !countryCode.MatchString(c.Country):
		return c, connectors.Errorf(connectors.Invalid,
			"the customer's country is %q; write the two letters of ISO 3166, such as DE", in.Country)
	}
	if c.VATID != "" && !vatID.MatchString(c.VATID) {
		return c, connectors.Errorf(connectors.Invalid,
			"the customer's VAT ID is %q; write the country's two letters and the number, such as ATU12345678", in.VATID)
	}
	return c, nil
}

// dates sets the days of issue, of service (the day of issue, where none is given) and of payment.
func (b book) dates(content *Content, in CreateIn, now time.Time) error {
	zone, err := b.zone()
	if err != nil {
		return err
	}
	days, err := b.paymentDays()
	if err != nil {
		return err
	}
	content.Issued = today(now, zone)
	content.Service, content.Due = in.ServiceDate, in.Due
	if content.Service == "" {
		content.Service = content.Issued
	}
	if content.Due == "" {
		content.Due = connectors.Date(content.Issued.Time().AddDate(0, 0, days).Format(time.DateOnly))
	}
	for _, d := range []struct {
		what string
		day  connectors.Date
	}{{"the date of service", content.Service}, {"the due date", content.Due}} {
		if far := d.day.Time().Sub(content.Issued.Time()).Abs(); far > horizon {
			return connectors.Errorf(connectors.Invalid, "%s, %s, lies more than ten years from today", d.what, d.day)
		}
	}
	if content.Due.Time().Before(content.Issued.Time()) {
		return connectors.Errorf(connectors.Invalid,
			"the due date, %s, lies before the invoice's own date, %s", content.Due, content.Issued)
	}
	return nil
}

// positions fills in the lines: the given ones, or one of the amount.
func (b book) positions(content *Content, in CreateIn) error {
	description, err := b.letters.text("the description", string(in.Description), maxDescription)
	if err != nil {
		return err
	}
	switch {
	case len(in.Lines) == 0 && in.Amount == nil:
		return connectors.Errorf(connectors.Invalid, "an invoice needs an amount or lines")
	case len(in.Lines) > maxLines:
		return connectors.Errorf(connectors.Invalid, "the invoice has %d lines; %d are the most", len(in.Lines), maxLines)
	case len(in.Lines) == 0:
		if description == "" {
			description = wordsOf(content.Language).unspecified
		}
		return b.position(content, "the amount", LineIn{Description: connectors.Text(description), UnitPrice: *in.Amount}, true)
	}
	content.Note = description
	for i, line := range in.Lines {
		if err := b.position(content, fmt.Sprintf("line %d", i+1), line, false); err != nil {
			return err
		}
	}
	return nil
}

// position adds one line. An amount that is the whole line has to be in cents; a unit price may be finer.
func (b book) position(content *Content, what string, in LineIn, cents bool) error {
	description, err := b.letters.text("the description of "+what, string(in.Description), maxDescription)
	if err != nil {
		return err
	}
	if description == "" {
		return connectors.Errorf(connectors.Invalid, "%s has no description", what)
	}
	if err := oneCurrency(content, what, in.UnitPrice.Currency); err != nil {
		return err
	}
	each, err := price(what, in.UnitPrice)
	if err != nil {
		return err
	}
	if cents && money(each).Cmp(each) != 0 {
		return connectors.Errorf(connectors.Invalid, "%s is %s, which is finer than a cent", what, in.UnitPrice.In("en"))
	}
	quantity := apd.New(1, 0)
	if in.Quantity != nil {
		quantity = decimal(*in.Quantity)
	}
	var short apd.Decimal
	if short.Reduce(quantity); quantity.Sign() <= 0 || quantity.Cmp(apd.New(maxQuantity, 0)) > 0 || short.Exponent < -6 {
		return connectors.Errorf(connectors.Invalid,
			"the quantity of %s is %s; it must be positive, at most %d, and have at most six places", what, quantity, maxQuantity)
	}
	u, err := unitOf(in.Unit)
	if err != nil {
		return err
	}
	net := money(multiply(quantity, each))
	if net.Sign() == 0 {
		return connectors.Errorf(connectors.Invalid, "%s comes to 0.00; it must come to a cent at least", what)
	}
	content.Lines = append(content.Lines, Line{Description: description, Quantity: plain(quantity), Unit: u.code,
		Label: u.label(content.Language, quantity.Cmp(apd.New(1, 0)) == 0), UnitPrice: written(each), Net: net.Text('f')})
	return nil
}

// written writes a price with two places, or with more where it is finer.
func written(d *apd.Decimal) string {
	if rounded := money(d); rounded.Cmp(d) == 0 {
		return rounded.Text('f')
	}
	return plain(d)
}

// oneCurrency sees to it that all amounts are in one currency that exists.
func oneCurrency(content *Content, what, code string) error {
	if _, err := currency.ParseISO(code); err != nil {
		return connectors.Errorf(connectors.Invalid,
			"%s is in %q, which is no currency; write its three letters, such as EUR", what, code)
	}
	if content.Currency != "" && content.Currency != code {
		return connectors.Errorf(connectors.Invalid,
			"%s is in %s, but others are in %s; an invoice is in one currency", what, code, content.Currency)
	}
	content.Currency = code
	return nil
}

// sum adds up: net is the sum of the lines, tax is reckoned on it at once, and gross is both.
func (b book) sum(content *Content, rate *apd.Decimal) error {
	net := apd.New(0, -2)
	for _, line := range content.Lines {
		net = add(net, read(line.Net))
	}
	tax, err := b.tax(rate, net)
	if err != nil {
		return err
	}
	gross := add(net, read(tax.Amount))
	if gross.Cmp(apd.New(maxGross, 0)) > 0 {
		return tooMuch("the total")
	}
	content.Net, content.Tax, content.Gross = net.Text('f'), tax, gross.Text('f')
	return nil
}

// agreed checks an amount that was given beside lines: it must be their sum.
func agreed(in CreateIn, content Content) error {
	if in.Amount == nil || len(in.Lines) == 0 {
		return nil
	}
	amount, err := price("the amount", *in.Amount)
	if err != nil {
		return err
	}
	if in.Amount.Currency != content.Currency || amount.Cmp(read(content.Net)) != 0 {
		return connectors.Errorf(connectors.Invalid, "the amount is %s, but the lines come to %s net; leave one of them out",
			in.Amount.In("en"), connectors.Money{Amount: content.Net, Currency: content.Currency}.In("en"))
	}
	return nil
}
