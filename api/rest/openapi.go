package rest

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"sayso/api/problem"
	"sayso/connectors"
)

// The parts of an OpenAPI 3.1 document that this one has.
type (
	document struct {
		OpenAPI    string                          `json:"openapi"`
		Info       info                            `json:"info"`
		Servers    []serverAt                      `json:"servers"`
		Security   []map[string][]string           `json:"security"`
		Tags       []tag                           `json:"tags"`
		Paths      map[string]map[string]operation `json:"paths"`
		Components components                      `json:"components"`
	}
	info struct {
		Title       string `json:"title"`
		Version     string `json:"version"`
		Description string `json:"description"`
	}
	serverAt struct {
		URL string `json:"url"`
	}
	tag struct {
		Name string `json:"name"`
	}
	operation struct {
		ID          string              `json:"operationId"`
		Summary     string              `json:"summary"`
		Description string              `json:"description,omitempty"`
		Tags        []string            `json:"tags"`
		Parameters  []parameter         `json:"parameters,omitempty"`
		Body        *requestBody        `json:"requestBody,omitempty"`
		Responses   map[string]response `json:"responses"`
		Needs       []string            `json:"x-permissions,omitempty"` // one of them is needed
	}
	parameter struct {
		Name        string  `json:"name"`
		In          string  `json:"in"`
		Description string  `json:"description"`
		Required    bool    `json:"required,omitempty"`
		Schema      *schema `json:"schema"`
	}
	requestBody struct {
		Required bool             `json:"required"`
		Content  map[string]media `json:"content"`
	}
	response struct {
		Description string            `json:"description"`
		Headers     map[string]header `json:"headers,omitempty"`
		Content     map[string]media  `json:"content,omitempty"`
	}
	header struct {
		Description string  `json:"description"`
		Schema      *schema `json:"schema"`
	}
	media struct {
		Schema *schema `json:"schema"`
	}
	components struct {
		Schemas         map[string]*schema        `json:"schemas"`
		SecuritySchemes map[string]map[string]any `json:"securitySchemes"`
	}
	schema = jsonschema.Schema
)

const about = "Say what should happen. Read the plan. Give your say-so. Every answer that is an error is a problem (RFC 9457) with a stable code."

// Document is the OpenAPI document of the routes, as JSON.
func Document(publicURL string) ([]byte, error) {
	d := document{OpenAPI: "3.1.0", Info: info{"Sayso", connectors.Version, about}, Servers: []serverAt{{publicURL}},
		Security: []map[string][]string{{"bearer": {}}}, Tags: []tag{}, Paths: map[string]map[string]operation{},
		Components: components{Schemas: map[string]*schema{}, SecuritySchemes: map[string]map[string]any{
			"bearer": {"type": "http", "scheme": "bearer", "description": "an API key (`sayso token create`) or an OAuth access token"}}}}
	if publicURL == "" {
		d.Servers[0].URL = "/"
	}
	types := schemas{d.Components.Schemas}
	for _, r := range routes() {
		if !slices.Contains(d.Tags, tag{r.group}) {
			d.Tags = append(d.Tags, tag{r.group})
		}
		op, err := types.operation(r)
		if err != nil {
			return nil, err
		}
		path := openPath(r.path)
		if d.Paths[path] == nil {
			d.Paths[path] = map[string]operation{}
		}
		d.Paths[path][strings.ToLower(r.method)] = op
	}
	return json.MarshalIndent(d, "", " ")
}

// openPath writes a path as OpenAPI does: /v1/runs/{id}.
func openPath(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if name, ok := strings.CutPrefix(p, ":"); ok {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}

func (s schemas) operation(r route) (operation, error) {
	op := operation{ID: r.id, Summary: r.says, Tags: []string{r.group}, Responses: map[string]response{}}
	for _, p := range r.needs {
		op.Needs = append(op.Needs, string(p))
	}
	if len(op.Needs) > 0 {
		op.Description = "Needs " + strings.Join(op.Needs, " or ") + "."
	}
	if err := s.takes(&op, r.in); err != nil {
		return op, err
	}
	failed, err := s.ref(reflect.TypeFor[problem.Problem](), false)
	if err != nil {
		return op, err
	}
	op.Responses["default"] = response{Description: "a problem", Content: map[string]media{problem.ContentType: {failed}}}
	good := response{Description: "done"}
	if r.out != reflect.TypeFor[none]() {
		out, err := s.ref(r.out, false)
		if err != nil {
			return op, err
		}
		kind := "application/json"
		if r.stream {
			kind, out = "text/event-stream", &schema{Type: "string", Description: "events named run; the data of each is a Run"}
		}
		good.Content = map[string]media{kind: {out}}
	}
	if r.out.Implements(reflect.TypeFor[tagged]()) {
		good.Headers = map[string]header{"ETag": {"names this version", &schema{Type: "string"}}}
	}
	if takesKey(r.in) {
		op.Description += " With an Idempotency-Key it can be sent again when the answer was lost: the first good answer is given again. An error leaves the key unused, " +
			"unless nobody can tell whether it was done (key_unfinished)."
		good.Headers = map[string]header{headerReplayed: {"true where this is the answer to an earlier request with the same key", &schema{Type: "string"}}}
	}
	op.Responses[strconv.Itoa(r.status)] = good
	if r.method == http.MethodGet && (good.Headers != nil || r.stream) {
		op.Responses[map[bool]string{true: "204", false: "304"}[r.stream]] = response{Description: "nothing new"}
	}
	return op, nil
}

// takes describes what goes into a route.
func (s schemas) takes(op *operation, in reflect.Type) error {
	for f := range in.Fields() {
		if f.Name == bodyField {
			body, err := s.ref(f.Type, true)
			if err != nil {
				return err
			}
			op.Body = &requestBody{Required: f.Tag.Get("optional") == "", Content: map[string]media{"application/json": {body}}}
			continue
		}
		where := f.Tag.Get("in")
		op.Parameters = append(op.Parameters, parameter{Name: f.Tag.Get("name"), In: where, Description: f.Tag.Get("doc"),
			Required: where == "path" || f.Tag.Get("required") != "", Schema: parameterSchema(f)})
	}
	return nil
}
