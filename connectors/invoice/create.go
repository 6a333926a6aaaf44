package invoice

import (
	"context"
	"time"

	"sayso/connectors"
)

// Language is what a document is written in.
type Language string

// Values lists the languages.
func (Language) Values() []string { return []string{"en", "de"} }

// CreateIn is the input of create. Amounts are net.
type CreateIn struct {
	Customer    string            `json:"customer" jsonschema:"Who the invoice is for" de:"Für wen die Rechnung ist"`
	Email       connectors.Email  `json:"email,omitempty" jsonschema:"The customer's e-mail address; it is recorded and nothing is sent" de:"E-Mail-Adresse des Kunden; sie wird vermerkt, gesendet wird nichts"`
	Amount      *connectors.Money `json:"amount,omitempty" jsonschema:"Net amount of the invoice" de:"Nettobetrag der Rechnung"`
	Lines       []LineIn          `json:"lines,omitempty" jsonschema:"What is invoiced line by line, in place of one amount" de:"Einzelne Positionen anstelle eines Betrags"`
	Description connectors.Text   `json:"description,omitempty" jsonschema:"What the invoice is for" de:"Wofür die Rechnung ist"`
	ServiceDate connectors.Date   `json:"service_date,omitempty" jsonschema:"Day on which the service was rendered; the day of issue where it is not given" de:"Tag der Leistung; ohne Angabe der Tag der Ausstellung"`
	Due         connectors.Date   `json:"due,omitempty" jsonschema:"Last day to pay; from the settings where it is not given" de:"Letzter Tag der Zahlung; ohne Angabe nach den Einstellungen"`
	TaxRate     *float64          `json:"tax_rate,omitempty" jsonschema:"VAT in percent; from the settings where it is not given" de:"Umsatzsteuer in Prozent; ohne Angabe nach den Einstellungen"`
	Language    Language          `json:"language,omitempty" jsonschema:"Language of the invoice; that of the request where it is not given" de:"Sprache der Rechnung; ohne Angabe die der Anfrage"`
	Address     string            `json:"address,omitempty" jsonschema:"The customer's street, postal code and city" de:"Straße, Postleitzahl und Ort des Kunden"`
	Country     string            `json:"country,omitempty" jsonschema:"The customer's country, two letters; the sender's where it is not given" de:"Land des Kunden, zwei Buchstaben; ohne Angabe das des Absenders"`
	VATID       string            `json:"vat_id,omitempty" jsonschema:"The customer's VAT ID" de:"USt-IdNr. des Kunden"`
}

// LineIn is one position of the input.
type LineIn struct {
	Description connectors.Text  `json:"description" jsonschema:"What is invoiced" de:"Was berechnet wird"`
	Quantity    *float64         `json:"quantity,omitempty" jsonschema:"How many; 1 where it is not given" de:"Wie viel; ohne Angabe 1"`
	Unit        string           `json:"unit,omitempty" jsonschema:"Unit of the quantity, such as hour, day, piece or month" de:"Einheit der Menge, etwa Stunde, Tag, Stück oder Monat"`
	UnitPrice   connectors.Money `json:"unit_price" jsonschema:"Net price of one unit" de:"Nettopreis einer Einheit"`
}

// CreateOut is the output of create.
type CreateOut struct {
	ID       string           `json:"id" jsonschema:"Id of the invoice"`
	Number   string           `json:"number" jsonschema:"Number of the invoice"`
	Total    connectors.Money `json:"total" jsonschema:"Gross amount"`
	PDF      connectors.File  `json:"pdf" jsonschema:"The invoice"`
	Customer string           `json:"customer" jsonschema:"Who the invoice is for"`
	Due      connectors.Date  `json:"due" jsonschema:"Last day to pay"`
}

func (a app) create() connectors.Action[CreateIn, CreateOut] {
	return connectors.Action[CreateIn, CreateOut]{
		Name: "create",
		Doc: connectors.Doc{
			En: "Issues an invoice: gives it the next number and makes its PDF.",
			De: "Stellt eine Rechnung aus: vergibt die nächste Nummer und erzeugt das PDF.",
		},
		Asks: createAsks(),
		Says: connectors.Sentence{
			En: "Create an invoice for {customer}[ over {amount}][ for {description}][, due {due}]",
			De: "Rechnung für {customer}[ über {amount}][ für {description}] erstellen[, fällig am {due}]",
		},
		Effect: connectors.Write, Once: connectors.OnceTx, UndoBy: "cancel", OneOf: []string{"amount", "lines"},
		Undone: connectors.Sentence{En: "invoice {number} cancelled by a credit note", De: "Rechnung {number} durch eine Stornorechnung aufgehoben"},
		Do:     a.doCreate, Undo: a.undoCreate, Find: a.findCreate, Preview: a.previewCreate,
	}
}

