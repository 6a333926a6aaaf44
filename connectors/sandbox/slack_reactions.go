package sandbox

import (
	"regexp"
	"slices"
)

var slackEmoji = regexp.MustCompile(`^[a-z0-9_+'-]+$`)

func (s *slack) reactionsGet(c slackCall) (slackAnswer, error) {
	m, ch, err := s.message(c.args["channel"], c.args["timestamp"])
	if err != nil {
		return nil, err
	}
	return slackAnswer{"type": "message", "channel": ch.ID, "message": m.view(false)}, nil
}

func (s *slack) reactionsAdd(c slackCall) (slackAnswer, error) {
	m, ch, err := s.message(c.args["channel"], c.args["timestamp"])
	if err != nil {
		return nil, err
	}
	name := c.args["name"]
	if !slackEmoji.MatchString(name) {
		return nil, slackFailure("invalid_name")
	}
	i := slices.IndexFunc(m.Reactions, func(r slackReaction) bool { return r.Name == name })
	if i < 0 {
		m.Reactions = append(m.Reactions, slackReaction{Name: name})
		i = len(m.Reactions) - 1
	}
	r := &m.Reactions[i]
	if slices.Contains(r.Users, slackBot) {
		return nil, slackFailure("already_reacted")
	}
	r.Users = append(r.Users, slackBot)
	return nil, s.putMessage(m, c.effect("%s: reaction :%s: to: %s", ch.label(), name, snippet(m.Text)))
}

func (s *slack) reactionsRemove(c slackCall) (slackAnswer, error) {
	m, ch, err := s.message(c.args["channel"], c.args["timestamp"])
	if err != nil {
		return nil, err
	}
	name := c.args["name"]
	i := slices.IndexFunc(m.Reactions, func(r slackReaction) bool { return r.Name == name })
	if i < 0 || !slices.Contains(m.Reactions[i].Users, slackBot) {
		return nil, slackFailure("no_reaction")
	}
	r := &m.Reactions[i]
	r.Users = slices.DeleteFunc(r.Users, func(u string) bool { return u == slackBot })
	if len(r.Users) == 0 {
		m.Reactions = slices.Delete(m.Reactions, i, i+1)
	}
	return nil, s.putMessage(m, c.effect("%s: reaction :%s: removed from: %s", ch.label(), name, snippet(m.Text)))
}
