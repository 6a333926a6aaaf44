package invoice

import (
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"sayso/connectors"
)

// words are the fixed texts of a document in one language.
type words struct {
	invoice, creditNote                                string
	number, issued, service, due, customerVAT          string
	position, description, quantity, unitPrice, amount string
	carried, net, vat, total, credited                 string
	vatID, taxNumber, registration                     string
	bank, holder, purpose                              string
	phone                                              string
	payBy, setOff, cancels, reason                     string // sentences with {slots}
	unspecified                                        string // what a line is about where nothing was said
	page                                               string
	zeroRated                                          string
	keywords                                           string
}

func wordsOf(lang string) words {
	if lang == "de" {
		return words{ //nolint:gosec // a credit note, not a credential
			invoice: "Rechnung", creditNote: "Stornorechnung",
			number: "Nummer", issued: "Datum", service: "Leistungsdatum", due: "Fällig am", customerVAT: "Ihre USt-IdNr.",
			position: "Pos.", description: "Beschreibung", quantity: "Menge", unitPrice: "Einzelpreis", amount: "Betrag",
			carried: "Übertrag", net: "Nettobetrag", vat: "USt. {rate} % auf {net}", total: "Gesamtbetrag", credited: "Gutschriftbetrag",
			vatID: "USt-IdNr.", taxNumber: "Steuernummer", registration: "Register",
			bank: "Bank", holder: "Kontoinhaber", purpose: "Verwendungszweck", phone: "Tel.",
			payBy:   "Bitte überweisen Sie {total} bis zum {due} ohne Abzug.",
			setOff:  "Der Betrag wird mit Rechnung {number} verrechnet; ein bereits gezahlter Betrag wird erstattet.",
			cancels: "Diese Stornorechnung hebt die Rechnung {number} vom {issued} in voller Höhe auf.", reason: "Grund: {reason}",
			unspecified: "Leistung gemäß Vereinbarung", page: "Seite {page} von {pages}", zeroRated: "Umsatzsteuersatz 0 %.",
			keywords: "Rechnung, Factur-X, ZUGFeRD",
		}
	}
	return words{
		invoice: "Invoice", creditNote: "Credit note",
		number: "Number", issued: "Date", service: "Date of service", due: "Due date", customerVAT: "Your VAT ID",
		position: "No.", description: "Description", quantity: "Quantity", unitPrice: "Unit price", amount: "Amount",
		carried: "Carried forward", net: "Net amount", vat: "VAT {rate} % on {net}", total: "Total amount", credited: "Amount credited",
		vatID: "VAT ID", taxNumber: "Tax number", registration: "Registered",
		bank: "Bank", holder: "Account holder", purpose: "Reference", phone: "Phone",
		payBy:   "Please pay {total} by {due}, without deduction.",
		setOff:  "The amount is set off against invoice {number}; what has been paid already is refunded.",
		cancels: "This credit note cancels invoice {number} of {issued} in full.", reason: "Reason: {reason}",
		unspecified: "Services as agreed", page: "Page {page} of {pages}", zeroRated: "VAT is zero rated.",
		keywords: "Invoice, Factur-X, ZUGFeRD",
	}
}

// title says what a document is.
func (w words) title(k Kind) string {
	if k == KindCreditNote {
		return w.creditNote
	}
	return w.invoice
}

// fill puts values into a sentence's {slots}, given in turn as name and value.
func fill(sentence string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}

// day writes a date: "20 November 2026", "20.11.2026".
func day(d connectors.Date, lang string) string {
	if lang == "de" {
		return d.Time().Format("02.01.2006")
	}
	return d.Time().Format("2 January 2006")
}

// today is the day of a moment in a time zone.
func today(now time.Time, zone *time.Location) connectors.Date {
	return connectors.Date(now.In(zone).Format(time.DateOnly))
}

// grouped writes a decimal number with the separators of a language and no change to its places: "1,200.5", "1.200,5".
func grouped(text, lang string) string {
	group, point := ",", "."
	if lang == "de" {
		group, point = ".", ","
	}
	whole, places, fraction := strings.Cut(text, ".")
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if fraction {
		b.WriteString(point + places)
	}
	return b.String()
}

// country names a country in a language: "Austria", "Österreich".
func country(code, lang string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.Regions(language.Make(lang)).Name(region); name != "" {
		return name
	}
	return code
}
