package sandbox

import (
	"encoding/json"
	"maps"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/connectors"
)

// apply writes fields into a record as Salesforce would: unknown and read-only ones are refused, texts are trimmed, an empty text
// is no value, and what a field can't hold is an error of its own code. id is the record's own, "" for a new one.
func (s *salesforce) apply(o sfObject, record sfRecord, fields map[string]any, id string) *sfFailure {
	for name, value := range fields {
		if name == "attributes" {
			continue
		}
		f, ok := o.field(name)
		switch {
		case !ok:
			return sfRefuse(http.StatusBadRequest, "INVALID_FIELD", "No such column '%s' on sobject of type %s", name, o.name).on(name)
		case f.readOnly:
			return sfRefuse(http.StatusBadRequest, "INVALID_FIELD_FOR_INSERT_UPDATE",
				"Unable to create/update fields: %s. Please check the security "+
					"settings of this field and verify that it is read/write for your profile or permission set.", f.name).on(f.name)
		}
		stored, failure := s.stored(f, value)
		if failure != nil {
			return failure
		}
		if stored == nil {
			delete(record, f.name)
		} else {
			record[f.name] = stored
		}
		if text, ok := stored.(string); ok && f.unique {
			for _, other := range s.having(o, f, text) {
				if other != id {
					return sfRefuse(http.StatusBadRequest, "DUPLICATE_VALUE",
						"duplicate value found: %s duplicates value on record with id: %s", f.name, other[:15])
				}
			}
		}
	}
	var missing []string
	for _, f := range o.fields {
		if f.required && record[f.name] == nil {
			missing = append(missing, f.name)
		}
	}
	if len(missing) > 0 {
		return sfRefuse(http.StatusBadRequest, "REQUIRED_FIELD_MISSING", "Required fields are missing: [%s]",
			strings.Join(missing, ", ")).on(missing...)
	}
	return nil
}

// stored brings a value into the form in which the field keeps it; nil for no value.
func (s *salesforce) stored(f sfField, value any) (any, *sfFailure) {
	if value == nil || value == "" {
		return nil, nil
	}
	wrong := sfRefuse(http.StatusBadRequest, "JSON_PARSER_ERROR",
		"Cannot deserialize instance of %s from %v or request may be missing a required field", f.kind, value).on(f.name)
	switch f.kind {
	case sfDouble, sfCurrency, sfInt:
		number, ok := value.(json.Number)
		if !ok {
			return nil, wrong
		}
		n, err := number.Float64()
		if err != nil || f.kind == sfInt && n != math.Trunc(n) {
			return nil, wrong
		}
		return n, nil
	case sfBoolean:
		if _, ok := value.(bool); !ok {
			return nil, wrong
		}
		return value, nil
	}
	text, ok := value.(string)
	if !ok {
		return nil, wrong
	}
	text = strings.TrimSpace(text)
	switch f.kind {
	case sfDate:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, wrong
		}
	case sfRef:
		return s.reference(f, text)
	case sfEmail:
		if connectors.CheckFormat(connectors.FormatEmail, text) != nil {
			return nil, sfRefuse(http.StatusBadRequest, "INVALID_EMAIL_ADDRESS", "%s: invalid email address: %s", f.name, text).on(f.name)
		}
	}
	if f.length > 0 && utf8.RuneCountInString(text) > f.length {
		return nil, sfRefuse(http.StatusBadRequest, "STRING_TOO_LONG", "%s: data value too large: %.20s… (max length=%d)",
			f.name, text, f.length).on(f.name)
	}
	if text == "" {
		return nil, nil
	}
	return text, nil
}

// reference checks that an id leads to a record of a kind that the field may point at.
func (s *salesforce) reference(f sfField, text string) (any, *sfFailure) {
	id, ok := sfLongID(text)
	to, known := sfObjectOf(id)
	if !ok || !known {
		return nil, sfRefuse(http.StatusBadRequest, "MALFORMED_ID", "%s: id value of incorrect type: %s", f.name, text).on(f.name)
	}
	fits := false
	for _, name := range f.refersTo {
		fits = fits || name == to.name
	}
	if !fits {
		return nil, sfRefuse(http.StatusBadRequest, "FIELD_INTEGRITY_EXCEPTION", "%s: id value of incorrect type: %s", f.name,
			text).on(f.name)
	}
	var record sfRecord
	if !s.journal.get(to.name, id, &record) {
		if _, deleted := s.journal.recycled(to.name, id, &record); deleted {
			return nil, sfRefuse(http.StatusBadRequest, "ENTITY_IS_DELETED", "entity is deleted").on(f.name)
		}
		return nil, sfRefuse(http.StatusBadRequest, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id").on(f.name)
	}
	return id, nil
}

// full adds to a record what Salesforce fills in: id, the name of a person, and the times.
func (s *salesforce) full(o sfObject, id string, record sfRecord, deleted bool) sfRecord {
	full := sfRecord{}
	maps.Copy(full, record)
	full["Id"], full["IsDeleted"] = id, deleted
	if name := sfName(record); name != "" {
		full["Name"] = name
	}
	stamp := func(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000+0000") }
	full["CreatedDate"] = stamp(s.journal.createdAt(o.name, id))
	full["LastModifiedDate"] = stamp(s.journal.changedAt(o.name, id))
	full["SystemModstamp"] = full["LastModifiedDate"]
	return full
}

// sfOut writes a value as the API does: numbers with decimals as Java prints a double, as in 1200.0 and 1.25E7.
func sfOut(f sfField, value any) any {
	n, ok := value.(float64)
	if !ok {
		return value
	}
	if f.kind == sfInt {
		return json.Number(strconv.FormatFloat(n, 'f', 0, 64))
	}
	if math.Abs(n) < 1e7 {
		text := strconv.FormatFloat(n, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return json.Number(text)
	}
	text := strconv.FormatFloat(n, 'E', -1, 64)
	digits, exponent, _ := strings.Cut(text, "E+")
	if !strings.Contains(digits, ".") {
		digits += ".0"
	}
	return json.Number(digits + "E" + strings.TrimPrefix(exponent, "0"))
}
