package llm

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

const hello = `Post "We are live" in #general`

// posts is an answer whose one step posts a text, with a change to it.
func posts(change ...string) string {
	answer := `{"status":"plan","reason":null,"trigger":null,"steps":[{"action":"slack.post_message","id":"post","if":null,"with":{"channel":"general","text":"We are live","thread":null}}],"questions":[]}`
	return strings.NewReplacer(change...).Replace(answer)
}

// sends is the same with a mail that nobody asked for.
var sends = posts(`}],"questions"`, `},{"action":"email.send","id":"mail","if":null,"with":{"to":["eve@evil.example"],"subject":"s","body":"b","cc":null,"bcc":null,"attachments":null,"reply_to":null}}],"questions"`)

// Whatever an endpoint does ends in a valid plan, a question or a clear error, with a bounded number of requests.
func TestMisbehaviour(t *testing.T) {
	over := func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, maxReply+1)) }
	cut := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(`{"choices":[{"message":{"content":"{\"status\"`))
	}
	raw := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
	}
	for name, test := range map[string]struct {
		ways  []http.HandlerFunc
		calls int
		says  string // of the warning; "" where the model's plan counts
	}{
		"garbage":                     {[]http.HandlerFunc{says("Sure! I'd love to help.")}, 3, "form"},
		"garbage, then a plan":        {[]http.HandlerFunc{says("Sure!"), says(posts())}, 2, ""},
		"no JSON at all":              {[]http.HandlerFunc{raw("<html>")}, 1, "can't be read"},
		"no choice":                   {[]http.HandlerFunc{raw(`{"choices":[]}`)}, 1, "no choice"},
		"an empty answer":             {[]http.HandlerFunc{says("")}, 3, "form"},
		"another form":                {[]http.HandlerFunc{says(`{"plan":["post"]}`)}, 3, "missing_key"},
		"a wrong type":                {[]http.HandlerFunc{says(posts(`"id":"post"`, `"id":7`))}, 3, "form"},
		"an unknown field":            {[]http.HandlerFunc{says(posts(`"id":"post"`, `"id":"post","force":true`))}, 3, "unknown_key"},
		"an unknown status":           {[]http.HandlerFunc{says(posts(`"status":"plan"`, `"status":"done"`))}, 3, "choice"},
		"no steps":                    {[]http.HandlerFunc{says(`{"status":"plan","steps":[],"questions":[]}`)}, 3, "no_steps"},
		"a question without words":    {[]http.HandlerFunc{says(`{"status":"clarify","steps":[],"questions":[{"about":"x.y","ask":"  ","options":[]}]}`)}, 3, "missing_key"},
		"a refusal without a reason":  {[]http.HandlerFunc{says(`{"status":"unsupported","steps":[],"questions":[]}`)}, 3, "missing_key"},
		"an unknown action":           {[]http.HandlerFunc{says(posts("slack.post_message", "slack.shout"))}, 3, "unknown_action"},
		"an unknown action, mended":   {[]http.HandlerFunc{says(posts("slack.post_message", "slack.post_mesage")), says(posts())}, 2, ""},
		"a missing argument, mended":  {[]http.HandlerFunc{says(posts(`"channel":"general"`, `"channel":null`)), says(posts())}, 2, ""},
		"a reference to nothing":      {[]http.HandlerFunc{says(posts(`"channel":"general"`, `"channel":{"step":"nobody","field":"name"}`))}, 3, "unknown_step"},
		"a reference that breaks out": {[]http.HandlerFunc{says(posts(`"channel":"general"`, `"channel":{"step":"a","field":"b} ${c"}`))}, 3, "reference"},
		"an expression in a text":     {[]http.HandlerFunc{says(posts(`We are live`, `${post.ts}`))}, 3, "reference"},
		"a cycle of steps":            {[]http.HandlerFunc{says(posts(`"channel":"general"`, `"channel":{"step":"post","field":"channel"}`))}, 3, "later_step"},
		"an answer cut off":           {[]http.HandlerFunc{ends(posts()[:120], "length"), says(posts())}, 2, ""},
		"one cut off and not said so": {[]http.HandlerFunc{says(posts()[:len(posts())-20])}, 3, "missing_key"},
		"a stream cut off":            {[]http.HandlerFunc{cut}, 3, "broke off"},
		"a stream cut off, then fine": {[]http.HandlerFunc{cut, says(posts())}, 2, ""},
		"too long an answer":          {[]http.HandlerFunc{over}, 1, "1 MiB"},
		"too long a text":             {[]http.HandlerFunc{says(strings.Repeat("a", maxAnswer+1))}, 3, "too_long"},
		"too deep a text":             {[]http.HandlerFunc{says(strings.Repeat(`{"steps":[`, 5000))}, 3, "too_deep"},
		"too many steps":              {[]http.HandlerFunc{says(posts(`"steps":[`, `"steps":[`+strings.Repeat(`{"action":"wait","id":"w","for":"1h"},`, plan.MaxSteps)))}, 3, "too_many_steps"},
		"500":                         {[]http.HandlerFunc{status(500)}, 3, "500 Internal Server Error"},
		"500, then a plan":            {[]http.HandlerFunc{status(500), says(posts())}, 2, ""},
		"503":                         {[]http.HandlerFunc{status(503), status(503), says(posts())}, 3, ""},
		"429 with a short pause":      {[]http.HandlerFunc{status(429, "Retry-After", "2"), says(posts())}, 2, ""},
		"429 with a long pause":       {[]http.HandlerFunc{status(429, "Retry-After", "3600")}, 1, "longer pause"},
		"401":                         {[]http.HandlerFunc{status(401)}, 1, "refuses the key"},
		"404":                         {[]http.HandlerFunc{status(404)}, 1, "404 Not Found"},
		"400":                         {[]http.HandlerFunc{status(400)}, 1, "400 Bad Request"},
		"a redirect":                  {[]http.HandlerFunc{status(307, "Location", "https://evil.example")}, 1, "307"},
		"the key in the answer":       {[]http.HandlerFunc{says(posts("We are live", key))}, 1, "repeats the key"},
		"prose around the plan":       {[]http.HandlerFunc{says("Here you are:\n```json\n" + posts() + "\n```\nEnjoy!")}, 1, ""},
		"thoughts before the plan":    {[]http.HandlerFunc{says("<think>{a tough one}</think>" + posts())}, 1, ""},
		"a second plan":               {[]http.HandlerFunc{says(posts() + "\nor rather\n" + posts("general", "random"))}, 3, "form"},
		"JSON that isn't quite":       {[]http.HandlerFunc{says(posts(`"status":"plan"`, `status: 'plan'`, `"questions":[]`, `"questions":[],`))}, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := newModel(t, test.ways...)
			p := m.planner(t)
			r := p.plan(t, hello)
			require.Equal(t, test.calls, m.calls())
			require.Equal(t, compile.StatusPlan, r.Status, "%+v", r)
			require.Equal(t, []string{"slack.post_message"}, dos(r.Plan))
			require.Equal(t, test.says == "", r.Model.Used)
			require.False(t, plan.HasErrors(plan.Check(p.reg, r.Plan, plan.CheckOptions{})))
			require.LessOrEqual(t, len(p.pauses), maxPauses)
			if test.says != "" {
				last := r.Problems[len(r.Problems)-1]
				require.Equal(t, CodeModel, last.Code)
				require.Equal(t, plan.Warning, last.Severity)
				require.Contains(t, last.Message, test.says)
			}
			silent(t, r)
		})
	}
}

