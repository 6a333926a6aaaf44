package sandbox

import (
	"fmt"
	"strings"

	"sayso/connectors"
)

const (
	slackWorkspace = "https://acme-sandbox.slack.com/"
	slackBot       = "U0SANDBOX00" // the user that the token belongs to
)

// slackUser is a member of the workspace.
type slackUser struct {
	ID      string `json:"id"`
	Name    string `json:"name"` // the handle
	Real    string `json:"real_name"`
	Display string `json:"display_name"` // often empty, as in real workspaces
	Email   string `json:"email,omitempty"`
	Bot     bool   `json:"is_bot,omitempty"`
	Deleted bool   `json:"deleted,omitempty"`
}

func (u slackUser) view() map[string]any {
	return map[string]any{"id": u.ID, "team_id": "T0SANDBOX1", "name": u.Name, "real_name": u.Real, "deleted": u.Deleted, "is_bot": u.Bot,
		"profile": map[string]any{"real_name": u.Real, "display_name": u.Display, "email": u.Email}}
}

func (s *slack) usersList(c slackCall) (slackAnswer, error) {
	users, next, err := slackPage(c, list[slackUser](s.journal, "user"), 1000, 1000)
	if err != nil {
		return nil, err
	}
	views := make([]any, 0, len(users))
	for _, u := range users {
		views = append(views, u.view())
	}
	return slackAnswer{"members": views, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func (s *slack) usersLookupByEmail(c slackCall) (slackAnswer, error) {
	for _, u := range list[slackUser](s.journal, "user") {
		if u.Email != "" && strings.EqualFold(u.Email, c.args["email"]) && !u.Deleted {
			return slackAnswer{"user": u.view()}, nil
		}
	}
	return nil, slackFailure("users_not_found")
}

// secrets hides texts under their names.
func secrets(pairs ...string) map[string]connectors.Secret {
	m := map[string]connectors.Secret{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = connectors.NewSecret(pairs[i+1])
	}
	return m
}

// handle makes "eva.mueller" of "Eva Müller".
func handle(name string) string {
	first, last, _ := strings.Cut(name, " ")
	return connectors.Fold(first) + "." + connectors.Fold(last)
}

// seed fills an empty workspace with people, channels and a few messages.
func (s *slack) seed() error {
	if s.journal.count("user") > 0 {
		return nil
	}
	people := []slackUser{{ID: slackBot, Name: "sayso", Real: "Sayso", Bot: true}}
	for i, name := range []string{"Anna Schmidt", "Ben Carter", "Carmen Ortiz", "David Kim", "Eva Müller", "Frank Weber", "Grace Lee",
		"Hannah Becker", "Jonas Klein", "Priya Patel", "Chris Adams", "Chris Baker"} {
		nick := handle(name)
		people = append(people, slackUser{ID: fmt.Sprintf("U0SANDBOX%02d", i+1), Name: nick, Real: name, Email: nick + "@acme.example"})
	}
	people[2].Display, people[5].Display = "benc", "Eva"
	people = append(people, slackUser{ID: "U0SANDBOX99", Name: "old.timer", Real: "Old Timer", Deleted: true})
	for _, u := range people {
		if err := s.journal.put("user", u.ID, u, nil); err != nil {
			return err
		}
	}
	return s.seedChannels()
}

func (s *slack) seedChannels() error {
	for _, name := range []string{"general", "random", "announcements", "finance", "ops", "support", "sales", "marketing", "engineering", "dev",
		"product", "design", "alerts", "incidents", "deployments", "releases", "wins", "team", "hr", "onboarding", "it", "customers",
		"leads", "leadership", "vertrieb", "buchhaltung", "qa", "data", "oncall", "security"} {
		if err := s.putChannel(slackChannel{ID: s.nextID("channel", "C"), Name: name, Creator: "U0SANDBOX01", Created: slackSeeded, Member: true}, nil); err != nil {
			return err
		}
	}
	others := []slackChannel{
		{Name: "board", Creator: "U0SANDBOX01"}, // public, but the bot was never invited
		{Name: "payroll", Creator: "U0SANDBOX05", Private: true, Member: true},
		{Name: "merger", Creator: "U0SANDBOX01", Private: true}, // private and without the bot: invisible
		{Name: "launch-2025", Creator: "U0SANDBOX02", Archived: true, Member: true},
	}
	for _, ch := range others {
		ch.ID, ch.Created = s.nextID("channel", "C"), slackSeeded
		if err := s.putChannel(ch, nil); err != nil {
			return err
		}
	}
	for i, text := range []string{"Welcome to the sandbox workspace.", "Lunch at noon?", "The October numbers are in."} {
		ch, _ := s.channelNamed([]string{"general", "random", "finance"}[i])
		m := slackMessage{TS: fmt.Sprintf("1760000000.%06d", (i+1)*100), Channel: ch.ID, User: "U0SANDBOX01", Text: text}
		if err := s.putMessage(m, nil); err != nil {
			return err
		}
	}
	return nil
}

// slackSeeded is when the seeds were made: a day in October 2025, in seconds.
const slackSeeded = 1760000000

// nextID counts ids up; one that was deleted is not given again.
func (s *slack) nextID(kind, letter string) string {
	return fmt.Sprintf("%s0SANDBX%03d", letter, s.journal.count(kind)+1)
}
