package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"sayso/api"
	"sayso/api/problem"
)

// exchange is one request and its answer.
type exchange struct {
	*gin.Context

	service *api.Service
	desk    *api.Desk
	closing <-chan struct{}
}

func (x *exchange) ctx() context.Context { return x.Request.Context() }

// bind reads what a route takes.
func (x *exchange) bind(into any) error {
	v := reflect.ValueOf(into).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Name == bodyField {
			if err := x.body(v.Field(i).Addr().Interface(), f.Tag.Get("optional") == ""); err != nil {
				return err
			}
			continue
		}
		text, given := x.text(f)
		if !given {
			if f.Tag.Get("required") != "" {
				return missing(f)
			}
			continue
		}
		if err := set(v.Field(i), text); err != nil {
			return problem.New("bad_request", "%s: %s", f.Tag.Get("name"), err)
		}
	}
	return nil
}

// bodyField is what a route's In calls the body.
const bodyField = "Body"

func (x *exchange) text(f reflect.StructField) (text string, given bool) {
	name := f.Tag.Get("name")
	switch f.Tag.Get("in") {
	case "path":
		return x.Param(name), true
	case "header":
		text = x.GetHeader(name)
		return text, text != ""
	}
	return x.GetQuery(name)
}

// missing is the error of a header without which nothing is done.
func missing(f reflect.StructField) error {
	switch name := f.Tag.Get("name"); name {
	case headerKey:
		return problem.New("key_required", "give the request an %s header, so that sending it again can't do it twice", name)
	case headerMatch:
		return problem.New("match_required", "say in an %s header which version was read; it is the ETag of the answer", name)
	default:
		return problem.New("bad_request", "%s is missing", name)
	}
}

// The headers that decide whether something is done, and the one that says that nothing was.
const (
	headerKey      = "Idempotency-Key"
	headerMatch    = "If-Match"
	headerReplayed = "Idempotent-Replayed"
)

// set fills a field from a text.
func set(v reflect.Value, text string) error {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return errors.New("this is no text")
	}
	switch v.Interface().(type) {
	case time.Time:
		at, err := time.Parse(time.RFC3339, text)
		if err != nil || at.Year() < 1 || at.Year() > 9999 {
			return errors.New("write a time as 2026-12-31T23:59:59Z")
		}
		v.Set(reflect.ValueOf(at))
		return nil
	case version:
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(text, `"v`), `"`))
		if err != nil || version(n).etag() != text {
			return errors.New(`write it as the ETag that was read, "v3"`)
		}
		v.SetInt(int64(n))
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return errors.New("write a whole number")
		}
		v.SetInt(int64(n))
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return errors.New("write true or false")
		}
		v.SetBool(b)
	default:
		return errors.New("can't be read")
	}
	return nil
}

// body reads the JSON of a request, strictly: what the operation doesn't know is an error, and not silently left out.
func (x *exchange) body(into any, required bool) error {
	raw, err := io.ReadAll(x.Request.Body)
	switch {
	case isTooLarge(err):
		return problem.New("too_large", "the body is larger than %d bytes", maxBody)
	case err != nil:
		return problem.New("bad_request", "the body broke off")
	case len(bytes.TrimSpace(raw)) == 0 && !required:
		return nil
	}
	if kind, _, err := mime.ParseMediaType(x.GetHeader("Content-Type")); err != nil || kind != "application/json" {
		return problem.New("not_json", "send the body as Content-Type: application/json")
	}
	if !utf8.Valid(raw) {
		return problem.New("bad_json", "the body is not UTF-8")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	dec.UseNumber()
	if err := dec.Decode(into); err != nil {
		return problem.New("bad_json", "the body can't be read: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return problem.New("bad_json", "there is more behind the body's JSON")
	}
	return nil
}

func isTooLarge(err error) bool {
	_, is := errors.AsType[*http.MaxBytesError](err)
	return is
}

// once answers a request that has an idempotency key: with what comes of it, or with what came of it the first time.
func (x *exchange) once(key string, asked any, status int, do func() (any, error)) error {
	raw, again, err := x.service.Once(x.ctx(), x.desk.Caller(), key, asked, func() ([]byte, error) {
		out, err := do()
		if err != nil {
			return nil, err
		}
		return json.Marshal(out)
	})
	if err != nil {
		return err
	}
	if again {
		x.Header(headerReplayed, "true")
	}
	x.Data(status, "application/json", raw)
	return nil
}

// answer writes what came out. Who has it already, by its ETag, isn't sent it again.
func (x *exchange) answer(status int, out any) error {
	if at, ok := out.(located); ok && status == http.StatusCreated {
		x.Header("Location", at.location())
	}
	if t, ok := out.(tagged); ok {
		tag := t.etag()
		x.Header("ETag", tag)
		x.Header("Cache-Control", "private, no-cache")
		if x.Request.Method == http.MethodGet && matches(x.GetHeader("If-None-Match"), tag) {
			x.Status(http.StatusNotModified)
			return nil
		}
	}
	if p, ok := out.(interface{ next() string }); ok && p.next() != "" {
		u := *x.Request.URL
		q := u.Query()
		q.Set("cursor", p.next())
		u.RawQuery = q.Encode()
		x.Header("Link", "<"+u.RequestURI()+`>; rel="next"`)
	}
	if _, empty := out.(none); empty {
		x.Status(http.StatusNoContent)
		return nil
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return err
	}
	x.Data(status, "application/json", raw)
	return nil
}

// matches reports whether a tag is among those of an If-None-Match header.
func matches(header, tag string) bool {
	for t := range strings.SplitSeq(header, ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}
