package slack

import (
	"context"
	"encoding/json"

	"sayso/connectors"
)

type updateIn struct {
	Channel string          `json:"channel" jsonschema:"Channel: #name, name or id" de:"Kanal: #Name, Name oder ID"`
	Message string          `json:"message" jsonschema:"Message: its id (timestamp) or link" de:"Nachricht: ID (Zeitstempel) oder Link"`
	Text    connectors.Text `json:"text" jsonschema:"What the message says from now on" de:"Was künftig in der Nachricht steht" trust:"text"`
}

type messageOut struct {
	ID string `json:"id" jsonschema:"The message's timestamp" de:"Zeitstempel der Nachricht"`
}

// saved is the before-image of a message: where it is and what it said, in Slack's own escaping.
type saved struct {
	place
	Text string `json:"text"`
}

func updateMessage() *connectors.Operation {
	return connectors.Define(connectors.Action[updateIn, messageOut]{
		Name: "update_message",
		Doc:  connectors.Doc{En: "Change the text of a message of Sayso's", De: "Den Text einer Nachricht von Sayso ändern"},
		Asks: updateAsks(),
		Says: connectors.Sentence{
			En: "Change message {message} in {channel} to: “{text}”",
			De: "Nachricht {message} in {channel} ändern in: „{text}“"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "message {message} in {channel} has its old text again", De: "Nachricht {message} in {channel} hat wieder ihren alten Text"},
		Before: func(ctx context.Context, c connectors.Call[updateIn]) (json.RawMessage, error) {
			old, err := save(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return nil, err
			}
			return json.Marshal(old)
		},
		Do: func(ctx context.Context, c connectors.Call[updateIn]) (messageOut, error) {
			at, err := locate(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return messageOut{}, err
			}
			return messageOut{at.TS}, rewrite(ctx, c.Conn, saved{at, escape(string(c.In.Text))})
		},
		Undo: func(ctx context.Context, u connectors.Undoing[updateIn, messageOut]) error {
			var old saved
			if err := json.Unmarshal(u.Before, &old); err != nil {
				return connectors.Errorf(connectors.Invalid, "the before-image can't be read: %v", err)
			}
			return rewrite(ctx, u.Conn, old)
		},
		Preview: func(ctx context.Context, c connectors.Call[updateIn]) ([]connectors.Change, error) {
			old, err := save(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return nil, err
			}
			return []connectors.Change{{Of: c.In.Channel + " " + old.TS, Field: "text", Before: unescape(old.Text), After: string(c.In.Text)}}, nil
		},
	})
}

func save(ctx context.Context, c *connectors.Connection, channel, message string) (saved, error) {
	at, err := locate(ctx, c, channel, message)
	if err != nil {
		return saved{}, err
	}
	m, err := fetch(ctx, c, at)
	return saved{at, m.Text}, err
}

func rewrite(ctx context.Context, c *connectors.Connection, to saved) error {
	return write(ctx, c, "chat.update", map[string]any{"channel": to.Channel, "ts": to.TS, "text": to.Text}, nil)
}

type deleteIn struct {
	Channel string `json:"channel" jsonschema:"Channel: #name, name or id" de:"Kanal: #Name, Name oder ID"`
	Message string `json:"message" jsonschema:"Message: its id (timestamp) or link" de:"Nachricht: ID (Zeitstempel) oder Link"`
}

func deleteMessage() *connectors.Operation {
	return connectors.Define(connectors.Action[deleteIn, messageOut]{
		Name:   "delete_message",
		Doc:    connectors.Doc{En: "Delete a message of Sayso's for good", De: "Eine Nachricht von Sayso endgültig löschen"},
		Asks:   deleteAsks(),
		Says:   connectors.Sentence{En: "Delete message {message} in {channel}", De: "Nachricht {message} in {channel} löschen"},
		Effect: connectors.Irreversible, Once: connectors.OnceID, Destructive: true,
		// What is deleted is kept in the ledger, and what isn't there is refused here. So Do may take "gone" for done.
		Before: func(ctx context.Context, c connectors.Call[deleteIn]) (json.RawMessage, error) {
			old, err := save(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return nil, err
			}
			return json.Marshal(old)
		},
		Do: func(ctx context.Context, c connectors.Call[deleteIn]) (messageOut, error) {
			at, err := locate(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return messageOut{}, err
			}
			return messageOut{at.TS}, remove(ctx, c.Conn, at)
		},
		Preview: func(ctx context.Context, c connectors.Call[deleteIn]) ([]connectors.Change, error) {
			old, err := save(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return nil, err
			}
			return []connectors.Change{{Of: c.In.Channel + " " + old.TS, Field: "message", Before: unescape(old.Text)}}, nil
		},
	})
}
