package llm

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
	"sayso/workflows/compile/rules/text"
)

// What a model is asked.
const (
	maxActions = 20 // that it is offered
	maxMends   = 2  // times that it may correct its answer
	maxPauses  = 2  // times that a busy endpoint is waited for
)

// Compiler asks a model. It may be used by many goroutines at once.
type Compiler struct {
	reg       *connectors.Registry
	embedded  *rules.Compiler
	catalogue *catalogue
	settings  Settings
	endpoint  *endpoint
	cache     Cache
	form      atomic.Int32 // how answers are asked for, as far as it is known
	pause     func(context.Context, time.Duration) error
}

var _ compile.Compiler = (*Compiler)(nil)

// New builds a compiler that asks a model about the actions of a registry, and holds what it says against the embedded compiler. The cache
// may be nil.
func New(reg *connectors.Registry, embedded *rules.Compiler, s Settings, cache Cache) *Compiler {
	c := &Compiler{reg: reg, embedded: embedded, catalogue: newCatalogue(reg), settings: s, endpoint: newEndpoint(s), cache: cache, pause: pause}
	c.form.Store(int32(forms[s.Form]))
	return c
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Compile turns a prompt into a plan, within the time and tokens of the settings. The model's plan counts where it passes the check and is
// made of what the prompt says; else the embedded compiler's answer does, with a warning that says why.
func (c *Compiler) Compile(ctx context.Context, r compile.Request) (compile.Result, error) {
	own, err := c.embedded.Compile(ctx, r)
	if err != nil {
		return own, err
	}
	heard, err := c.embedded.Hear(ctx, r)
	if err != nil {
		return own, err
	}
	t, err := c.task(r, own.Lang)
	if err != nil || len(t.actions) == 0 {
		return own, err
	}
	within, cancel := context.WithTimeout(ctx, c.settings.Timeout)
	defer cancel()
	j := &job{Compiler: c, task: t, request: r, own: own, heard: heard, usage: compile.Usage{Name: c.settings.Model}}
	result, err := j.result(within)
	switch {
	case ctx.Err() != nil:
		return compile.Result{}, ctx.Err()
	case err != nil:
		result = own
		result.Problems = append(slices.Clip(own.Problems), standsIn(err, own.Lang))
	default:
		j.usage.Used = true
	}
	j.usage.Cost = c.settings.Price.of(j.usage.In, j.usage.Out)
	result.Model = &j.usage
	return result, nil
}

// task gathers what a model is told.
func (c *Compiler) task(r compile.Request, lang string) (task, error) {
	clean, err := text.Normalise(r.Prompt, compile.MaxPrompt)
	if err != nil {
		return task{}, connectors.Errorf(connectors.Invalid, "%w", err)
	}
	t := task{prompt: clean.Text, lang: lang, answers: map[string]string{}, timezone: r.Timezone, now: r.Now}
	if t.now.IsZero() {
		t.now = time.Now()
	}
	if zone, err := time.LoadLocation(r.Timezone); err == nil {
		t.now = t.now.In(zone)
	}
	for id, answer := range r.Answers {
		if !strings.HasPrefix(id, extra) {
			t.answers[id] = answer
		}
	}
	allowed := func(app string) bool { return r.Connected == nil || slices.Contains(r.Connected, app) }
	for _, app := range c.reg.Apps() {
		if !allowed(app.App) {
			t.absent = append(t.absent, app.App)
		}
	}
	t.actions, t.events = c.catalogue.retrieve(t.prompt, allowed, maxActions)
	return t, nil
}

// job is the work on one prompt.
type job struct {
	*Compiler
	task
	request compile.Request
	own     compile.Result // the embedded compiler's
	heard   rules.Heard
	usage   compile.Usage
	pauses  int
	limit   int // of tokens in an answer
}

// result asks the model, and again with what is wrong with its answer.
func (j *job) result(ctx context.Context) (compile.Result, error) {
	schema, err := json.Marshal(answerSchema(j.actions, j.events))
	if err != nil {
		return compile.Result{}, err
	}
	j.schema = schema
	key := cacheKey(j.settings, j.messages(withText))
	if j.cache != nil {
		if kept, ok := j.cache.Get(key); ok {
			if result, faults := j.judge(ctx, kept); len(faults) == 0 {
				j.usage.Cached = true
				return result, nil
			}
		}
	}
	var after []openai.ChatCompletionMessage
	var faults []fault
	j.limit = firstLimit
	for range 1 + maxMends {
		said, err := j.ask(ctx, after)
		if err != nil {
			return compile.Result{}, err
		}
		var result compile.Result
		if said.cut {
			j.limit *= 4
			faults = []fault{{Code: "cut_off", Expected: "a shorter answer"}}
		} else if result, faults = j.judge(ctx, said.text); len(faults) == 0 {
			if j.cache != nil {
				j.cache.Put(key, said.text)
			}
			return result, nil
		}
		if after, err = mend(said.text, faults); err != nil {
			return compile.Result{}, err
		}
	}
	return compile.Result{}, unusable{faults}
}

// mend asks for a better answer: the model's last one, and what a machine found wrong with it, nothing else.
func mend(answer string, faults []fault) ([]openai.ChatCompletionMessage, error) {
	raw, err := json.Marshal(map[string]any{"problems": faults})
	if err != nil {
		return nil, err
	}
	if len(answer) > maxRepeated {
		answer = strings.ToValidUTF8(answer[:maxRepeated], "")
	}
	return []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleAssistant, Content: answer},
		{Role: openai.ChatMessageRoleUser, Content: "The answer didn't pass the check. Correct these problems, and answer with the whole object again:\n" + string(raw)},
	}, nil
}

