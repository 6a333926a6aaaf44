package sandbox

import (
	"fmt"
	"net/http"
	"sort"
)

// remove puts a record into the recycle bin, and with it the records that hang by it.
func (s *salesforce) remove(r *http.Request) (int, any, error) {
	o, id, failure := s.target(r)
	if failure != nil {
		if failure.status == http.StatusMultipleChoices {
			return several(r, o, failure.Fields)
		}
		return 0, nil, failure
	}
	var record sfRecord
	s.journal.get(o.name, id, &record)
	says := fmt.Sprintf("%s %s deleted", o.name, sfTitle(record))
	if err := s.journal.put(o.name, id, nil, effectOf(r, "salesforce", says)); err != nil {
		return 0, nil, err
	}
	return http.StatusNoContent, nil, s.removeChildren(o, id)
}

func (s *salesforce) removeChildren(o sfObject, id string) error {
	for _, kind := range sfChildren(o) {
		child, _ := sfObjectNamed(kind)
		ref, _ := child.field(o.children[kind])
		for _, childID := range s.having(child, ref, id) {
			if err := s.journal.put(kind, childID, nil, nil); err != nil {
				return err
			}
			if err := s.removeChildren(child, childID); err != nil {
				return err
			}
		}
	}
	return nil
}

func sfChildren(o sfObject) []string {
	kinds := make([]string, 0, len(o.children))
	for kind := range o.children {
		kinds = append(kinds, kind)
	}
	sort.Strings(kinds)
	return kinds
}

// restore takes a record out of the recycle bin, and the records that went with it.
func (s *salesforce) restore(o sfObject, id string, effect *Effect) error {
	var record sfRecord
	gone, ok := s.journal.recycled(o.name, id, &record)
	if !ok {
		return nil
	}
	if err := s.journal.put(o.name, id, record, effect); err != nil {
		return err
	}
	for _, kind := range sfChildren(o) {
		child, _ := sfObjectNamed(kind)
		for _, childID := range s.journal.recycledIDs(kind) {
			var record sfRecord
			at, _ := s.journal.recycled(kind, childID, &record)
			if record[o.children[kind]] == id && !at.Before(gone) {
				if err := s.restore(child, childID, nil); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
