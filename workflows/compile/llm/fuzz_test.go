package llm

import (
	"context"
	"testing"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
	"sayso/workflows/plan"
)

// FuzzAnswer holds that whatever a model writes is a result that can be shown or a list of faults, and that a plan passes the check.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{posts(), sends, "{", `{"status":"clarify","steps":[],"questions":[{"about":"a","ask":"b","options":["c"]}]}`,
		`{"status":"plan","steps":[{"action":"each","id":"e","list":{"step":"a","field":"b"},"steps":[{"action":"wait","id":"w","for":"1h"}]}],"questions":[]}`,
		`{"status":"plan","steps":[{"action":"choose","id":"c","branches":[{"when":"true","steps":[]}]}],"questions":[]}`, "<think>{</think>```json\n{status:'plan'"} {
		f.Add(seed)
	}
	reg := registry(f)
	c := New(reg, rules.New(reg), Settings{BaseURL: openAI, Model: "m"}, nil)
	r := compile.Request{Prompt: hello, Now: friday}
	own, err := c.embedded.Compile(context.Background(), r)
	if err != nil {
		f.Fatal(err)
	}
	heard, err := c.embedded.Hear(context.Background(), r)
	if err != nil {
		f.Fatal(err)
	}
	task, err := c.task(r, "en")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		j := &job{Compiler: c, task: task, request: r, own: own, heard: heard}
		result, faults := j.judge(t.Context(), text)
		if len(faults) > 0 {
			return
		}
		if result.Status == compile.StatusPlan && plan.HasErrors(plan.Check(reg, result.Plan, plan.CheckOptions{})) {
			t.Errorf("%q is a bad plan", text)
		}
		if result.Status == compile.StatusClarify && len(result.Questions) == 0 {
			t.Errorf("%q asks nothing", text)
		}
		if result.Plan != nil {
			plan.Preview(reg, result.Plan, "en")
		}
	})
}
