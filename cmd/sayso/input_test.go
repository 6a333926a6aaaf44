package main

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestBadInput gives the program what it can't work with. Each is a clear error with its place and a fix, never a panic, and
// nothing is done.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	step := "name: a\nsteps:\n  - id: x\n    do: "
	for name, tc := range map[string]struct {
		args []string
		says []string
	}{
		"no command":         {[]string{"rum"}, []string{`"rum"`, "run"}},
		"unknown flag":       {[]string{"run", "--frob", "x"}, []string{"--frob", "--help"}},
		"empty prompt":       {[]string{"run", "--sandbox", "--yes", ""}, []string{"empty"}},
		"huge prompt":        {[]string{"run", "--sandbox", "--yes", strings.Repeat("pay ", 30_000)}, []string{"20000"}},
		"control characters": {[]string{"run", "--sandbox", "--yes", "\x01\x02\x03\x1b[2J"}, []string{"letters"}},
		"negative amount":    {[]string{"run", "--sandbox", "--yes", "Create an invoice for ACME Corp over -5 EUR"}, []string{"-5"}},
		"impossible date":    {[]string{"run", "--sandbox", "--yes", "Create an invoice for ACME Corp over 5 EUR due 31.02.2027"}, []string{"31.02.2027"}},
		"missing file":       {[]string{"run", "--sandbox", "--yes", filepath.Join(dir, "none.yaml")}, []string{"none.yaml"}},
		"bad fault":          {[]string{"run", "--sandbox", "--yes", "--fault", "email.send=frob", "x"}, []string{"email.send=frob", "drop-after"}},
		"fault for real":     {[]string{"run", "--yes", "--fault", "email.send=timeout", "x"}, []string{"--sandbox"}},
		"bad answer":         {[]string{"plan", "--answer", "x", "y"}, []string{"--answer", "name=value"}},
		"unknown key":        {[]string{"check", file("key.yaml", "name: a\nsteps: []\nfrob: 1\n")}, []string{"3:1", "frob"}},
		"doubled key":        {[]string{"check", file("doubled.yaml", "name: a\nname: b\nsteps: []\n")}, []string{"2:1", "name"}},
		"alias":              {[]string{"check", file("alias.yaml", "name: &x a\nsays: *x\nsteps: []\n")}, []string{"1:7"}},
		"tab":                {[]string{"check", file("tab.yaml", "name: a\nsteps:\n\t- id: x\n")}, []string{"3:1", "tab"}},
		"too deep":           {[]string{"check", file("deep.yaml", strings.Repeat("[", 10_000)+strings.Repeat("]", 10_000))}, []string{"too_deep"}},
		"too large":          {[]string{"check", file("large.yaml", "a: "+strings.Repeat("x", 50<<20))}, []string{"too_large"}},
		"unknown step":       {[]string{"check", file("ref.yaml", step+"slack.post_message\n    with: {channel: general, text: \"${missing.x}\"}\n")}, []string{"5:", "missing"}},
		"amount in a plan":   {[]string{"check", file("neg.yaml", step+"invoice.create\n    with: {customer: A, amount: {amount: \"-5\", currency: EUR}}\n")}, []string{"5:", "-5"}},
		"date in a plan":     {[]string{"check", file("date.yaml", step+"invoice.create\n    with: {customer: A, amount: {amount: \"5\", currency: EUR}, due: 2027-02-31}\n")}, []string{"5:", "2027-02-31"}},
		"unknown action":     {[]string{"do", "slack.post_mesage", "--sandbox", "--yes"}, []string{"post_message"}},
		"arguments no JSON":  {[]string{"do", "slack.post_message", "--sandbox", "--yes", "--with", "{"}, []string{"--with"}},
		"bad prompts":        {[]string{"eval", file("bad.jsonl", "\n{\"id\": 1}\n")}, []string{"bad.jsonl", "line 2"}},
		"no prompts":         {[]string{"eval", filepath.Join(dir, "none.jsonl")}, []string{"none.jsonl"}},
		"no such result":     {[]string{"eval", file("one.jsonl", `{"id":"1","lang":"en","prompt":"x","class":"unsupported"}`), "--compare", file("r.json", "{}")}, []string{"r.json", "--json"}},
		"edit without words": {[]string{"plan", "--edit", file("edit.yaml", "name: a\nsteps: []\n")}, []string{"empty"}},
		"no app":             {[]string{"connect", "slak"}, []string{"slak", "slack"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newProgram(t)
			e := p.run(tc.args...)
			require.Equal(t, int(exitUsage), e.code, e.out+e.err)
			for _, part := range tc.says {
				require.Contains(t, e.out+e.err, part)
			}
			require.NotContains(t, e.err, "panic")
			require.Empty(t, p.effects())
		})
	}
}

func TestAPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	e := newProgram(t).run("up", "--temporal-ui-port", port)
	require.Equal(t, int(exitUsage), e.code)
	require.Contains(t, e.err, port)
	require.Contains(t, e.err, "--temporal-ui-port")
}

func TestADataFolderThatCantBeUsed(t *testing.T) {
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	e := p.run("up", "--port", "0", "--temporal-ui-port", "0")
	require.Equal(t, int(exitUsage), e.code)
	require.Contains(t, e.err, "in use by process")
	require.Contains(t, e.err, "Sayso is up already, at http://127.0.0.1:")
	require.Contains(t, e.err, "--data")

	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	e = p.run("run", "--sandbox", "--yes", "--data", filepath.Join(file, "data"), "post 'hi' in #general")
	require.Equal(t, int(exitUsage), e.code)
	require.Contains(t, e.err, "--data")
}

// TestCommandsTalkToTheEngineThatIsUp has a run started beside `sayso up` carried out by it.
func TestCommandsTalkToTheEngineThatIsUp(t *testing.T) {
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	run, e := p.runJSON("post 'hi' in #general")
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, 1, p.count("slack.post_message"))
	require.Contains(t, run.Links.Temporal, run.RunID)
	require.Contains(t, p.run("runs").out, run.RunID)
}
