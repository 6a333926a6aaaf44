package jira_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/sandbox"
)

func TestWhatAnIssueIsCreatedAs(t *testing.T) {
	const high, highest, low = "2", "1", "4"
	const task, bug, incident = "10001", "10002", "10005"
	for name, c := range map[string]struct {
		in   string
		want record
	}{
		"nothing said":      {`"project": "WEB"`, record{Type: task, Priority: "3"}},
		"project by name":   {`"project": "operations", "type": "Störung"`, record{Type: incident, Priority: "3"}},
		"german words":      {`"project": "web", "type": "fehler", "priority": "hoch"`, record{Type: bug, Priority: high}},
		"spelt out umlaut":  {`"project": "WEB", "priority": "Hoechste"`, record{Type: task, Priority: highest}},
		"other words":       {`"project": "WEB", "type": "defect", "priority": "urgent"`, record{Type: bug, Priority: highest}},
		"to whom, by name":  {`"project": "WEB", "priority": "niedrig", "assignee": "Eva Mueller"`, record{Type: task, Priority: low, Assignee: "5b10ac8d82e05b22cc7d4e14"}},
		"to whom, by mail":  {`"project": "WEB", "assignee": "anna.schmidt@acme.example"`, record{Type: task, Priority: "3", Assignee: "5b10ac8d82e05b22cc7d4e10"}},
		"to whom, by id":    {`"project": "WEB", "assignee": "5b10ac8d82e05b22cc7d4e10"`, record{Type: task, Priority: "3", Assignee: "5b10ac8d82e05b22cc7d4e10"}},
		"to oneself":        {`"project": "WEB", "assignee": "me"`, record{Type: task, Priority: "3", Assignee: "712020:5a9e0000-0000-4000-8000-000000000000"}},
		"no type Task here": {`"project": "LEGAL"`, record{Type: task, Priority: "3"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t)
			out := w.Prepare(t, "create_issue", `{"summary": "Broken", `+c.in+`}`).MustDo(t)
			got := held(t, w, out["key"].(string))
			require.Equal(t, c.want, record{Type: got.Type, Priority: got.Priority, Assignee: got.Assignee})
			require.Equal(t, []string{"sayso-0123456789abcdef0123456789abcdef"}, got.Labels)
			require.Contains(t, out["url"], "/browse/"+out["key"].(string))
		})
	}
}

func TestWhatCanNotBeCreated(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		kind connectors.Kind
		says string
	}{
		"misspelt project": {`"project": "OSP"`, connectors.NotFound, `did you mean "OPS"`},
		"unknown type":     {`"project": "LEGAL", "type": "Bug"`, connectors.NotFound, `there is "Task"`},
		"unknown priority": {`"project": "OPS", "priority": "hihg"`, connectors.NotFound, `did you mean "High"`},
		"two of the name":  {`"project": "OPS", "assignee": "Chris"`, connectors.Invalid, "Chris Adams <chris.adams@acme.example>, Chris Baker"},
		"unknown person":   {`"project": "OPS", "assignee": "Ana Schmid"`, connectors.NotFound, `did you mean "Anna Schmidt`},
		"label with space": {`"project": "OPS", "labels": ["two words"]`, connectors.Invalid, "labels: The label 'two words' contains spaces"},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t)
			was := state(t, w)
			_, err := w.Prepare(t, "create_issue", `{"summary": "Broken", `+c.in+`}`).Do(t)
			require.Equal(t, c.kind, connectors.KindOf(err), "%v", err)
			require.ErrorContains(t, err, c.says)
			require.Equal(t, was, state(t, w))
		})
	}
}

func TestAnUpdateAddsLabelsAndItsUndoTakesOnlyThose(t *testing.T) {
	w := world(t)
	a := w.Prepare(t, "update_issue", `{"issue": "WEB-1", "labels": ["login", "safari"]}`)
	before := a.Before(t)
	out := a.MustDo(t)
	require.Equal(t, []string{"login", "safari"}, held(t, w, "WEB-1").Labels)
	w.Prepare(t, "update_issue", `{"issue": "WEB-1", "labels": ["later"]}`).MustDo(t)
	require.NoError(t, a.Undo(t, out, before))
	require.Equal(t, []string{"login", "later"}, held(t, w, "WEB-1").Labels)
}

func TestAnUndoLeavesWhatSomebodyChangedSince(t *testing.T) {
	w := world(t)
	a := w.Prepare(t, "update_issue", `{"issue": "OPS-1", "priority": "low", "summary": "Mine"}`)
	before := a.Before(t)
	out := a.MustDo(t)
	w.Prepare(t, "update_issue", `{"issue": "OPS-1", "priority": "highest"}`).MustDo(t)
	was := state(t, w)
	err := a.Undo(t, out, before)
	require.Equal(t, connectors.Conflict, connectors.KindOf(err))
	require.ErrorContains(t, err, "priority is now Highest (it was High)")
	require.Equal(t, was, state(t, w))
}

