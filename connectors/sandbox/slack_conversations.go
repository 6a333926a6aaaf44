package sandbox

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// slackChannel is a public or private channel.
type slackChannel struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Private  bool   `json:"is_private"`
	Archived bool   `json:"is_archived"`
	Creator  string `json:"creator"`
	Created  int64  `json:"created"` // seconds
	Member   bool   `json:"is_member"`
}

func (ch slackChannel) view() map[string]any {
	return map[string]any{"id": ch.ID, "name": ch.Name, "name_normalized": ch.Name, "is_channel": !ch.Private, "is_group": ch.Private,
		"is_private": ch.Private, "is_archived": ch.Archived, "is_member": ch.Member, "creator": ch.Creator, "created": ch.Created}
}

func (s *slack) putChannel(ch slackChannel, e *Effect) error {
	return s.journal.put("channel", ch.ID, ch, e)
}

func (s *slack) channelNamed(name string) (slackChannel, bool) {
	for _, ch := range list[slackChannel](s.journal, "channel") {
		if ch.Name == name {
			return ch, true
		}
	}
	return slackChannel{}, false
}

// conversation finds what the bot may see under an id, or a name for methods that take one. A direct message is a conversation that
// is always there, so nothing is kept of it but its messages.
func (s *slack) conversation(id string) (slackChannel, error) {
	if user, ok := strings.CutPrefix(id, "D"); ok {
		var u slackUser
		if !s.journal.get("user", "U"+user, &u) {
			return slackChannel{}, slackFailure("channel_not_found")
		}
		return slackChannel{ID: id, Name: "@" + u.Name, Private: true, Member: true}, nil
	}
	var ch slackChannel
	if !s.journal.get("channel", id, &ch) || ch.Private && !ch.Member {
		return slackChannel{}, slackFailure("channel_not_found")
	}
	return ch, nil
}

// joined finds a conversation that the bot is in.
func (s *slack) joined(id string) (slackChannel, error) {
	ch, err := s.conversation(id)
	if err == nil && !ch.Member {
		err = slackFailure("not_in_channel")
	}
	return ch, err
}

// writable finds a conversation that the bot may write in.
func (s *slack) writable(id string) (slackChannel, error) {
	ch, err := s.joined(id)
	if err == nil && ch.Archived {
		err = slackFailure("is_archived")
	}
	return ch, err
}

// label is how people call a conversation.
func (ch slackChannel) label() string {
	if strings.HasPrefix(ch.Name, "@") {
		return ch.Name
	}
	return "#" + ch.Name
}

func (s *slack) conversationsList(c slackCall) (slackAnswer, error) {
	types := c.args["types"]
	if types == "" {
		types = "public_channel"
	}
	var all []any
	for _, ch := range list[slackChannel](s.journal, "channel") {
		kind := "public_channel"
		if ch.Private {
			kind = "private_channel"
		}
		if !strings.Contains(types, kind) || ch.Private && !ch.Member || ch.Archived && c.flag("exclude_archived") {
			continue
		}
		all = append(all, ch.view())
	}
	part, next, err := slackPage(c, all, 100, 999)
	if err != nil {
		return nil, err
	}
	return slackAnswer{"channels": part, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func (s *slack) conversationsOpen(c slackCall) (slackAnswer, error) {
	var u slackUser
	if !s.journal.get("user", c.args["users"], &u) {
		return nil, slackFailure("user_not_found")
	}
	if u.Deleted {
		return nil, slackFailure("user_disabled")
	}
	if u.ID == slackBot {
		return nil, slackFailure("cannot_dm_bot")
	}
	return slackAnswer{"channel": map[string]any{"id": "D" + u.ID[1:]}}, nil
}

var slackName = regexp.MustCompile(`^[\p{Ll}\p{Lo}\p{N}_-]+$`)

func (s *slack) conversationsCreate(c slackCall) (slackAnswer, error) {
	name := c.args["name"]
	switch {
	case name == "":
		return nil, slackFailure("invalid_name_required")
	case utf8.RuneCountInString(name) > 80:
		return nil, slackFailure("invalid_name_maxlength")
	case !slackName.MatchString(name):
		return nil, slackFailure("invalid_name_specials")
	}
	if _, taken := s.channelNamed(name); taken {
		return nil, slackFailure("name_taken")
	}
	ch := slackChannel{ID: s.nextID("channel", "C"), Name: name, Private: c.flag("is_private"), Creator: slackBot, Created: s.now().Unix(), Member: true}
	if err := s.putChannel(ch, c.effect("Channel #%s created", name)); err != nil {
		return nil, err
	}
	return slackAnswer{"channel": ch.view()}, nil
}

func (s *slack) conversationsArchive(c slackCall) (slackAnswer, error) {
	ch, err := s.joined(c.args["channel"])
	switch {
	case err != nil:
		return nil, err
	case ch.Archived:
		return nil, slackFailure("already_archived")
	case ch.Name == "general":
		return nil, slackFailure("cant_archive_general")
	}
	ch.Archived = true
	return nil, s.putChannel(ch, c.effect("Channel #%s archived", ch.Name))
}
