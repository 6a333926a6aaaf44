package plan

import (
	"strings"

	"sayso/connectors"
)

// syntaxWords says in plain words what the YAML parser said in its own.
func syntaxWords(said string) connectors.Doc {
	for _, w := range parserWords {
		if strings.Contains(said, w.said) {
			return w.means
		}
	}
	return connectors.Doc{En: said, De: "etwas steht hier, wo es nicht hingehört"}
}

var parserWords = []struct {
	said  string
	means connectors.Doc
}{
	{"mapping values are not allowed", connectors.Doc{En: "a colon stands where none can; a text that holds one needs quotes", De: "ein Doppelpunkt steht, wo keiner stehen kann; ein Text, der einen enthält, braucht Anführungszeichen"}},
	{"mapping keys are not allowed", connectors.Doc{En: "a question mark stands where none can", De: "ein Fragezeichen steht, wo keines stehen kann"}},
	{"block sequence entries are not allowed", connectors.Doc{En: "a list can't begin in this line", De: "in dieser Zeile kann keine Liste beginnen"}},
	{"did not find expected node content", connectors.Doc{En: "a value is missing, or a bracket isn't closed", De: "ein Wert fehlt, oder eine Klammer ist nicht geschlossen"}},
	{"did not find expected key", connectors.Doc{En: "this isn't indented like what it belongs to", De: "das ist nicht so eingerückt wie das, wozu es gehört"}},
	{"did not find expected '-'", connectors.Doc{En: "this isn't indented like the list it belongs to", De: "das ist nicht so eingerückt wie die Liste, zu der es gehört"}},
	{"did not find expected ',' or", connectors.Doc{En: "a comma is missing, or a bracket isn't closed", De: "ein Komma fehlt, oder eine Klammer ist nicht geschlossen"}},
	{"could not find expected ':'", connectors.Doc{En: "a colon is missing behind a key", De: "hinter einem Schlüssel fehlt der Doppelpunkt"}},
	{"cannot start any token", connectors.Doc{En: "a text that begins with this character needs quotes", De: "ein Text, der mit diesem Zeichen beginnt, braucht Anführungszeichen"}},
	{"unknown escape character", connectors.Doc{En: `\ is followed by a character that has no meaning there`, De: `auf \ folgt ein Zeichen, das dort keine Bedeutung hat`}},
	{"unexpected end of stream", connectors.Doc{En: "a quote isn't closed", De: "ein Anführungszeichen ist nicht geschlossen"}},
	{"unexpected document indicator", connectors.Doc{En: "a line of --- or ... stands within a text", De: "eine Zeile aus --- oder ... steht in einem Text"}},
	{"control characters are not allowed", connectors.Doc{En: "it holds control characters", De: "er enthält Steuerzeichen"}},
}
