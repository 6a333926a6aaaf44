package salesforce

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"sayso/connectors"
)

// created is the output of every action that makes a record.
type created struct {
	ID string `json:"id" jsonschema:"Salesforce id of the record" de:"Salesforce-Id des Datensatzes"`
}

// draft is a record to be made: its object and what is in its fields.
type draft struct {
	object string
	fields map[string]any
}

// creation makes an action's Do, Find and Undo of a function that drafts the record. The record is upserted under the effect's key
// in the org's external-id field, so that it is made once, found by its key and deleted by it.
type creation[In any] func(context.Context, connectors.Call[In]) (draft, error)

func (draw creation[In]) do(ctx context.Context, call connectors.Call[In]) (created, error) {
	d, err := draw(ctx, call)
	if err != nil {
		return created{}, err
	}
	resp, err := send(ctx, call.Conn, connectors.Request{Method: http.MethodPatch,
		Path: base + "/sobjects/" + keyPath(call.Conn, d.object, call.Key), JSON: d.fields})
	if err != nil {
		return created{}, refinedCreate(err, call.Conn, d.object)
	}
	var answer struct {
		ID      string `json:"id"`
		Success bool   `json:"success"`
	}
	if err := resp.Decode(&answer); err != nil {
		return created{}, err
	}
	if answer.ID == "" || !answer.Success {
		return created{}, resp.Garbage(nil)
	}
	return created{ID: answer.ID}, nil
}

// refinedCreate says what an error of an upsert means for the external-id field.
func refinedCreate(err error, c *connectors.Connection, object string) error {
	var failure *connectors.Error
	if !errors.As(err, &failure) {
		return err
	}
	key := setting(c, setKeyField)
	switch {
	case failure.Code == "NOT_FOUND":
		// Nothing else can be missing: a record that isn't there is made.
		failure.Kind, failure.Code = connectors.Invalid, "no_external_id_field"
		failure.Message = object + " has no external-id field " + key + " in this org; add it (Text(64), External ID, Unique) or name another as " + setKeyField
	case failure.Code == "DUPLICATE_VALUE" && strings.Contains(failure.Message, key):
		// Two upserts of one key at the same moment: Salesforce lets one of them fail, and the next attempt finds the record.
		failure.Kind = connectors.Unavailable
	}
	return failure
}

func keyPath(c *connectors.Connection, object, key string) string {
	return object + "/" + url.PathEscape(setting(c, setKeyField)) + "/" + url.PathEscape(key)
}

// findIn looks for the record that an object has under the key. Salesforce reads its external ids from the database and not from a
// search index, so that a "no" is one.
func (draw creation[In]) findIn(object string) func(context.Context, connectors.Call[In]) (created, connectors.Found, error) {
	return func(ctx context.Context, call connectors.Call[In]) (created, connectors.Found, error) {
		record, _, err := read(ctx, call.Conn, keyPath(call.Conn, object, call.Key))
		switch {
		case connectors.KindOf(err) == connectors.NotFound:
			return created{}, connectors.FoundNo, nil
		case err != nil:
			return created{}, connectors.FoundCannotTell, err
		}
		return created{ID: record.text("Id")}, connectors.FoundYes, nil
	}
}

// undoIn deletes the record that an object has under the key; where there is none, nothing is left to undo.
func (draw creation[In]) undoIn(object string) func(context.Context, connectors.Undoing[In, created]) error {
	return func(ctx context.Context, u connectors.Undoing[In, created]) error {
		_, err := send(ctx, u.Conn, connectors.Request{Method: http.MethodDelete,
			Path: base + "/sobjects/" + keyPath(u.Conn, object, u.Key)})
		if connectors.KindOf(err) == connectors.NotFound {
			return nil
		}
		return err
	}
}

// put adds a value to a record's fields where there is one.
func (d draft) put(name, value string) {
	if value != "" {
		d.fields[name] = value
	}
}

// further adds the fields that a person named by their API names. They can't say twice what an argument says already, nor
// touch the record's identity. said are fields that an argument says which isn't in into.
func further(c *connectors.Connection, into, fields map[string]any, said ...string) error {
	said = append(said, slices.Collect(maps.Keys(into))...)
	for name, value := range fields {
		switch {
		case !fieldForm(name):
			return connectors.Errorf(connectors.Invalid, "%q is not the API name of a field", name)
		case strings.EqualFold(name, "Id") || strings.EqualFold(name, setting(c, setKeyField)):
			return connectors.Errorf(connectors.Invalid, "the field %s can't be written: it identifies the record", name)
		}
		if slices.ContainsFunc(said, func(have string) bool { return strings.EqualFold(have, name) }) {
			return connectors.Errorf(connectors.Invalid, "the field %s is given twice, by an argument and in fields", name)
		}
		switch value.(type) {
		case map[string]any, []any:
			return connectors.Errorf(connectors.Invalid, "the field %s takes a text, a number, true, false or null", name)
		}
		into[name] = value
	}
	return nil
}

func fieldForm(name string) bool {
	for i, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return name != "" && len(name) <= 80
}

// amountFields are the fields of an amount of money. An org with one currency has no field for it.
func amountFields(c *connectors.Connection, m *connectors.Money, into map[string]any) error {
	if m == nil {
		return nil
	}
	if err := m.Check(); err != nil {
		return err
	}
	into["Amount"] = json.Number(m.Amount)
	switch own := setting(c, setCurrency); {
	case setting(c, setMulti) == "yes":
		into["CurrencyIsoCode"] = m.Currency
	case m.Currency != own:
		return connectors.Errorf(connectors.Invalid,
			"the org counts in %s, and the amount is in %s; give it in %s, or set %s to yes where the org has several currencies",
			own, m.Currency, own, setMulti)
	}
	return nil
}
