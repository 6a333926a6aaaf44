package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"sayso/connectors"
)

// message is a message as Slack gives it: Text has <, > and & escaped.
type message struct {
	TS       string   `json:"ts"`
	ThreadTS string   `json:"thread_ts"`
	User     string   `json:"user"`
	Text     string   `json:"text"`
	Metadata metadata `json:"metadata"`
}

type messagePage struct {
	cursor
	Messages []message `json:"messages"`
}

// metadata travels with a message, and people don't see it.
type metadata struct {
	Type    string `json:"event_type"`
	Payload struct {
		Key string `json:"key"`
	} `json:"event_payload"`
}

// eventType names our metadata among those of other apps.
const eventType = "sayso_effect"

func marker(key string) map[string]any {
	return map[string]any{"event_type": eventType, "event_payload": map[string]any{"key": key}}
}

func (m metadata) marks(key string) bool { return m.Type == eventType && m.Payload.Key == key }

// UnmarshalJSON reads our metadata and passes over those of other apps, whose payload may hold anything.
func (m *metadata) UnmarshalJSON(raw []byte) error {
	var other struct {
		Type    string          `json:"event_type"`
		Payload json.RawMessage `json:"event_payload"`
	}
	if json.Unmarshal(raw, &other) == nil && other.Type == eventType {
		m.Type = other.Type
		return json.Unmarshal(other.Payload, &m.Payload)
	}
	return nil
}

// escape keeps a text from being read as Slack's markup: <!channel> and <@U123> stay what was written.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// unescape is the way back, for showing a message.
func unescape(text string) string {
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(text)
}

var (
	messageTS   = regexp.MustCompile(`^\d{9,11}\.\d{6}$`)
	messageLink = regexp.MustCompile(`^https://[a-z0-9.-]+\.slack\.com/archives/([CGD][A-Z0-9]{7,})/p(\d{9,11})(\d{6})(?:\?.*)?$`)
)

// timestamp reads a message's ts, or the link to it, which has to lead to the same channel.
func timestamp(text, channel string) (string, error) {
	text = strings.TrimSpace(text)
	if messageTS.MatchString(text) {
		return text, nil
	}
	m := messageLink.FindStringSubmatch(text)
	if m == nil {
		return "", connectors.Errorf(connectors.Invalid, "%q is no message; give its link, or its timestamp such as 1732090000.000100", text)
	}
	if m[1] != channel {
		return "", connectors.Errorf(connectors.Invalid, "the link leads to a message in another channel (%s)", m[1])
	}
	return m[2] + "." + m[3], nil
}

// place is a message by channel and ts.
type place struct {
	Channel string `json:"channel"`
	TS      string `json:"ts"`
}

// locate finds out which message is meant.
func locate(ctx context.Context, c *connectors.Connection, channel, message string) (place, error) {
	id, err := findChannel(ctx, c, channel)
	if err != nil {
		return place{}, err
	}
	ts, err := timestamp(message, id)
	return place{id, ts}, err
}

// fetch reads one message. It asks for the thread that the message is in, because the history doesn't show answers in threads.
func fetch(ctx context.Context, c *connectors.Connection, p place) (message, error) {
	args := url.Values{"channel": {p.Channel}, "ts": {p.TS}, "oldest": {p.TS}, "latest": {p.TS}, "inclusive": {"true"}, "limit": {"2"}}
	var answer messagePage
	if err := read(ctx, c, "conversations.replies", args, &answer); err != nil {
		return message{}, err
	}
	for _, m := range answer.Messages {
		if m.TS == p.TS {
			return m, nil
		}
	}
	return message{}, &connectors.Error{Kind: connectors.NotFound, Code: "message_not_found", Message: "Slack: there is no such message (message_not_found)"}
}

// link gives the address of a message, which Slack makes of its place.
func link(workspace string, p place, thread string) connectors.URL {
	address := fmt.Sprintf("%s/archives/%s/p%s", strings.TrimSuffix(workspace, "/"), p.Channel, strings.Replace(p.TS, ".", "", 1))
	if thread != "" && thread != p.TS {
		address += "?thread_ts=" + thread + "&cid=" + p.Channel
	}
	return connectors.URL(address)
}

// clocks is by how much Slack's clock may be behind ours.
const clocks = 5 * time.Minute

// since is the ts from which on a message of a step can be.
func since(begun time.Time) string { return fmt.Sprintf("%d.000000", begun.Add(-clocks).Unix()) }

// sought looks for the message that was sent with a key. Conversations are consistent: where the whole of it since the step began
// was read, "no" is proof.
func sought(ctx context.Context, c *connectors.Connection, channel, thread, key string, begun time.Time) (message, connectors.Found, error) {
	method := "conversations.history"
	args := url.Values{"channel": {channel}, "oldest": {since(begun)}, "inclusive": {"true"}, "limit": {"200"}, "include_all_metadata": {"true"}}
	if thread != "" {
		method = "conversations.replies"
		args.Set("ts", thread)
	}
	var found message
	whole, err := each(ctx, c, method, args, func(p messagePage) bool {
		for _, m := range p.Messages {
			if m.Metadata.marks(key) {
				found = m
				return false
			}
		}
		return true
	}, func(p messagePage) string { return p.Meta.Next })
	switch {
	case says(err, "missing_scope", "not_in_channel", "no_permission", "not_allowed_token_type"):
		return found, connectors.FoundCannotTell, nil // it may post here, but not read
	case err != nil:
		return found, connectors.FoundCannotTell, err
	case found.TS != "":
		return found, connectors.FoundYes, nil
	case !whole:
		return found, connectors.FoundCannotTell, nil
	}
	return found, connectors.FoundNo, nil
}
