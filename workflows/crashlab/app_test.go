package crashlab_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"sayso/activities/crash"
	"sayso/connectors"
)

// task is what every action of the laboratory's app takes.
type task struct {
	Name string `json:"name" jsonschema:"what the vendor logs it under" de:"unter welchem Namen es der Anbieter führt"`
	Act  string `json:"act,omitempty" jsonschema:"how the vendor behaves" de:"wie sich der Anbieter verhält"`
	Lag  int    `json:"lag_ms,omitempty" jsonschema:"how late a search shows it, in ms" de:"wie spät es die Suche zeigt, in ms"`
}

type receipt struct {
	ID string `json:"id"`
}

// searchLag is how late a search may show a post, as its action declares it; the vendor takes up to three quarters of it.
const searchLag = 2 * time.Second

// app is the connector of the vendor.
type app struct {
	half func(name string) bool // whether the process is to die half-way through sending this
}

type nameKey struct{}

func (a *app) connector() *connectors.Connector {
	words := func(en, de string) connectors.Sentence {
		return connectors.Sentence{En: en + " {name}", De: "{name} " + de}
	}
	doc := connectors.Doc{En: "Does something.", De: "Tut etwas."}
	action := func(name string, effect connectors.Effect, once connectors.Once) connectors.Action[task, receipt] {
		return connectors.Action[task, receipt]{Name: name, Doc: doc, Says: words(name, name), Effect: effect, Once: once,
			Do: func(ctx context.Context, c connectors.Call[task]) (receipt, error) { return a.send(ctx, c, name) }}
	}
	undoable := func(x connectors.Action[task, receipt], by string) connectors.Action[task, receipt] {
		x.UndoBy = by
		x.Undo = func(ctx context.Context, u connectors.Undoing[task, receipt]) error {
			_, err := a.call(ctx, u.Call, "/undo/"+x.Name, order{Name: u.In.Name, ID: u.Out.ID, Act: u.In.Act})
			return err
		}
		return x
	}
	find := func(name string) func(context.Context, connectors.Call[task]) (receipt, connectors.Found, error) {
		return func(ctx context.Context, c connectors.Call[task]) (receipt, connectors.Found, error) {
			var out receipt
			resp, err := c.Conn.Send(ctx, connectors.Request{Method: http.MethodGet, Path: "/find/" + name, Header: http.Header{"X-Key": {c.Key}}})
			if err := decoded(resp, err, &out); err != nil {
				return out, connectors.FoundCannotTell, err
			}
			if out.ID == "" {
				return out, connectors.FoundNo, nil
			}
			return out, connectors.FoundYes, nil
		}
	}
	made := undoable(action("make", connectors.Write, connectors.OnceKey), "delete")
	made.Find = find("make")
	set := undoable(action("set", connectors.Write, connectors.OnceID), "restore")
	set.Before = a.before
	post := undoable(action("post", connectors.Write, connectors.OnceFind), "delete")
	post.Find, post.Lag = find("post"), searchLag
	mail := action("mail", connectors.Irreversible, connectors.OnceNone)
	mail.Announces = true
	wire := action("wire", connectors.Irreversible, connectors.OnceNone)
	get := action("get", connectors.Read, "")
	get.Do = func(ctx context.Context, c connectors.Call[task]) (receipt, error) {
		var out receipt
		resp, err := c.Conn.Send(ctx, connectors.Request{Method: http.MethodGet, Path: "/value", Query: url.Values{"name": {c.In.Name}}})
		return out, decoded(resp, err, &out)
	}
	list := []connectors.Action[task, receipt]{made, set, post, mail, wire, get}
	c := &connectors.Connector{App: "lab", Title: "Lab", Auth: signIn{}}
	for _, x := range list {
		c.Actions = append(c.Actions, connectors.Define(x))
	}
	return c
}

// send has the vendor do something. A mail is announced right ahead of what counts.
func (a *app) send(ctx context.Context, c connectors.Call[task], action string) (receipt, error) {
	var out receipt
	if err := c.Announce(ctx); err != nil {
		return out, err
	}
	o := order{Name: c.In.Name, Act: c.In.Act, Lag: c.In.Lag}
	if a.half(o.Name) {
		return out, a.halfWay(ctx, c, "/do/"+action, o)
	}
	return a.call(ctx, c, "/do/"+action, o)
}

// call sends an order; as the first byte of the answer comes in, the vendor has done what it was told.
func (a *app) call(ctx context.Context, c connectors.Call[task], path string, o order) (out receipt, err error) {
	ctx = context.WithValue(ctx, nameKey{}, o.Name)
	if strings.HasPrefix(path, "/do/") {
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { at(crash.AnswerLost, o.Name) }})
	}
	resp, err := c.Conn.Send(ctx, connectors.Request{Method: http.MethodPost, Path: path, JSON: o, Header: http.Header{"X-Key": {c.Key}}})
	return out, decoded(resp, err, &out)
}

// halfWay sends half an order.
func (a *app) halfWay(ctx context.Context, c connectors.Call[task], path string, o order) error {
	o.Pad = strings.Repeat("x", 20_000)
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	conn, err := c.Conn.Dial(ctx, "tcp", c.Conn.URL.Host)
	if err != nil {
		return err
	}
	defer conn.Close()
	var b bytes.Buffer
	fmt.Fprintf(&b, "POST %s HTTP/1.1\r\nHost: %s\r\nX-Key: %s\r\nContent-Length: %d\r\n\r\n", path, c.Conn.URL.Host, c.Key, len(body))
	b.Write(body[:len(body)/2])
	if _, err := conn.Write(b.Bytes()); err != nil {
		return err
	}
	at(crash.HalfSent, o.Name)
	return connectors.Errorf(connectors.Unknown, "only half of it was sent")
}

func (a *app) before(ctx context.Context, c connectors.Call[task]) (json.RawMessage, error) {
	var was receipt
	resp, err := c.Conn.Send(ctx, connectors.Request{Method: http.MethodGet, Path: "/value", Query: url.Values{"name": {c.In.Name}}})
	if err := decoded(resp, err, &was); err != nil {
		return nil, err
	}
	return json.Marshal(was)
}

func decoded(resp *connectors.Response, err error, into any) error {
	if err != nil {
		return err
	}
	if err := resp.Err(); err != nil {
		return err
	}
	return resp.Decode(into)
}

// at tells that the process has come to a point with an effect, which is known by its name here.
func at(p crash.Point, name string) {
	run, _, _ := strings.Cut(name, ".")
	crash.At(p, run, name)
}

// signIn signs with a token, which it renews when the vendor refuses it: with a refresh token, in whose place comes another each time.
type signIn struct{}

// grant is what signing in takes and gives.
type grant struct {
	Token   string `json:"token"`
	Refresh string `json:"refresh"`
}

func (signIn) Sign(ctx context.Context, c *connectors.Connection, r *http.Request) error {
	return connectors.Bearer{}.Sign(ctx, c, r)
}

func (signIn) Renew(ctx context.Context, c *connectors.Connection, _ connectors.Secret) error {
	var got grant
	resp, err := c.Send(ctx, connectors.Request{Method: http.MethodPost, Path: "/token", Unsigned: true, JSON: grant{Refresh: c.Secret("refresh").Reveal()}})
	if err := decoded(resp, err, &got); err != nil {
		return err
	}
	if name, ok := ctx.Value(nameKey{}).(string); ok {
		at(crash.Renewed, name)
	}
	c.SetSecret("refresh", connectors.NewSecret(got.Refresh))
	c.SetSecret("token", connectors.NewSecret(got.Token))
	return nil
}
