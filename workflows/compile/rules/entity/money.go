package entity

import "sayso/workflows/compile/rules/text"

// money reads an amount and its currency, in either order and with its sign: "1,200 EUR", "1.200 €", "€1.2k", "EUR 3,450.00",
// "CHF 1'890.50", "2350,- euro", "-5 €", "EUR -5".
func (s scanner) money(i int) Entity {
	if e := s.between(i); e.To > 0 {
		return e
	}
	n, code, to := s.amount(i)
	if code == "" {
		return Entity{}
	}
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
	if code, ok := currencies[s.tok(j).Lower]; ok {
		k := s.sign(j + 1)
		n, to := s.decimal(k, true)
		if n == "" || s.tok(k).Kind != text.Number {
			return "", "", 0
		}
		if again, ok := currencies[s.tok(to).Lower]; ok && again == code { // "€ 300 EUR"
			to++
		}
		return below(n, j > i || k > j+1), code, to
	}
	n, to = s.decimal(j, true)
	if n == "" {
		return "", "", 0
	}
	k := to
	if s.is(k, "-", "–", ".-", ",-") && s.tok(k).Glued {
		k++
	}
	if code = currencies[s.tok(k).Lower]; code == "" {
		code, _ = s.rate(k)
	}
	if code == "" {
		return below(n, j > i), "", to
	}
	return below(n, j > i), code, k + 1
}

// rate reads a currency and what it is paid for: "€/Tag".
func (s scanner) rate(i int) (code, per string) {
	if parts := s.tok(i).Parts; len(parts) == 2 {
		return currencies[parts[0]], parts[1]
	}
	return "", ""
}

// currencies by the ways they are written, in lower case.
var currencies = map[string]string{
	"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
	"us$": "USD", "bucks": "USD",
	"£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "pfund": "GBP", "quid": "GBP", "chf": "CHF",
	"franken": "CHF", "sfr": "CHF", "francs": "CHF",
	"¥": "JPY", "jpy": "JPY", "yen": "JPY", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "złoty": "PLN",
	"zloty": "PLN", "czk": "CZK", "huf": "HUF",
	"cad": "CAD", "aud": "AUD", "nzd": "NZD", "inr": "INR", "cny": "CNY", "sgd": "SGD", "hkd": "HKD", "brl": "BRL",
	"zar": "ZAR", "ron": "RON",
}
