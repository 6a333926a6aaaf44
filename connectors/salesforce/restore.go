package salesforce

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
)

// restore undoes an update: each field gets back what it held. A field that holds neither what was written nor what it held before
// was changed by somebody since; nothing is overwritten then, and the error says which field. From a description the entry alone is
// taken out, whatever others added to it.
func restore(ctx context.Context, conn *connectors.Connection, image json.RawMessage) error {
	var c changeset
	d := json.NewDecoder(bytes.NewReader(image))
	d.UseNumber()
	if err := d.Decode(&c); err != nil || c.ID == "" {
		return connectors.Errorf(connectors.Invalid, "the saved state of the record can't be read, so that it can't be restored")
	}
	record, etag, err := read(ctx, conn, c.Object+"/"+c.ID)
	if err != nil {
		return err
	}
	c.etag = etag
	set := map[string]any{}
	var foreign []string
	for _, name := range slices.Sorted(maps.Keys(c.Before)) {
		before, now := c.Before[name], record[name]
		switch {
		case sameValue(now, before):
		case sameValue(now, c.After[name]):
			set[name] = before
		case name == notes && c.Entry != "":
			text, _ := now.(string)
			if rest, ok := without(text, c.Entry); ok {
				set[name] = rest
			}
		default:
			foreign = append(foreign, name)
		}
	}
	if len(foreign) > 0 {
		return connectors.Errorf(connectors.Conflict, "%s %s was changed by somebody since (%s), so that it is not put back",
			c.Object, c.Name, strings.Join(foreign, ", "))
	}
	if len(set) == 0 {
		return nil
	}
	return patch(ctx, conn, c, set)
}

// sameValue compares two values of a field as Salesforce keeps them: no value and an empty text are one, so are numbers however they
// are written, and of texts the ends and the kind of line breaks don't count.
func sameValue(a, b any) bool {
	x, y := plain(a), plain(b)
	if x == y {
		return true
	}
	m, _, err := apd.NewFromString(x)
	if err != nil || !isNumber(a) && !isNumber(b) {
		return false
	}
	n, _, err := apd.NewFromString(y)
	return err == nil && m.Cmp(n) == 0
}

func isNumber(v any) bool {
	switch v.(type) {
	case json.Number, float64:
		return true
	}
	return false
}

// plain writes a value as text.
func plain(v any) string {
	if text, ok := v.(string); ok {
		return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	}
	if v == nil {
		return ""
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(raw)
}
