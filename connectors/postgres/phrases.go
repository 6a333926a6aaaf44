package postgres

import "sayso/connectors"

func queryAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"query", "select", "run", "execute", "read", "fetch", "count", "get", "pull", "look up", "ask", "go through", "load", "list"},
			Objects: []string{"query", "SQL", "SQL query", "database", "SQL statement", "row", "record", "table"},
			Patterns: []string{
				"run {sql}", "run the query {sql}", "run {sql} on the database", "execute {sql} in Postgres", "query the database with {sql}", "query Postgres: {sql}",
			},
			Cues: map[string][]string{
				"sql":    {"query", "SQL", "statement", "with the query", "SQL query", ":"},
				"params": {"parameters", "with the parameters", "params"},
				"limit":  {"at most", "limit", "the first", "no more than", "up to"},
			},
			Examples: []string{"Run `select count(*) from orders` on the database", "Query Postgres: “select email from users where active”, at most 20 rows"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ab|fragen", "aus|führen", "lesen", "holen", "zählen", "starten", "laufen lassen", "selektieren", "aus|lesen", "heraus|suchen", "ziehen", "raus|ziehen", "durch|gehen", "laden"},
			Objects: []string{"Abfrage", "Query", "SQL", "SQL-Abfrage", "Datenbank", "Datenbankabfrage", "Statement", "Zeile", "Datensatz", "Tabelle"},
			Patterns: []string{
				"führe {sql} aus", "führe die Abfrage {sql} aus", "führ auf der Datenbank {sql} aus", "frag die Datenbank ab: {sql}", "frage in Postgres {sql} ab", "lass {sql} laufen",
			},
			Cues: map[string][]string{
				"sql":    {"Abfrage", "SQL", "Query", "mit der Abfrage", "Statement", ":"},
				"params": {"Parameter", "mit den Parametern"},
				"limit":  {"höchstens", "maximal", "die ersten", "bis zu", "Limit"},
			},
			Examples: []string{"Führe auf der Datenbank „select count(*) from orders“ aus", "Frag Postgres ab: „select email from users where active“, höchstens 20 Zeilen"},
		},
	}
}

func insertAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"insert", "add", "store", "save", "write", "record", "put", "log", "append", "keep", "track", "note", "note down", "jot down", "file"},
			Objects: []string{"row", "record", "entry", "database", "table", "database row", "database entry"},
			Patterns: []string{
				"insert {values} into {table}", "insert a row into {table}", "insert it into {table}", "add a row to {table}", "write it to {table}", "save it in the table {table}", "store it in {table}", "log it in the {table} table",
				"put it into the {table} table", "add {values} to the table {table}", "insert into {table}", "record it in the table {table}",
			},
			Cues: map[string][]string{
				"table":  {"table", "the table", "into table", "into the table", "to the table", "in the table", "into"},
				"values": {"with", "with the values", "values", "columns", "containing"},
			},
			Examples: []string{"Insert a row into the table leads: name = Ada Reyes, source = fair", "Add an entry to table audit_log in Postgres with actor = deploy-bot"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ein|fügen", "ein|tragen", "speichern", "ab|speichern", "schreiben", "hinzu|fügen", "an|legen", "ab|legen", "erfassen", "sichern", "protokollieren", "vermerken", "notieren", "fest|halten", "nach|tragen", "rein|schreiben"},
			Objects: []string{"Zeile", "Datensatz", "Eintrag", "Datenbank", "Tabelle", "Datenbankzeile", "Datenbankeintrag"},
			Patterns: []string{
				"füge {values} in {table} ein", "füge eine Zeile in {table} ein", "trag es in {table} ein", "trage sie in die Tabelle {table} ein", "speichere es in der Tabelle {table}", "schreib es in die Tabelle {table}", "leg in {table} eine Zeile an",
				"lege einen Datensatz in {table} an", "füg {table} eine Zeile hinzu", "in die Tabelle {table} eintragen", "in {table} speichern",
			},
			Cues: map[string][]string{
				"table":  {"Tabelle", "die Tabelle", "der Tabelle", "in die Tabelle", "in der Tabelle", "in Tabelle", "Datenbanktabelle"},
				"values": {"mit", "mit den Werten", "Werte", "Spalten"},
			},
			Examples: []string{"Füge in die Tabelle leads eine Zeile ein: name = Ada Reyes, quelle = Messe", "Trag einen Datensatz in die Tabelle audit_log ein mit actor = deploy-bot"},
		},
	}
}

func updateAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"update", "set", "change", "modify", "mark", "correct", "overwrite", "flag", "edit"},
			Objects: []string{"row", "record", "entry", "column", "table", "field", "database row", "database"},
			Patterns: []string{
				"update {table} and set {set} where {where}", "update the table {table}", "in table {table} set {set} where {where}", "set {set} in {table} where {where}", "update the rows in {table}", "change {set} in {table}",
			},
			Cues: map[string][]string{
				"table":    {"table", "the table", "in table", "in the table", "of the table"},
				"set":      {"set", "to", "change"},
				"where":    {"where", "with", "for which", "whose", "having"},
				"max_rows": {"at most", "no more than", "max", "up to"},
			},
			Examples: []string{"In the table orders set status = shipped where id = 4711", "Update table users: set plan = pro where email = ada@example.com"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ändern", "setzen", "aktualisieren", "updaten", "markieren", "überschreiben", "korrigieren", "an|passen", "ab|ändern"},
			Objects: []string{"Zeile", "Datensatz", "Eintrag", "Spalte", "Tabelle", "Feld", "Datenbank"},
			Patterns: []string{
				"setze in {table} {set} wo {where}", "setz in der Tabelle {table} {set}", "ändere in {table} {set} wo {where}", "aktualisiere die Tabelle {table}", "aktualisiere in {table} die Zeile", "in der Tabelle {table} {set} setzen",
			},
			Cues: map[string][]string{
				"table":    {"Tabelle", "der Tabelle", "in Tabelle", "in der Tabelle", "die Tabelle", "Datenbanktabelle"},
				"set":      {"setze", "auf", "setz"},
				"where":    {"wo", "bei denen", "mit", "für die", "deren", "where", "bei"},
				"max_rows": {"höchstens", "maximal", "nicht mehr als"},
			},
			Examples: []string{"Setze in der Tabelle orders status = verschickt, wo id = 4711", "Aktualisiere die Tabelle users: plan = pro, wo email = ada@example.com"},
		},
	}
}

func deleteAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"delete", "remove", "erase", "purge", "drop"},
			Objects:  []string{"row", "record", "entry", "database row", "database entry"},
			Patterns: []string{"delete from {table} where {where}", "delete the rows in {table} where {where}", "delete the rows from {table}", "remove the row from {table}", "purge the rows of {table}"},
			Cues: map[string][]string{
				"table":    {"table", "the table", "from table", "from the table", "in the table", "in table"},
				"where":    {"where", "with", "for which", "whose", "having"},
				"max_rows": {"at most", "no more than", "max", "up to"},
			},
			Examples: []string{"Delete the row from table sessions where id = 99", "Remove the records from the table carts where status = abandoned"},
		},
		De: connectors.Asks{
			Verbs:    []string{"löschen", "entfernen", "raus|löschen", "raus|werfen", "tilgen"},
			Objects:  []string{"Zeile", "Datensatz", "Eintrag", "Datenbankzeile", "Datenbankeintrag"},
			Patterns: []string{"lösche aus {table} die Zeilen", "lösche in {table} die Zeilen", "lösch aus der Tabelle {table} alle Zeilen mit {where}", "entferne die Zeile aus {table}", "Zeilen aus {table} löschen"},
			Cues: map[string][]string{
				"table":    {"Tabelle", "aus Tabelle", "aus der Tabelle", "der Tabelle", "in der Tabelle", "Datenbanktabelle"},
				"where":    {"wo", "bei denen", "mit", "deren", "where", "für die"},
				"max_rows": {"höchstens", "maximal", "nicht mehr als"},
			},
			Examples: []string{"Lösche aus der Tabelle sessions die Zeile, wo id = 99", "Entferne die Datensätze mit status = verworfen aus der Tabelle carts"},
		},
	}
}

func rowInsertedAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"insert", "add", "appear", "come in", "land", "arrive", "create", "write", "show up"},
			Objects: []string{"row", "record", "entry", "database row", "new row", "new record", "database entry"},
			Patterns: []string{
				"a row is inserted into {table}", "a new row appears in {table}", "a row lands in {table}", "there is a new row in {table}", "a new record is added to {table}", "a new row in {table}", "a row is added to the {table} table",
				"someone inserts a row into {table}",
			},
			Cues:     map[string][]string{"table": {"table", "the table", "in table", "into table", "in the table", "to the table", "into the table", "into", "in", "to"}},
			Examples: []string{"When a row is inserted into the table signups", "Whenever a new record appears in table orders"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ein|fügen", "ein|tragen", "hinzu|kommen", "landen", "erscheinen", "auf|tauchen", "dazu|kommen", "an|legen", "schreiben", "ein|gehen", "rein|kommen"},
			Objects: []string{"Zeile", "Datensatz", "Eintrag", "Datenbankzeile", "neue Zeile", "neuer Datensatz", "Datenbankeintrag"},
			Patterns: []string{
				"eine Zeile in {table} eingefügt wird", "eine neue Zeile in {table} landet", "in {table} eine Zeile dazukommt", "ein neuer Datensatz in {table} auftaucht", "es eine neue Zeile in {table} gibt", "neue Zeile in {table}",
				"in der Tabelle {table} ein Eintrag hinzukommt",
			},
			Cues:     map[string][]string{"table": {"Tabelle", "in Tabelle", "in die Tabelle", "in der Tabelle", "die Tabelle", "der Tabelle", "in", "zu"}},
			Examples: []string{"Wenn in die Tabelle signups eine Zeile eingefügt wird", "Sobald ein neuer Datensatz in der Tabelle orders auftaucht"},
		},
	}
}
