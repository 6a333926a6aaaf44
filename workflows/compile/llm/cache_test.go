package llm

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// The same prompt is asked once, and gives the same plan. Whatever its answer depends on makes it another question.
func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "answers")
	m := newModel(t, says(posts()), says(posts("general", "random")))
	p := m.planner(t)
	p.cache = NewFolder(dir)
	first := p.plan(t, hello)
	require.False(t, first.Model.Cached)

	again := m.planner(t)
	again.cache = NewFolder(dir)
	second := again.plan(t, hello)
	require.True(t, second.Model.Cached)
	require.Zero(t, second.Model.Calls)
	require.Equal(t, plan.Digest(first.Plan), plan.Digest(second.Plan))
	require.Equal(t, 1, m.calls())

	request := compile.Request{Prompt: hello, Now: friday, Timezone: "Europe/Berlin"}
	for name, change := range map[string]func(*compile.Request, *Settings){
		"another prompt":  func(r *compile.Request, _ *Settings) { r.Prompt += "!" },
		"another day":     func(r *compile.Request, _ *Settings) { r.Now = friday.Add(24 * time.Hour) },
		"another zone":    func(r *compile.Request, _ *Settings) { r.Timezone = "UTC" },
		"an answer":       func(r *compile.Request, _ *Settings) { r.Answers = map[string]string{"post.channel": "general"} },
		"other apps":      func(r *compile.Request, _ *Settings) { r.Connected = []string{"slack"} },
		"another model":   func(_ *compile.Request, s *Settings) { s.Model = "other" },
		"another address": func(_ *compile.Request, s *Settings) { s.BaseURL = strings.Replace(s.BaseURL, "/v1", "/v2", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			r, before := request, m.calls()
			p := m.planner(t, func(s *Settings) { change(&r, s) })
			p.cache = NewFolder(dir)
			_, err := p.Compile(t.Context(), r)
			require.NoError(t, err)
			require.Greater(t, m.calls(), before)
		})
	}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		require.NoError(t, err)
		if info, err := d.Info(); err == nil {
			require.Zero(t, info.Mode().Perm()&0o077, path)
		}
		if !d.IsDir() {
			raw, err := os.ReadFile(path)
			require.NoError(t, err)
			require.NotContains(t, string(raw), key)
		}
		return nil
	}))
}

// What didn't pass the check is not kept, and what is kept is checked as if it were new.
func TestCacheHoldsNothingBad(t *testing.T) {
	dir := t.TempDir()
	m := newModel(t, says("nonsense"))
	p := m.planner(t)
	p.cache = NewFolder(dir)
	p.plan(t, hello)
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, files)

	m = newModel(t, says(posts()))
	p = m.planner(t)
	p.cache = NewFolder(dir)
	p.plan(t, hello)
	files, err = os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.NoError(t, os.WriteFile(filepath.Join(dir, files[0].Name()), []byte(sends), 0o600))
	require.Equal(t, compile.StatusClarify, p.plan(t, hello).Status, "who changes a file adds no mail")
	require.NoError(t, os.WriteFile(filepath.Join(dir, files[0].Name()), []byte("{"), 0o600))
	r := p.plan(t, hello)
	require.False(t, r.Model.Cached)
	require.Equal(t, compile.StatusPlan, r.Status)
}

func TestCacheForgetsTheOldest(t *testing.T) {
	f := NewFolder(t.TempDir())
	for i := range maxKept + 3 {
		name := fmt.Sprintf("k%04d", i)
		f.Put(name, "{}")
		at := friday.AddDate(-1, 0, 0).Add(time.Duration(i) * time.Minute)
		require.NoError(t, os.Chtimes(filepath.Join(f.dir, name+".json"), at, at))
	}
	f.prune()
	_, ok := f.Get("k0000")
	require.False(t, ok)
	_, ok = f.Get(fmt.Sprintf("k%04d", maxKept+2))
	require.True(t, ok)
	files, err := os.ReadDir(f.dir)
	require.NoError(t, err)
	require.Len(t, files, maxKept)
}

// A folder that can't be written costs a request, and nothing else.
func TestCacheThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	m := newModel(t, says(posts()))
	p := m.planner(t)
	p.cache = NewFolder(filepath.Join(file, "answers"))
	require.Equal(t, compile.StatusPlan, p.plan(t, hello).Status)
	require.Equal(t, compile.StatusPlan, p.plan(t, hello).Status)
	require.Equal(t, 2, m.calls())
}
