package ai

import "sayso/connectors"

type summarizeIn struct {
	Input        any             `json:"input" jsonschema:"What to summarise: a text, a record or a list" de:"Was zusammengefasst wird: ein Text, ein Datensatz oder eine Liste" trust:"text"`
	Instructions connectors.Text `json:"instructions,omitempty" jsonschema:"What matters" de:"Worauf es ankommt" trust:"yours"`
	Language     string          `json:"language,omitempty" jsonschema:"Language of the summary" de:"Sprache der Zusammenfassung"`
	MaxWords     int             `json:"max_words,omitempty" jsonschema:"At most so many words" de:"Höchstens so viele Wörter"`
}

type textOut struct {
	Text connectors.Text `json:"text" jsonschema:"The text" de:"Der Text" trust:"text"`
}

func summarize() *connectors.Operation {
	return connectors.Define(connectors.Action[summarizeIn, textOut]{
		Name:   "summarize",
		Doc:    connectors.Doc{En: "Summarise something", De: "Etwas zusammenfassen"},
		Asks:   summarizeAsks(),
		Says:   connectors.Sentence{En: "Summarise {input}[ in {language}][ in at most {max_words} words]", De: "{input} zusammenfassen[ auf {language}][ in höchstens {max_words} Wörtern]"},
		Effect: connectors.Read, Long: true,
	})
}

type classifyIn struct {
	Input        any             `json:"input" jsonschema:"What to sort" de:"Was eingeordnet wird" trust:"text"`
	Labels       []string        `json:"labels" jsonschema:"The labels to choose from" de:"Die Kategorien, aus denen gewählt wird" trust:"yours"`
	Instructions connectors.Text `json:"instructions,omitempty" jsonschema:"What matters" de:"Worauf es ankommt" trust:"yours"`
}

type classifyOut struct {
	// Label is one of the labels that were given, whatever was sorted; anything else is an error.
	Label  string          `json:"label" jsonschema:"The label that was chosen" de:"Die gewählte Kategorie" trust:"record"`
	Reason connectors.Text `json:"reason" jsonschema:"Why" de:"Warum" trust:"text"`
}

func classify() *connectors.Operation {
	return connectors.Define(connectors.Action[classifyIn, classifyOut]{
		Name:   "classify",
		Doc:    connectors.Doc{En: "Sort something under one of several labels", De: "Etwas in eine von mehreren Kategorien einordnen"},
		Asks:   classifyAsks(),
		Says:   connectors.Sentence{En: "Sort {input} under one of {labels}", De: "{input} in eine der Kategorien {labels} einordnen"},
		Effect: connectors.Read, Long: true,
	})
}

type extractIn struct {
	Input  any            `json:"input" jsonschema:"What to read" de:"Was gelesen wird" trust:"text"`
	Fields map[string]any `json:"fields" jsonschema:"What to find: names of fields and what they mean" de:"Was gesucht wird: Namen von Feldern und was sie bedeuten" trust:"yours"`
}

type extractOut struct {
	Fields map[string]any `json:"fields" jsonschema:"What was found, by field" de:"Was gefunden wurde, nach Feldern" trust:"text"`
}

func extract() *connectors.Operation {
	return connectors.Define(connectors.Action[extractIn, extractOut]{
		Name:   "extract",
		Doc:    connectors.Doc{En: "Take fields out of a text", De: "Felder aus einem Text auslesen"},
		Asks:   extractAsks(),
		Says:   connectors.Sentence{En: "Take {fields} out of {input}", De: "{fields} aus {input} auslesen"},
		Effect: connectors.Read, Long: true,
	})
}

type writeIn struct {
	About        any             `json:"about" jsonschema:"What it is about" de:"Worum es geht" trust:"text"`
	Instructions connectors.Text `json:"instructions" jsonschema:"What is to be written" de:"Was geschrieben werden soll" trust:"yours"`
	Language     string          `json:"language,omitempty" jsonschema:"Language of the text" de:"Sprache des Textes"`
}

func write() *connectors.Operation {
	return connectors.Define(connectors.Action[writeIn, textOut]{
		Name:   "write",
		Doc:    connectors.Doc{En: "Write a text", De: "Einen Text schreiben"},
		Asks:   writeAsks(),
		Says:   connectors.Sentence{En: "Write about {about}: {instructions}[ in {language}]", De: "Über {about} schreiben: {instructions}[ auf {language}]"},
		Effect: connectors.Read, Long: true,
	})
}
