package sandbox

import (
	"crypto/sha1" //nolint:gosec // as the vendor does; it guards nothing here
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"strings"
)

// sfRecord is what is stored of a record: its own fields by their names, those without a value left out. System fields are
// added when it is read.
type sfRecord map[string]any

// sfTagged is a record with the hash by which it can be changed conditionally.
type sfTagged struct {
	record map[string]any
	etag   string
}

// target finds the record that a path addresses: by id, or by an external id. Without one, failure says why.
func (s *salesforce) target(r *http.Request) (o sfObject, id string, failure *sfFailure) {
	o, ok := sfObjectNamed(r.PathValue("object"))
	if !ok {
		return o, "", sfNotFound()
	}
	if field := r.PathValue("field"); field != "" && !strings.EqualFold(field, "Id") {
		f, ok := o.field(field)
		if !ok || !f.externalID {
			return o, "", sfRefuse(http.StatusNotFound, "NOT_FOUND",
				"Provided external ID field does not exist or is not accessible: %s", field)
		}
		ids := s.having(o, f, r.PathValue("value"))
		switch len(ids) {
		case 0:
			return o, "", sfNotFound()
		case 1:
			return o, ids[0], nil
		}
		return o, "", &sfFailure{status: http.StatusMultipleChoices, Fields: ids}
	}
	text := r.PathValue("id") + r.PathValue("value")
	id, ok = sfLongID(text)
	if !ok || !strings.HasPrefix(id, o.prefix) {
		return o, "", sfRefuse(http.StatusBadRequest, "MALFORMED_ID", "%s ID: id value of incorrect type: %s", o.name, text)
	}
	var record sfRecord
	if s.journal.get(o.name, id, &record) {
		return o, id, nil
	}
	if _, deleted := s.journal.recycled(o.name, id, &record); deleted {
		return o, id, sfDeleted()
	}
	return o, id, sfNotFound()
}

