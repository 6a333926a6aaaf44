package elasticsearch

import "sayso/connectors"

func indexAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"index", "add", "store", "save", "write", "put", "log", "push", "insert", "ship", "record", "create", "send", "file", "stash", "keep", "archive"},
			Objects: []string{"document", "doc", "index", "entry", "record", "search index", "Elasticsearch document", "log entry", "Elasticsearch index"},
			Patterns: []string{
				"index it in {index}", "index it into {index}", "index {document} in {index}", "add it to the index {index}", "write it to the index {index}", "store it in the {index} index", "put it into the index {index}", "index it in Elasticsearch", "log it to the index {index}",
				"index the document into {index}",
			},
			Cues: map[string][]string{
				"index":    {"index", "in index", "into index", "to the index", "in the index", "into the index", "into", "in"},
				"document": {"document", "with", "with the fields", "fields"},
				"id":       {"id", "with the id", "with id", "under the id"},
			},
			Examples: []string{"Index a document into the index tickets: subject = VPN, team = network", "Add a document to the index audit with actor = deploy-bot"},
		},
		De: connectors.Asks{
			Verbs:   []string{"indexieren", "indizieren", "auf|nehmen", "speichern", "schreiben", "hinzu|fügen", "ab|legen", "ein|fügen", "protokollieren", "schieben", "an|legen", "ein|tragen", "packen", "senden", "erfassen", "stellen", "erstellen"},
			Objects: []string{"Dokument", "Index", "Suchindex", "Elasticsearch-Dokument", "Logeintrag", "Elasticsearch-Index", "Eintrag", "Doc"},
			Patterns: []string{
				"indexiere es in {index}", "indiziere es in {index}", "indexiere {document} in {index}", "nimm es in den Index {index} auf", "schreib es in den Index {index}", "füge es dem Index {index} hinzu", "leg es im Index {index} ab", "speichere es im Index {index}",
			},
			Cues: map[string][]string{
				"index":    {"Index", "im Index", "in den Index", "in Index", "dem Index", "in"},
				"document": {"Dokument", "mit", "mit den Feldern", "Felder"},
				"id":       {"ID", "mit der ID", "unter der ID"},
			},
			Examples: []string{"Indexiere im Index tickets ein Dokument: betreff = VPN, team = network", "Nimm ein Dokument mit actor = deploy-bot in den Index audit auf"},
		},
	}
}

func searchAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"search", "find", "query", "look for", "look up", "count", "get", "fetch", "grep", "look", "show", "list", "check", "pull", "scan"},
			Objects: []string{"index", "search index", "document", "log", "hit", "log entry", "Elasticsearch index", "match", "search", "Elasticsearch search", "entry", "query"},
			Patterns: []string{
				"search {index} for {query}", "search the index {index} for {query}", "search Elasticsearch for {query} in {index}", "find {query} in the index {index}", "look for {query} in {index}", "query the index {index} for {query}", "search the logs for {query}",
			},
			Cues: map[string][]string{
				"index": {"index", "in index", "in the index", "the index"},
				"query": {"for", "query", "containing", "contain", "contains", "about", "with", "matching", "mentioning", "mention", "mentions", "looking for"},
				"limit": {"at most", "the first", "up to", "limit", "the top"},
			},
			Examples: []string{"Search the index tickets for “VPN timeout”, at most 20", "Find “payment failed” in the Elasticsearch index logs"},
		},
		De: connectors.Asks{
			Verbs:   []string{"suchen", "durchsuchen", "finden", "ab|fragen", "nach|sehen", "zählen", "holen", "zeigen", "an|zeigen", "auf|listen", "nach|schauen", "schauen", "gucken", "heraus|suchen", "raus|suchen", "ab|rufen", "prüfen", "ermitteln"},
			Objects: []string{"Index", "Suchindex", "Dokument", "Log", "Treffer", "Logeintrag", "Elasticsearch-Index", "Suche", "Elasticsearch-Suche", "Eintrag", "Abfrage", "Suchanfrage"},
			Patterns: []string{
				"durchsuche {index} nach {query}", "durchsuche den Index {index} nach {query}", "such im Index {index} nach {query}", "suche in Elasticsearch nach {query} in {index}", "finde {query} im Index {index}", "durchsuche die Logs nach {query}",
			},
			Cues: map[string][]string{
				"index": {"Index", "im Index", "in Index", "den Index"},
				"query": {"nach", "Abfrage", "mit", "zu", "für", "zum Thema", "enthalten", "enthält", "erwähnen", "erwähnt"},
				"limit": {"höchstens", "die ersten", "maximal", "bis zu"},
			},
			Examples: []string{"Durchsuche den Index tickets nach „VPN timeout“, höchstens 20", "Finde „payment failed“ im Elasticsearch-Index logs"},
		},
	}
}
