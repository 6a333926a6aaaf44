package slack

import (
	"context"
	"encoding/json"
	"net/url"

	"sayso/connectors"
)

type postIn struct {
	Channel string          `json:"channel" jsonschema:"Channel: #name, name or id" de:"Kanal: #Name, Name oder ID"`
	Text    connectors.Text `json:"text" jsonschema:"What the message says" de:"Was in der Nachricht steht" trust:"text"`
	Thread  string          `json:"thread,omitempty" jsonschema:"Message to answer in its thread: its id or link" de:"Nachricht, auf die im Thread geantwortet wird: ID oder Link"`
}

type postOut struct {
	ID      string         `json:"id" jsonschema:"The message's timestamp, by which it is changed or deleted" de:"Zeitstempel der Nachricht, mit dem sie geändert oder gelöscht wird"`
	Channel string         `json:"channel" jsonschema:"Id of the channel" de:"ID des Kanals"`
	URL     connectors.URL `json:"url" jsonschema:"Link to the message" de:"Link zur Nachricht"`
}

func postMessage() *connectors.Operation {
	return connectors.Define(connectors.Action[postIn, postOut]{
		Name: "post_message",
		Doc:  connectors.Doc{En: "Post a message in a channel", De: "Eine Nachricht in einem Kanal posten"},
		Asks: postAsks(),
		Says: connectors.Sentence{
			En: "Post in channel {channel}: “{text}”[, as an answer to {thread}]",
			De: "Im Kanal {channel} posten: „{text}“[, als Antwort auf {thread}]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete",
		Undone: connectors.Sentence{En: "message in {channel} deleted (people may have read it)", De: "Nachricht in {channel} gelöscht (sie kann gelesen worden sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the message was posted.", De: "Ich weiß nicht, ob die Nachricht gepostet wurde."},
		Do: func(ctx context.Context, c connectors.Call[postIn]) (postOut, error) {
			channel, thread, workspace, err := whereTo(ctx, c)
			if err != nil {
				return postOut{}, err
			}
			ts, err := post(ctx, c.Conn, channel, thread, c.In.Text, c.Key)
			if err != nil {
				return postOut{}, err
			}
			return postOut{ts, channel, link(workspace, place{channel, ts}, thread)}, nil
		},
		Undo: func(ctx context.Context, u connectors.Undoing[postIn, postOut]) error {
			return remove(ctx, u.Conn, place{u.Out.Channel, u.Out.ID})
		},
		Find: func(ctx context.Context, c connectors.Call[postIn]) (postOut, connectors.Found, error) {
			channel, thread, workspace, err := whereTo(ctx, c)
			if err != nil {
				return postOut{}, connectors.FoundCannotTell, err
			}
			m, found, err := sought(ctx, c.Conn, channel, thread, c.Key, c.Now)
			return postOut{m.TS, channel, link(workspace, place{channel, m.TS}, thread)}, found, err
		},
	})
}

// whereTo resolves where a message goes. The workspace's address is asked for ahead of the post, so that nothing can fail after it.
func whereTo(ctx context.Context, c connectors.Call[postIn]) (channel, thread, workspace string, err error) {
	if channel, err = findChannel(ctx, c.Conn, c.In.Channel); err != nil {
		return "", "", "", err
	}
	if c.In.Thread != "" {
		if thread, err = timestamp(c.In.Thread, channel); err != nil {
			return "", "", "", err
		}
	}
	me, err := whoAmI(ctx, c.Conn)
	return channel, thread, me.URL, err
}

// post sends a message with its marker and gives its ts.
func post(ctx context.Context, c *connectors.Connection, channel, thread string, text connectors.Text, key string) (string, error) {
	args := map[string]any{"channel": channel, "text": escape(string(text)), "metadata": marker(key)}
	if thread != "" {
		args["thread_ts"] = thread
	}
	var answer struct {
		TS string `json:"ts"`
	}
	if err := write(ctx, c, "chat.postMessage", args, &answer); err != nil {
		return "", err
	}
	if answer.TS == "" {
		return "", connectors.Errorf(connectors.Unknown, "Slack didn't say under which id the message was posted")
	}
	return answer.TS, nil
}

// remove deletes a message of ours, and is content where it is gone.
func remove(ctx context.Context, c *connectors.Connection, p place) error {
	err := write(ctx, c, "chat.delete", map[string]any{"channel": p.Channel, "ts": p.TS}, nil)
	if says(err, "message_not_found", "thread_not_found") {
		return nil
	}
	return err
}

type dmIn struct {
	User string          `json:"user" jsonschema:"Person: @handle, name, e-mail address or id" de:"Person: @Handle, Name, E-Mail-Adresse oder ID"`
	Text connectors.Text `json:"text" jsonschema:"What the message says" de:"Was in der Nachricht steht" trust:"text"`
}

type dmOut struct {
	ID string `json:"id" jsonschema:"The message's timestamp" de:"Zeitstempel der Nachricht"`
}

func sendDM() *connectors.Operation {
	return connectors.Define(connectors.Action[dmIn, dmOut]{
		Name:   "send_dm",
		Doc:    connectors.Doc{En: "Send a person a direct message", De: "Einer Person eine Direktnachricht schicken"},
		Asks:   dmAsks(),
		Says:   connectors.Sentence{En: "Send {user} a direct message: “{text}”", De: "{user} eine Direktnachricht schicken: „{text}“"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete",
		Undone: connectors.Sentence{En: "direct message to {user} deleted (it may have been read)", De: "Direktnachricht an {user} gelöscht (sie kann gelesen worden sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the direct message was sent.", De: "Ich weiß nicht, ob die Direktnachricht geschickt wurde."},
		// The conversation is kept for the undo: a name that means one person now may mean two by then.
		Before: func(ctx context.Context, c connectors.Call[dmIn]) (json.RawMessage, error) {
			channel, err := openDM(ctx, c)
			if err != nil {
				return nil, err
			}
			return json.Marshal(place{Channel: channel})
		},
		Do: func(ctx context.Context, c connectors.Call[dmIn]) (dmOut, error) {
			channel, err := openDM(ctx, c)
			if err != nil {
				return dmOut{}, err
			}
			ts, err := post(ctx, c.Conn, channel, "", c.In.Text, c.Key)
			return dmOut{ts}, err
		},
		Undo: func(ctx context.Context, u connectors.Undoing[dmIn, dmOut]) error {
			var at place
			if err := json.Unmarshal(u.Before, &at); err != nil {
				return connectors.Errorf(connectors.Invalid, "the before-image can't be read: %v", err)
			}
			return remove(ctx, u.Conn, place{at.Channel, u.Out.ID})
		},
		Find: func(ctx context.Context, c connectors.Call[dmIn]) (dmOut, connectors.Found, error) {
			channel, err := openDM(ctx, c)
			if err != nil {
				return dmOut{}, connectors.FoundCannotTell, err
			}
			m, found, err := sought(ctx, c.Conn, channel, "", c.Key, c.Now)
			return dmOut{m.TS}, found, err
		},
	})
}

// openDM gives the conversation with a person. Opening it shows nobody anything, and twice gives the same.
func openDM(ctx context.Context, c connectors.Call[dmIn]) (string, error) {
	id, err := findUser(ctx, c.Conn, c.In.User)
	if err != nil {
		return "", err
	}
	var answer struct {
		Channel struct {
			ID string `json:"id"`
		} `json:"channel"`
	}
	if err := ask(ctx, c.Conn, "conversations.open", url.Values{"users": {id}}, &answer); err != nil {
		return "", err
	}
	if answer.Channel.ID == "" {
		return "", connectors.Errorf(connectors.Unavailable, "Slack opened no conversation with %s", c.In.User)
	}
	return answer.Channel.ID, nil
}
