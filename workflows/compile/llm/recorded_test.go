package llm

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// recording is what a model answered to a prompt.
type recording struct {
	Prompt string          `json:"prompt"`
	Answer json.RawMessage `json:"answer"`
}

func recordings(t *testing.T) map[string]recording {
	t.Helper()
	files, err := filepath.Glob("testdata/recorded/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	all := map[string]recording{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		var r recording
		require.NoError(t, json.Unmarshal(raw, &r), file)
		all[strings.TrimSuffix(file, ".json")] = r
	}
	return all
}

// Answers as a model gave them become the plans and questions of the golden files.
func TestRecordedAnswers(t *testing.T) {
	for name, r := range recordings(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			m := newModel(t, says(string(r.Answer)))
			got := shown(t, m.planner(t).plan(t, r.Prompt))
			require.Equal(t, 1, m.calls(), "one request is enough")
			if *update {
				require.NoError(t, os.WriteFile(name+".golden", []byte(got), 0o600))
			}
			want, err := os.ReadFile(name + ".golden")
			require.NoError(t, err)
			require.Equal(t, string(want), got)
		})
	}
}

// shown is a result as a person would look at it.
func shown(t *testing.T, r compile.Result) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.Status, r.Lang)
	for _, q := range r.Questions {
		fmt.Fprintf(&b, "? %s: %s %v\n", q.ID, q.Ask, q.Options)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "! %s %s: %s\n", p.Severity, p.Code, p.Message)
	}
	if r.Plan != nil {
		text, err := plan.Marshal(r.Plan)
		require.NoError(t, err)
		b.Write(text)
		for _, line := range plan.Preview(registry(t), r.Plan, r.Lang) {
			fmt.Fprintf(&b, "%s[%s] %s\n", strings.Repeat("  ", line.Depth), line.Kind, line.Says)
		}
	}
	return b.String()
}

// The schema that goes out with a request takes the answers that were recorded for it, and nothing beside the form.
func TestSchemaTakesAnswers(t *testing.T) {
	for name, r := range recordings(t) {
		c := newModel(t, says("")).planner(t)
		task, err := c.task(compile.Request{Prompt: r.Prompt, Now: friday}, "en")
		require.NoError(t, err)
		schema := answerSchema(task.actions, task.events)
		resolved, err := schema.Resolve(&jsonschema.ResolveOptions{})
		require.NoError(t, err)
		var answer map[string]any
		require.NoError(t, json.Unmarshal(r.Answer, &answer))
		require.NoError(t, resolved.Validate(answer), name)

		answer["more"] = true
		require.Error(t, resolved.Validate(answer), "a field that isn't asked for")
		delete(answer, "more")
		delete(answer, "questions")
		require.Error(t, resolved.Validate(answer), "a field that is missing")
		answer["questions"] = []any{}
		answer["steps"] = []any{map[string]any{"action": "slack.shout", "id": "x", "if": nil, "with": map[string]any{}}}
		require.Error(t, resolved.Validate(answer), "an action that there isn't")
	}
}

// The schema keeps to what endpoints can hold a model to: every object is closed and needs all of its fields, and only plain keywords are used.
func TestSchemaIsStrict(t *testing.T) {
	reg := registry(t)
	c := newCatalogue(reg)
	actions, events := c.retrieve("everything", func(string) bool { return true }, 1000)
	raw, err := json.Marshal(answerSchema(actions, events))
	require.NoError(t, err)
	var schema any
	require.NoError(t, json.Unmarshal(raw, &schema))
	require.LessOrEqual(t, strict(t, schema, false), 5000, "as many properties as OpenAI takes")
}

var plainKeywords = set("type properties required additionalProperties items anyOf const enum description $ref $defs")

// strict checks a schema, or the schemas in a map by name, and counts properties.
func strict(t *testing.T, v any, named bool) (properties int) {
	t.Helper()
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			properties += strict(t, item, false)
		}
	case map[string]any:
		if !named {
			if v["type"] == "object" {
				fields, _ := v["properties"].(map[string]any)
				require.Equal(t, false, v["additionalProperties"])
				require.NotEmpty(t, fields)
				require.Len(t, v["required"], len(fields))
				properties += len(fields)
			}
			for keyword := range v {
				require.True(t, plainKeywords[keyword], keyword)
			}
		}
		for name, inner := range v {
			properties += strict(t, inner, !named && (name == "properties" || name == "$defs"))
		}
	}
	return properties
}
