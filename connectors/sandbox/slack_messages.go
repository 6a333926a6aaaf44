package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// slackMessage is a message; ThreadTS is that of the message it answers, "" where it answers none.
type slackMessage struct {
	TS        string          `json:"ts"`
	Channel   string          `json:"channel"`
	User      string          `json:"user"`
	Text      string          `json:"text"`
	ThreadTS  string          `json:"thread_ts,omitempty"`
	Metadata  json.RawMessage `json:"metadata,omitempty"`
	Reactions []slackReaction `json:"reactions,omitempty"`
	Files     []string        `json:"files,omitempty"`
}

type slackReaction struct {
	Name  string   `json:"name"`
	Users []string `json:"users"`
}

func (m slackMessage) id() string { return m.Channel + "/" + m.TS }

func (m slackMessage) view(metadata bool) map[string]any {
	v := map[string]any{"type": "message", "ts": m.TS, "user": m.User, "text": m.Text, "team": "T0SANDBOX1"}
	if m.ThreadTS != "" {
		v["thread_ts"] = m.ThreadTS
	}
	if metadata && len(m.Metadata) > 0 {
		v["metadata"] = m.Metadata
	}
	if len(m.Reactions) > 0 {
		v["reactions"] = m.reactions()
	}
	var files []any
	for _, id := range m.Files {
		files = append(files, map[string]any{"id": id})
	}
	if files != nil {
		v["files"] = files
	}
	return v
}

func (m slackMessage) reactions() []any {
	all := []any{}
	for _, r := range m.Reactions {
		all = append(all, map[string]any{"name": r.Name, "users": r.Users, "count": len(r.Users)})
	}
	return all
}

func (s *slack) putMessage(m slackMessage, e *Effect) error {
	return s.journal.put("message", m.id(), m, e)
}

// message finds one message of a conversation that the bot is in.
func (s *slack) message(channel, ts string) (slackMessage, slackChannel, error) {
	ch, err := s.joined(channel)
	if err != nil {
		return slackMessage{}, ch, err
	}
	var m slackMessage
	if !s.journal.get("message", channel+"/"+ts, &m) {
		return m, ch, slackFailure("message_not_found")
	}
	return m, ch, nil
}

// nextTS makes the id of a message: the time in microseconds, never the same twice and never running back.
func (s *slack) nextTS() string {
	if s.lastTS == "" {
		for _, m := range list[slackMessage](s.journal, "message") {
			s.lastTS = max(s.lastTS, m.TS)
		}
	}
	micro := s.now().UnixMicro()
	ts := slackTS(micro)
	for ts <= s.lastTS {
		micro++
		ts = slackTS(micro)
	}
	s.lastTS = ts
	return ts
}

func slackTS(micro int64) string { return fmt.Sprintf("%d.%06d", micro/1e6, micro%1e6) }

// snippet is a message's text as people see it, short enough for the effects log.
func snippet(text string) string {
	text = strings.Join(strings.Fields(html.UnescapeString(text)), " ")
	if utf8.RuneCountInString(text) > 80 {
		text = string([]rune(text)[:79]) + "…"
	}
	return text
}

func (s *slack) chatPostMessage(c slackCall) (slackAnswer, error) {
	ch, err := s.writable(c.args["channel"])
	if err != nil {
		return nil, err
	}
	m := slackMessage{Channel: ch.ID, User: slackBot, Text: c.args["text"], ThreadTS: c.args["thread_ts"]}
	if err := s.acceptable(&m, c.args["metadata"]); err != nil {
		return nil, err
	}
	m.TS = s.nextTS()
	if err := s.putMessage(m, c.effect("%s: %s", ch.label(), snippet(m.Text))); err != nil {
		return nil, err
	}
	return slackAnswer{"channel": ch.ID, "ts": m.TS, "message": m.view(true)}, nil
}

