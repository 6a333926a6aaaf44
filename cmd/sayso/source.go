package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// asking is what a prompt is compiled with.
type asking struct {
	sandbox bool
	lang    string
	planner string
	answers []string
}

func (a asking) request(prompt string) (api.CompileRequest, error) {
	answers, err := pairs("--answer", a.answers)
	return api.CompileRequest{Prompt: prompt, Lang: a.lang, Answers: answers, Scope: api.Scope{Sandbox: a.sandbox}, Timezone: localZone(),
		Planner: api.Planner(a.planner)}, err
}

// draft compiles a prompt or checks a plan file, whichever the argument is. On a terminal it asks what is open.
func (s *session) draft(ctx context.Context, h *home, words []string, a asking, ask bool) (api.Draft, error) {
	if err := s.usePolicy(h); err != nil {
		return api.Draft{}, err
	}
	text := strings.Join(words, " ")
	if file, ok := planFile(text); ok {
		raw, err := readPlan(file, s.in)
		if err != nil {
			return api.Draft{}, err
		}
		h.Plans = plansBeside(file)
		return h.Check(raw), nil
	}
	r, err := a.request(text)
	if err != nil {
		return api.Draft{}, err
	}
	for {
		d, err := h.Compile(ctx, r)
		if err != nil || d.Status != compile.StatusClarify || !ask {
			return d, err
		}
		if err := s.answer(d.Questions, &r); err != nil {
			return d, err
		}
	}
}

// answer asks a person some questions, and adds the answers to a request.
func (s *session) answer(questions []compile.Question, r *api.CompileRequest) error {
	for _, q := range questions {
		s.printf("%s\n", q.Ask)
		for _, o := range q.Options {
			s.printf("  - %s\n", o)
		}
		answer, err := s.ask(">")
		if err != nil {
			return err
		}
		if r.Answers == nil {
			r.Answers = map[string]string{}
		}
		r.Answers[q.ID] = answer
	}
	return nil
}

// plansBeside reads the plans that lie in the same folder as a plan's file, by name: those are what its run steps may call. A file that is
// no good plan is left out; whoever calls it is told that there is no such plan.
func plansBeside(file string) map[string]*plan.Plan {
	plans := map[string]*plan.Plan{}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.yaml"))
	if err != nil || file == "-" {
		return plans
	}
	for _, f := range files[:min(len(files), maxPlansBeside)] {
		raw, err := readPlan(f, nil)
		if err != nil {
			continue
		}
		if p, problems := plan.Parse(raw); p != nil && !plan.HasErrors(problems) {
			plans[p.Name] = p
		}
	}
	return plans
}

// maxPlansBeside keeps a plan in a folder of thousands of files quick to read.
const maxPlansBeside = 200

// planFile reports whether an argument names a plan's file: by its ending, or "-" for standard input.
func planFile(arg string) (string, bool) {
	switch strings.ToLower(filepath.Ext(arg)) {
	case ".yaml", ".yml", ".json":
		return arg, !strings.ContainsAny(arg, " \n") || exists(arg)
	}
	return arg, arg == "-"
}

func exists(file string) bool { _, err := os.Stat(file); return err == nil }

// maxPlanFile is above what a plan may have, so that the parser says what is wrong, and below what would fill the memory.
const maxPlanFile = 2 << 20

func readPlan(file string, stdin io.Reader) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(stdin, maxPlanFile))
	}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage{connectors.Errorf(connectors.Invalid, "there is no file %s", file)}
	}
	if err != nil {
		return nil, usage{connectors.Errorf(connectors.Invalid, "the file %s can't be read: %w", file, err)}
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxPlanFile))
	if err != nil {
		return nil, usage{connectors.Errorf(connectors.Invalid, "the file %s can't be read: %w", file, err)}
	}
	return raw, nil
}

// pairs reads k=v flags.
func pairs(flag string, list []string) (map[string]string, error) {
	out := map[string]string{}
	for _, kv := range list {
		k, v, ok := strings.Cut(kv, "=")
		if !ok || k == "" {
			return nil, usage{connectors.Errorf(connectors.Invalid, "%s takes name=value, not %q", flag, kv)}
		}
		out[k] = v
	}
	return out, nil
}

// inputs reads --input flags: a value that is JSON is taken as such, all else as text.
func inputs(list []string) (map[string]any, error) {
	texts, err := pairs("--input", list)
	out := map[string]any{}
	for k, v := range texts {
		var value any
		if json.Unmarshal([]byte(v), &value) != nil {
			value = v
		}
		out[k] = value
	}
	return out, err
}
