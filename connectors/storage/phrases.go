package storage

import "sayso/connectors"

func putAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"store", "save", "upload", "put", "archive", "back up", "copy", "file", "keep", "drop", "place", "write", "push"},
			Objects: []string{"file", "object", "document", "PDF", "attachment", "archive", "backup", "bucket", "report"},
			Patterns: []string{
				"store {file} as {key}", "save {file} as {key}", "upload {file} to {key}", "put {file} in the bucket {bucket}", "archive {file} under {key}", "save it to S3 as {key}", "upload it to the bucket {bucket}", "store it in S3 under {key}", "save a copy to {key}",
				"archive the PDF in the bucket {bucket}", "put the PDF into S3 as {key}",
			},
			Cues: map[string][]string{
				"key":    {"as", "under", "at", "to", "key", "path", "with the key", "under the key", "under the name"},
				"file":   {"file", "the file", "the PDF", "attachment", "document"},
				"bucket": {"bucket", "in bucket", "in the bucket", "to the bucket", "into the bucket", "to bucket"},
			},
			Examples: []string{"Store the PDF in the bucket archive as invoices/2026/r-17.pdf", "Upload the attachment to S3 as inbox/scan.pdf"},
		},
		De: connectors.Asks{
			Verbs:   []string{"speichern", "ab|legen", "hoch|laden", "sichern", "archivieren", "ab|speichern", "kopieren", "legen", "stellen", "schieben", "auf|heben"},
			Objects: []string{"Datei", "Objekt", "Dokument", "PDF", "Anhang", "Archiv", "Sicherung", "Bucket", "Bericht"},
			Patterns: []string{
				"speichere {file} als {key}", "speichere {file} unter {key}", "lade {file} nach {key} hoch", "leg {file} im Bucket {bucket} ab", "archiviere {file} unter {key}", "speichere es in S3 als {key}", "lade es in den Bucket {bucket} hoch", "leg {file} in S3 unter {key} ab",
				"sichere {file} im Bucket {bucket}",
			},
			Cues: map[string][]string{
				"key":    {"als", "unter", "nach", "Schlüssel", "Pfad", "unter dem Namen", "unter dem Schlüssel"},
				"file":   {"Datei", "die Datei", "das PDF", "den Anhang", "Anhang", "Dokument"},
				"bucket": {"Bucket", "im Bucket", "in den Bucket", "in Bucket", "ins Bucket"},
			},
			Examples: []string{"Lege das PDF im Bucket archiv als rechnungen/2026/r-17.pdf ab", "Lade den Anhang nach S3 als eingang/scan.pdf hoch"},
		},
	}
}

func getAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"get", "fetch", "download", "read", "retrieve", "pull", "load", "grab", "take"},
			Objects:  []string{"file", "object", "document", "bucket", "S3 file", "PDF", "report"},
			Patterns: []string{"get {key} from the bucket {bucket}", "download {key} from S3", "fetch {key} from S3", "fetch the file {key}", "pull {key} from the bucket", "get the file {key}", "download {key} from {bucket}"},
			Cues: map[string][]string{
				"key":    {"file", "the file", "object", "key", "document"},
				"bucket": {"bucket", "from bucket", "from the bucket", "in the bucket", "out of the bucket"},
			},
			Examples: []string{"Fetch reports/october.pdf from the bucket archive", "Download the file inbox/scan.pdf from S3"},
		},
		De: connectors.Asks{
			Verbs:    []string{"holen", "herunter|laden", "runter|laden", "laden", "lesen", "ab|rufen", "ziehen", "heraus|holen", "nehmen"},
			Objects:  []string{"Datei", "Objekt", "Dokument", "Bucket", "S3-Datei", "PDF", "Bericht"},
			Patterns: []string{"hol {key} aus dem Bucket {bucket}", "lade {key} aus S3 herunter", "lade die Datei {key} herunter", "hole die Datei {key}", "lad {key} aus S3 runter", "zieh {key} aus dem Bucket"},
			Cues: map[string][]string{
				"key":    {"Datei", "die Datei", "Objekt", "Schlüssel", "Dokument"},
				"bucket": {"Bucket", "aus Bucket", "aus dem Bucket", "im Bucket"},
			},
			Examples: []string{"Hole berichte/oktober.pdf aus dem Bucket archiv", "Lade die Datei eingang/scan.pdf aus S3 herunter"},
		},
	}
}

func listAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"list", "show", "find", "get", "see", "look", "search"},
			Objects:  []string{"file", "object", "bucket", "folder", "S3 file", "content of the bucket", "document"},
			Patterns: []string{"list the files in the bucket {bucket}", "list the files under {prefix}", "what is in the bucket {bucket}", "what's in the bucket {bucket}", "what is in bucket {bucket}", "show all files in {prefix}", "list everything in S3 under {prefix}", "which files are in {prefix}"},
			Cues: map[string][]string{
				"prefix": {"under", "in the folder", "prefix", "folder", "starting with", "beginning with", "with the prefix", "in"},
				"bucket": {"bucket", "in bucket", "in the bucket", "of the bucket"},
				"limit":  {"at most", "the first", "up to", "limit"},
			},
			Examples: []string{"List the files in the bucket archive under invoices/2026/", "Show the files in S3 in the folder inbox/"},
		},
		De: connectors.Asks{
			Verbs:    []string{"auf|listen", "zeigen", "an|zeigen", "suchen", "listen", "nach|sehen"},
			Objects:  []string{"Datei", "Objekt", "Bucket", "Ordner", "S3-Datei", "Inhalt des Buckets", "Dokument"},
			Patterns: []string{"liste die Dateien im Bucket {bucket} auf", "liste die Dateien unter {prefix} auf", "was liegt im Bucket {bucket}", "zeig alle Dateien in {prefix}", "welche Dateien liegen in {prefix}"},
			Cues: map[string][]string{
				"prefix": {"unter", "im Ordner", "Präfix", "Ordner", "beginnen mit", "mit dem Präfix", "in"},
				"bucket": {"Bucket", "im Bucket", "in Bucket", "des Buckets"},
				"limit":  {"höchstens", "die ersten", "maximal", "bis zu"},
			},
			Examples: []string{"Liste die Dateien im Bucket archiv unter rechnungen/2026/ auf", "Zeig die Dateien in S3 im Ordner eingang/"},
		},
	}
}

func deleteAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"delete", "remove", "erase", "get rid of", "purge", "destroy"},
			Objects:  []string{"file", "object", "S3 file", "S3 object", "document"},
			Patterns: []string{"delete {key} from the bucket {bucket}", "delete the file {key}", "remove {key} from S3", "delete {key} in the bucket {bucket}"},
			Cues: map[string][]string{
				"key":    {"file", "the file", "object", "key"},
				"bucket": {"bucket", "from bucket", "from the bucket", "in the bucket"},
			},
			Examples: []string{"Delete the file tmp/export.csv from the bucket archive", "Remove the S3 object inbox/old.pdf"},
		},
		De: connectors.Asks{
			Verbs:    []string{"löschen", "entfernen", "weg|werfen", "beseitigen", "raus|löschen"},
			Objects:  []string{"Datei", "Objekt", "S3-Datei", "S3-Objekt", "Dokument"},
			Patterns: []string{"lösche {key} aus dem Bucket {bucket}", "lösche die Datei {key}", "entferne {key} aus S3", "lösch {key} im Bucket {bucket}"},
			Cues: map[string][]string{
				"key":    {"Datei", "die Datei", "Objekt", "Schlüssel"},
				"bucket": {"Bucket", "aus Bucket", "aus dem Bucket", "im Bucket"},
			},
			Examples: []string{"Lösche die Datei tmp/export.csv aus dem Bucket archiv", "Entferne das S3-Objekt eingang/alt.pdf"},
		},
	}
}
