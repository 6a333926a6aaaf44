package salesforce

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"sayso/connectors"
)

// edit is a wish to change a record: which, and what is to be in which of its fields.
type edit struct {
	object object
	ref    string         // id, name or e-mail
	set    map[string]any // by API name
	picked []string       // fields of set whose value is one of the app's own, matched without case and in both languages
	entry  string         // a line to be appended to the description, "" for none
}

// update makes an action's Do, Before, Undo, Find and Preview of a function that says what is to be changed.
type update[In any] func(context.Context, connectors.Call[In]) (edit, error)

// changeset is an edit brought to a record as it is now.
type changeset struct {
	Object string         `json:"object"`
	ID     string         `json:"id"`
	Name   string         `json:"name"`
	Before map[string]any `json:"before"` // the fields as they were
	After  map[string]any `json:"after"`  // the fields as they are to be
	Entry  string         `json:"entry,omitempty"`

	etag string
}

// notes is the field that entries are appended to.
const notes = "Description"

// prepare reads the record and compares it with the edit.
func (wish update[In]) prepare(ctx context.Context, call connectors.Call[In]) (changeset, error) {
	e, err := wish(ctx, call)
	if err != nil {
		return changeset{}, err
	}
	if len(e.set) == 0 && e.entry == "" {
		return changeset{}, connectors.Errorf(connectors.Invalid,
			"nothing of the %s %q is to be changed; say what, such as its status", e.object.what, e.ref)
	}
	record, etag, err := e.record(ctx, call.Conn)
	if err != nil {
		return changeset{}, err
	}
	c := changeset{Object: e.object.api, ID: record.text("Id"), Name: record.text("Name"), Before: map[string]any{},
		After: map[string]any{}, Entry: e.entry, etag: etag}
	for _, name := range slices.Sorted(maps.Keys(e.set)) {
		own, ok := fieldOf(record, name)
		if !ok {
			return changeset{}, connectors.NoSuch("field of "+e.object.what, name, slices.Sorted(maps.Keys(record)))
		}
		value := e.set[name]
		if text, ok := value.(string); ok && slices.Contains(e.picked, name) {
			if value, err = picklistValue(ctx, call.Conn, e.object.api, own, text); err != nil {
				return changeset{}, err
			}
		}
		c.Before[own], c.After[own] = record[own], value
	}
	if e.entry != "" {
		c.Before[notes], c.After[notes] = record[notes], appended(record.text(notes), e.entry)
	}
	return c, nil
}

// record reads the record that an edit is about. A record that the edit itself renames is known by its new name too, so that a
// second attempt finds it.
func (e edit) record(ctx context.Context, c *connectors.Connection) (row, string, error) {
	id := strings.TrimSpace(e.ref)
	if !e.object.isID(id) {
		found, err := e.object.one(ctx, c, e.ref, "")
		if renamed, ok := e.set["Name"].(string); ok && connectors.KindOf(err) == connectors.NotFound {
			if again, newErr := e.object.one(ctx, c, renamed, ""); newErr == nil {
				found, err = again, nil
			}
		}
		if err != nil {
			return nil, "", err
		}
		id = found.text("Id")
	}
	record, etag, err := read(ctx, c, e.object.api+"/"+id)
	if connectors.KindOf(err) == connectors.NotFound {
		return nil, "", connectors.NoSuch(e.object.what, e.ref, nil)
	}
	return record, etag, err
}

// fieldOf finds a record's own spelling of a field's name.
func fieldOf(record row, name string) (string, bool) {
	for own := range record {
		if strings.EqualFold(own, name) && own != "attributes" {
			return own, true
		}
	}
	return "", false
}

// fields lists the names of the fields that the edit sets.
func (c changeset) fields() []string { return slices.Sorted(maps.Keys(c.After)) }

// pending gives the fields whose value isn't there yet.
func (c changeset) pending() map[string]any {
	set := map[string]any{}
	for name, after := range c.After {
		if !sameValue(c.Before[name], after) {
			set[name] = after
		}
	}
	return set
}

// conditionalAttempts is how often an entry is appended anew when somebody else wrote to the record in between.
const conditionalAttempts = 4

// write changes the record. An entry that is appended must not lose what somebody wrote since it was read, so that where the object has
// entity tags (accounts have) the write goes out on condition that nothing changed, and is prepared again if something did.
func (wish update[In]) write(ctx context.Context, call connectors.Call[In]) (changeset, error) {
	for attempt := 1; ; attempt++ {
		c, err := wish.prepare(ctx, call)
		if err != nil {
			return c, err
		}
		set := c.pending()
		if len(set) == 0 {
			return c, nil
		}
		err = patch(ctx, call.Conn, c, set)
		var failure *connectors.Error
		if !errors.As(err, &failure) || failure.Status != http.StatusPreconditionFailed {
			return c, err
		}
		if attempt == conditionalAttempts {
			failure.Kind, failure.Message = connectors.Unavailable, "the "+c.Object+" "+c.Name+" is being changed by others all the time"
			return c, failure
		}
	}
}

// patch writes fields of a record, on condition of its tag where an entry is appended.
func patch(ctx context.Context, conn *connectors.Connection, c changeset, set map[string]any) error {
	r := connectors.Request{Method: http.MethodPatch, Path: base + "/sobjects/" + c.Object + "/" + c.ID, JSON: set}
	if c.Entry != "" && c.etag != "" {
		r.Header = http.Header{"If-Match": {c.etag}}
	}
	_, err := send(ctx, conn, r)
	return err
}

// before is the image that an undo restores.
func (wish update[In]) before(ctx context.Context, call connectors.Call[In]) (json.RawMessage, error) {
	c, err := wish.prepare(ctx, call)
	if err != nil {
		return nil, err
	}
	return json.Marshal(c)
}

// find tells whether the record has all the values already. Where it hasn't, writing them once more is safe.
func (wish update[In]) find(ctx context.Context, call connectors.Call[In]) (changeset, connectors.Found, error) {
	c, err := wish.prepare(ctx, call)
	switch {
	case err != nil:
		return c, connectors.FoundCannotTell, err
	case len(c.pending()) > 0:
		return c, connectors.FoundNo, nil
	}
	return c, connectors.FoundYes, nil
}

// preview shows each field that would change.
func (wish update[In]) preview(ctx context.Context, call connectors.Call[In]) ([]connectors.Change, error) {
	c, err := wish.prepare(ctx, call)
	if err != nil {
		return nil, err
	}
	pending := c.pending()
	changes := make([]connectors.Change, 0, len(pending))
	for _, name := range slices.Sorted(maps.Keys(pending)) {
		changes = append(changes, connectors.Change{Of: c.Object + " " + c.Name, Field: name,
			Before: connectors.Words(call.Lang, c.Before[name]), After: connectors.Words(call.Lang, c.After[name])})
	}
	return changes, nil
}
