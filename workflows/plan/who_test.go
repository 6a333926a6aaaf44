package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

const keepers = `groups:
  finance: [anna@acme.example, bert]
who:
  - {may: [start], environments: [production], only: [admin, finance]}
  - {may: [approve], connections: [xero/prod], only: [finance]}
  - {may: [connect, edit], only: [admin]}
`

func TestWhoMay(t *testing.T) {
	p, problems := plan.ParsePolicy(nil, "policy.yaml", []byte(keepers))
	require.Empty(t, problems)
	prod, test := plan.Use{Connection: "xero/prod", Environment: "production"}, plan.Use{Connection: "xero/demo", Environment: "test"}
	anna := plan.Person{Role: "runner", Names: []string{"acc_1", "anna@acme.example"}}
	carl := plan.Person{Role: "runner", Names: []string{"acc_2", "carl"}}
	root := plan.Person{Role: "admin", Names: []string{"root"}}
	for _, row := range []struct {
		act  plan.Act
		uses []plan.Use
		who  plan.Person
		line int // of the entry that keeps it; 0 where it is allowed
	}{
		{plan.ActStart, []plan.Use{test}, carl, 0},
		{plan.ActStart, []plan.Use{test, prod}, carl, 4},
		{plan.ActStart, []plan.Use{prod}, anna, 0},
		{plan.ActStart, []plan.Use{prod}, root, 0},
		{plan.ActStart, nil, carl, 0},
		{plan.ActApprove, []plan.Use{prod}, root, 5},
		{plan.ActApprove, []plan.Use{prod}, anna, 0},
		{plan.ActApprove, []plan.Use{test}, carl, 0},
		{plan.ActEdit, nil, anna, 6},
		{plan.ActConnect, []plan.Use{test}, root, 0},
	} {
		w := p.Keeps(row.act, row.uses, row.who)
		if row.line == 0 {
			require.Nil(t, w, "%+v", row)
			continue
		}
		require.NotNil(t, w, "%+v", row)
		require.Equal(t, row.line, w.Line)
	}
	require.Nil(t, (*plan.Policy)(nil).Keeps(plan.ActStart, []plan.Use{prod}, carl))
}

func TestWhomAnApprovalAsks(t *testing.T) {
	p, _ := plan.ParsePolicy(nil, "policy.yaml", []byte(keepers))
	known := []string{"acc_1", "anna@acme.example", "carl"}
	anna, carl := plan.Person{Names: []string{"acc_1", "anna@acme.example"}}, plan.Person{Names: []string{"carl"}}
	require.True(t, p.Asked("", known, carl))
	require.True(t, p.Asked("finance", known, anna))
	require.False(t, p.Asked("finance", known, carl))
	require.True(t, p.Asked("the CFO", known, carl), "a description is nobody in particular")
	require.False(t, p.Asked("anna@acme.example", known, carl))
	require.True(t, (*plan.Policy)(nil).Asked("carl", known, carl))
	require.False(t, (*plan.Policy)(nil).Asked("carl", known, anna))
}

func TestWhoIsReadStrictly(t *testing.T) {
	for name, text := range map[string]string{
		"an act of no kind":         "who:\n  - {may: [delete], only: [admin]}\n",
		"nobody":                    "who:\n  - {may: [start]}\n",
		"nothing":                   "who:\n  - {only: [admin]}\n",
		"an environment of no kind": "who:\n  - {may: [start], environments: [prod], only: [admin]}\n",
		"a group like a role":       "groups: {admin: [anna]}\nwho: []\n",
		"groups in a list":          "groups: [anna]\nwho: []\n",
		"something else":            "who:\n  - {may: [start], only: [admin], hours: 9-17}\n",
		"no list":                   "who: {may: [start], only: [admin]}\n",
	} {
		t.Run(name, func(t *testing.T) {
			p, problems := plan.ParsePolicy(nil, "policy.yaml", []byte(text))
			require.Nil(t, p)
			require.True(t, plan.HasErrors(problems))
			require.Positive(t, problems[0].Line)
			require.Positive(t, problems[0].Column)
		})
	}
}

func TestUsesOfAFrozenPlan(t *testing.T) {
	step := func(connection string) plan.FrozenStep {
		return plan.FrozenStep{Connection: connection, Environment: "test"}
	}
	called := &plan.Frozen{Steps: []plan.FrozenStep{step("c/x")}}
	f := &plan.Frozen{Steps: []plan.FrozenStep{step("a/x"), {Inner: [][]plan.FrozenStep{{step("b/x")}, {step("a/x")}}}, {Called: called}}}
	var names []string
	for _, u := range f.Uses() {
		names = append(names, u.Connection)
	}
	require.Equal(t, []string{"a/x", "b/x", "c/x"}, names)
}