// acceptable checks a new message and takes in its metadata.
func (s *slack) acceptable(m *slackMessage, metadata string) error {
	switch {
	case m.Text == "":
		return slackFailure("no_text")
	case utf8.RuneCountInString(m.Text) > 40000:
		return slackFailure("msg_too_long")
	}
	if m.ThreadTS != "" {
		var parent slackMessage
		if !s.journal.get("message", m.Channel+"/"+m.ThreadTS, &parent) {
			return slackFailure("thread_not_found")
		}
		if parent.ThreadTS != "" { // Slack hangs an answer to an answer on the first message
			m.ThreadTS = parent.ThreadTS
		}
	}
	if metadata == "" {
		return nil
	}
	var shape struct {
		Type    string         `json:"event_type"`
		Payload map[string]any `json:"event_payload"`
	}
	if json.Unmarshal([]byte(metadata), &shape) != nil || shape.Type == "" || shape.Payload == nil {
		return slackFailure("invalid_metadata_format")
	}
	m.Metadata = json.RawMessage(metadata)
	return nil
}

func (s *slack) chatUpdate(c slackCall) (slackAnswer, error) {
	m, ch, err := s.message(c.args["channel"], c.args["ts"])
	switch {
	case err != nil:
		return nil, err
	case m.User != slackBot:
		return nil, slackFailure("cant_update_message")
	case c.args["text"] == "":
		return nil, slackFailure("no_text")
	}
	if m.Text != c.args["text"] {
		m.Text = c.args["text"]
		if err := s.putMessage(m, c.effect("%s: message changed to: %s", ch.label(), snippet(m.Text))); err != nil {
			return nil, err
		}
	}
	return slackAnswer{"channel": ch.ID, "ts": m.TS, "text": m.Text}, nil
}

func (s *slack) chatDelete(c slackCall) (slackAnswer, error) {
	m, ch, err := s.message(c.args["channel"], c.args["ts"])
	switch {
	case err != nil:
		return nil, err
	case m.User != slackBot:
		return nil, slackFailure("cant_delete_message")
	}
	if err := s.journal.put("message", m.id(), nil, c.effect("%s: message deleted: %s", ch.label(), snippet(m.Text))); err != nil {
		return nil, err
	}
	return slackAnswer{"channel": ch.ID, "ts": m.TS}, nil
}

func (s *slack) conversationsHistory(c slackCall) (slackAnswer, error) {
	return s.read(c, func(m slackMessage) bool { return m.ThreadTS == "" }, true)
}

func (s *slack) conversationsReplies(c slackCall) (slackAnswer, error) {
	one, _, err := s.message(c.args["channel"], c.args["ts"])
	if errors.Is(err, slackFailure("message_not_found")) {
		err = slackFailure("thread_not_found")
	}
	if err != nil {
		return nil, err
	}
	return s.read(c, func(m slackMessage) bool { return m.TS == one.TS || m.ThreadTS == one.TS }, false)
}

// read gives a page of messages between oldest and latest. The parent of a thread comes with every page's range.
func (s *slack) read(c slackCall, wanted func(slackMessage) bool, newestFirst bool) (slackAnswer, error) {
	ch, err := s.joined(c.args["channel"])
	if err != nil {
		return nil, err
	}
	oldest, latest := c.args["oldest"], c.args["latest"]
	within := func(ts string) bool {
		if c.flag("inclusive") && (ts == oldest || ts == latest) || ts == c.args["ts"] {
			return true
		}
		return ts > oldest && (latest == "" || ts < latest)
	}
	all := []any{}
	messages := list[slackMessage](s.journal, "message")
	slices.SortStableFunc(messages, func(a, b slackMessage) int { return strings.Compare(a.TS, b.TS) })
	if newestFirst {
		slices.Reverse(messages)
	}
	for _, m := range messages {
		if m.Channel == ch.ID && wanted(m) && within(m.TS) {
			all = append(all, m.view(c.flag("include_all_metadata")))
		}
	}
	part, next, err := slackPage(c, all, 100, 999)
	if err != nil {
		return nil, err
	}
	return slackAnswer{"messages": part, "has_more": next != "", "response_metadata": map[string]any{"next_cursor": next}}, nil
}
