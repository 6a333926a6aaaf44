package llm

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"
	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/all"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
)

// friday is the present of all tests here.
var friday = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

// key is the canary: it may be seen in the header of a request, and nowhere else.
const key = "sk-canary-4be1f0"

// model is an endpoint that answers in turn as it is told to; the last way goes on for ever. It keeps what it was asked.
type model struct {
	*httptest.Server

	mu   sync.Mutex
	ways []http.HandlerFunc
	got  []openai.ChatCompletionRequest
	raw  []string // the bodies of the requests
	path string
	head http.Header
}

func newModel(t *testing.T, ways ...http.HandlerFunc) *model {
	t.Helper()
	m := &model{ways: ways}
	m.Server = httptest.NewServer(http.HandlerFunc(m.serve))
	t.Cleanup(m.Close)
	return m
}

func (m *model) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var asked openai.ChatCompletionRequest
	_ = json.Unmarshal(body, &asked)
	m.mu.Lock()
	m.got, m.raw, m.path, m.head = append(m.got, asked), append(m.raw, string(body)), r.URL.String(), r.Header.Clone()
	way := m.ways[min(len(m.got), len(m.ways))-1]
	m.mu.Unlock()
	way(w, r)
}

// asked gives the requests so far.
func (m *model) asked() []openai.ChatCompletionRequest {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.got
}

// calls tells how often it was asked.
func (m *model) calls() int { return len(m.asked()) }

// says answers with a text, as an endpoint that works.
func says(text string) http.HandlerFunc { return ends(text, "stop") }

func ends(text, reason string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"id": "1", "object": "chat.completion", "model": "test",
			"choices": []any{map[string]any{"index": 0, "finish_reason": reason, "message": map[string]any{"role": "assistant", "content": text}}},
			"usage":   map[string]any{"prompt_tokens": 2000, "completion_tokens": 300, "total_tokens": 2300}})
	}
}

// status refuses, repeating the key as some endpoints do.
func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		fmt.Fprintf(w, `{"error":{"message":"no: %s","type":"some_error","code":"%s"}}`, r.Header.Get("Authorization"), key)
	}
}

// settings are those of a model that is well.
func (m *model) settings() Settings {
	return Settings{BaseURL: m.URL + "/v1", Model: "test", Key: connectors.NewSecret(key), Timeout: 10 * time.Second, Tokens: 200_000}
}

// registry holds the apps of all tests that aren't about how many there are.
func registry(t testing.TB) *connectors.Registry {
	t.Helper()
	reg, err := office()
	require.NoError(t, err)
	return reg
}

// office and embedded are shared by all tests; both are immutable.
var (
	office = sync.OnceValues(func() (*connectors.Registry, error) {
		reg, err := all.Registry(all.Needs{})
		if err != nil {
			return nil, err
		}
		return reg.Only("email", "invoice", "jira", "salesforce", "slack"), nil
	})
	embedded = sync.OnceValue(func() *rules.Compiler {
		reg, err := office()
		if err != nil {
			return nil
		}
		return rules.New(reg)
	})
)

// planner asks the model. It doesn't wait for anything: its pauses are noted.
type planner struct {
	*Compiler

	pauses []time.Duration
}

func (m *model) planner(t *testing.T, change ...func(*Settings)) *planner {
	t.Helper()
	s := m.settings()
	for _, c := range change {
		c(&s)
	}
	reg := registry(t)
	p := &planner{Compiler: New(reg, embedded(), s, nil)}
	p.pause = func(ctx context.Context, d time.Duration) error {
		p.pauses = append(p.pauses, d)
		return ctx.Err()
	}
	return p
}

// plan compiles a prompt.
func (p *planner) plan(t *testing.T, prompt string, answers ...string) compile.Result {
	t.Helper()
	r := compile.Request{Prompt: prompt, Now: friday, Timezone: "Europe/Berlin", Answers: map[string]string{}}
	for i := 0; i+1 < len(answers); i += 2 {
		r.Answers[answers[i]] = answers[i+1]
	}
	result, err := p.Compile(t.Context(), r)
	require.NoError(t, err)
	return result
}
