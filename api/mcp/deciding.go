package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows"
)

// DecideIn is an answer to what a run asks.
type DecideIn struct {
	RunID  string         `json:"run_id"`
	Step   string         `json:"step"`
	Digest string         `json:"digest" jsonschema:"of the question"`
	Choice choice         `json:"choice" jsonschema:"of an approval the person has the last word"`
	With   map[string]any `json:"with,omitempty" jsonschema:"retry: arguments in place of all those that failed"`
	Output map[string]any `json:"output,omitempty" jsonschema:"skip: what the step would have given"`
	Wait   *int           `json:"wait_seconds,omitempty"`
}

// choice is an answer.
type choice workflows.Choice

// Values lists them.
func (choice) Values() []string {
	return []string{string(workflows.Approve), string(workflows.Reject), string(workflows.Retry), string(workflows.Skip), string(workflows.Undo), string(workflows.Stop)}
}

func decideApprovalTool() tool[DecideIn, Moved] {
	return tool[DecideIn, Moved]{
		name: "decide_approval", title: "Answer what a run asks", needs: api.Decide, hints: hints{destroys: true, again: true, outside: true},
		doc: "Answers what a parked run asks. An approval is the person's: they are asked in this client, or decide on a page whose link you get.",
		do:  decide,
	}
}

func decide(ctx context.Context, c call, in DecideIn) (Moved, error) {
	r := api.DecideRequest{Run: in.RunID, Step: in.Step, Digest: in.Digest, Choice: workflows.Choice(in.Choice), With: in.With}
	if in.Output != nil {
		raw, err := json.Marshal(in.Output)
		if err != nil {
			return Moved{}, err
		}
		r.Output = raw
	}
	err := c.desk.Decide(ctx, r)
	if person, refused := errors.AsType[*api.NeedsPerson](err); refused {
		err = c.askPerson(ctx, r, person.URL, err)
	}
	if err != nil {
		return Moved{}, err
	}
	after, err := c.follow(ctx, api.Run{RunID: in.RunID, State: workflows.Running}, in.Wait)
	return moved(after), err
}

// elicitation is what a client is to ask the person at it before the call can go on. It travels as an error, for the call has no result yet.
type elicitation struct {
	requests sdk.InputRequestMap
	state    string
}

func (*elicitation) Error() string { return "a person has to be asked" }

// confirm names our question among those that a client is to ask.
const confirm = "decision"

// askPerson has the person decide: in their client, where that can ask and the plan itself wants the approval; else on the signed page.
// needs is the error that says so.
func (c call) askPerson(ctx context.Context, r api.DecideRequest, link string, needs error) error {
	run, err := c.desk.Run(ctx, r.Run)
	if err != nil {
		return err
	}
	answer, answered := c.request.Params.InputResponses[confirm].(*sdk.ElicitResult)
	asked, err := questionAt(run, r)
	switch {
	case err != nil && answered: // on the page, meanwhile
		return nil
	case err != nil:
		return err
	}
	form, page := c.canAsk()
	about := asking{Workspace: c.caller.Workspace, Account: c.caller.Account, Run: r.Run, Step: r.Step, Digest: r.Digest}
	switch {
	case risky(run, asked) && page && link != "" && !answered:
		return c.ask(&sdk.ElicitParams{Mode: "url", Message: c.wording(run, asked), URL: link, ElicitationID: asked.Digest}, about)
	case risky(run, asked) || !form:
		return needs
	case !answered:
		return c.ask(&sdk.ElicitParams{Mode: "form", Message: c.wording(run, asked), RequestedSchema: decisionForm(langOf(run, c))}, about)
	}
	put, err := c.unseal(c.request.Params.RequestState)
	switch {
	case err != nil:
		return err
	case !put.is(about):
		return otherQuestion(run)
	}
	decided, _ := answer.Content[confirm].(string)
	if answer.Action != "accept" || !slices.Contains(decisions, workflows.Choice(decided)) {
		return &connectors.Error{Kind: connectors.Conflict, Code: "undecided", Message: say(langOf(run, c), "the person hasn't decided", "der Mensch hat nicht entschieden")}
	}
	r.Choice = workflows.Choice(decided)
	return c.human().Decide(ctx, r)
}

// canAsk tells in which ways the client can ask the person at it.
func (c call) canAsk() (form, page bool) {
	can := c.request.ClientCapabilities()
	if can == nil || can.Elicitation == nil {
		return false, false
	}
	return can.Elicitation.Form != nil || can.Elicitation.URL == nil, can.Elicitation.URL != nil
}

func (c call) ask(e *sdk.ElicitParams, about asking) error {
	state, err := c.seal(about)
	if err != nil {
		return err
	}
	return &elicitation{sdk.InputRequestMap{confirm: e}, state}
}

// wording is what the person reads: what the run asks, word for word and without marks, for they are no model.
func (c call) wording(run api.Run, q workflows.Question) string {
	return say(langOf(run, c), "Sayso asks for your approval. Run ", "Sayso bittet um deine Freigabe. Lauf ") + run.RunID + ", " + q.Step + ":\n" + q.Says
}

func langOf(run api.Run, c call) string {
	if run.Lang != "" {
		return run.Lang
	}
	return c.caller.Lang
}

// questionAt is the question that an answer is for.
func questionAt(run api.Run, r api.DecideRequest) (workflows.Question, error) {
	for _, q := range questionsOf(run) {
		if q.Step == r.Step && q.Digest == r.Digest && q.Kind == workflows.AskApproval {
			return q, nil
		}
	}
	return workflows.Question{}, otherQuestion(run)
}

func otherQuestion(run api.Run) error {
	return &connectors.Error{Kind: connectors.Conflict, Code: "other_question",
		Message: say(run.Lang, "the run doesn't ask that, or not any more", "der Lauf fragt das nicht oder nicht mehr")}
}

// risky reports whether an approval is asked for by policy, before a step of its own accord, and not by a step of the plan that is nothing
// but an approval; or whether it is for another person to give.
func risky(run api.Run, q workflows.Question) bool {
	asks := slices.IndexFunc(run.Steps, func(s workflows.StepOutcome) bool { return s.ID == q.Step })
	return q.FourEyes || q.By != "" || asks < 0 || run.Steps[asks].Do != "approve"
}

// decisions are what a person can answer.
var decisions = []workflows.Choice{workflows.Approve, workflows.Reject}

// decisionForm asks for one of them. Nothing is chosen beforehand.
func decisionForm(lang string) any {
	return map[string]any{"type": "object", "required": []string{confirm}, "properties": map[string]any{confirm: map[string]any{
		"type": "string", "title": say(lang, "Decision", "Entscheidung"), "oneOf": []map[string]string{
			{"const": string(workflows.Approve), "title": say(lang, "Approve", "Freigeben")},
			{"const": string(workflows.Reject), "title": say(lang, "Reject", "Ablehnen")},
		}}}}
}
