package entity

import (
	"strings"

	"sayso/workflows/compile/rules/text"
)

// money reads an amount and its currency, in either order and with its sign: "1,200 EUR", "1.200 €", "€1.2k", "EUR 3,450.00",
// "CHF 1'890.50", "2350,- euro", "zwölfhundert Euro", "5 Euro 50", "-5 €", "EUR -5".
func (s scanner) money(i int) Entity {
	if e := s.between(i); e.To > 0 {
		return e
	}
	n, code, to := s.amount(i)
	if code == "" {
		n, code, to = s.hundredths(i)
	}
	if code == "" {
		return Entity{}
	}
	n, to = s.withCents(n, to)
	e := Entity{Type: Money, Value: value(n, code), To: to}
	_, e.Per = s.rate(to - 1)
	if s.owed(i) { // "950- EUR" is a price to some and a debt to others
		e.Options = []string{n + " " + code, "-" + n + " " + code}
	}
	return e.signed(n)
}

func value(n, code string) map[string]any { return map[string]any{"amount": n, "currency": code} }

// amount reads one amount; code is "" where there is none.
func (s scanner) amount(i int) (n, code string, to int) {
	j := s.sign(i)
	if code, k := s.currencyAt(j); code != "" {
		return s.behind(j, k, code, j > i)
	}
	n, to = s.decimal(j, true)
	if n == "" {
		if n, to = s.single(j); n == "" {
			return "", "", 0
		}
	}
	k := to
	if s.is(k, "-", "–", "—", ".-", ",-", "--") && s.tok(k).Glued {
		k++
	}
	if code, zeros := s.compound(k); code != "" {
		return below(shift(n, zeros), j > i), code, k + 1
	}
	if code, end := s.currencyAt(k); code != "" {
		return below(n, j > i), code, end
	}
	if code, _ = s.rate(k); code != "" {
		return below(n, j > i), code, k + 1
	}
	return below(n, j > i), "", to
}

// behind reads the number behind a currency.
func (s scanner) behind(j, k int, code string, negative bool) (string, string, int) {
	if s.is(k, ".") && s.tok(k).Glued && s.tok(j).Is("fr", "sfr") { // "Fr. 50"
		k++
	}
	number := s.sign(k)
	n, to := s.decimal(number, true)
	if n == "" || s.tok(number).Kind != text.Number {
		return "", "", 0
	}
	if again, end := s.currencyAt(to); again == code { // "€ 300 EUR"
		to = end
	}
	return below(n, negative || number > k), code, to
}

// single reads the article before a currency as one: "ein Euro", "a dollar".
func (s scanner) single(j int) (string, int) {
	if s.is(j, "ein", "einen", "einem", "einer") && s.Lang == "de" && s.is(j+1, "euro", "dollar", "franken", "pfund", "yen") {
		return "1", j + 1
	}
	return "", 0
}

// hundredths reads an amount below one: "50 Cent", "80 pence", "99p". What "50 cents" are of, English doesn't say.
func (s scanner) hundredths(i int) (n, code string, to int) {
	n, to = s.decimal(i, true)
	code = cents[s.tok(to).Lower]
	if s.Lang == "de" && s.is(to, "cent", "cents") {
		code = "EUR"
	}
	if n == "" || code == "" || strings.Contains(n, ".") || s.is(to, "p") && !s.tok(to).Glued {
		return "", "", 0
	}
	return shift(n, -2), code, to + 1
}

// withCents reads what follows the currency of a whole amount: "5 Euro 50", "five dollars and twenty cents".
func (s scanner) withCents(n string, to int) (string, int) {
	if strings.Contains(n, ".") || currencies[s.tok(to-1).Lower] == "" || len(s.tok(to-1).Lower) < 4 {
		return n, to
	}
	j := to
	if s.is(j, "and", "und") {
		j++
	}
	c, end := s.decimal(j, true)
	named := s.is(end, "cent", "cents", "pence", "rappen")
	if len(c) == 1 && named {
		c = "0" + c
	}
	if len(c) != 2 || strings.Contains(c, ".") || !named && (j > to || !s.closes(end)) {
		return n, to
	}
	if named {
		end++
	}
	return n + "." + c, end
}

// closes reports whether nothing follows that a number would belong to: "5 Euro 50 für Anna", and not "5 Euro 50 Stück".
func (s scanner) closes(i int) bool {
	t := s.tok(i)
	return t.Kind == text.Break || t.Kind == text.Punct || t.Is("für", "for", "an", "to", "in", "und", "and", "von", "from", "x")
}
