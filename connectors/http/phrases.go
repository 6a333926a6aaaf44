package http

import "sayso/connectors"

func getAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"get", "fetch", "call", "read", "load", "retrieve", "download", "check", "ping", "query", "request", "open", "pull", "hit", "look up", "poll", "poke", "curl"},
			Objects:  []string{"URL", "web address", "endpoint", "API", "web page", "GET request"},
			Patterns: []string{"GET {url}", "fetch {url}", "call {url}", "read {url}", "send a GET request to {url}", "get the data from {url}", "check {url}"},
			Cues:     map[string][]string{"url": {"URL", "from", "at", "address", "endpoint", "to"}},
			Examples: []string{"Fetch https://status.orchid.example/health", "Send a GET request to https://api.orchid.example/v1/rates"},
		},
		De: connectors.Asks{
			Verbs:    []string{"ab|rufen", "holen", "auf|rufen", "lesen", "laden", "ab|fragen", "prüfen", "herunter|laden", "öffnen", "an|pingen", "ziehen", "auf|machen", "an|fragen", "an|tippen", "an|rufen", "pingen"},
			Objects:  []string{"URL", "Web-Adresse", "Webadresse", "Endpunkt", "Endpoint", "API", "Webseite", "GET-Anfrage", "GET-Request", "Schnittstelle"},
			Patterns: []string{"rufe {url} ab", "ruf {url} auf", "hol {url}", "GET {url}", "schick eine GET-Anfrage an {url}", "lies die Daten von {url}", "frag {url} ab"},
			Cues:     map[string][]string{"url": {"URL", "von", "unter", "Adresse", "Endpunkt", "an"}},
			Examples: []string{"Rufe https://status.orchid.example/health ab", "Schick eine GET-Anfrage an https://api.orchid.example/v1/rates"},
		},
	}
}

func requestAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"send", "post", "put", "patch", "call", "submit", "notify", "hit", "make", "push", "trigger", "fire", "issue", "execute", "perform", "delete"},
			Objects: []string{"request", "POST", "PUT", "PATCH", "DELETE", "POST request", "PUT request", "PATCH request", "DELETE request", "HTTP request", "webhook", "endpoint", "API", "payload", "URL"},
			Patterns: []string{
				"POST to {url}", "post it to {url}", "send a {method} to {url}", "send a {method} request to {url}", "PUT {url}", "PATCH {url}", "call {url} with {method}", "send it to {url}", "make a {method} request to {url}", "send a POST request to {url}", "notify {url}",
			},
			Cues: map[string][]string{
				"method":  {"method", "with the method", "a", "an HTTP"},
				"url":     {"to", "URL", "at", "address", "endpoint"},
				"body":    {"body", "with the body", "with", "payload", "with the payload", "data", "JSON"},
				"headers": {"headers", "header", "with the headers", "with the header"},
			},
			Examples: []string{"Send a POST request to https://hooks.orchid.example/deploy", "Send a DELETE to https://api.orchid.example/v1/cache/9"},
		},
		De: connectors.Asks{
			Verbs:   []string{"senden", "schicken", "posten", "auf|rufen", "ab|schicken", "übermitteln", "benachrichtigen", "machen", "aus|lösen", "ab|setzen", "ab|feuern", "aus|führen"},
			Objects: []string{"Anfrage", "Request", "POST", "PUT", "PATCH", "DELETE", "POST-Anfrage", "PUT-Anfrage", "PATCH-Anfrage", "DELETE-Anfrage", "POST-Request", "PUT-Request", "HTTP-Anfrage", "Webhook", "Endpunkt", "API", "URL"},
			Patterns: []string{
				"sende ein {method} an {url}", "schick einen {method} an {url}", "schicke eine POST-Anfrage an {url}", "poste es an {url}", "POST an {url}", "schick es an {url}", "sende einen {method}-Request an {url}", "ruf {url} mit {method} auf",
			},
			Cues: map[string][]string{
				"method":  {"Methode", "mit der Methode", "ein", "einen", "mit"},
				"url":     {"an", "URL", "Adresse", "Endpunkt"},
				"body":    {"Body", "mit dem Body", "mit", "Inhalt", "Payload", "mit dem Payload", "Daten", "JSON"},
				"headers": {"Header", "mit den Headern"},
			},
			Examples: []string{"Schick eine POST-Anfrage an https://hooks.orchid.example/deploy", "Sende ein DELETE an https://api.orchid.example/v1/cache/9"},
		},
	}
}

func webhookAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"call", "hit", "fire", "receive", "come in", "arrive", "trigger", "get", "post", "invoke"},
			Objects:  []string{"webhook", "hook", "incoming webhook", "webhook call", "HTTP call", "callback"},
			Patterns: []string{"the webhook is called", "the webhook {path} is called", "a webhook comes in", "a webhook arrives at {path}", "a webhook call comes in on {path}", "somebody calls the webhook", "the webhook fires", "something is posted to {path}", "we receive a webhook"},
			Cues:     map[string][]string{"path": {"path", "at", "on", "webhook", "under", "on the path", "the webhook", "to"}},
			Examples: []string{"When the webhook /orders is called", "Whenever a webhook comes in on the path signup"},
		},
		De: connectors.Asks{
			Verbs:    []string{"auf|rufen", "rein|kommen", "ein|gehen", "an|kommen", "aus|lösen", "feuern", "empfangen", "an|sprechen", "ein|treffen"},
			Objects:  []string{"Webhook", "Hook", "eingehender Webhook", "Webhook-Aufruf", "Callback"},
			Patterns: []string{"der Webhook aufgerufen wird", "der Webhook {path} aufgerufen wird", "ein Webhook reinkommt", "ein Webhook auf {path} eingeht", "jemand den Webhook aufruft", "der Webhook feuert", "ein Webhook-Aufruf auf {path} ankommt"},
			Cues:     map[string][]string{"path": {"Pfad", "auf", "unter", "Webhook", "auf dem Pfad", "der Webhook", "an"}},
			Examples: []string{"Wenn der Webhook /orders aufgerufen wird", "Sobald auf dem Pfad signup ein Webhook reinkommt"},
		},
	}
}
