package postgres

import "sayso/connectors"

type queryIn struct {
	SQL    connectors.Text `json:"sql" jsonschema:"The query, with $1, $2 … for params" de:"Die Abfrage, mit $1, $2 … für params" trust:"yours"`
	Params []string        `json:"params,omitempty" jsonschema:"Values for $1, $2 …" de:"Werte für $1, $2 …" trust:"text"`
	Limit  int             `json:"limit,omitempty" jsonschema:"At most so many rows" de:"Höchstens so viele Zeilen"`
}

type queryOut struct {
	Rows  []map[string]any `json:"rows" jsonschema:"The rows, by column" de:"Die Zeilen, nach Spalten" trust:"text"`
	Count int              `json:"count" jsonschema:"How many rows there are" de:"Wie viele Zeilen es sind"`
}

func query() *connectors.Operation {
	return connectors.Define(connectors.Action[queryIn, queryOut]{
		Name:   "query",
		Doc:    connectors.Doc{En: "Read rows with a query in SQL", De: "Zeilen mit einer SQL-Abfrage lesen"},
		Asks:   queryAsks(),
		Says:   connectors.Sentence{En: "Query the database: {sql}[ with {params}]", De: "Die Datenbank abfragen: {sql}[ mit {params}]"},
		Effect: connectors.Read,
	})
}

type insertIn struct {
	Table  string         `json:"table" jsonschema:"Table, with its schema where needed" de:"Tabelle, wo nötig mit Schema" trust:"yours"`
	Values map[string]any `json:"values" jsonschema:"The row: values by column" de:"Die Zeile: Werte nach Spalten" trust:"text"`
}

type rowOut struct {
	Row map[string]any `json:"row" jsonschema:"The row as it stands in the table" de:"Die Zeile, wie sie in der Tabelle steht" trust:"text"`
}

func insert() *connectors.Operation {
	return connectors.Define(connectors.Action[insertIn, rowOut]{
		Name:   "insert",
		Doc:    connectors.Doc{En: "Insert a row into a table", De: "Eine Zeile in eine Tabelle einfügen"},
		Asks:   insertAsks(),
		Says:   connectors.Sentence{En: "Insert a row into table {table}: {values}", De: "Eine Zeile in die Tabelle {table} einfügen: {values}"},
		Effect: connectors.Write, Once: connectors.OnceTx, UndoBy: "delete",
		Undone: connectors.Sentence{En: "row in {table} deleted", De: "Zeile in {table} gelöscht"},
		Doubt:  connectors.Doc{En: "I don't know whether the row was inserted.", De: "Ich weiß nicht, ob die Zeile eingefügt wurde."},
	})
}

type updateIn struct {
	Table   string         `json:"table" jsonschema:"Table, with its schema where needed" de:"Tabelle, wo nötig mit Schema" trust:"yours"`
	Set     map[string]any `json:"set" jsonschema:"New values by column" de:"Neue Werte nach Spalten" trust:"text"`
	Where   map[string]any `json:"where" jsonschema:"Which rows: columns and the values they have" de:"Welche Zeilen: Spalten und die Werte, die sie haben"`
	MaxRows int            `json:"max_rows,omitempty" jsonschema:"Change nothing where more rows than this are meant; 1 if not given" de:"Nichts ändern, wenn mehr Zeilen gemeint sind; ohne Angabe 1"`
}

type countOut struct {
	Count int `json:"count" jsonschema:"How many rows it was" de:"Wie viele Zeilen es waren"`
}

func update() *connectors.Operation {
	return connectors.Define(connectors.Action[updateIn, countOut]{
		Name:   "update",
		Doc:    connectors.Doc{En: "Change rows of a table", De: "Zeilen einer Tabelle ändern"},
		Asks:   updateAsks(),
		Says:   connectors.Sentence{En: "Change rows of table {table} where {where}: {set}", De: "Zeilen der Tabelle {table} mit {where} ändern: {set}"},
		Effect: connectors.Write, Once: connectors.OnceTx, UndoBy: "restore",
		Undone: connectors.Sentence{En: "{count} rows of {table} as they were", De: "{count} Zeilen von {table} wieder im alten Stand"},
		Doubt:  connectors.Doc{En: "I don't know whether the rows were changed.", De: "Ich weiß nicht, ob die Zeilen geändert wurden."},
	})
}

type deleteIn struct {
	Table   string         `json:"table" jsonschema:"Table, with its schema where needed" de:"Tabelle, wo nötig mit Schema" trust:"yours"`
	Where   map[string]any `json:"where" jsonschema:"Which rows: columns and the values they have" de:"Welche Zeilen: Spalten und die Werte, die sie haben"`
	MaxRows int            `json:"max_rows,omitempty" jsonschema:"Delete nothing where more rows than this are meant; 1 if not given" de:"Nichts löschen, wenn mehr Zeilen gemeint sind; ohne Angabe 1"`
}

func remove() *connectors.Operation {
	return connectors.Define(connectors.Action[deleteIn, countOut]{
		Name:   "delete",
		Doc:    connectors.Doc{En: "Delete rows of a table", De: "Zeilen einer Tabelle löschen"},
		Asks:   deleteAsks(),
		Says:   connectors.Sentence{En: "Delete the rows of table {table} where {where}", De: "Die Zeilen der Tabelle {table} mit {where} löschen"},
		Effect: connectors.Write, Once: connectors.OnceTx, UndoBy: "restore", Destructive: true,
		Undone: connectors.Sentence{En: "{count} rows of {table} back again", De: "{count} Zeilen von {table} wieder da"},
		Doubt:  connectors.Doc{En: "I don't know whether the rows were deleted.", De: "Ich weiß nicht, ob die Zeilen gelöscht wurden."},
	})
}

type rowInsertedIn struct {
	Table string `json:"table" jsonschema:"Table, with its schema where needed" de:"Tabelle, wo nötig mit Schema"`
}

func rowInserted() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[rowInsertedIn, rowOut]{
		Name: "row_inserted",
		Doc:  connectors.Doc{En: "A row is inserted into a table", De: "Eine Zeile kommt in eine Tabelle"},
		Asks: rowInsertedAsks(),
	})
}