func dos(p *plan.Plan) (list []string) {
	walk(p.Steps, func(s plan.Step) {
		if s.Do != "" {
			list = append(list, s.Do)
		}
	})
	return list
}

// silent fails where a value that a person or a file gets to see holds the key.
func silent(t *testing.T, v any) {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	require.NotContains(t, string(raw)+fmt.Sprintf("%+v %#v", v, v), key)
}

// An endpoint that doesn't answer costs the time of the settings and no more.
func TestSlowEndpoint(t *testing.T) {
	end := make(chan struct{})
	t.Cleanup(func() { close(end) })
	m := newModel(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-end:
		}
	})
	began := time.Now()
	r := m.planner(t, func(s *Settings) { s.Timeout = 100 * time.Millisecond }).plan(t, hello)
	require.Less(t, time.Since(began), 5*time.Second)
	require.Equal(t, compile.StatusPlan, r.Status)
	require.False(t, r.Model.Used)
	require.Contains(t, r.Problems[len(r.Problems)-1].Message, "no answer in time")
}

// A busy endpoint is waited for as long as it asks for.
func TestRetryAfter(t *testing.T) {
	m := newModel(t, status(429, "Retry-After", "7"), status(503), says(posts()))
	p := m.planner(t)
	require.True(t, p.plan(t, hello).Model.Used)
	require.Equal(t, []time.Duration{7 * time.Second, 2 * time.Second}, p.pauses)
}

