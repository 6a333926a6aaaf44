package invoice

import (
	"bytes"
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"sayso/connectors"
)

// The sheet is A4 with the address where the window of an envelope is (DIN 5008, form B). All measures are in millimetres.
const (
	left, right = 25.0, 190.0
	window      = 51.0  // where the address begins
	body        = 101.0 // where the title stands
	top         = 22.0  // where the text of further pages begins
	bottom      = 262.0
	foot        = 268.0 // where the footer begins
)

// render makes a document's PDF with its XML inside. The same document gives the same bytes.
func render(d Document) ([]byte, error) {
	data, err := electronic(d)
	if err != nil {
		return nil, err
	}
	s := &sheet{Fpdf: fpdf.New("P", "mm", "A4", ""), document: d, words: wordsOf(d.Content.Language)}
	s.prepare()
	s.AddPage()
	s.letterhead()
	s.recipient()
	s.facts()
	s.heading()
	s.table()
	s.sums()
	s.payment()
	s.footers()
	var b bytes.Buffer
	if err := s.Output(&b); err != nil {
		return nil, connectors.Errorf(connectors.Invalid, "the PDF of %s can't be made: %w", d.Number, err)
	}
	return enclose(b.Bytes(), d, data)
}

// prepare sets all that must not vary from one time to the next.
func (s *sheet) prepare() {
	d := s.document
	s.SetCatalogSort(true)
	s.SetCreationDate(d.Content.Issued.Time())
	s.SetModificationDate(d.Content.Issued.Time())
	s.SetTitle(s.words.title(d.Kind)+" "+d.Number, true)
	s.SetAuthor(d.Content.Sender.Name, true)
	s.SetSubject(d.Content.Customer.Name, true)
	s.SetKeywords(s.words.keywords, true)
	s.SetCreator(producer, true)
	s.SetProducer(producer, true)
	s.SetMargins(left, top, 210-right)
	s.SetAutoPageBreak(false, 0)
	s.SetCellMargin(0)
	s.AddUTF8FontFromBytes("noto", "", regularFont)
	s.AddUTF8FontFromBytes("noto", "B", boldFont)
}

// letterhead is the sender's name or logo at the top.
func (s *sheet) letterhead() {
	sender := s.document.Content.Sender
	s.SetFillColor(accent.r, accent.g, accent.b)
	s.Rect(0, 0, 210, 3, "F")
	if sender.Logo != "" {
		content, kind, err := decodeLogo(sender.Logo)
		if err != nil {
			s.SetError(err)
			return
		}
		options := fpdf.ImageOptions{ImageType: kind}
		if info := s.RegisterImageOptionsReader("logo", options, bytes.NewReader(content)); s.Ok() {
			scale := min(60/info.Width(), 18/info.Height())
			s.ImageOptions("logo", left, 15, info.Width()*scale, info.Height()*scale, false, options, 0, "")
		}
	} else {
		s.write(left, 25, sender.Name, "B", s.shrunk(sender.Name, "B", 17, right-left), accent, "L")
	}
	y := 31.0
	if sender.Logo != "" {
		y = 38
	}
	for _, line := range s.wrapped(joined(sender.Email, sender.Phone, sender.Website), "", 8, right-left) {
		s.write(left, y, line, "", 8, muted, "L")
		y += 4
	}
}

// recipient is the customer's address, under the sender's in small, as the envelope's window shows both.
func (s *sheet) recipient() {
	c := s.document.Content
	back := joined(append([]string{c.Sender.Name}, c.Sender.Address...)...)
	y := window
	for _, line := range s.wrapped(back, "", 6.5, 85) {
		s.write(left, y, line, "", 6.5, muted, "L")
		y += 3
	}
	s.rule(left, left+85, y-1.4, 0.15, hair)
	y += 4
	for i, line := range append([]string{c.Customer.Name}, c.Customer.Address...) {
		style := ""
		if i == 0 {
			style = "B"
		}
		for _, part := range s.wrapped(line, style, 10, 85) {
			s.write(left, y, part, style, 10, ink, "L")
			y += 4.8
		}
	}
	if c.Customer.Country != c.Sender.Country {
		s.write(left, y, country(c.Customer.Country, c.Language), "", 10, ink, "L")
		y += 4.8
	}
	s.y = max(body, y+8)
}

// facts is the block of number, dates and ids beside the address.
func (s *sheet) facts() {
	c, w := s.document.Content, s.words
	y := window + 4.0
	for _, fact := range [][2]string{
		{w.number, s.document.Number}, {w.issued, day(c.Issued, c.Language)}, {w.service, day(c.Service, c.Language)},
		{w.due, dayOrNothing(c.Due, c.Language)}, {w.customerVAT, c.Customer.VATID},
		{w.vatID, c.Sender.VATID}, {w.taxNumber, c.Sender.TaxNumber},
	} {
		if fact[1] == "" {
			continue
		}
		s.write(125, y, fact[0], "", 8.5, muted, "L")
		s.write(right, y, fact[1], "", s.shrunk(fact[1], "", 9, 42), ink, "R")
		y += 5.2
	}
}

func dayOrNothing(d connectors.Date, lang string) string {
	if d == "" {
		return ""
	}
	return day(d, lang)
}

// heading is the title, and what is to be said above the lines.
func (s *sheet) heading() {
	title := s.words.title(s.document.Kind) + " " + s.document.Number
	s.write(left, s.y, title, "B", s.shrunk(title, "B", 16, right-left), ink, "L")
	s.y += 8
	for _, sentence := range opening(s.document) {
		s.paragraph(sentence, 9.5)
	}
	s.y += 2
}

// footers are written when the number of pages is known.
func (s *sheet) footers() {
	sender, w := s.document.Content.Sender, s.words
	columns := [][]string{
		append([]string{sender.Name}, sender.Address...),
		{labelled(w.vatID, sender.VATID), labelled(w.taxNumber, sender.TaxNumber), sender.Registration},
		{sender.Bank, labelled("IBAN", spaced(sender.IBAN)), labelled("BIC", sender.BIC)},
	}
	pages := s.PageCount()
	for page := 1; page <= pages; page++ {
		s.SetPage(page)
		s.rule(left, right, foot, 0.2, hair)
		for i, column := range columns {
			x, y := left+float64(i)*56, foot+4.5
			for _, line := range column {
				for _, part := range s.wrapped(line, "", 7, 53) {
					if y < 290 {
						s.write(x, y, part, "", 7, muted, "L")
						y += 3.4
					}
				}
			}
		}
		s.write(right, 291, fill(w.page, "page", fmt.Sprint(page), "pages", fmt.Sprint(pages)), "", 7, muted, "R")
	}
}

func labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + " " + value
}

// joined puts a dot between what is there.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}

// spaced writes an IBAN in groups of four.
func spaced(iban string) string {
	var b strings.Builder
	for i, r := range iban {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
