package jira

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"sort"
	"strings"

	"sayso/connectors"
)

const (
	api      = "/rest/api/3"
	identity = "/myself"
)

// read GETs a resource.
func read(ctx context.Context, c *connectors.Connection, path string, query url.Values, into any) error {
	return call(ctx, c, connectors.Request{Method: http.MethodGet, Path: path, Query: query}, into)
}

// ask POSTs what changes nothing, such as a search.
func ask(ctx context.Context, c *connectors.Connection, path string, body, into any) error {
	return call(ctx, c, connectors.Request{Method: http.MethodPost, Path: path, JSON: body, Reads: true}, into)
}

// write changes something. into is nil where Jira answers without a body.
func write(ctx context.Context, c *connectors.Connection, method, path string, body, into any) error {
	return call(ctx, c, connectors.Request{Method: method, Path: path, JSON: body}, into)
}

func call(ctx context.Context, c *connectors.Connection, r connectors.Request, into any) error {
	path := r.Path
	r.Path = api + path
	resp, err := c.Send(ctx, r)
	if err != nil {
		return err
	}
	if e := failure(resp); e != nil {
		// To somebody whom Jira doesn't know, issues don't exist. So a 404 is believed only from a credential that is good.
		if e.Kind == connectors.NotFound && path != identity {
			if _, err := whoAmI(ctx, c); connectors.KindOf(err) == connectors.Expired {
				return err
			}
		}
		return e
	}
	if into == nil {
		return nil
	}
	return resp.Decode(into)
}

// failure reads Jira's {errorMessages, errors}; nil below 400.
func failure(resp *connectors.Response) *connectors.Error {
	e := resp.Err()
	if e == nil {
		return nil
	}
	if e.Status == http.StatusConflict { // two edits at once: this one was not carried out, and the next may be
		e.Kind = connectors.Unavailable
	}
	var body struct {
		Messages []string                   `json:"errorMessages"`
		Fields   map[string]json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(resp.Body, &body) != nil {
		return e
	}
	says := body.Messages
	names := make([]string, 0, len(body.Fields))
	for name := range body.Fields {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		var text string
		if json.Unmarshal(body.Fields[name], &text) == nil {
			says = append(says, name+": "+text)
		}
	}
	if len(says) > 0 {
		e.Message = "Jira: " + strings.Join(says, "; ")
		if e.Status == http.StatusNotFound {
			e.Code = noRecord
		}
	}
	return e
}

// noRecord is the code of a 404 in Jira's own words. That of a proxy, or of a wrong address, proves nothing.
const noRecord = "no_record"

// gone reports whether an error says that a record isn't there.
func gone(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e) && e.Code == noRecord
}

// unreadable is the error for an answer that lacks what it must hold.
func unreadable(kind connectors.Kind, what string) error {
	return &connectors.Error{Kind: kind, Code: "garbage", Message: "Jira's answer doesn't say " + what}
}
