package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"sayso/connectors"
)

// mode is how an endpoint is asked for the form of an answer. Not all know every way.
type mode int32

const (
	withSchema mode = iota // it holds the model to a schema
	withJSON               // it holds the model to JSON; the prompt has the schema
	withText               // it holds the model to nothing
)

var forms = map[string]mode{"": withSchema, "schema": withSchema, "json": withJSON, "text": withText}

// endpoint is where a model is asked.
type endpoint struct {
	client *openai.Client
	model  string
}

func newEndpoint(s Settings) *endpoint {
	config := openai.DefaultConfig("") // the key is attached by the doer, and known to nothing else
	if s.Azure != "" {
		config = openai.DefaultAzureConfig("", s.BaseURL)
		config.APIVersion = s.Azure
		config.AzureModelMapperFunc = func(model string) string { return model } // it is the deployment's name
	}
	config.BaseURL = s.BaseURL
	config.HTTPClient = newDoer(s)
	return &endpoint{openai.NewClientWithConfig(config), s.Model}
}

// reply is what a model answered.
type reply struct {
	text    string
	cut     bool // it ended at the limit of tokens
	in, out int  // tokens; 0 where the endpoint doesn't say
}

// ask sends one request. Its errors are those of the doer, or say that there is no answer in the answer.
func (e *endpoint) ask(ctx context.Context, messages []openai.ChatCompletionMessage, schema json.RawMessage, m mode, most int) (reply, error) {
	r := openai.ChatCompletionRequest{Model: e.model, Messages: messages, MaxCompletionTokens: most}
	switch m {
	case withSchema:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "plan", Schema: schema, Strict: true}}
	case withJSON:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	case withText:
	}
	answer, err := e.client.CreateChatCompletion(ctx, r)
	if err != nil {
		return reply{}, classified(err)
	}
	if len(answer.Choices) == 0 {
		return reply{}, &connectors.Error{Kind: connectors.Invalid, Code: codeGarbage, Message: "the answer holds no choice"}
	}
	first := answer.Choices[0]
	return reply{text: first.Message.Content, cut: first.FinishReason == openai.FinishReasonLength,
		in: max(answer.Usage.PromptTokens, 0), out: max(answer.Usage.CompletionTokens, 0)}, nil
}

// classified gives an error its kind. What none of ours is came from reading a success that can't be read.
func classified(err error) error {
	if e, ok := errors.AsType[*connectors.Error](err); ok {
		return e
	}
	return &connectors.Error{Kind: connectors.Invalid, Code: codeGarbage, Message: "the answer can't be read"}
}

// The codes of errors of an endpoint, beside those of HTTP statuses.
const (
	codeGarbage     = "garbage"
	codeNoForm      = "no_such_form"
	codeUnreachable = "unreachable"
	codeNoAnswer    = "no_answer"
)

// doer sends the requests: it attaches the key, bounds what is read, follows no redirect, and makes errors that repeat nothing of what the
// endpoint says but its codes, since an endpoint may repeat the key.
type doer struct {
	key   connectors.Secret
	azure bool
	host  string
	http  *http.Client
}

func newDoer(s Settings) *doer {
	return &doer{key: s.Key, azure: s.Azure != "", host: hostOf(s.BaseURL), http: &http.Client{
		Transport: &http.Transport{
			DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
			TLSHandshakeTimeout: 10 * time.Second, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Do sends one request and reads the answer to its end.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	req.Header.Del(openai.AzureAPIKeyHeader)
	switch {
	case d.key.Empty():
	case d.azure:
		req.Header.Set(openai.AzureAPIKeyHeader, d.key.Reveal())
	default:
		req.Header.Set("Authorization", "Bearer "+d.key.Reveal())
	}
	resp, err := d.http.Do(req) //nolint:gosec // the address is a setting of whoever runs the program
	if err != nil {
		return nil, d.lost(req.Context(), codeUnreachable, "can't be reached")
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxReply+1))
	switch {
	case err != nil:
		return nil, d.lost(req.Context(), codeNoAnswer, "broke off its answer")
	case len(body) > maxReply:
		return nil, &connectors.Error{Kind: connectors.Invalid, Code: codeGarbage, Message: d.host + " answers with more than 1 MiB"}
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return nil, d.refusal(resp, body)
	case !d.key.Empty() && bytes.Contains(body, []byte(d.key.Reveal())):
		return nil, &connectors.Error{Kind: connectors.Invalid, Code: codeGarbage, Message: d.host + " repeats the key in its answer"}
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// maxReply is the most that is read of an answer, in bytes.
const maxReply = 1 << 20

// lost is the error of a request without an answer.
func (d *doer) lost(ctx context.Context, code, what string) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		code, what = codeNoAnswer, "gave no answer in time"
	}
	return &connectors.Error{Kind: connectors.Unavailable, Code: code, Message: d.host + " " + what}
}

// refusal is the error that a status stands for.
func (d *doer) refusal(resp *http.Response, body []byte) error {
	e := (&connectors.Response{Status: resp.StatusCode, Header: resp.Header}).Err()
	if e == nil {
		e = &connectors.Error{Kind: connectors.Invalid, Status: resp.StatusCode, Code: codeGarbage}
	}
	if resp.StatusCode >= 500 && e.Kind == connectors.Unknown {
		e.Kind = connectors.Unavailable // a question that was asked twice does no harm
	}
	e.Message = fmt.Sprintf("%s answered %d %s%s", d.host, resp.StatusCode, http.StatusText(resp.StatusCode), codeIn(body))
	if (resp.StatusCode == http.StatusBadRequest || resp.StatusCode == http.StatusUnprocessableEntity) && formWords.Match(body) {
		e.Code = codeNoForm
	}
	return e
}

// formWords are in the refusal of an endpoint that doesn't know the form that it was asked for.
var formWords = regexp.MustCompile(`response_format|json_schema|json_object|guided_json|grammar|(?i:schema)`)

// codeIn gives the endpoint's own word for what is wrong: "model_not_found".
func codeIn(body []byte) string {
	var said struct {
		Error struct {
			Code any    `json:"code"`
			Type string `json:"type"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &said) != nil {
		return ""
	}
	for _, word := range []any{said.Error.Code, said.Error.Type} {
		if text, ok := word.(string); ok && vendorCode.MatchString(text) {
			return " (" + text + ")"
		}
	}
	return ""
}

// vendorCode is what a code looks like; no key does.
var vendorCode = regexp.MustCompile(`^[a-z]+(_[a-z]+)+$`)

func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}
