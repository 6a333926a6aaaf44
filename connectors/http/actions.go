package http

import "sayso/connectors"

type getIn struct {
	URL     connectors.URL `json:"url" jsonschema:"Address" de:"Adresse" trust:"yours"`
	Headers map[string]any `json:"headers,omitempty" jsonschema:"Headers by name" de:"Header nach Namen"`
}

type answer struct {
	Status int            `json:"status" jsonschema:"Status of the answer, such as 200" de:"Status der Antwort, wie 200"`
	Body   map[string]any `json:"body" jsonschema:"The answer" de:"Die Antwort" trust:"text"`
}

func get() *connectors.Operation {
	return connectors.Define(connectors.Action[getIn, answer]{
		Name:   "get",
		Doc:    connectors.Doc{En: "Read a web address", De: "Eine Web-Adresse abrufen"},
		Asks:   getAsks(),
		Says:   connectors.Sentence{En: "Read {url}", De: "{url} abrufen"},
		Effect: connectors.Read,
	})
}

type requestIn struct {
	Method  method         `json:"method" jsonschema:"POST, PUT, PATCH or DELETE" de:"POST, PUT, PATCH oder DELETE" trust:"yours"`
	URL     connectors.URL `json:"url" jsonschema:"Address" de:"Adresse" trust:"yours"`
	Headers map[string]any `json:"headers,omitempty" jsonschema:"Headers by name" de:"Header nach Namen"`
	Body    map[string]any `json:"body,omitempty" jsonschema:"What is sent" de:"Was gesendet wird" trust:"text"`
}

func request() *connectors.Operation {
	return connectors.Define(connectors.Action[requestIn, answer]{
		Name:   "request",
		Doc:    connectors.Doc{En: "Send a request to a web address", De: "Eine Anfrage an eine Web-Adresse senden"},
		Asks:   requestAsks(),
		Says:   connectors.Sentence{En: "Send a {method} to {url}[ with {body}]", De: "Ein {method} an {url} senden[ mit {body}]"},
		Effect: connectors.Irreversible, Once: connectors.OnceKey,
		Doubt: connectors.Doc{En: "I don't know whether the request arrived.", De: "Ich weiß nicht, ob die Anfrage ankam."},
	})
}

type webhookIn struct {
	Path string `json:"path,omitempty" jsonschema:"Last part of the address that is called" de:"Letzter Teil der Adresse, die aufgerufen wird"`
}

type webhookOut struct {
	Body    map[string]any `json:"body" jsonschema:"What was sent" de:"Was gesendet wurde" trust:"text"`
	Headers map[string]any `json:"headers" jsonschema:"Headers by name" de:"Header nach Namen" trust:"text"`
}

func webhook() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[webhookIn, webhookOut]{
		Name: "webhook",
		Doc:  connectors.Doc{En: "The webhook is called", De: "Der Webhook wird aufgerufen"},
		Asks: webhookAsks(),
	})
}
