package invoice

import (
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

type colour struct{ r, g, b int }

var (
	ink    = colour{17, 24, 39}
	muted  = colour{100, 108, 122}
	accent = colour{30, 64, 110}
	hair   = colour{214, 219, 227}
	tint   = colour{243, 246, 250}
)

// sheet is a PDF under way.
type sheet struct {
	*fpdf.Fpdf
	document Document
	words    words
	y        float64 // where the next thing goes
}

// write puts a text on a line: with align L it begins at x, with R it ends there. The caller sees to its width.
func (s *sheet) write(x, y float64, text, style string, size float64, c colour, align string) {
	s.SetFont("noto", style, size)
	s.SetTextColor(c.r, c.g, c.b)
	if align == "R" {
		x -= s.GetStringWidth(text)
	}
	s.Text(x, y, text)
}

// wrapped breaks a text into lines that fit a width. A word that is too long for a line is broken.
func (s *sheet) wrapped(text, style string, size, width float64) []string {
	s.SetFont("noto", style, size)
	var list []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.FieldsSeq(paragraph) {
			if line != "" && s.GetStringWidth(line+" "+word) > width {
				list = append(list, line)
				line = ""
			}
			for s.GetStringWidth(word) > width {
				head := s.fitting(word, width)
				list = append(list, word[:head])
				word = word[head:]
			}
			line = strings.TrimPrefix(line+" "+word, " ")
		}
		if line != "" {
			list = append(list, line)
		}
	}
	return list
}

// fitting tells how many bytes of a word fit a width: one character at least.
func (s *sheet) fitting(word string, width float64) int {
	fits := 0
	for i, r := range word {
		end := i + len(string(r))
		if fits > 0 && s.GetStringWidth(word[:end]) > width {
			break
		}
		fits = end
	}
	return fits
}

// shrunk gives the size up to the given one at which a text fits a width.
func (s *sheet) shrunk(text, style string, size, width float64) float64 {
	s.SetFont("noto", style, size)
	return min(size, size*width/max(s.GetStringWidth(text), 1))
}

func (s *sheet) rule(x1, x2, y, width float64, c colour) {
	s.SetDrawColor(c.r, c.g, c.b)
	s.SetLineWidth(width)
	s.Line(x1, y, x2, y)
}

// paragraph writes a text over the whole width, on as many pages as it needs.
func (s *sheet) paragraph(text string, size float64) {
	for _, line := range s.wrapped(text, "", size, right-left) {
		s.room(5)
		s.write(left, s.y, line, "", size, ink, "L")
		s.y += 4.8
	}
	s.y++
}

// room begins a new page where what comes next would not fit on this one, and tells whether it did.
func (s *sheet) room(height float64) bool {
	if s.y+height <= bottom {
		return false
	}
	s.AddPage()
	s.write(left, top-6, s.words.title(s.document.Kind)+" "+s.document.Number, "", 8, muted, "L")
	s.y = top + 4
	return true
}
