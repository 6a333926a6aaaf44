package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// A say-so is for what was read: the plan, its inputs, the accounts it acts through, and what the policy asks.
func TestApprove(t *testing.T) {
	const text = `name: hello
inputs: {text: {type: text, default: Hello}}
steps: [{id: post, do: slack.post_message, with: {channel: general, text: "${inputs.text}"}}]
`
	w := newWorld(t)
	w.connect(t, "slack", "prod")
	freeze := func(text string, inputs map[string]any) *plan.Frozen {
		f, problems, err := w.Freeze(t.Context(), w.Check([]byte(text)).Plan, inputs, api.Scope{})
		require.NoError(t, err)
		require.NotNil(t, f, "%v", problems)
		return f
	}
	read := freeze(text, nil).Digest
	require.NoError(t, api.Approve(freeze(text, nil), read))

	refused := func(f *plan.Frozen, what string) {
		err := connectors.AsError(api.Approve(f, read))
		require.NotNil(t, err, what)
		require.Equal(t, []any{connectors.Conflict, "digest_changed"}, []any{err.Kind, err.Code}, what)
		require.Contains(t, err.Message, f.Digest, what)
	}
	refused(freeze(text, map[string]any{"text": "Bye"}), "an input")
	refused(freeze(text+"says: Say hello\n", nil), "the plan")
	tampered := freeze(text, nil)
	tampered.Steps[0].Gates = nil
	refused(tampered, "a frozen plan that isn't what its digest says")
	w.Policy = &plan.Policy{Rules: []plan.Rule{{Name: "posts", When: `app == "slack"`, Approve: &plan.Approve{FourEyes: true}}}}
	refused(freeze(text, nil), "the policy")
	w.Policy = nil

	german := freeze("language: de\n"+text, nil)
	require.ErrorContains(t, api.Approve(german, read), "was freigegeben wurde")

	spec, err := w.Vault.Store.Get(t.Context(), "slack/prod")
	require.NoError(t, err)
	spec.Identity = "eve"
	require.NoError(t, w.Vault.Store.Put(t.Context(), spec))
	refused(freeze(text, nil), "the account")
}

// What a policy denies is said of a plan in a file and of one out of a prompt, before anything starts.
func TestAPolicyDeniesBeforeAnythingStarts(t *testing.T) {
	w := newWorld(t)
	w.Policy = &plan.Policy{File: "policy.yaml", Rules: []plan.Rule{{Name: "quiet", When: `app == "slack"`, Deny: true, Line: 2}}}
	d, err := w.Compile(t.Context(), api.CompileRequest{Prompt: "post 'hello' in #general", Scope: api.Scope{Sandbox: true}})
	require.NoError(t, err)
	for _, d := range []api.Draft{d, w.Check([]byte(hello))} {
		require.True(t, plan.HasErrors(d.Problems))
		require.Equal(t, plan.CodePolicy, d.Problems[len(d.Problems)-1].Code)
		require.Contains(t, d.Problems[len(d.Problems)-1].Fix, "line 2 of policy.yaml")
	}
}
