// Package ai declares what a language model does with a text: summarise it, sort it, take fields out of it, write a new one.
//
// The model gets no tools and gives typed answers. What it gives is free text, however it was asked: it fills a body or a comment,
// and never picks an action, a recipient or an amount unless a person approves it. Reading is all it does.
//
// No model is called yet; see [connectors.Connector].
package ai

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "ai", Title: "AI", Aliases: []string{"KI", "LLM", "language model", "Sprachmodell", "GPT", "ChatGPT"},
		Doc: connectors.Doc{
			En: "A language model: summarise, classify, extract, write",
			De: "Ein Sprachmodell: zusammenfassen, einordnen, auslesen, schreiben",
		},
		Declared: true,
		Actions:  []*connectors.Operation{summarize(), classify(), extract(), write()},
	}
}
