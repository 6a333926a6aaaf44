package slack

import (
	"context"
	"net/http"
	"net/url"

	"sayso/connectors"
)

// pages is the most pages of a list that are read; with 200 entries a page that is more than any list here should hold.
const pages = 100

// read calls a method that changes nothing.
func read(ctx context.Context, c *connectors.Connection, method string, args url.Values, into any) error {
	return call(ctx, c, method, connectors.Request{Method: http.MethodGet, Query: args}, into)
}

// ask calls a method that has to be POSTed although nobody sees anything of it.
func ask(ctx context.Context, c *connectors.Connection, method string, args url.Values, into any) error {
	return call(ctx, c, method, connectors.Request{Method: http.MethodPost, Form: args, Reads: true}, into)
}

// write calls a method that changes something.
func write(ctx context.Context, c *connectors.Connection, method string, args map[string]any, into any) error {
	return call(ctx, c, method, connectors.Request{Method: http.MethodPost, JSON: args}, into)
}

func call(ctx context.Context, c *connectors.Connection, method string, r connectors.Request, into any) error {
	r.Path = "/" + method
	resp, err := c.Send(ctx, r)
	if err != nil {
		return err
	}
	reads := r.Reads || r.Method == http.MethodGet
	var outcome struct {
		OK     *bool  `json:"ok"`
		Error  string `json:"error"`
		Needed string `json:"needed"` // the scope that is missing
	}
	garbage := resp.Decode(&outcome)
	switch {
	case garbage == nil && outcome.OK != nil && !*outcome.OK && outcome.Error != "":
		return failure(outcome.Error, outcome.Needed, resp, reads)
	case resp.Status >= 400:
		return resp.Err()
	case garbage == nil && (outcome.OK == nil || !*outcome.OK):
		e := connectors.Errorf(connectors.Unknown, "Slack's answer says neither yes nor no")
		if reads {
			e.Kind = connectors.Unavailable
		}
		e.Code = "garbage"
		return e
	case garbage != nil:
		return garbage
	case into == nil:
		return nil
	}
	return resp.Decode(into)
}

// cursor is the end of a page of a list.
type cursor struct {
	Meta struct {
		Next string `json:"next_cursor"`
	} `json:"response_metadata"`
}

// each reads a list page by page. page takes an answer's part and says whether to go on; whole tells whether the list was read to
// where page stopped it or to its end.
func each[T any](ctx context.Context, c *connectors.Connection, method string, args url.Values, page func(T) bool, next func(T) string) (whole bool, err error) {
	for range pages {
		var part T
		if err := read(ctx, c, method, args, &part); err != nil {
			return false, err
		}
		if !page(part) || next(part) == "" {
			return true, nil
		}
		args.Set("cursor", next(part))
	}
	return false, nil
}
