package rules_test

import (
	"strconv"
	"strings"

	"sayso/connectors"
)

// The synthetic catalogue: as many plausible actions more as a company may ever connect. Each app keeps things of one trade, and does with them what
// apps do, said in both languages as real connectors say it.

// thing is what an app keeps, in English and German, with its article.
type thing struct{ en, de, article string }

// trades are what apps are for, with what they keep.
var trades = map[string][]thing{
	"Calendar": {{"meeting", "Termin", "den"}, {"event", "Veranstaltung", "die"}, {"room booking", "Raumbuchung", "die"}, {"availability slot", "Zeitfenster", "das"}},
	"People":   {{"employee", "Mitarbeiterakte", "die"}, {"leave request", "Urlaubsantrag", "den"}, {"job posting", "Stellenanzeige", "die"}, {"applicant", "Bewerber", "den"}},
	"Shop":     {{"order", "Bestellung", "die"}, {"product", "Produkt", "das"}, {"coupon", "Gutschein", "den"}, {"shipment", "Sendung", "die"}},
	"Stock":    {{"warehouse item", "Lagerartikel", "den"}, {"purchase order", "Einkaufsauftrag", "den"}, {"supplier", "Lieferant", "den"}, {"delivery note", "Lieferschein", "den"}},
	"Docs":     {{"wiki page", "Wiki-Seite", "die"}, {"folder", "Ordner", "den"}, {"contract", "Vertrag", "den"}, {"form response", "Formularantwort", "die"}},
	"Learn":    {{"course", "Kurs", "den"}, {"lesson", "Lektion", "die"}, {"certificate", "Zertifikat", "das"}, {"quiz", "Quiz", "das"}},
	"Promo":    {{"campaign", "Kampagne", "die"}, {"newsletter", "Newsletter", "den"}, {"landing page", "Landingpage", "die"}, {"audience", "Zielgruppe", "die"}},
	"Watch":    {{"alert rule", "Alarmregel", "die"}, {"dashboard", "Dashboard", "das"}, {"uptime check", "Verfügbarkeitsprüfung", "die"}, {"on-call shift", "Bereitschaft", "die"}},
	"Travel":   {{"trip", "Dienstreise", "die"}, {"hotel booking", "Hotelbuchung", "die"}, {"expense report", "Spesenabrechnung", "die"}, {"mileage log", "Fahrtenbuch", "das"}},
	"Fleet":    {{"vehicle", "Fahrzeug", "das"}, {"inspection", "Inspektion", "die"}, {"driver", "Fahrer", "den"}, {"fuel card", "Tankkarte", "die"}},
}

// deed is something that apps do with what they keep.
type deed struct {
	name, en, de         string // the name in the action's, and the verbs
	effect               connectors.Effect
	undo                 string
	destructive, existed bool // it destroys; it needs one that is there
}

// deeds are what every app does with each of its things.
var deeds = []deed{
	{"create", "create, add, set up", "an|legen, erstellen, hinzu|fügen", connectors.Write, "delete", false, false},
	{"update", "update, change, edit", "ändern, aktualisieren, bearbeiten", connectors.Write, "restore", false, true},
	{"archive", "archive, retire", "archivieren, ab|legen", connectors.Write, "restore", false, true},
	{"share", "share, publish", "teilen, veröffentlichen", connectors.Write, "restore", false, true},
	{"assign", "assign, hand over", "zu|weisen, übergeben", connectors.Write, "restore", false, true},
	{"approve", "confirm, accept", "bestätigen, an|nehmen", connectors.Write, "restore", false, true},
	{"delete", "delete, remove", "löschen, entfernen", connectors.Irreversible, "", true, true},
	{"get", "get, fetch, look up", "holen, ab|rufen, nach|schlagen", connectors.Read, "", false, true},
	{"list", "list, search, find", "auf|listen, suchen, finden", connectors.Read, "", false, false},
	{"comment", "comment on, annotate", "kommentieren, ergänzen", connectors.Write, "delete", false, true},
}

