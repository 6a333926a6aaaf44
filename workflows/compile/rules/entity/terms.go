package entity

import "sayso/workflows/compile/rules/text"

// terms reads by when something is to be paid as invoices say it: "net 30", "payment terms 30 days", "30 days net", "Zahlungsziel: 14 Tage", "14 Tage Ziel".
func (s scanner) terms(i int) Entity {
	n, unit, to := s.timeSpan(i)
	if to == 0 && s.is(i-1, "net") && !s.is(i-2, "amount") {
		if n, to = s.decimal(i, false); n != "" && s.ends(to) {
			unit = "d"
		}
	}
	switch {
	case unit == "":
		return Entity{}
	case s.is(to, "net", "netto", "ziel", "zahlungsziel", "zahlungsfrist") && s.ends(to+1):
		to++
	case !s.termed(i):
		return Entity{}
	}
	e := s.offset(s.Now, 1, n, unit, to)
	e.Term = true
	return e
}

// termed reports whether a length of time stands behind the word for when something is to be paid.
func (s scanner) termed(i int) bool {
	for n := 0; n < 2 && s.is(i-1, ":", "of", "von", "is", "ist", "beträgt", "sind", "are"); n++ {
		i--
	}
	return s.is(i-1, "terms", "term", "net", "zahlungsziel", "zahlungsfrist", "zahlungsbedingung", "zahlungsbedingungen") ||
		s.is(i-1, "ziel") && s.tok(i-1).Capital()
}

// ends reports whether a part of a sentence ends before a token.
func (s scanner) ends(i int) bool {
	t := s.tok(i)
	return t.Kind == text.Break || t.Kind == text.Punct || t.Is("and", "und", "then", "dann", "with", "mit")
}
