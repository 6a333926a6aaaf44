package rest

import (
	"context"
	"net/http"
	"reflect"

	"sayso/api"
)

// route is one operation: a verb on a resource.
type route struct {
	method, path string // "/v1/runs/:id", as gin writes it
	id           string // of the operation, "start_run"
	group        string // "Runs"
	says         string // what it does, one line
	needs        []api.Permission
	status       int // of a good answer
	in, out      reflect.Type
	stream       bool // the answer is a stream of events
	serve        func(*exchange) error
}

// on makes a route of a use case. In names what it takes: fields tagged in:"path", in:"query" and in:"header" with their name, and Body. Out is
// the body of the answer; none where it has none. Where In has a Key that isn't required, a request that is sent again with the same key is answered as
// it was the first time. (A start has one that is required: there the key is the run's, and the answer is how the run stands by now.)
func on[In, Out any](method, path, id, says string, status int, needs []api.Permission, use func(context.Context, *api.Desk, In) (Out, error)) route {
	return route{method: method, path: path, id: id, says: says, needs: needs, status: status, in: reflect.TypeFor[In](), out: reflect.TypeFor[Out](),
		serve: func(x *exchange) error {
			var in In
			if err := x.bind(&in); err != nil {
				return err
			}
			if key := keyOf(in); key != "" {
				return x.once(key, []any{id, in}, status, func() (any, error) { return use(x.ctx(), x.desk, in) })
			}
			out, err := use(x.ctx(), x.desk, in)
			if err != nil {
				return err
			}
			return x.answer(status, out)
		}}
}

// keyOf is the idempotency key that a request has of its own choice.
func keyOf(in any) string {
	if !takesKey(reflect.TypeOf(in)) {
		return ""
	}
	return reflect.ValueOf(in).FieldByName(keyField).String()
}

// keyField is what a route's In calls the idempotency key.
const keyField = "Key"

// takesKey reports whether a route takes an idempotency key, and does without.
func takesKey(in reflect.Type) bool {
	f, has := in.FieldByName(keyField)
	return has && f.Tag.Get("required") == ""
}

// none is the body of an answer that has none.
type none struct{}

// tagged is an answer that has an ETag.
type tagged interface{ etag() string }

// located is an answer that has an address of its own.
type located interface{ location() string }

// grouped gives routes the name of their group.
func grouped(group string, list ...route) []route {
	for i := range list {
		list[i].group = group
	}
	return list
}

func needs(p ...api.Permission) []api.Permission { return p }

// may says why a caller may use a route not, nil where they may: one of the permissions is enough, and what it is enough for the desk knows.
func (r route) may(c api.Caller) error {
	var first error
	for _, p := range r.needs {
		err := c.May(p)
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// routes are all there is.
func routes() []route {
	var list []route
	for _, group := range [][]route{planRoutes(), workflowRoutes(), runRoutes(), connectionRoutes(), catalogueRoutes(), accessRoutes(), auditRoutes()} {
		list = append(list, group...)
	}
	return list
}

// changes reports whether a method changes something.
func changes(method string) bool { return method != http.MethodGet }
