// Package elasticsearch declares Elasticsearch: documents that are indexed and searched.
//
// Sayso chooses the id of a new document from the effect's key, so that a second attempt overwrites the first with the same.
//
// Elasticsearch can't be reached yet; see [connectors.Connector].
package elasticsearch

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "elasticsearch", Title: "Elasticsearch", Aliases: []string{"Elastic", "OpenSearch", "Elasticsearch-Index"}, Kind: []string{"search"},
		Doc: connectors.Doc{
			En: "Documents of an Elasticsearch index: index and search",
			De: "Dokumente in Elasticsearch: indexieren und suchen",
		},
		Declared: true,
		Actions:  []*connectors.Operation{index(), search()},
	}
}