func (a app) doCreate(ctx context.Context, c connectors.Call[CreateIn]) (CreateOut, error) {
	// What was issued stands, also where the settings have changed since and would not allow it today.
	if earlier, found, err := a.findCreate(ctx, c); err != nil || found == connectors.FoundYes {
		return earlier, err
	}
	b, content, err := a.draft(c)
	if err != nil {
		return CreateOut{}, err
	}
	series, err := b.series(KindInvoice, content.Issued.Time().Year())
	if err != nil {
		return CreateOut{}, err
	}
	d, file, err := a.issue(ctx, c.Files, Entry{ID: idOf(KindInvoice, b.id, c.Key), Book: b.id, Key: c.Key, Kind: KindInvoice,
		Series: series, Content: content})
	if err != nil {
		return CreateOut{}, err
	}
	return created(d, file), nil
}

func (a app) draft(c connectors.Call[CreateIn]) (book, Content, error) {
	b, err := a.book(c.Conn)
	if err != nil {
		return b, Content{}, err
	}
	if c.Now.IsZero() {
		c.Now = time.Now()
	}
	content, err := b.draft(c)
	if err != nil {
		return b, Content{}, err
	}
	return b, content, agreed(c.In, content)
}

func created(d Document, file connectors.File) CreateOut {
	return CreateOut{ID: d.ID, Number: d.Number, Total: d.total(), PDF: file, Customer: d.Content.Customer.Name, Due: d.Content.Due}
}

// undoCreate cancels the invoice under a key of its own, so that a second undo finds the first one's credit note. An invoice that
// somebody else cancelled in the meantime is as it should be.
func (a app) undoCreate(ctx context.Context, u connectors.Undoing[CreateIn, CreateOut]) error {
	_, err := a.doCancel(ctx, connectors.Call[CancelIn]{
		In: CancelIn{Invoice: u.Out.ID}, Conn: u.Conn, Key: undoKey(u.Key), Lang: u.Lang, Files: u.Files, Now: u.Now})
	if conflict(err) {
		return nil
	}
	return err
}

func (a app) findCreate(ctx context.Context, c connectors.Call[CreateIn]) (CreateOut, connectors.Found, error) {
	b, err := a.book(c.Conn)
	if err != nil {
		return CreateOut{}, connectors.FoundCannotTell, err
	}
	d, err := a.store.Issued(ctx, b.id, c.Key)
	if err != nil {
		return CreateOut{}, connectors.FoundCannotTell, err
	}
	if d == nil {
		return CreateOut{}, connectors.FoundNo, nil
	}
	file, err := a.kept(ctx, c.Files, *d)
	if err != nil {
		return CreateOut{}, connectors.FoundCannotTell, err
	}
	return created(*d, file), connectors.FoundYes, nil
}

// previewCreate shows the sums. It promises no number: another invoice may be issued in between.
func (a app) previewCreate(_ context.Context, c connectors.Call[CreateIn]) ([]connectors.Change, error) {
	_, content, err := a.draft(c)
	if err != nil {
		return nil, err
	}
	w, lang := wordsOf(c.Lang), c.Lang
	of := connectors.Doc{En: "Invoice for ", De: "Rechnung für "}.In(lang) + content.Customer.Name
	amount := func(text string) string {
		return connectors.Money{Amount: text, Currency: content.Currency}.In(lang)
	}
	return []connectors.Change{
		{Of: of, Field: w.net, After: amount(content.Net)},
		{Of: of, Field: fill(w.vat, "rate", grouped(content.Tax.Rate, lang), "net", amount(content.Net)), After: amount(content.Tax.Amount)},
		{Of: of, Field: w.total, After: amount(content.Gross)},
		{Of: of, Field: w.due, After: day(content.Due, lang)},
	}, nil
}