// maxRepeated is how much of a wrong answer a model is shown again, in bytes.
const maxRepeated = 16 << 10

// firstLimit is how long an answer may be at first, in tokens, and least the fewest that one can be made of.
const (
	firstLimit = 4096
	least      = 256
)

// errBudget says that the tokens for a prompt are used up.
var errBudget = errors.New("no tokens left")

// ask sends the messages within the budget. It waits for an endpoint that is busy, and asks one that doesn't know a form of answers in another.
func (j *job) ask(ctx context.Context, after []openai.ChatCompletionMessage) (reply, error) {
	for {
		form := mode(j.form.Load())
		messages := slices.Concat(j.messages(form), after)
		size := tokensIn(messages, j.schema, form)
		room := min(j.limit, j.settings.Tokens-j.usage.In-j.usage.Out-size)
		if room < least {
			return reply{}, errBudget
		}
		said, err := j.endpoint.ask(ctx, messages, j.schema, form, room)
		if err == nil {
			if said.in == 0 && said.out == 0 { // it doesn't count
				said.in, said.out = size, len(said.text)/bytesInToken
			}
			j.usage.Calls++
			j.usage.In += said.in
			j.usage.Out += said.out
			return said, nil
		}
		e := connectors.AsError(err)
		switch {
		case e.Code == codeNoForm && j.settings.Form == "" && form < withText:
			j.form.CompareAndSwap(int32(form), int32(form+1))
		case (e.Kind == connectors.Limited || e.Kind == connectors.Unavailable) && j.pauses < maxPauses && e.Code != codeUnreachable:
			if err := j.wait(ctx, e); err != nil {
				return reply{}, err
			}
		default:
			return reply{}, err
		}
	}
}

// wait lets an endpoint rest for as long as it asks for, if there is time for that.
func (j *job) wait(ctx context.Context, e *connectors.Error) error {
	d := max(e.RetryAfter, time.Second<<j.pauses)
	j.pauses++
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d || j.pause(ctx, d) != nil {
		return e
	}
	return nil
}

// bytesInToken is about how long a token is. It is taken small, so that a budget is kept rather than broken.
const bytesInToken = 3

// tokensIn guesses how many tokens a request has.
func tokensIn(messages []openai.ChatCompletionMessage, schema json.RawMessage, m mode) int {
	bytes := 0
	for _, message := range messages {
		bytes += len(message.Content)
	}
	if m == withSchema {
		bytes += len(schema)
	}
	return bytes / bytesInToken
}
