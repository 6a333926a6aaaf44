package slack

import (
	"context"
	"net/url"
	"regexp"
	"strings"

	"sayso/connectors"
)

// channel is a conversation of a list.
type channel struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Creator  string `json:"creator"`
	Created  int64  `json:"created"` // seconds
	Archived bool   `json:"is_archived"`
	Private  bool   `json:"is_private"`
}

type channelPage struct {
	cursor
	Channels []channel `json:"channels"`
}

var (
	channelID   = regexp.MustCompile(`^[CGD][A-Z0-9]{7,}$`)
	channelLink = regexp.MustCompile(`^(?:<#|https://[a-z0-9.-]+\.slack\.com/archives/)([CGD][A-Z0-9]{7,})`)
)

// isID tells an id from a name in capitals, such as CUSTOMERS: ids hold digits.
func isID(form *regexp.Regexp, text string) bool {
	return form.MatchString(text) && strings.ContainsAny(text, "0123456789")
}

// findChannel gives the id of a channel that is called by "#name", "name", id, mention or link.
func findChannel(ctx context.Context, c *connectors.Connection, named string) (string, error) {
	named = strings.TrimSpace(named)
	if isID(channelID, named) {
		return named, nil
	}
	if m := channelLink.FindStringSubmatch(named); m != nil {
		return m[1], nil
	}
	want := strings.ToLower(strings.TrimPrefix(named, "#"))
	var found []channel
	var names []string
	err := eachChannel(ctx, c, true, func(ch channel) {
		names = append(names, "#"+ch.Name)
		if strings.ToLower(ch.Name) == want {
			found = append(found, ch)
		}
	})
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", connectors.NoSuch("channel", "#"+want, names)
	case len(found) > 1: // as where channels are shared with another workspace
		ids := make([]string, len(found))
		for i, ch := range found {
			ids[i] = "#" + ch.Name + " (" + ch.ID + ")"
		}
		return "", connectors.Several("channel", named, ids)
	}
	return found[0].ID, nil
}

// eachChannel goes through the channels that the bot sees.
func eachChannel(ctx context.Context, c *connectors.Connection, alive bool, f func(channel)) error {
	args := url.Values{"types": {"public_channel,private_channel"}, "limit": {"200"}}
	if alive {
		args.Set("exclude_archived", "true")
	}
	whole, err := each(ctx, c, "conversations.list", args, func(p channelPage) bool {
		for _, ch := range p.Channels {
			f(ch)
		}
		return true
	}, func(p channelPage) string { return p.Meta.Next })
	if err == nil && !whole {
		err = connectors.Errorf(connectors.Invalid, "the workspace has too many channels to look one up by name; give its id")
	}
	return err
}