func TestAnUpdateIsPreviewedInWords(t *testing.T) {
	a := world(t).Prepare(t, "update_issue", `{"issue": "OPS-1", "priority": "niedrig", "assignee": "Ben", "summary": "Renew the TLS certificate of db-03", "labels": ["tls"]}`)
	changes, err := a.Op.Preview(t.Context(), a.Call)
	require.NoError(t, err)
	require.Equal(t, []connectors.Change{
		{Of: "Issue OPS-1", Field: "priority", Before: "High", After: "Low"},
		{Of: "Issue OPS-1", Field: "assignee", Before: "Anna Schmidt", After: "Ben Carter"},
		{Of: "Issue OPS-1", Field: "labels", After: "tls"},
	}, changes)

	_, err = world(t).Prepare(t, "update_issue", `{"issue": "OPS-1"}`).Do(t)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
}

func TestStatusesInBothLanguages(t *testing.T) {
	for word, want := range map[string]string{"done": "Done", "Erledigt": "Done", "geschlossen": "Done", "in arbeit": "In Progress", "IN PROGRESS": "In Progress", "wartend": "Waiting", "zu erledigen": "To Do"} {
		out := world(t).Prepare(t, "transition_issue", fmt.Sprintf(`{"issue": "WEB-1", "status": %q}`, word)).MustDo(t)
		require.Equal(t, want, out["status"], word)
	}
	_, err := world(t).Prepare(t, "transition_issue", `{"issue": "OPS-1", "status": "Waiting"}`).Do(t)
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
	require.ErrorContains(t, err, `OPS-1 is To Do and can't go to "Waiting"; it can go to In Progress, Done`)
}

func TestAWorkflowWithoutAWayBack(t *testing.T) {
	w := world(t)
	a := w.Prepare(t, "transition_issue", `{"issue": "LEGAL-1", "status": "done"}`)
	before := a.Before(t)
	out := a.MustDo(t)
	err := a.Undo(t, out, before)
	require.Equal(t, connectors.Conflict, connectors.KindOf(err))
	require.ErrorContains(t, err, "LEGAL-1 can't go back from Done to To Do: its workflow has no such transition")
}

func TestATransitionThatSomebodyWentOnFrom(t *testing.T) {
	w := world(t)
	a := w.Prepare(t, "transition_issue", `{"issue": "OPS-1", "status": "in progress"}`)
	before := a.Before(t)
	out := a.MustDo(t)
	w.Prepare(t, "transition_issue", `{"issue": "OPS-1", "status": "done"}`).MustDo(t)
	err := a.Undo(t, out, before)
	require.Equal(t, connectors.Conflict, connectors.KindOf(err))
	require.Equal(t, "10001", held(t, w, "OPS-1").Status)
}

func TestATransitionWithAComment(t *testing.T) {
	const in = `{"issue": "OPS-1", "status": "done", "comment": "Renewed until 2027"}`
	t.Run("does both once, and undoes both", func(t *testing.T) {
		w := world(t)
		was := state(t, w)
		a := w.Prepare(t, "transition_issue", in)
		before := a.Before(t)
		out := a.MustDo(t)
		done := state(t, w)
		require.Contains(t, done, "Renewed until 2027")
		require.Equal(t, out, a.MustDo(t))
		require.Equal(t, done, state(t, w), "a second attempt")
		require.NoError(t, a.Undo(t, out, before))
		require.Equal(t, was, state(t, w))
	})
	t.Run("goes back where the comment is refused", func(t *testing.T) {
		w := world(t)
		was := state(t, w)
		a := w.Prepare(t, "transition_issue", in)
		require.NoError(t, w.Faults.Set(sandbox.Fault{Action: "jira.transition_issue", Kind: sandbox.FaultStatus, Status: 403, From: 2, Times: 1}))
		_, err := a.Op.Do(connectors.WithTrace(t.Context(), connectors.Trace{Action: "jira.transition_issue", Phase: "do", Key: a.Call.Key}), a.Call)
		require.Equal(t, connectors.Denied, connectors.KindOf(err), "%v", err)
		require.Equal(t, was, state(t, w))
	})
}

func TestACloneIsNotTheIssueThatWasCreated(t *testing.T) {
	w := world(t)
	a := w.Prepare(t, "create_issue", `{"project": "TEST", "summary": "Once"}`)
	w.Prepare(t, "update_issue", `{"issue": "TEST-1", "labels": ["sayso-0123456789abcdef0123456789abcdef"]}`).MustDo(t)
	_, found, err := a.Op.Find(t.Context(), a.Call)
	require.NoError(t, err)
	require.Equal(t, connectors.FoundNo, found)
}

func TestA404IsBelievedFromAGoodCredentialOnly(t *testing.T) {
	w := world(t)
	get := w.Prepare(t, "get_issue", `{"issue": "OPS-999"}`)
	_, err := get.Do(t)
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
	require.ErrorContains(t, err, "does not exist")

	require.NoError(t, w.Faults.Set(sandbox.Fault{Action: "jira.get_issue", Kind: sandbox.FaultExpireToken, From: 1}))
	get = w.Prepare(t, "get_issue", `{"issue": "OPS-1"}`)
	_, err = get.Op.Do(connectors.WithTrace(t.Context(), connectors.Trace{Action: "jira.get_issue", Phase: "read"}), get.Call)
	require.Equal(t, connectors.Expired, connectors.KindOf(err), "%v", err)
}
