package mcp

import (
	"context"
	"fmt"
	"strings"

	"sayso/api"
)

// ConnectIn names an app.
type ConnectIn struct {
	App     string `json:"app,omitempty" jsonschema:"jira; empty for all that are connected"`
	Sandbox bool   `json:"sandbox,omitempty"`
}

// Connecting is what is connected, and how a person connects an app. Nothing secret comes this way: neither in nor out.
type Connecting struct {
	Connections []Connection `json:"connections"`
	Needs       []Need       `json:"needs,omitempty" jsonschema:"what the person needs at hand"`
	Link        string       `json:"link,omitempty" jsonschema:"where the person does it: theirs alone, good once, for half an hour"`
	Command     string       `json:"command,omitempty" jsonschema:"what the person runs where Sayso is"`

	title, lang string
}

// Connection is an account of an app.
type Connection struct {
	ID          string `json:"id"`
	Environment string `json:"environment"`
	Account     Data   `json:"account,omitempty"`
	Paused      bool   `json:"paused,omitempty"`
}

// Need is one thing that connecting an app takes.
type Need struct {
	Name     string `json:"name"`
	Is       string `json:"is"`
	Secret   bool   `json:"secret,omitempty" jsonschema:"never ask for it here"`
	Optional bool   `json:"optional,omitempty"`
}

func (k Connecting) text() string {
	var b strings.Builder
	for _, c := range k.Connections {
		fmt.Fprintf(&b, "%s (%s) %s\n", c.ID, c.Environment, c.Account)
	}
	if len(k.Connections) == 0 {
		b.WriteString(say(k.lang, "Nothing is connected.", "Nichts ist verbunden.") + "\n")
	}
	if k.Link != "" {
		fmt.Fprintf(&b, say(k.lang, "Connect %s here; the page is yours alone, and good once, for half an hour: %s\nIt asks for:",
			"Verbinde %s hier; die Seite ist nur für dich und gilt einmal, eine halbe Stunde lang: %s\nSie fragt nach:")+"\n", k.title, k.Link)
	}
	if k.Command != "" {
		fmt.Fprintf(&b, say(k.lang, "A person connects %s with: %s. It asks for:", "Ein Mensch verbindet %s mit: %s. Gefragt wird nach:")+"\n", k.title, k.Command)
	}
	for _, n := range k.Needs {
		secret := ""
		if n.Secret {
			secret = say(k.lang, " (secret: never tell it here)", " (geheim: nie hier nennen)")
		}
		fmt.Fprintf(&b, "- %s: %s%s\n", n.Name, n.Is, secret)
	}
	return strings.TrimSpace(b.String())
}

func connectAppTool() tool[ConnectIn, Connecting] {
	return tool[ConnectIn, Connecting]{
		name: "connect_app", title: "Connect an app", needs: api.ReadConnections, hints: hints{reads: true, again: true},
		doc: "Tells what is connected, and gives the person a link to connect an app. Takes no passwords and no tokens.",
		do:  connect,
	}
}

func connect(ctx context.Context, c call, in ConnectIn) (Connecting, error) {
	known, err := c.desk.Connections(ctx, in.Sandbox)
	if err != nil {
		return Connecting{}, err
	}
	out := Connecting{Connections: []Connection{}, lang: c.caller.Lang}
	for _, k := range known {
		if in.App == "" || k.App == in.App {
			out.Connections = append(out.Connections, Connection{k.ID, k.Environment, Data(k.Identity), k.Paused != nil})
		}
	}
	if in.App == "" {
		return out, nil
	}
	app, err := c.Service.Connectable(in.App, c.caller.Lang)
	if err == nil {
		out.Link, err = c.desk.ConnectURL(ctx, in.App)
	}
	if err != nil {
		return Connecting{}, err
	}
	out.title = app.Title
	for _, n := range app.Needs {
		out.Needs = append(out.Needs, Need{n.Name, n.Doc.In(c.caller.Lang), n.Secret, n.Optional || n.Default != ""})
	}
	if len(out.Needs) > 0 && out.Link == "" && c.caller.Workspace == api.DefaultWorkspace { // others are connected over REST
		out.Command = "sayso connect " + app.App
	}
	return out, nil
}
