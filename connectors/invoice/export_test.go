package invoice

import "sayso/connectors"

// Drafted gives what an invoice that a call would make comes to, and the XML that would be in its PDF.
func Drafted(c connectors.Call[CreateIn]) (connectors.Money, []byte, error) {
	_, content, err := app{letters: newLetters()}.draft(c)
	if err != nil {
		return connectors.Money{}, nil, err
	}
	d := Document{Kind: KindInvoice, Number: "R-1", Content: content}
	raw, err := electronic(d)
	return d.total(), raw, err
}
