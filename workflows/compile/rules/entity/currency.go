package entity

import (
	"strings"

	"sayso/workflows/compile/rules/text"
)

// currencies by the ways they are written, in lower case. Signs that several countries share, "kr" and "Rs", are none: which is meant
// can't be told.
var currencies = map[string]string{
	"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "eurs": "EUR", "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
	"us$": "USD", "us-dollar": "USD", "usd$": "USD", "bucks": "USD",
	"£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "pfund": "GBP", "quid": "GBP", "chf": "CHF",
	"franken": "CHF", "sfr": "CHF", "francs": "CHF", "fr": "CHF", "fränkli": "CHF",
	"¥": "JPY", "jpy": "JPY", "yen": "JPY", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "złoty": "PLN", "zł": "PLN",
	"zloty": "PLN", "zlotys": "PLN", "czk": "CZK", "kč": "CZK", "huf": "HUF", "forint": "HUF",
	"cad": "CAD", "ca$": "CAD", "c$": "CAD", "aud": "AUD", "a$": "AUD", "au$": "AUD", "nzd": "NZD", "nz$": "NZD", "inr": "INR", "₹": "INR",
	"rupees": "INR", "rupien": "INR", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "sgd": "SGD", "s$": "SGD", "hkd": "HKD", "hk$": "HKD",
	"brl": "BRL", "r$": "BRL", "zar": "ZAR", "rand": "ZAR", "ron": "RON", "lei": "RON", "try": "TRY", "₺": "TRY", "lira": "TRY", "ils": "ILS",
	"₪": "ILS", "krw": "KRW", "₩": "KRW", "won": "KRW", "mxn": "MXN", "aed": "AED", "dirham": "AED", "dirhams": "AED", "thb": "THB", "bgn": "BGN",
	"isk": "ISK", "uah": "UAH", "₴": "UAH", "rupee": "INR",
}

// wordCurrencies are those that are ordinary words too, so that they are read only in capitals or beside a number in digits.
var wordCurrencies = map[string]bool{"try": true, "fr": true, "won": true, "lei": true, "ron": true, "all": true}

// demonyms name the country of a currency that several have.
var demonyms = map[string]map[string]string{
	"dollar": {"us": "USD", "u.s": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "singapore": "SGD", "amerikanische": "USD",
		"kanadische": "CAD", "australische": "AUD", "zealand": "NZD"},
	"pound":   {"british": "GBP", "sterling": "GBP", "britische": "GBP"},
	"franc":   {"swiss": "CHF", "schweizer": "CHF"},
	"krone":   {"swedish": "SEK", "norwegian": "NOK", "danish": "DKK", "schwedische": "SEK", "norwegische": "NOK", "dänische": "DKK", "czech": "CZK", "tschechische": "CZK"},
	"yuan":    {"chinese": "CNY", "chinesische": "CNY"},
	"yen":     {"japanese": "JPY", "japanische": "JPY"},
	"forints": {"hungarian": "HUF", "ungarische": "HUF"},
	"peso":    {"mexican": "MXN", "mexikanische": "MXN"},
}

// currencyNouns are the nouns that a country may stand before.
var currencyNouns = map[string]string{
	"dollar": "dollar", "dollars": "dollar", "pound": "pound", "pounds": "pound", "pfund": "pound", "franc": "franc", "francs": "franc",
	"franken": "franc", "krona": "krone", "kronor": "krone", "kroner": "krone", "krone": "krone", "kronen": "krone", "koruna": "krone", "yuan": "yuan",
	"yen": "yen", "forint": "forints", "forints": "forints", "peso": "peso", "pesos": "peso",
}

// cents are the hundredths of the currencies that have words of their own for them.
var cents = map[string]string{"p": "GBP", "pence": "GBP", "rappen": "CHF", "eurocent": "EUR", "eurocents": "EUR", "øre": "DKK"}

// currencyAt reads a currency behind a number or before one: "EUR", "US dollars", "pounds sterling", "Schweizer Franken".
func (s scanner) currencyAt(i int) (code string, to int) {
	t := s.tok(i)
	if t.Kind != text.Word && t.Kind != text.Punct {
		return "", i
	}
	for n := 1; n <= 2; n++ { // "New Zealand dollars"
		noun := currencyNouns[s.tok(i+n).Lower]
		if code := demonyms[noun][s.tok(i+n-1).Lower]; code != "" && (n == 1 || s.is(i, "new")) {
			return code, s.sterling(i + n + 1)
		}
	}
	if code = currencies[t.Lower]; code == "" || wordCurrencies[t.Lower] && t.Text == t.Lower {
		return "", i
	}
	return code, s.sterling(i + 1)
}

func (s scanner) sterling(i int) int {
	if s.is(i, "sterling") {
		return i + 1
	}
	return i
}

// rate reads a currency and what it is paid for: "€/Tag".
func (s scanner) rate(i int) (code, per string) {
	if parts := s.tok(i).Parts; len(parts) == 2 && currencies[parts[0]] != "" {
		return currencies[parts[0]], parts[1]
	}
	return "", ""
}

// compound reads a currency with the multiplier that is one word with it: "TEUR", "Mio.€", "MEUR".
func (s scanner) compound(i int) (code string, zeros int32) {
	w := s.tok(i).Lower
	for _, m := range []struct {
		prefix string
		zeros  int32
	}{{"t", 3}, {"k", 3}, {"m", 6}} {
		rest, ok := strings.CutPrefix(w, m.prefix)
		if ok && (rest == "eur" || rest == "€" || rest == "usd" || rest == "chf" || rest == "gbp" || rest == "$" || rest == "£") {
			return currencies[rest], m.zeros
		}
	}
	return "", 0
}
