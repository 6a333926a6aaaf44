package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// pay is a step that pays an amount: one that stands in the plan, or a ${…}.
func pay(amount any) plan.Step {
	return with(do("pay", "toy.pay"), map[string]any{"amount": amount})
}

func euros(amount string) map[string]any { return map[string]any{"amount": amount, "currency": "EUR"} }

// over is a gate that is closed to more than an amount.
func over(amount string) plan.Gate {
	return plan.Gate{Code: "amount", Says: connectors.Doc{En: "That is much.", De: "Das ist viel."},
		If: &plan.Condition{When: "amount > " + amount, Facts: map[string]any{}, Money: []string{"amount"}}}
}

// gated freezes a plan whose last step has these gates.
func gated(gates []plan.Gate, steps ...plan.Step) plan.Frozen {
	f := frozen(steps...)
	f.Steps[len(steps)-1].Gates = gates
	return f
}

// start runs a plan and gives how it ended, and why not well.
func (s *stage) start(t *testing.T, start workflows.Start) workflows.Outcome {
	t.Helper()
	start.Version = workflows.Version
	s.ExecuteWorkflow("test", start)
	require.True(t, s.IsWorkflowCompleted())
	var o workflows.Outcome
	if err := s.GetWorkflowError(); err != nil {
		var app *temporal.ApplicationError
		require.ErrorAs(t, err, &app)
		require.NoError(t, app.Details(&o))
		return o
	}
	require.NoError(t, s.GetWorkflowResult(&o))
	return o
}

func TestGates(t *testing.T) {
	known := plan.Gate{Code: "amount", Known: true}
	eyes, sales, anna := known, known, known
	eyes.FourEyes, sales.By, anna.By = true, "sales", "Anna"
	broken := over("10000")
	broken.If.When = "amount > "
	for name, tc := range map[string]struct {
		gate     plan.Gate
		approved bool
		asks     bool
	}{
		"seen and approved with the plan": {known, true, false},
		"not approved with the plan":      {known, false, true},
		"not seen":                        {over("10000"), true, true},
		"below":                           {over("30000"), true, false},
		"whatever the amount":             {plan.Gate{Code: "destructive"}, true, true},
		"not by who started it":           {eyes, true, true},
		"by somebody else":                {sales, true, true},
		"by who started it":               {anna, true, false},
		"nobody can tell":                 {broken, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			o := s.start(t, workflows.Start{Frozen: gated([]plan.Gate{tc.gate}, pay(euros("20000.00"))), By: "anna", Approved: tc.approved})
			require.Equal(t, tc.asks, o.State == workflows.Denied, "nobody answers, so that what asks is denied")
			require.Equal(t, tc.asks, len(s.calls) == 0)
		})
	}
}

// An amount that an earlier step gives is held against the policy when it is there.
func TestAGateOnAnAmountFromAnEarlierStep(t *testing.T) {
	for amount, asks := range map[string]bool{"10000.00": false, "10000.01": true} {
		s := newStage(t)
		s.outputs["toy.read"] = `{"total": {"amount": "` + amount + `", "currency": "EUR"}}`
		var q *workflows.Question
		s.RegisterDelayedCallback(func() { q = s.view(t).Question }, time.Minute)
		o := s.start(t, workflows.Start{Frozen: gated([]plan.Gate{over("10000")}, do("one", "toy.read"), pay("${one.total}")), By: "anna", Approved: true})
		require.Equal(t, asks, o.State == workflows.Denied, amount)
		if asks {
			require.Equal(t, "toy.pay (step pay). That is much.", q.Says)
		}
	}
}

func TestARuleThatDenies(t *testing.T) {
	never := over("10000")
	never.Deny, never.Says = true, connectors.Doc{En: "Nobody pays as much.", De: "So viel zahlt niemand."}
	for amount, state := range map[string]workflows.State{"10000.00": workflows.Completed, "10000.01": workflows.Denied} {
		s := newStage(t)
		s.outputs["toy.read"] = `{"total": {"amount": "` + amount + `", "currency": "EUR"}}`
		f := gated([]plan.Gate{over("100000"), never}, do("a", "toy.a"), do("one", "toy.read"), pay("${one.total}"))
		o := s.start(t, workflows.Start{Frozen: f, By: "anna", Approved: true})
		require.Equal(t, state, o.State)
		if state == workflows.Denied {
			require.Equal(t, []string{"toy.a", "toy.read", "undo toy.a"}, s.calls, "what was done is taken back, and nobody was asked")
			require.Equal(t, workflows.CodePolicy, o.Failure.Code)
			require.Contains(t, o.Says, "Nobody pays as much.")
		}
	}
}

