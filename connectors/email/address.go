package email

import (
	"net/mail"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"sayso/connectors"
)

// maxRecipients is how many recipients every server has to take (RFC 5321, 4.5.3.1.8).
const maxRecipients = 100

// mailbox makes an address fit for an envelope and a header: local@domain, the domain in ASCII.
func mailbox(e connectors.Email) (string, error) {
	text := string(e)
	if text == "" {
		return "", connectors.Errorf(connectors.Invalid, "an e-mail address is empty")
	}
	if err := connectors.CheckFormat(connectors.FormatEmail, text); err != nil {
		return "", err
	}
	local, domain := text[:strings.LastIndexByte(text, '@')], text[strings.LastIndexByte(text, '@')+1:]
	if strings.IndexFunc(text, func(r rune) bool { return r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.IsSpace(r) }) >= 0 || len(text) > 254 {
		return "", connectors.Errorf(connectors.Invalid, "%q is not an e-mail address", text)
	}
	if ascii(domain) {
		return text, nil
	}
	domain, err := idna.Lookup.ToASCII(domain)
	if err != nil {
		return "", connectors.Errorf(connectors.Invalid, "%q is not an e-mail address: its domain can't be", text)
	}
	return local + "@" + domain, nil
}

// mailboxes does so for a list.
func mailboxes(list []connectors.Email) ([]*mail.Address, error) {
	var all []*mail.Address
	for _, e := range list {
		address, err := mailbox(e)
		if err != nil {
			return nil, err
		}
		all = append(all, &mail.Address{Address: address})
	}
	return all, nil
}

// envelope lists the addresses of all recipients, each once.
func envelope(lists ...[]*mail.Address) []string {
	var all []string
	seen := map[string]bool{}
	for _, list := range lists {
		for _, a := range list {
			at := strings.LastIndexByte(a.Address, '@')
			same := a.Address[:at] + strings.ToLower(a.Address[at:])
			if !seen[same] {
				seen[same] = true
				all = append(all, a.Address)
			}
		}
	}
	return all
}

func ascii(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}
