package storage

import "sayso/connectors"

type putIn struct {
	Key    string          `json:"key" jsonschema:"Path and name in the bucket" de:"Pfad und Name im Bucket" trust:"yours"`
	File   connectors.File `json:"file" jsonschema:"The file" de:"Die Datei"`
	Bucket string          `json:"bucket,omitempty" jsonschema:"Bucket; that of the connection if not given" de:"Bucket; ohne Angabe, was die Verbindung vorgibt" trust:"yours"`
}

type putOut struct {
	Key     string         `json:"key" jsonschema:"Path and name in the bucket" de:"Pfad und Name im Bucket"`
	URL     connectors.URL `json:"url" jsonschema:"Address of the file" de:"Adresse der Datei"`
	Version string         `json:"version" jsonschema:"Version of the file" de:"Version der Datei"`
}

func put() *connectors.Operation {
	return connectors.Define(connectors.Action[putIn, putOut]{
		Name:   "put",
		Doc:    connectors.Doc{En: "Store a file", De: "Eine Datei ablegen"},
		Asks:   putAsks(),
		Says:   connectors.Sentence{En: "Store {file} as {key}[ in bucket {bucket}]", De: "{file} als {key}[ im Bucket {bucket}] ablegen"},
		Effect: connectors.Write, Once: connectors.OnceConditional, UndoBy: "restore",
		Undone: connectors.Sentence{En: "{key} as it was", De: "{key} wieder im alten Stand"},
		Doubt:  connectors.Doc{En: "I don't know whether the file was stored.", De: "Ich weiß nicht, ob die Datei abgelegt wurde."},
	})
}

type getIn struct {
	Key    string `json:"key" jsonschema:"Path and name in the bucket" de:"Pfad und Name im Bucket" trust:"yours"`
	Bucket string `json:"bucket,omitempty" jsonschema:"Bucket; that of the connection if not given" de:"Bucket; ohne Angabe, was die Verbindung vorgibt" trust:"yours"`
}

type getOut struct {
	File connectors.File `json:"file" jsonschema:"The file" de:"Die Datei"`
}

func get() *connectors.Operation {
	return connectors.Define(connectors.Action[getIn, getOut]{
		Name:   "get",
		Doc:    connectors.Doc{En: "Fetch a file", De: "Eine Datei holen"},
		Asks:   getAsks(),
		Says:   connectors.Sentence{En: "Fetch {key}[ from bucket {bucket}]", De: "{key}[ aus dem Bucket {bucket}] holen"},
		Effect: connectors.Read,
	})
}

type listIn struct {
	Prefix string `json:"prefix,omitempty" jsonschema:"Only what begins like this: a folder" de:"Nur was so beginnt: ein Ordner"`
	Bucket string `json:"bucket,omitempty" jsonschema:"Bucket; that of the connection if not given" de:"Bucket; ohne Angabe, was die Verbindung vorgibt" trust:"yours"`
	Limit  int    `json:"limit,omitempty" jsonschema:"At most so many files" de:"Höchstens so viele Dateien"`
}

type listOut struct {
	Objects []object `json:"objects" jsonschema:"The files, by key" de:"Die Dateien, nach Schlüssel"`
}

type object struct {
	Key      string              `json:"key" jsonschema:"Path and name in the bucket" de:"Pfad und Name im Bucket"`
	Size     int                 `json:"size" jsonschema:"Bytes" de:"Bytes"`
	Modified connectors.DateTime `json:"modified" jsonschema:"When it was last changed" de:"Wann sie zuletzt geändert wurde"`
}

func list() *connectors.Operation {
	return connectors.Define(connectors.Action[listIn, listOut]{
		Name:   "list",
		Doc:    connectors.Doc{En: "List files", De: "Dateien auflisten"},
		Asks:   listAsks(),
		Says:   connectors.Sentence{En: "List the files[ in bucket {bucket}][ under {prefix}]", De: "Die Dateien[ im Bucket {bucket}][ unter {prefix}] auflisten"},
		Effect: connectors.Read,
	})
}

type deleteOut struct {
	Key string `json:"key" jsonschema:"Path and name in the bucket" de:"Pfad und Name im Bucket"`
}

func remove() *connectors.Operation {
	return connectors.Define(connectors.Action[getIn, deleteOut]{
		Name:   "delete",
		Doc:    connectors.Doc{En: "Delete a file", De: "Eine Datei löschen"},
		Asks:   deleteAsks(),
		Says:   connectors.Sentence{En: "Delete {key}[ from bucket {bucket}]", De: "{key}[ aus dem Bucket {bucket}] löschen"},
		Effect: connectors.Irreversible, Once: connectors.OnceID, Destructive: true,
		Doubt: connectors.Doc{En: "I don't know whether the file was deleted.", De: "Ich weiß nicht, ob die Datei gelöscht wurde."},
	})
}
