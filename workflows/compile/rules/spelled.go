package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sayso/connectors"
)

// The fields of records that a query gives are written as their app has them: "${item.StageName}".

// asSpelled writes the fields of a loop's records as they are written where they are from, and vouches for those that the prompt named.
func (b *builder) asSpelled(s *step) {
	if s.t == nil {
		return
	}
	for i := range s.t.slots { // "list what's under tmp/ and delete each of them"
		if sl := &s.t.slots[i]; b.loop.found && b.itemFor(s.t, sl) != "" && s.with[sl.name] == b.itemFor(s.t, sl) {
			s.trust = append(s.trust, sl.name)
		}
	}
	if !b.loop.open && b.loop.spelled == nil {
		return
	}
	for _, name := range sortedKeys(s.with) {
		if !strings.Contains(fmt.Sprint(s.with[name]), "${item.") {
			continue
		}
		for low, spelled := range b.loop.spelled {
			s.with[name] = replaced(s.with[name], "${item."+low+"}", "${item."+spelled+"}")
		}
		if connectors.Takes(s.t.in.Properties[name]) == connectors.Record && !slices.Contains(s.trust, name) {
			s.trust = append(s.trust, name)
		}
	}
}

// replaced puts one text in the place of another in a value, wherever it stands.
func replaced(v any, old, text string) any {
	switch v := v.(type) {
	case string:
		return strings.ReplaceAll(v, old, text)
	case []any:
		for i := range v {
			v[i] = replaced(v[i], old, text)
		}
	case map[string]any:
		for k := range v {
			v[k] = replaced(v[k], old, text)
		}
	}
	return v
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
