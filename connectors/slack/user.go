package slack

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"sayso/connectors"
)

// user is a member of the workspace.
type user struct {
	ID      string `json:"id"`
	Name    string `json:"name"` // the handle
	Deleted bool   `json:"deleted"`
	Bot     bool   `json:"is_bot"`
	Real    string `json:"real_name"`
	Profile struct {
		Real    string `json:"real_name"`
		Display string `json:"display_name"`
	} `json:"profile"`
}

type userPage struct {
	cursor
	Members []user `json:"members"`
}

var userID = regexp.MustCompile(`^(?:<@)?([UW][A-Z0-9]{7,})(?:\|[^>]*)?>?$`)

// findUser gives the id of a person who is called by @handle, display name, real name, first or last name, e-mail address or id.
// A full name goes before a part of one.
func findUser(ctx context.Context, c *connectors.Connection, named string) (string, error) {
	named = strings.TrimSpace(named)
	if isID(userID, named) {
		return userID.FindStringSubmatch(named)[1], nil
	}
	if !strings.HasPrefix(named, "@") && connectors.CheckFormat(connectors.FormatEmail, named) == nil {
		var answer struct {
			User user `json:"user"`
		}
		if err := read(ctx, c, "users.lookupByEmail", url.Values{"email": {named}}, &answer); err != nil {
			return "", err
		}
		if answer.User.ID == "" {
			return "", connectors.NoSuch("user", named, nil)
		}
		return answer.User.ID, nil
	}
	var people []user
	whole, err := each(ctx, c, "users.list", url.Values{"limit": {"200"}}, func(p userPage) bool {
		people = append(people, p.Members...)
		return true
	}, func(p userPage) string { return p.Meta.Next })
	if err == nil && !whole {
		err = connectors.Errorf(connectors.Invalid, "the workspace has too many users to look one up by name; give the e-mail address")
	}
	if err != nil {
		return "", err
	}
	people = slices.DeleteFunc(people, func(u user) bool { return u.Deleted || u.Bot || u.ID == "USLACKBOT" || u.ID == "" })
	return pickUser(people, strings.TrimPrefix(named, "@"))
}

func pickUser(people []user, named string) (string, error) {
	var whole, part []user
	names := make([]string, 0, len(people))
	for _, u := range people {
		names = append(names, u.label())
		switch {
		case u.isCalled(named):
			whole = append(whole, u)
		case u.hasNames(named):
			part = append(part, u)
		}
	}
	found := whole
	if len(found) == 0 {
		found = part
	}
	switch len(found) {
	case 0:
		return "", connectors.NoSuch("user", named, names)
	case 1:
		return found[0].ID, nil
	}
	labels := make([]string, len(found))
	for i, u := range found {
		labels[i] = u.label() + " (@" + u.Name + ")"
	}
	return "", connectors.Several("user", named, labels)
}

func (u user) label() string {
	for _, name := range []string{u.Profile.Real, u.Real, u.Profile.Display} {
		if name != "" {
			return name
		}
	}
	return u.Name
}

func (u user) isCalled(name string) bool {
	want := connectors.Fold(name)
	for _, have := range []string{u.Name, u.Profile.Display, u.Profile.Real, u.Real} {
		if want != "" && connectors.Fold(have) == want {
			return true
		}
	}
	return false
}

// hasNames reports whether all words of a name are among the person's.
func (u user) hasNames(name string) bool {
	own := words(u.label() + " " + u.Profile.Display)
	wanted := words(name)
	for _, w := range wanted {
		if !slices.Contains(own, w) {
			return false
		}
	}
	return len(wanted) > 0
}

func words(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, p := range parts {
		parts[i] = connectors.Fold(p)
	}
	return parts
}
