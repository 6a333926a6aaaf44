package slack

import (
	"context"
	"strings"
	"time"
	"unicode"

	"sayso/connectors"
)

type createIn struct {
	Name    string `json:"name" jsonschema:"Name of the channel, with or without #" de:"Name des Kanals, mit oder ohne #"`
	Private bool   `json:"private,omitempty" jsonschema:"Only who is invited sees it" de:"Nur Eingeladene sehen ihn"`
}

type createOut struct {
	ID   string `json:"id" jsonschema:"Id of the channel" de:"ID des Kanals"`
	Name string `json:"name" jsonschema:"Name as Slack writes it" de:"Name, wie Slack ihn schreibt"`
}

func createChannel() *connectors.Operation {
	return connectors.Define(connectors.Action[createIn, createOut]{
		Name:   "create_channel",
		Doc:    connectors.Doc{En: "Create a channel", De: "Einen Kanal anlegen"},
		Asks:   createAsks(),
		Says:   connectors.Sentence{En: "Create channel {name}[, private: {private}]", De: "Kanal {name} anlegen[, privat: {private}]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "archive",
		Undone: connectors.Sentence{En: "channel {name} archived; Slack keeps its name taken", De: "Kanal {name} archiviert; sein Name bleibt in Slack vergeben"},
		Do: func(ctx context.Context, c connectors.Call[createIn]) (createOut, error) {
			name, err := channelName(c.In.Name)
			if err != nil {
				return createOut{}, err
			}
			var answer struct {
				Channel channel `json:"channel"`
			}
			err = write(ctx, c.Conn, "conversations.create", map[string]any{"name": name, "is_private": c.In.Private}, &answer)
			if says(err, "name_taken") {
				if ch, found, findErr := ours(ctx, c, name); findErr != nil || found == connectors.FoundYes {
					return createOut{ch.ID, ch.Name}, findErr
				}
			}
			if err == nil && answer.Channel.ID == "" {
				err = connectors.Errorf(connectors.Unknown, "Slack didn't say under which id the channel was created")
			}
			return createOut{answer.Channel.ID, answer.Channel.Name}, err
		},
		Undo: func(ctx context.Context, u connectors.Undoing[createIn, createOut]) error {
			err := write(ctx, u.Conn, "conversations.archive", map[string]any{"channel": u.Out.ID}, nil)
			if says(err, "already_archived", "is_archived", "channel_not_found") {
				return nil
			}
			return err
		},
		Find: func(ctx context.Context, c connectors.Call[createIn]) (createOut, connectors.Found, error) {
			name, err := channelName(c.In.Name)
			if err != nil {
				return createOut{}, connectors.FoundCannotTell, err
			}
			ch, found, err := ours(ctx, c, name)
			return createOut{ch.ID, ch.Name}, found, err
		},
	})
}

// ours looks for the channel that this step made: of that name, by our bot, and since the step began. Slack tells whole seconds.
// A channel that was there before is somebody else's, even if an earlier run of Sayso made it.
func ours(ctx context.Context, c connectors.Call[createIn], name string) (channel, connectors.Found, error) {
	me, err := whoAmI(ctx, c.Conn)
	if err != nil {
		return channel{}, connectors.FoundCannotTell, err
	}
	var found channel
	err = eachChannel(ctx, c.Conn, false, func(ch channel) {
		if strings.EqualFold(ch.Name, name) && ch.Creator == me.UserID && ch.Created >= c.Now.Add(-time.Second).Unix() {
			found = ch
		}
	})
	switch {
	case err != nil:
		return channel{}, connectors.FoundCannotTell, err
	case found.ID == "":
		return channel{}, connectors.FoundNo, nil
	}
	return found, connectors.FoundYes, nil
}

// channelName writes a name the way Slack does: lower case, - for what separates words, and no other signs.
func channelName(text string) (string, error) {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimPrefix(strings.TrimSpace(text), "#")) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '_':
			b.WriteRune(r)
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r):
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		}
	}
	name := strings.TrimSuffix(b.String(), "-")
	if name == "" {
		return "", connectors.Errorf(connectors.Invalid, "%q is no name for a channel; use letters and digits", text)
	}
	return name, nil
}
