package slack

import "sayso/connectors"

type postedIn struct {
	Channel  string `json:"channel,omitempty" jsonschema:"Only in this channel" de:"Nur in diesem Kanal"`
	Contains string `json:"contains,omitempty" jsonschema:"Only where the text holds these words" de:"Nur wenn der Text diese Worte enthält"`
}

type postedOut struct {
	ID      string          `json:"id" jsonschema:"The message's timestamp" de:"Zeitstempel der Nachricht"`
	Channel string          `json:"channel" jsonschema:"Id of the channel" de:"ID des Kanals"`
	User    string          `json:"user" jsonschema:"Id of who wrote it" de:"ID des Absenders"`
	Text    connectors.Text `json:"text" jsonschema:"What it says" de:"Was darin steht" trust:"text"`
	URL     connectors.URL  `json:"url" jsonschema:"Link to the message" de:"Link zur Nachricht"`
}

func messagePosted() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[postedIn, postedOut]{
		Name: "message_posted",
		Doc:  connectors.Doc{En: "Somebody posts a message in a channel", De: "Jemand postet eine Nachricht in einem Kanal"},
		Asks: postedAsks(),
	})
}