// having lists the records with a value in a field, compared without case as external ids are.
func (s *salesforce) having(o sfObject, f sfField, value string) []string {
	var ids []string
	for _, id := range s.journal.ids(o.name) {
		var record sfRecord
		if s.journal.get(o.name, id, &record) {
			if text, ok := record[f.name].(string); ok && strings.EqualFold(text, value) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// several is the answer where an external id matches more than one record: their addresses, and nothing is done.
func several(r *http.Request, o sfObject, ids []string) (int, any, error) {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = "/services/data/" + r.PathValue("version") + "/sobjects/" + o.name + "/" + id
	}
	return http.StatusMultipleChoices, list, nil
}

func (s *salesforce) read(r *http.Request) (int, any, error) {
	o, id, failure := s.target(r)
	if failure != nil {
		if failure.status == http.StatusMultipleChoices {
			return several(r, o, failure.Fields)
		}
		return 0, nil, failure
	}
	var record sfRecord
	s.journal.get(o.name, id, &record)
	full := s.full(o, id, record, false)
	body := map[string]any{"attributes": sfAttributes(r, o, id)}
	for _, f := range o.fields {
		body[f.name] = sfOut(f, full[f.name])
	}
	if o.name != "Account" { // entity tags are there for accounts alone
		return http.StatusOK, body, nil
	}
	return http.StatusOK, sfTagged{body, sfTag(record)}, nil
}

func sfAttributes(r *http.Request, o sfObject, id string) map[string]any {
	return map[string]any{"type": o.name, "url": "/services/data/" + r.PathValue("version") + "/sobjects/" + o.name + "/" + id}
}

func sfTag(record sfRecord) string {
	raw, err := json.Marshal(record)
	if err != nil {
		return ""
	}
	sum := sha1.Sum(raw) //nolint:gosec // see above
	return `"` + base64.StdEncoding.EncodeToString(sum[:]) + `--gzip"`
}

func (s *salesforce) create(r *http.Request) (int, any, error) {
	o, ok := sfObjectNamed(r.PathValue("object"))
	if !ok {
		return 0, nil, sfNotFound()
	}
	fields, err := sfBody(r)
	if err != nil {
		return 0, nil, err
	}
	id, err := s.insert(r, o, fields)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, map[string]any{"id": id, "success": true, "errors": []any{}}, nil
}

// upsert creates the record with an external id or changes the one that has it. With two matches it does nothing.
func (s *salesforce) upsert(r *http.Request) (int, any, error) {
	fields, err := sfBody(r)
	if err != nil {
		return 0, nil, err
	}
	o, id, failure := s.target(r)
	if o.name == "" {
		return 0, nil, failure
	}
	ext := r.PathValue("field")
	for name := range fields {
		if strings.EqualFold(name, ext) || strings.EqualFold(name, "Id") {
			return 0, nil, sfRefuse(http.StatusBadRequest, "INVALID_FIELD",
				"The %s field should not be specified in the sobject data.", name).on(name)
		}
	}
	created := false
	switch {
	case failure == nil:
		err = s.change(r, o, id, fields)
	case failure.status == http.StatusMultipleChoices:
		return several(r, o, failure.Fields)
	case failure.status == http.StatusNotFound && !strings.EqualFold(ext, "Id") && failure.Message == sfNotFound().Message:
		created = true
		fields[ext] = r.PathValue("value")
		id, err = s.insert(r, o, fields)
	default:
		err = failure
	}
	if err != nil {
		return 0, nil, err
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	return status, map[string]any{"id": id, "success": true, "errors": []any{}, "created": created}, nil
}

func (s *salesforce) update(r *http.Request) (int, any, error) {
	fields, err := sfBody(r)
	if err != nil {
		return 0, nil, err
	}
	o, id, failure := s.target(r)
	if failure != nil {
		return 0, nil, failure
	}
	var record sfRecord
	s.journal.get(o.name, id, &record)
	if tag := r.Header.Get("If-Match"); tag != "" && o.name == "Account" && tag != sfTag(record) {
		return 0, nil, sfRefuse(http.StatusPreconditionFailed, "PRECONDITION_FAILED", "The requested entity has been modified")
	}
	return http.StatusNoContent, nil, s.change(r, o, id, fields)
}

// insert makes a new record, which gets the next id.
func (s *salesforce) insert(r *http.Request, o sfObject, fields map[string]any) (string, error) {
	if o.name == "User" {
		return "", sfRefuse(http.StatusBadRequest, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "users are made in the setup")
	}
	record := sfRecord{}
	for _, f := range o.fields {
		if f.preset != "" {
			record[f.name] = f.preset
		}
	}
	if failure := s.apply(o, record, fields, ""); failure != nil {
		return "", failure
	}
	id := sfNewID(o.prefix, s.journal.count(o.name)+1)
	says := fmt.Sprintf("%s %s created", o.name, sfTitle(record))
	return id, s.journal.put(o.name, id, record, effectOf(r, "salesforce", says))
}

// change writes fields of a record. Values that are there already are no effect.
func (s *salesforce) change(r *http.Request, o sfObject, id string, fields map[string]any) error {
	var old sfRecord
	s.journal.get(o.name, id, &old)
	record := maps.Clone(old)
	if failure := s.apply(o, record, fields, id); failure != nil {
		return failure
	}
	var differences []string
	for _, f := range o.fields {
		if !reflect.DeepEqual(old[f.name], record[f.name]) {
			differences = append(differences, fmt.Sprintf("%s %s → %s", f.name, sfSaid(old[f.name]), sfSaid(record[f.name])))
		}
	}
	if len(differences) == 0 {
		return nil
	}
	says := fmt.Sprintf("%s %s: %s", o.name, sfTitle(old), strings.Join(differences, ", "))
	return s.journal.put(o.name, id, record, effectOf(r, "salesforce", says))
}

func sfSaid(v any) string {
	if v == nil {
		return "(empty)"
	}
	return fmt.Sprintf("%q", fmt.Sprint(v))
}

// sfTitle names a record in words.
func sfTitle(record sfRecord) string {
	if name := sfName(record); name != "" {
		return name
	}
	subject, _ := record["Subject"].(string)
	return subject
}

// sfName gives the name of a record; that of a person is made of first and last name.
func sfName(record sfRecord) string {
	if name, ok := record["Name"].(string); ok {
		return name
	}
	first, _ := record["FirstName"].(string)
	last, _ := record["LastName"].(string)
	return strings.TrimSpace(first + " " + last)
}