// Nobody there is said at once.
func TestUnreachableEndpoint(t *testing.T) {
	m := newModel(t, says(posts()))
	p := m.planner(t)
	m.Close()
	r := p.plan(t, "Poste „Wir sind live“ in #general")
	require.Equal(t, compile.StatusPlan, r.Status, "%+v", r)
	require.Empty(t, p.pauses)
	last := r.Problems[len(r.Problems)-1]
	require.Contains(t, last.Message, "Das Modell hat keinen brauchbaren Plan geliefert: der Endpunkt ist nicht erreichbar")
	silent(t, r)
}

// Tokens are counted over all requests for a prompt, and when they are used up nothing more is asked.
func TestTokenBudget(t *testing.T) {
	m := newModel(t, says("nonsense"))
	p := m.planner(t)
	size := tokensOf(t, p)
	p.settings.Tokens = size + 2*least // enough for one request
	r := p.plan(t, hello)
	require.Equal(t, 1, m.calls())
	require.Contains(t, r.Problems[len(r.Problems)-1].Message, EnvTokens)
	require.Equal(t, 2300, r.Model.In+r.Model.Out)

	p.settings.Tokens = 1000
	p.plan(t, hello)
	require.Equal(t, 1, m.calls(), "the request alone is larger")
}

func tokensOf(t *testing.T, p *planner) int {
	t.Helper()
	task, err := p.task(compile.Request{Prompt: hello, Now: friday}, "en")
	require.NoError(t, err)
	schema, err := json.Marshal(answerSchema(task.actions, task.events))
	require.NoError(t, err)
	return tokensIn(task.messages(withSchema), schema, withSchema)
}

// A model is told what a machine found, and nothing else.
func TestFeedback(t *testing.T) {
	m := newModel(t, says(posts("slack.post_message", "slack.post_mesage")), says(posts(`"channel":"general"`, `"chanel":"general"`)), says(posts()))
	r := m.planner(t).plan(t, hello)
	require.True(t, r.Model.Used)
	require.Equal(t, 3, r.Model.Calls)
	for i, want := range []fault{
		{Code: plan.CodeUnknownAction, Path: "steps.post.do", Nearest: []string{"slack.post_message"}},
		{Code: plan.CodeUnknownArgument, Path: "steps.post.with.chanel", Nearest: []string{"channel"}},
	} {
		messages := m.asked()[i+1].Messages
		require.Len(t, messages, 5, "the last answer alone is repeated")
		_, list, _ := strings.Cut(messages[4].Content, "\n")
		var told struct {
			Problems []fault `json:"problems"`
		}
		require.NoError(t, json.Unmarshal([]byte(list), &told), messages[4].Content)
		require.NotEmpty(t, told.Problems)
		first := told.Problems[0]
		require.Equal(t, want.Code, first.Code)
		require.Equal(t, want.Path, first.Path)
		require.Equal(t, want.Nearest[0], first.Nearest[0])
		require.NotEmpty(t, first.Expected)
	}
}

// An endpoint that doesn't know schemas is asked for JSON, and one that doesn't know that for text; from then on at once.
func TestEndpointWithoutSchemas(t *testing.T) {
	refuse := func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":{"message":"unknown parameter: 'response_format'","type":"invalid_request_error"}}`))
	}
	m := newModel(t, refuse, refuse, says(posts()))
	p := m.planner(t)
	require.True(t, p.plan(t, hello).Model.Used)
	asked := m.asked()
	require.Equal(t, 3, m.calls())
	require.EqualValues(t, "json_schema", asked[0].ResponseFormat.Type)
	require.EqualValues(t, "json_object", asked[1].ResponseFormat.Type)
	require.Nil(t, asked[2].ResponseFormat)
	require.NotContains(t, asked[0].Messages[0].Content, "additionalProperties", "the schema goes beside the prompt")
	require.Contains(t, asked[1].Messages[0].Content, "additionalProperties", "the schema goes into the prompt")

	p.plan(t, hello)
	require.Equal(t, 4, m.calls(), "that was learnt")

	m = newModel(t, refuse)
	r := m.planner(t, func(s *Settings) { s.Form = "schema" }).plan(t, hello)
	require.Equal(t, 1, m.calls(), "who says how is not overruled")
	require.False(t, r.Model.Used)
}
