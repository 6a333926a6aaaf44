package entity

import "sayso/workflows/compile/rules/text"

// money reads an amount and its currency, in either order: "1,200 EUR", "1.200 €", "€1.2k", "EUR 3,450.00", "CHF 1'890.50",
// "2350,- euro".
func (s scanner) money(i int) Entity {
	if code, ok := currencies[s.tok(i).Lower]; ok {
		if n, to := s.decimal(i+1, true); n != "" && s.tok(i+1).Kind == text.Number {
			if again, ok := currencies[s.tok(to).Lower]; ok && again == code { // "€ 300 EUR"
				to++
			}
			return amount(n, code, to)
		}
		return Entity{}
	}
	n, to := s.decimal(i, true)
	if n == "" {
		return Entity{}
	}
	if s.is(to, "-", "–", ".-", ",-") && s.tok(to).Glued {
		to++
	}
	code, ok := currencies[s.tok(to).Lower]
	if !ok {
		return Entity{}
	}
	return amount(n, code, to+1)
}

func amount(n, code string, to int) Entity {
	return Entity{Type: Money, Value: map[string]any{"amount": n, "currency": code}, To: to}
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