func TestSeveralGatesAskOnce(t *testing.T) {
	hour, eyes := over("1"), over("2")
	hour.Timeout, hour.By, eyes.FourEyes, eyes.By = time.Hour, "finance", true, "sales"
	s := newStage(t)
	var q *workflows.Question
	s.RegisterDelayedCallback(func() { q = s.view(t).Question }, time.Minute)
	begun := s.Now()
	o := s.start(t, workflows.Start{Frozen: gated([]plan.Gate{hour, eyes}, pay(euros("5"))), By: "anna"})
	require.Equal(t, workflows.Denied, o.State)
	require.Equal(t, []any{"finance, sales", true}, []any{q.By, q.FourEyes})
	require.WithinDuration(t, begun.Add(plan.ApprovalTimeout), *q.Until, time.Second, "the shortest time of all, which is the usual one here")
	require.Contains(t, q.Says, "anna started this run")
}

// Four eyes are those of two people who are both known by name.
func TestFourEyes(t *testing.T) {
	may := plan.Step{ID: "may", Approve: &plan.Approve{FourEyes: true, Text: "Go on?"}}
	eyes := plan.Gate{Code: "eyes", FourEyes: true, Known: true}
	for name, f := range map[string]plan.Frozen{
		"of a plan":   frozen(may, do("a", "toy.a")),
		"of a policy": gated([]plan.Gate{eyes}, do("a", "toy.a")),
	} {
		for _, tc := range []struct {
			starter, decider string
			choice           workflows.Choice
			refused          bool
			state            workflows.State
		}{
			{"anna", "berta", workflows.Approve, false, workflows.Completed},
			{"anna", "anna", workflows.Approve, true, workflows.Denied},
			{"anna", " ANNA ", workflows.Approve, true, workflows.Denied},
			{"", "berta", workflows.Approve, true, workflows.Denied},
			{"anna", "", workflows.Approve, true, workflows.Denied},
			{"", "", workflows.Approve, true, workflows.Denied},
			{"anna", "anna", workflows.Reject, false, workflows.Denied},
		} {
			t.Run(name+" "+tc.starter+" "+tc.decider+" "+string(tc.choice), func(t *testing.T) {
				s := newStage(t)
				refused := s.decide(t, time.Minute, tc.choice, func(d *workflows.Decision) { d.By = tc.decider })
				o := s.start(t, workflows.Start{Frozen: f, By: tc.starter, Approved: true})
				require.Equal(t, tc.state, o.State)
				var app *temporal.ApplicationError
				if !tc.refused {
					require.NoError(t, *refused)
					return
				}
				require.ErrorAs(t, *refused, &app)
				require.Equal(t, workflows.CodeFourEyes, app.Type())
				require.Contains(t, app.Message(), "two people")
				require.Empty(t, s.calls)
			})
		}
	}
}

func TestFourEyesInGerman(t *testing.T) {
	f := frozen(plan.Step{ID: "may", Approve: &plan.Approve{FourEyes: true}})
	f.Plan.Language = "de"
	s := newStage(t)
	refused := s.decide(t, time.Minute, workflows.Approve, nil)
	s.start(t, workflows.Start{Frozen: f, By: "anna"})
	require.ErrorContains(t, *refused, "jemand anderes")
}

// Who gives a step other arguments gives it to the policy again: what was approved was something else.
func TestOtherArgumentsAreApprovedAnew(t *testing.T) {
	known := plan.Gate{Code: "seen", Known: true, Says: connectors.Doc{En: "Look."}}
	for name, tc := range map[string]struct {
		gates, latent []plan.Gate
		amount        string
		asks          bool
	}{
		"no rule":                   {nil, nil, "5", false},
		"a rule they don't meet":    {nil, []plan.Gate{over("10000")}, "5", false},
		"one they meet":             {nil, []plan.Gate{over("10000")}, "20000", true},
		"one that was opened":       {[]plan.Gate{known}, nil, "5", true},
		"one that was passed by":    {[]plan.Gate{over("10000")}, nil, "20000", true},
		"one that doesn't hold yet": {[]plan.Gate{over("10000")}, nil, "5", false},
	} {
		t.Run(name, func(t *testing.T) {
			step := pay(euros("100"))
			step.OnFailure = plan.OnFailurePark
			f := gated(tc.gates, step)
			f.Steps[0].Latent = tc.latent
			s := newStage(t)
			s.fails["toy.pay"] = []error{fault(connectors.Invalid, "no")}
			s.decide(t, time.Minute, workflows.Retry, func(d *workflows.Decision) { d.With = map[string]any{"amount": euros(tc.amount)} })
			o := s.start(t, workflows.Start{Frozen: f, By: "anna", Approved: true})
			require.Equal(t, tc.asks, o.State == workflows.Denied)
			require.Equal(t, tc.asks, len(s.calls) == 1)
		})
	}
}