// houses are the makers of the apps.
var houses = []string{"Nimbus", "Orbit", "Quanta", "Velo", "Zephyr"}

type syntheticIn struct {
	Name     string           `json:"name" jsonschema:"Name" de:"Name"`
	Owner    string           `json:"owner,omitempty" jsonschema:"Owner" de:"Zuständige"`
	Due      connectors.Date  `json:"due,omitempty" jsonschema:"Due date" de:"Fälligkeit"`
	Budget   connectors.Money `json:"budget,omitzero" jsonschema:"Budget" de:"Budget"`
	Location string           `json:"location,omitempty" jsonschema:"Place" de:"Ort"`
	Notes    connectors.Text  `json:"notes,omitempty" jsonschema:"Notes" de:"Notizen" trust:"text"`
}

type syntheticOut struct {
	ID   string         `json:"id" jsonschema:"Id" de:"ID"`
	Name string         `json:"name" jsonschema:"Name" de:"Name"`
	URL  connectors.URL `json:"url" jsonschema:"Link" de:"Link"`
}

// syntheticActions is how many actions the synthetic apps have.
const syntheticActions = 1000

// syntheticApps makes the apps: of each trade one for each house, of half of what the trade keeps.
func syntheticApps() (apps []*connectors.Connector) {
	for trade, things := range trades {
		for h, house := range houses {
			for half := range 2 {
				name := house + trade + strconv.Itoa(half+1)
				app := &connectors.Connector{App: strings.ToLower(name), Title: name, Doc: connectors.Doc{En: name, De: name}, Declared: true}
				kept := things[(half+h)%len(things)]
				for _, d := range deeds {
					app.Actions = append(app.Actions, syntheticAction(name, kept, d))
				}
				apps = append(apps, app)
			}
		}
	}
	return apps
}

func syntheticAction(app string, kept thing, d deed) *connectors.Operation {
	en, de := "a "+kept.en, "ein Objekt „"+kept.de+"“"
	o := connectors.Define(connectors.Action[syntheticIn, syntheticOut]{
		Name: d.name + "_" + strings.NewReplacer(" ", "_", "-", "_").Replace(kept.en), Doc: connectors.Doc{En: d.name + " " + en, De: de + " bearbeiten"},
		Says:   connectors.Sentence{En: d.name + " " + kept.en + " {name}", De: kept.de + " {name}: " + d.name},
		Effect: d.effect, UndoBy: d.undo, Destructive: d.destructive,
		Asks: connectors.Phrases{En: syntheticAsks(d.en, []string{kept.en, app + " " + kept.en}, "the "+kept.en, [6]string{"called", "owned by", "due", "budget", "at", "notes"}),
			De: syntheticAsks(d.de, []string{kept.de, app + "-" + kept.de}, kept.article+" "+kept.de, [6]string{"namens", "zuständig", "fällig am", "Budget", "Ort", "Notiz"})},
	})
	if d.effect != connectors.Read {
		o.Once = connectors.OnceID
	}
	return o
}

func syntheticAsks(verbs string, objects []string, whole string, cues [6]string) connectors.Asks {
	a := connectors.Asks{Verbs: strings.Split(verbs, ", "), Objects: objects, Cues: map[string][]string{}}
	for i, name := range []string{"name", "owner", "due", "budget", "location", "notes"} {
		a.Cues[name] = []string{cues[i]}
	}
	verb := a.Verbs[0]
	if stem, rest, ok := strings.Cut(verb, "|"); ok {
		verb = strings.TrimSuffix(rest, "n") + " " + whole + " {name} " + stem
	} else {
		verb += " " + whole + " {name}"
	}
	a.Patterns = []string{verb}
	a.Examples = []string{strings.ReplaceAll(verb, "{name}", "“Alpha”")}
	return a
}
