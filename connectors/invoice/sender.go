package invoice

import (
	"bytes"
	"encoding/base64"
	"image"
	_ "image/jpeg" // a logo may be a JPEG
	_ "image/png"  // or a PNG
	"math/big"
	"regexp"
	"strings"

	"sayso/connectors"
)

// Sender is who issues a document, as the settings of the connection say at that time.
type Sender struct {
	Name         string   `json:"name"`
	Address      []string `json:"address"`
	Country      string   `json:"country"` // ISO 3166, two letters
	VATID        string   `json:"vat_id,omitempty"`
	TaxNumber    string   `json:"tax_number,omitempty"`
	Registration string   `json:"registration,omitempty"`
	IBAN         string   `json:"iban,omitempty"` // without spaces
	BIC          string   `json:"bic,omitempty"`
	Bank         string   `json:"bank,omitempty"`
	Email        string   `json:"email,omitempty"`
	Phone        string   `json:"phone,omitempty"`
	Website      string   `json:"website,omitempty"`
	Logo         string   `json:"logo,omitempty"` // data:image/png;base64,…
}

// sender reads the sender from the settings. What the law asks for and is missing is listed all at once.
func (b book) sender() (Sender, error) {
	s := Sender{Country: strings.ToUpper(b.setting("country"))}
	if s.Country == "" {
		s.Country = "DE"
	}
	for _, f := range []struct {
		setting string
		into    *string
		limit   int
	}{
		{"name", &s.Name, 120}, {"vat_id", &s.VATID, 30}, {"tax_number", &s.TaxNumber, 30}, {"registration", &s.Registration, 80},
		{"iban", &s.IBAN, 50}, {"bic", &s.BIC, 20}, {"bank", &s.Bank, 60}, {"email", &s.Email, 100}, {"phone", &s.Phone, 40},
		{"website", &s.Website, 100},
	} {
		text, err := b.letters.line("the setting "+f.setting, b.setting(f.setting), f.limit)
		if err != nil {
			return Sender{}, err
		}
		*f.into = text
	}
	var err error
	if s.Address, err = b.letters.address("the setting address", b.setting("address")); err != nil {
		return Sender{}, err
	}
	if err := b.missing(s); err != nil {
		return Sender{}, err
	}
	return b.wellFormed(s)
}

// missing lists what no invoice can do without.
func (b book) missing(s Sender) error {
	var list []string
	if s.Name == "" {
		list = append(list, "name")
	}
	if len(s.Address) == 0 {
		list = append(list, "address")
	}
	if s.VATID == "" && s.TaxNumber == "" {
		list = append(list, "vat_id or tax_number")
	}
	if len(list) == 0 {
		return nil
	}
	e := connectors.Errorf(connectors.Invalid, "an invoice must say who sends it; %s doesn't know: %s. Run `sayso connect invoice --name %s` and give them",
		b.id, strings.Join(list, ", "), strings.TrimPrefix(b.id, "invoice/"))
	e.Code = "sender_incomplete"
	return e
}

var (
	countryCode = regexp.MustCompile(`^[A-Z]{2}$`)
	vatID       = regexp.MustCompile(`^[A-Z]{2}[A-Z0-9+*.-]{2,20}$`)
	bic         = regexp.MustCompile(`^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$`)
)

// wellFormed checks what has a form, and brings it into it.
func (b book) wellFormed(s Sender) (Sender, error) {
	tight := func(text string) string { return strings.ToUpper(strings.ReplaceAll(text, " ", "")) }
	s.VATID, s.IBAN, s.BIC = tight(s.VATID), tight(s.IBAN), tight(s.BIC)
	wrong := func(setting, value, form string) error {
		return connectors.Errorf(connectors.Invalid, "the setting %s of %s is %q; write %s", setting, b.id, value, form)
	}
	switch {
	case !countryCode.MatchString(s.Country):
		return s, wrong("country", s.Country, "the two letters of ISO 3166, such as DE")
	case s.VATID != "" && !vatID.MatchString(s.VATID):
		return s, wrong("vat_id", s.VATID, "the country's two letters and the number, such as DE123456789")
	case s.IBAN != "" && !validIBAN(s.IBAN):
		return s, wrong("iban", s.IBAN, "a correct IBAN; its check digits don't fit")
	case s.BIC != "" && !bic.MatchString(s.BIC):
		return s, wrong("bic", s.BIC, "8 or 11 letters and digits")
	case s.Email != "" && connectors.CheckFormat(connectors.FormatEmail, s.Email) != nil:
		return s, wrong("email", s.Email, "an e-mail address")
	}
	if b.setting("logo") != "" {
		s.Logo = strings.TrimSpace(b.setting("logo"))
		if _, _, err := decodeLogo(s.Logo); err != nil {
			return s, err
		}
	}
	return s, nil
}

var ibanForm = regexp.MustCompile(`^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$`)

// validIBAN checks form and check digits (ISO 13616): with the first four characters moved to the end and letters written as
// numbers from 10, the remainder by 97 is 1.
func validIBAN(iban string) bool {
	if !ibanForm.MatchString(iban) {
		return false
	}
	var digits strings.Builder
	for _, r := range iban[4:] + iban[:4] {
		if r >= 'A' {
			digits.WriteString(big.NewInt(int64(r-'A') + 10).String())
			continue
		}
		digits.WriteRune(r)
	}
	n, ok := new(big.Int).SetString(digits.String(), 10)
	return ok && n.Mod(n, big.NewInt(97)).Int64() == 1
}

const maxLogo = 64 << 10 // bytes of the image; it is kept with each document

// decodeLogo gives the image of a data URI and its type, "PNG" or "JPG".
func decodeLogo(uri string) (content []byte, kind string, err error) {
	wrong := func(why string) error {
		return connectors.Errorf(connectors.Invalid,
			"the setting logo %s; write a PNG or JPEG of at most 64 KB as data:image/png;base64,…", why)
	}
	head, body, _ := strings.Cut(uri, ",")
	kinds := map[string]string{"data:image/png;base64": "PNG", "data:image/jpeg;base64": "JPG"}
	if kinds[head] == "" {
		return nil, "", wrong("is no image")
	}
	if len(body) > maxLogo*4/3+4 {
		return nil, "", wrong("is too large")
	}
	content, err = base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil, "", wrong("is no base64")
	}
	shape, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil || shape.Width < 1 || shape.Height < 1 || shape.Width > 4000 || shape.Height > 4000 {
		return nil, "", wrong("can't be read as an image")
	}
	return content, kinds[head], nil
}

// address checks an address and splits it into lines, at line breaks or else at commas.
func (l letters) address(what, text string) ([]string, error) {
	text, err := l.text(what, text, 300)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, ",", "\n")
	}
	list := lines(text)
	if len(list) > 6 {
		return nil, connectors.Errorf(connectors.Invalid, "%s has more than 6 lines", what)
	}
	return list, nil
}
