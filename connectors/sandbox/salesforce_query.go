package sandbox

import (
	"fmt"
	"net/http"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// sfCursor is the rest of a result that didn't fit on a page.
type sfCursor struct {
	rows []any
	from int
	page int
}

// query answers a SOQL query; queryAll sees the recycle bin too.
func (s *salesforce) query(r *http.Request) (int, any, error) {
	q, failure := s.parseSOQL(r.URL.Query().Get("q"))
	if failure != nil {
		return 0, nil, failure
	}
	matches := s.matches(q, strings.HasSuffix(r.URL.Path, "/queryAll"))
	if q.count {
		return http.StatusOK, map[string]any{"totalSize": len(matches), "done": true, "records": []any{}}, nil
	}
	rows := make([]any, 0, len(matches))
	for _, record := range matches {
		rows = append(rows, s.row(r, q, record))
	}
	return s.page(r, sfCursor{rows: rows, page: sfBatch(r)})
}

var sfBatchSize = regexp.MustCompile(`batchSize=(\d+)`)

// sfBatch is the page size that a client asks for, within Salesforce's bounds.
func sfBatch(r *http.Request) int {
	m := sfBatchSize.FindStringSubmatch(r.Header.Get("Sforce-Query-Options"))
	if m == nil {
		return 2000
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 2000
	}
	return min(max(n, 200), 2000)
}

func (s *salesforce) nextPage(r *http.Request) (int, any, error) {
	id, _, _ := strings.Cut(r.PathValue("cursor"), "-")
	c, ok := s.cursors[id]
	if !ok {
		return 0, nil, sfRefuse(http.StatusBadRequest, "INVALID_QUERY_LOCATOR", "invalid query locator")
	}
	delete(s.cursors, id)
	return s.page(r, c)
}

func (s *salesforce) page(r *http.Request, c sfCursor) (int, any, error) {
	end := min(c.from+c.page, len(c.rows))
	body := map[string]any{"totalSize": len(c.rows), "done": end == len(c.rows), "records": c.rows[c.from:end]}
	if end < len(c.rows) {
		id := sfNewID("01g", s.journal.count("Account")+len(s.cursors)+end)
		s.cursors[id] = sfCursor{c.rows, end, c.page}
		body["nextRecordsUrl"] = fmt.Sprintf("/services/data/%s/query/%s-%d", r.PathValue("version"), id, end)
	}
	return http.StatusOK, body, nil
}

// matches gives the records that a query asks for, in its order.
func (s *salesforce) matches(q soqlQuery, withDeleted bool) []sfRecord {
	var found []sfRecord
	add := func(id string, record sfRecord, deleted bool) {
		if full := s.full(q.object, id, record, deleted); q.where(full) {
			found = append(found, full)
		}
	}
	for _, id := range s.journal.ids(q.object.name) {
		var record sfRecord
		if s.journal.get(q.object.name, id, &record) {
			add(id, record, false)
		}
	}
	if withDeleted {
		for _, id := range s.journal.recycledIDs(q.object.name) {
			var record sfRecord
			if _, ok := s.journal.recycled(q.object.name, id, &record); ok {
				add(id, record, true)
			}
		}
	}
	sort.SliceStable(found, func(i, k int) bool { return s.before(q.order, found[i], found[k]) })
	found = found[min(q.offset, len(found)):]
	if q.limit >= 0 {
		found = found[:min(q.limit, len(found))]
	}
	return found
}

// before reports whether a record stands before another in an order. No value stands first, unless the query says otherwise.
func (s *salesforce) before(order []soqlOrder, a, b sfRecord) bool {
	for _, o := range order {
		x, y := s.value(o.column, a), s.value(o.column, b)
		if x == nil || y == nil {
			if (x == nil) != (y == nil) {
				return (x == nil) != o.nullsLast
			}
			continue
		}
		c := soqlOrderOf(sfField{kind: sfString}, x, y)
		if c != 0 {
			return (c < 0) != o.descending
		}
	}
	return false
}

// row gives a record as an answer shows it: the fields that were asked for, a parent's within an object of its own.
func (s *salesforce) row(r *http.Request, q soqlQuery, record sfRecord) any {
	id, _ := record["Id"].(string)
	row := map[string]any{"attributes": sfAttributes(r, q.object, id)}
	for _, c := range q.columns {
		into, have := row, record
		for i, ref := range c.path {
			id, _ := have[ref.name].(string)
			object, ok := sfObjectOf(id)
			var parent sfRecord
			if !ok || !s.journal.get(object.name, id, &parent) {
				into[c.names[i]] = nil
				into = nil
				break
			}
			have = s.full(object, id, parent, false)
			inner, ok := into[c.names[i]].(map[string]any)
			if !ok {
				inner = map[string]any{"attributes": sfAttributes(r, object, id)}
				into[c.names[i]] = inner
			}
			into = inner
		}
		if into != nil {
			into[c.field.name] = sfOut(c.field, have[c.field.name])
		}
	}
	return row
}
