package salesforce

import (
	"encoding/json"
	"strings"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
)

// moneyFields are what has to be read to know an amount.
func moneyFields(c *connectors.Connection) []string {
	if setting(c, setMulti) == "yes" {
		return []string{"Amount", "CurrencyIsoCode"}
	}
	return []string{"Amount"}
}

// moneyOf reads an amount, nil where there is none. Salesforce writes large ones as 1.25E7.
func moneyOf(c *connectors.Connection, r row) *connectors.Money {
	number, ok := r["Amount"].(json.Number)
	if !ok {
		return nil
	}
	d, _, err := apd.NewFromString(number.String())
	if err != nil {
		return nil
	}
	amount := d.Text('f')
	whole, cents, _ := strings.Cut(amount, ".")
	for len(cents) < 2 {
		cents += "0"
	}
	m := &connectors.Money{Amount: whole + "." + cents, Currency: setting(c, setCurrency)}
	if code := r.text("CurrencyIsoCode"); code != "" {
		m.Currency = code
	}
	return m
}
