// Package slack connects Slack: messages, direct messages, files, channels and reactions, as a bot user of one workspace.
//
// Slack honours no idempotency key of ours. So a message goes out with metadata that holds the effect's key, invisible to
// people, and is looked for in the conversation before it is ever sent again; conversations are consistent, so that not finding it
// is proof. Texts are sent as they were written: what looks like Slack's markup, such as <!channel>, is escaped, so that words
// from a ticket can't ring everybody's phone.
//
// The package reads no messages but those it needs to change, find or take back its own.
package slack

import (
	"context"

	"sayso/connectors"
)

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "slack", Title: "Slack", Kind: []string{"chat"},
		Doc: connectors.Doc{
			En: "Messages, files and channels of a Slack workspace",
			De: "Nachrichten, Dateien und Kanäle eines Slack-Workspace",
		},
		Needs: []connectors.Need{
			{Name: "url", Optional: true, Default: "https://slack.com/api", Doc: connectors.Doc{
				En: "Address of the Web API",
				De: "Adresse der Web-API"}},
			{Name: "token", Secret: true, Doc: connectors.Doc{
				En: "Bot token (xoxb-…) with the scopes chat:write, channels:read, channels:history, channels:manage, groups:read, groups:write, " +
					"groups:history, im:write, im:history, users:read, users:read.email, files:read, files:write, reactions:read, reactions:write",
				De: "Bot-Token (xoxb-…) mit den Scopes chat:write, channels:read, channels:history, channels:manage, groups:read, groups:write, " +
					"groups:history, im:write, im:history, users:read, users:read.email, files:read, files:write, reactions:read, reactions:write"}},
		},
		Auth:  connectors.Bearer{},
		Check: check,
		Actions: []*connectors.Operation{
			postMessage(), sendDM(), updateMessage(), deleteMessage(), uploadFile(), createChannel(), addReaction(),
		},
		Events: []*connectors.Event{messagePosted()},
	}
}

// identity is whom the token belongs to.
type identity struct {
	URL    string `json:"url"` // of the workspace, with a slash at its end
	Team   string `json:"team"`
	User   string `json:"user"`
	UserID string `json:"user_id"`
}

func whoAmI(ctx context.Context, c *connectors.Connection) (identity, error) {
	var me identity
	err := read(ctx, c, "auth.test", nil, &me)
	return me, err
}

func check(ctx context.Context, c *connectors.Connection) (string, error) {
	me, err := whoAmI(ctx, c)
	if err != nil {
		return "", err
	}
	return "@" + me.User + " in " + me.Team, nil
}
