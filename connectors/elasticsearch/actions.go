package elasticsearch

import "sayso/connectors"

type indexIn struct {
	Index    string         `json:"index" jsonschema:"Index" de:"Index" trust:"yours"`
	Document map[string]any `json:"document" jsonschema:"The document: values by field" de:"Das Dokument: Werte nach Feldern" trust:"text"`
	ID       string         `json:"id,omitempty" jsonschema:"Id of the document; chosen if not given" de:"ID des Dokuments; ohne Angabe wird eine gewählt"`
}

type indexOut struct {
	ID string `json:"id" jsonschema:"Id of the document" de:"ID des Dokuments"`
}

func index() *connectors.Operation {
	return connectors.Define(connectors.Action[indexIn, indexOut]{
		Name:   "index",
		Doc:    connectors.Doc{En: "Put a document into an index", De: "Ein Dokument in einen Index aufnehmen"},
		Asks:   indexAsks(),
		Says:   connectors.Sentence{En: "Put a document into index {index}: {document}[, with the id {id}]", De: "Ein Dokument in den Index {index} aufnehmen: {document}[, mit der ID {id}]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "delete",
		Undone: connectors.Sentence{En: "document {id} deleted from index {index}", De: "Dokument {id} aus dem Index {index} gelöscht"},
		Doubt:  connectors.Doc{En: "I don't know whether the document was indexed.", De: "Ich weiß nicht, ob das Dokument aufgenommen wurde."},
	})
}

type searchIn struct {
	Index string `json:"index" jsonschema:"Index" de:"Index" trust:"yours"`
	Query string `json:"query" jsonschema:"What to look for: words, or a query in Lucene's syntax" de:"Wonach gesucht wird: Wörter oder eine Abfrage in der Syntax von Lucene"`
	Limit int    `json:"limit,omitempty" jsonschema:"At most so many documents" de:"Höchstens so viele Dokumente"`
}

type searchOut struct {
	Hits  []map[string]any `json:"hits" jsonschema:"The documents that were found, the best first" de:"Die gefundenen Dokumente, die besten zuerst" trust:"text"`
	Total int              `json:"total" jsonschema:"How many there are in all" de:"Wie viele es insgesamt sind"`
}

func search() *connectors.Operation {
	return connectors.Define(connectors.Action[searchIn, searchOut]{
		Name:   "search",
		Doc:    connectors.Doc{En: "Search an index", De: "Einen Index durchsuchen"},
		Asks:   searchAsks(),
		Says:   connectors.Sentence{En: "Search index {index} for {query}", De: "Den Index {index} nach {query} durchsuchen"},
		Effect: connectors.Read,
	})
}
