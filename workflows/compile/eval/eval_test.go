package eval_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/email"
	"sayso/connectors/invoice"
	"sayso/connectors/jira"
	"sayso/connectors/salesforce"
	"sayso/connectors/slack"
	"sayso/workflows/compile"
	"sayso/workflows/compile/eval"
)

func registry(t *testing.T) *connectors.Registry {
	t.Helper()
	reg, err := connectors.NewRegistry(email.New(), invoice.New(nil), slack.New(), salesforce.New(), jira.New())
	require.NoError(t, err)
	return reg
}

func items(t *testing.T) []eval.Item {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "prompts.jsonl"))
	require.NoError(t, err)
	defer f.Close()
	list, err := eval.Read(f)
	require.NoError(t, err)
	return list
}

// scored scores the answers that lie beside the prompts, some of them right, each of the others wrong in a way of its own.
func scored(t *testing.T) eval.Report {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "answers.jsonl"))
	require.NoError(t, err)
	defer f.Close()
	answers := map[string]compile.Result{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var a struct {
			ID string `json:"id"`
			compile.Result
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &a))
		answers[a.ID] = a.Result
	}
	n := 0
	r, err := eval.Score(registry(t), items(t), func(it eval.Item) (eval.Answer, error) {
		n++
		return eval.Answer{Result: answers[it.ID], Took: time.Duration(n) * time.Millisecond}, nil
	})
	require.NoError(t, err)
	return r
}

// The figures are those that a second implementation gives for the same files, to the digit.
func TestScoresAgreeWithASecondImplementation(t *testing.T) {
	r := scored(t)
	for name, want := range map[string]string{
		"de":  "plans 4 exact 75.0 full 75.0 arguments 75.0 wrong 16.7 over 25.0 clarify 0/1 refused 1/1",
		"en":  "plans 5 exact 60.0 full 40.0 arguments 92.3 wrong 14.3 over 0.0 clarify 1/1 refused 1/1",
		"all": "plans 9 exact 66.7 full 55.6 arguments 85.7 wrong 15.4 over 11.1 clarify 1/2 refused 2/2",
	} {
		s, ok := r.Group(name)
		require.True(t, ok)
		require.Equal(t, want, fmt.Sprintf("plans %d exact %.1f full %.1f arguments %.1f wrong %.1f over %.1f clarify %d/%d refused %d/%d", s.Exact.N,
			100*s.Exact.Rate(), 100*s.Full.Rate(), 100*s.Arguments.Recall.Rate(), 100*s.Wrong.Rate(), 100*s.OverAsked.Rate(), s.Asked.K, s.Asked.N,
			s.Refused.K, s.Refused.N), name)
	}
}

func TestWhatWasMistaken(t *testing.T) {
	r := scored(t)
	require.Equal(t, []eval.Mistaken{
		{Meant: "clarify", Taken: "plan", Times: 1},
		{Meant: "nothing", Taken: "slack.post_message", Times: 1},
		{Meant: "plan", Taken: "clarify", Times: 1},
		{Meant: "unsupported", Taken: "clarify", Times: 1},
	}, r.Confusion)
	require.Equal(t, eval.Latency{P50: 7, P99: 13}, r.Latency)
	s, _ := r.Group("all")
	require.Equal(t, eval.Share{K: 1, N: 3}, s.AskedRight)
	require.InDelta(t, 2*(11./12)*(11./12)/(11./12+11./12), s.Actions.Value(), 1e-9)
}

func TestExecutableMeansThatTheCheckFindsNoError(t *testing.T) {
	s, _ := scored(t).Group("all")
	require.Equal(t, 9, s.Executable.N, "the plans that were made")
	require.Less(t, s.Executable.K, s.Executable.N, "one has an argument that there is not")
}

// Two lists of bounds that are published with Wilson's formula for 81 of 263 and 15 of 148.
func TestIntervals(t *testing.T) {
	for share, want := range map[eval.Share]string{{K: 81, N: 263}: "0.2553 0.3662", {K: 15, N: 148}: "0.0624 0.1605", {K: 0, N: 20}: "0.0000 0.1611", {}: "0.0000 0.0000"} {
		low, high := share.Interval()
		require.Equal(t, want, fmt.Sprintf("%.4f %.4f", low, high))
	}
}

func TestBadLinesAreNamed(t *testing.T) {
	good := `{"id":"1","lang":"en","prompt":"x","class":"unsupported"}`
	for name, tc := range map[string]struct{ text, want string }{
		"no JSON":        {good + "\n\nhello", "line 3: it can't be read"},
		"unknown key":    {`{"id":"1","lang":"en","prompt":"x","class":"plan","golden":[]}`, "line 1: it can't be read: json: unknown field \"golden\""},
		"no id":          {good + "\n" + `{"lang":"en","prompt":"x","class":"plan"}`, "line 2: id is missing"},
		"twice":          {good + "\n" + good, `line 2: the id "1" stands in line 1 already`},
		"language":       {`{"id":"1","lang":"fr","prompt":"x","class":"plan"}`, `line 1: lang is "fr"`},
		"class":          {`{"id":"1","lang":"en","prompt":"x","class":"maybe"}`, `line 1: class is "maybe"`},
		"no prompt":      {`{"id":"1","lang":"en","class":"plan"}`, "line 1: prompt is missing"},
		"no gold":        {`{"id":"1","lang":"en","prompt":"x","class":"plan"}`, "line 1: gold is missing"},
		"no steps":       {`{"id":"1","lang":"en","prompt":"x","class":"plan","gold":[{"steps":[]}]}`, "line 1: a plan in gold has no steps"},
		"trigger":        {`{"id":"1","lang":"en","prompt":"x","class":"plan","gold":[{"trigger":{"type":"sometimes"},"steps":[{"do":"a.b"}]}]}`, "line 1: the trigger's type"},
		"two objects":    {good + good, "line 1: something follows the object"},
		"nothing":        {"\n\n", "there are no prompts in it"},
		"a long line":    {good + "\n" + strings.Repeat("x", 2<<20), "line 2: it is longer than"},
		"a wrong type":   {`{"id":1,"lang":"en","prompt":"x","class":"plan"}`, "line 1: it can't be read"},
		"cut in the end": {good + "\n" + good[:20], "line 2: it can't be read"},
	} {
		_, err := eval.Read(strings.NewReader(tc.text))
		require.Error(t, err, name)
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), name)
		require.Contains(t, err.Error(), tc.want, name)
	}
}

func TestCompare(t *testing.T) {
	r := scored(t)
	raw, err := json.Marshal(r)
	require.NoError(t, err)
	earlier, err := eval.ReadReport(strings.NewReader(string(raw)))
	require.NoError(t, err)
	require.Equal(t, eval.Comparison{Better: []string{}, Worse: []string{}}, r.Compare(earlier))
	for i := range earlier.Outcomes {
		switch o := &earlier.Outcomes[i]; o.ID {
		case "en-1":
			o.Right = false
		case "en-3":
			o.Right = true
		case "en-2":
			o.ID = "gone"
		}
	}
	require.Equal(t, eval.Comparison{Better: []string{"en-1"}, Worse: []string{"en-3"}, Added: 1, Gone: 1}, r.Compare(earlier))
	_, err = eval.ReadReport(strings.NewReader(`{"groups":[]}`))
	require.ErrorContains(t, err, "no outcomes")
	_, err = eval.ReadReport(strings.NewReader("x"))
	require.ErrorContains(t, err, "no result of an evaluation")
}
