package invoice

import (
	"strconv"
	"strings"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
)

const (
	textFrom = left + 10 // where descriptions begin
	gap      = 6.0       // between columns
	rowLine  = 4.5

	wholeRows = 30 // a description of up to so many rows stays on one page
)

// columns are where the figures of the lines' table end, and how much they leave for descriptions.
type columns struct{ quantity, price, text float64 }

// columns makes room for the widest figures.
func (s *sheet) columns() columns {
	c, w := s.document.Content, s.words
	s.SetFont("noto", "B", 8)
	quantity, price, amount := s.GetStringWidth(w.quantity), s.GetStringWidth(w.unitPrice+" "+c.Currency), s.GetStringWidth(w.amount+" "+c.Currency)
	s.SetFont("noto", "", 9.5)
	for _, line := range c.Lines {
		quantity = max(quantity, s.GetStringWidth(line.amount(c.Language)))
		price = max(price, s.GetStringWidth(grouped(line.UnitPrice, c.Language)))
		amount = max(amount, s.GetStringWidth(grouped(line.Net, c.Language)))
	}
	at := columns{price: right - amount - gap}
	at.quantity = at.price - price - gap
	at.text = at.quantity - quantity - gap - textFrom
	return at
}

// amount writes quantity and unit.
func (l Line) amount(lang string) string {
	return strings.TrimSuffix(grouped(l.Quantity, lang)+" "+l.Label, " ")
}

// table is the lines, with the sum carried forward where a page ends.
func (s *sheet) table() {
	c := s.document.Content
	at := s.columns()
	s.room(30)
	s.tableHead(at)
	carried := apd.New(0, -2)
	for i, line := range c.Lines {
		text := s.wrapped(line.Description, "", 9.5, at.text)
		height := 12.0
		if len(text) <= wholeRows { // a line that would fill most of a page may be broken
			height = max(height, float64(len(text))*rowLine)
		}
		for part, row := range text {
			if s.room(height) {
				s.tableHead(at)
				s.carry(carried)
			}
			if part == 0 {
				s.figures(at, strconv.Itoa(i+1), line)
				carried = add(carried, read(line.Net))
				height = rowLine
			}
			s.write(textFrom, s.y, row, "", 9.5, ink, "L")
			s.y += rowLine
		}
		s.y += 0.4
		s.rule(left, right, s.y-2.2, 0.15, hair)
		s.y += 2.4
	}
}

func (s *sheet) tableHead(at columns) {
	c, w := s.document.Content, s.words
	s.SetFillColor(tint.r, tint.g, tint.b)
	s.Rect(left-2, s.y-1, right-left+4, 7.4, "F")
	s.y += 4
	s.write(left, s.y, w.position, "B", 8, muted, "L")
	s.write(textFrom, s.y, w.description, "B", 8, muted, "L")
	s.write(at.quantity, s.y, w.quantity, "B", 8, muted, "R")
	s.write(at.price, s.y, w.unitPrice+" "+c.Currency, "B", 8, muted, "R")
	s.write(right, s.y, w.amount+" "+c.Currency, "B", 8, muted, "R")
	s.y += 8.2
}

// figures writes a line's numbers beside the first row of its description.
func (s *sheet) figures(at columns, position string, line Line) {
	lang := s.document.Content.Language
	s.write(left, s.y, position, "", 9.5, muted, "L")
	s.write(at.quantity, s.y, line.amount(lang), "", 9.5, ink, "R")
	s.write(at.price, s.y, grouped(line.UnitPrice, lang), "", 9.5, ink, "R")
	s.write(right, s.y, grouped(line.Net, lang), "", 9.5, ink, "R")
}

func (s *sheet) carry(sum *apd.Decimal) {
	s.write(textFrom, s.y, s.words.carried, "", 9.5, muted, "L")
	s.write(right, s.y, grouped(sum.Text('f'), s.document.Content.Language), "", 9.5, muted, "R")
	s.y += rowLine + 2.8
}

// sums are net, tax and gross, kept together on one page.
func (s *sheet) sums() {
	c, w := s.document.Content, s.words
	s.room(34)
	s.y += 2
	const from = 108.0
	row := func(label, value, style string, size float64) {
		s.write(from, s.y, label, style, size, ink, "L")
		s.write(right, s.y, value, style, size, ink, "R")
	}
	row(w.net, grouped(c.Net, c.Language), "", 9.5)
	s.y += 5.6
	row(fill(w.vat, "rate", grouped(c.Tax.Rate, c.Language), "net", grouped(c.Net, c.Language)), grouped(c.Tax.Amount, c.Language), "", 9.5)
	s.y += 3.4
	s.SetFillColor(tint.r, tint.g, tint.b)
	s.Rect(from-2, s.y, right-from+4, 9, "F")
	s.rule(from-2, right+2, s.y, 0.4, accent)
	s.y += 6
	label := w.total
	if s.document.Kind == KindCreditNote {
		label = w.credited
	}
	row(label, connectors.Money{Amount: c.Gross, Currency: c.Currency}.In(c.Language), "B", 11)
	s.y += 11
	for _, sentence := range closing(s.document) {
		s.paragraph(sentence, 9.5)
	}
}

// payment says how the amount is settled, and to which account.
func (s *sheet) payment() {
	c, w := s.document.Content, s.words
	s.room(34)
	s.y += 2
	s.paragraph(terms(s.document), 9.5)
	if s.document.Kind != KindInvoice || c.Sender.IBAN == "" {
		return
	}
	s.y += 1
	for _, fact := range [][2]string{
		{w.holder, c.Sender.Name}, {"IBAN", spaced(c.Sender.IBAN)}, {"BIC", c.Sender.BIC}, {w.bank, c.Sender.Bank}, {w.purpose, s.document.Number},
	} {
		if fact[1] == "" {
			continue
		}
		s.write(left, s.y, fact[0], "", 8.5, muted, "L")
		s.write(left+36, s.y, fact[1], "", 9.5, ink, "L")
		s.y += 5
	}
}
