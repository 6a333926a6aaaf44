package slack

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"sayso/connectors"
)

type reactIn struct {
	Channel string `json:"channel" jsonschema:"Channel: #name, name or id" de:"Kanal: #Name, Name oder ID"`
	Message string `json:"message" jsonschema:"Message: its id (timestamp) or link" de:"Nachricht: ID (Zeitstempel) oder Link"`
	Emoji   string `json:"emoji" jsonschema:"Emoji: its name such as tada or :tada:, or 🎉" de:"Emoji: sein Name wie tada oder :tada:, oder 🎉"`
}

// reacted is the before-image of a reaction.
type reacted struct {
	place
	Already bool `json:"already"` // it was there, so that an undo must leave it
}

func addReaction() *connectors.Operation {
	return connectors.Define(connectors.Action[reactIn, messageOut]{
		Name:   "add_reaction",
		Doc:    connectors.Doc{En: "React to a message with an emoji", De: "Mit einem Emoji auf eine Nachricht reagieren"},
		Asks:   reactAsks(),
		Says:   connectors.Sentence{En: "React with {emoji} to message {message} in {channel}", De: "Mit {emoji} auf Nachricht {message} in {channel} reagieren"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "remove",
		Undone: connectors.Sentence{En: "reaction {emoji} removed from message {message}", De: "Reaktion {emoji} von Nachricht {message} entfernt"},
		Before: func(ctx context.Context, c connectors.Call[reactIn]) (json.RawMessage, error) {
			at, err := locate(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return nil, err
			}
			already, err := isThere(ctx, c.Conn, at, emojiName(c.In.Emoji))
			if err != nil {
				return nil, err
			}
			return json.Marshal(reacted{at, already})
		},
		Do: func(ctx context.Context, c connectors.Call[reactIn]) (messageOut, error) {
			at, err := locate(ctx, c.Conn, c.In.Channel, c.In.Message)
			if err != nil {
				return messageOut{}, err
			}
			err = write(ctx, c.Conn, "reactions.add", map[string]any{"channel": at.Channel, "timestamp": at.TS, "name": emojiName(c.In.Emoji)}, nil)
			if says(err, "already_reacted") {
				err = nil
			}
			return messageOut{at.TS}, err
		},
		Undo: func(ctx context.Context, u connectors.Undoing[reactIn, messageOut]) error {
			var old reacted
			if err := json.Unmarshal(u.Before, &old); err != nil {
				return connectors.Errorf(connectors.Invalid, "the before-image can't be read: %v", err)
			}
			if old.Already {
				return nil
			}
			err := write(ctx, u.Conn, "reactions.remove", map[string]any{"channel": old.Channel, "timestamp": old.TS, "name": emojiName(u.In.Emoji)}, nil)
			if says(err, "no_reaction", "message_not_found") {
				return nil
			}
			return err
		},
	})
}

// isThere reports whether our bot has already reacted to a message with an emoji.
func isThere(ctx context.Context, c *connectors.Connection, at place, emoji string) (bool, error) {
	me, err := whoAmI(ctx, c)
	if err != nil {
		return false, err
	}
	var answer struct {
		Message struct {
			Reactions []struct {
				Name  string   `json:"name"`
				Users []string `json:"users"`
			} `json:"reactions"`
		} `json:"message"`
	}
	if err := read(ctx, c, "reactions.get", url.Values{"channel": {at.Channel}, "timestamp": {at.TS}, "full": {"true"}}, &answer); err != nil {
		return false, err
	}
	for _, r := range answer.Message.Reactions {
		if r.Name == emoji {
			return slices.Contains(r.Users, me.UserID), nil
		}
	}
	return false, nil
}

// drawn are the emojis that people type as a picture or in words, by Slack's name.
var drawn = map[string]string{
	"👍": "+1", "👎": "-1", "🎉": "tada", "✅": "white_check_mark", "✔": "heavy_check_mark", "❌": "x", "❤": "heart", "👀": "eyes", "🚀": "rocket",
	"🙏": "pray", "👏": "clap", "🔥": "fire", "💯": "100", "⚠": "warning", "😀": "grinning", "😂": "joy", "🙌": "raised_hands", "👋": "wave", "⏳": "hourglass_flowing_sand",
	"thumbs_up": "+1", "daumen_hoch": "+1", "daumen": "+1", "thumbs_down": "-1", "daumen_runter": "-1", "party": "tada", "konfetti": "tada",
	"check": "white_check_mark", "check_mark": "white_check_mark", "haken": "white_check_mark", "häkchen": "white_check_mark", "herz": "heart",
	"rakete": "rocket", "augen": "eyes", "feuer": "fire", "danke": "pray", "applaus": "clap", "kreuz": "x", "warnung": "warning",
}

// emojiName gives Slack's name of an emoji, from ":tada:", "tada", "🎉" or "thumbs up".
func emojiName(text string) string {
	name := strings.ToLower(strings.Trim(strings.TrimSpace(text), ":"))
	name = strings.ReplaceAll(strings.TrimSuffix(name, "\ufe0f"), " ", "_")
	if known, ok := drawn[name]; ok {
		return known
	}
	return name
}
