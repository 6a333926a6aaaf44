// Package postgres declares PostgreSQL: queries, and rows that are inserted, changed and deleted.
//
// SQL is the plan's own: no text that came from outside ever becomes a part of it, since values go in as parameters. A change or a
// deletion names its rows by columns and values, so that the rows as they were can be kept and put back.
//
// The database can't be reached yet; see [connectors.Connector].
package postgres

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "postgres", Title: "PostgreSQL", Aliases: []string{"Postgres", "PG", "psql", "Postgres-Datenbank"}, Kind: []string{"database"},
		Doc: connectors.Doc{
			En: "Tables of a PostgreSQL database: query, insert, update and delete rows",
			De: "Tabellen einer PostgreSQL-Datenbank: Zeilen abfragen, einfügen, ändern und löschen",
		},
		Declared: true,
		Actions:  []*connectors.Operation{query(), insert(), update(), remove()},
		Events:   []*connectors.Event{rowInserted()},
	}
}
