package rules_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/all"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
	"sayso/workflows/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// friday is the present of all tests here.
var friday = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

// office are the apps that are connected where a test doesn't say otherwise. The others are known all the same.
var office = []string{"email", "invoice", "jira", "salesforce", "slack"}

func registry(t testing.TB) *connectors.Registry {
	t.Helper()
	reg, err := known()
	require.NoError(t, err)
	return reg
}

// known and compiler are made once: neither changes.
var (
	known    = sync.OnceValues(func() (*connectors.Registry, error) { return all.Registry(all.Needs{}) })
	compiler = sync.OnceValue(func() *rules.Compiler {
		reg, err := known()
		if err != nil {
			return nil
		}
		return rules.New(reg)
	})
)

func TestPlans(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		if other := filepath.Base(file); other != "hostile.txt" && other != "refused.txt" { // which tests of their own read
			plans(t, file)
		}
	}
}

func plans(t *testing.T, file string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	c := rules.New(registry(t))
	head, blocks, _ := strings.Cut(string(raw), "\n\n> ")
	out := head + "\n"
	for block := range strings.SplitSeq(blocks, "\n\n> ") {
		prompt, want, _ := strings.Cut(block, "\n")
		got := result(t, c, prompt)
		out += "\n> " + prompt + "\n" + got
		if !*update {
			t.Run(prompt, func(t *testing.T) { require.Equal(t, strings.TrimSpace(want), strings.TrimSpace(got)) })
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(out), 0o600))
	}
}

// result shows what a prompt is compiled to, in which a ⏎ ends a line: a line for the status and language, and one for the trigger, each step, question and
// problem.
func result(t *testing.T, c compile.Compiler, prompt string) string {
	t.Helper()
	req := compile.Request{Prompt: prompt, Connected: office, Now: friday}
	if apps, rest, ok := strings.Cut(prompt, "] "); ok && strings.HasPrefix(apps, "[") {
		req.Connected, req.Prompt = strings.Fields(apps[1:]), rest
	}
	req.Prompt = strings.ReplaceAll(req.Prompt, "⏎", "\n")
	r, err := c.Compile(context.Background(), req)
	require.NoError(t, err)
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.Status, r.Lang)
	if r.Plan != nil {
		showPlan(&b, r.Plan)
	}
	for _, q := range r.Questions {
		fmt.Fprintf(&b, "? %s: %s%s\n", q.ID, q.Ask, options(q.Options))
	}
	for _, p := range r.Problems {
		if p.Severity == plan.Error {
			fmt.Fprintf(&b, "! %s: %s\n", p.Code, p.Message)
		}
	}
	return b.String()
}

func options(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return " [" + strings.Join(list, "|") + "]"
}

func showPlan(b *strings.Builder, p *plan.Plan) {
	if p.Trigger != nil {
		fmt.Fprintf(b, "on %s\n", asJSON(p.Trigger))
	}
	showSteps(b, p.Steps, "")
}

// showSteps shows steps a line each; those inside another stand further in.
func showSteps(b *strings.Builder, steps []plan.Step, in string) {
	for _, s := range steps {
		fmt.Fprintf(b, "%s- %s", in, s.ID)
		if s.If != "" {
			fmt.Fprintf(b, " if %s", s.If)
		}
		if s.Approve != nil {
			fmt.Fprintf(b, " approve by %q within %q", s.Approve.By, s.Approve.Timeout)
		}
		if s.Wait != nil {
			fmt.Fprintf(b, " wait %s%s", s.Wait.For, s.Wait.Until)
		}
		fmt.Fprintf(b, " %s", s.Do)
		var names []string
		for name := range s.With {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			fmt.Fprintf(b, " %s=%s", name, asJSON(s.With[name]))
		}
		if s.Each != nil {
			fmt.Fprintf(b, " each %s", s.Each)
		}
		fmt.Fprintln(b)
		showSteps(b, s.Steps, in+"  ")
		for _, branch := range s.Parallel {
			showSteps(b, branch.Steps, in+"  | ")
		}
	}
}

func asJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
