package plan_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// The toy catalogue of these tests: enough of an invoice, a CRM, a tracker, a chat and mail to need every rule.
type (
	nameIn struct {
		Name string `json:"name" jsonschema:"Name of the account" de:"Name des Kontos"`
	}
	accountOut struct {
		ID    string           `json:"id"`
		Name  string           `json:"name"`
		Email connectors.Email `json:"email"`
		Notes connectors.Text  `json:"notes"`
	}
	updateIn struct {
		Account string          `json:"account" jsonschema:"Which account" de:"Welches Konto"`
		Status  string          `json:"status,omitempty"`
		Note    connectors.Text `json:"note,omitempty"`
		Fields  map[string]any  `json:"fields,omitempty"`
	}
	idOut struct {
		ID string `json:"id"`
	}
	deleteIn struct {
		ID string `json:"id"`
	}
	line struct {
		Description connectors.Text  `json:"description"`
		Quantity    *float64         `json:"quantity,omitempty"`
		UnitPrice   connectors.Money `json:"unit_price"`
	}
	invoiceIn struct {
		Customer string            `json:"customer" jsonschema:"Who the invoice is for" de:"Für wen die Rechnung ist"`
		Amount   *connectors.Money `json:"amount,omitempty"`
		Lines    []line            `json:"lines,omitempty"`
		Due      connectors.Date   `json:"due,omitempty"`
		TaxRate  *float64          `json:"tax_rate,omitempty"`
	}
	invoiceOut struct {
		Number string           `json:"number"`
		Total  connectors.Money `json:"total"`
		PDF    connectors.File  `json:"pdf"`
		Due    connectors.Date  `json:"due"`
	}
	mailIn struct {
		To          []connectors.Email `json:"to" jsonschema:"Who gets it" de:"Wer sie bekommt"`
		Subject     string             `json:"subject"`
		Body        connectors.Text    `json:"body"`
		Attachments []connectors.File  `json:"attachments,omitempty"`
	}
	mailOut struct {
		MessageID string `json:"message_id"`
	}
	issueIn struct {
		Project  string          `json:"project"`
		Summary  string          `json:"summary"`
		Body     connectors.Text `json:"body,omitempty"`
		Priority priority        `json:"priority,omitempty"`
		Labels   []string        `json:"labels,omitempty"`
		Private  bool            `json:"private,omitempty"`
		Votes    int             `json:"votes,omitempty"`
		Link     connectors.URL  `json:"link,omitempty"`
	}
	issueOut struct {
		Key string         `json:"key"`
		URL connectors.URL `json:"url"`
	}
	searchIn struct {
		Text string `json:"text,omitempty"`
	}
	searchOut struct {
		Issues []map[string]any `json:"issues"`
		Total  int              `json:"total"`
	}
	ticketIn struct {
		Priority priority `json:"priority,omitempty"`
	}
	ticketOut struct {
		ID        string           `json:"id"`
		Subject   string           `json:"subject"`
		Body      connectors.Text  `json:"body"`
		Requester connectors.Email `json:"requester"`
	}
	postIn struct {
		Channel string          `json:"channel"`
		Text    connectors.Text `json:"text"`
	}
	rolloutIn struct {
		Deployment string `json:"deployment"`
	}
	rolloutOut struct {
		Ready bool `json:"ready"`
	}
	priority string
)

func (priority) Values() []string { return []string{"low", "normal", "High"} }

func action[In, Out any](name string, effect connectors.Effect, en, de string, more ...func(*connectors.Action[In, Out])) *connectors.Operation {
	a := connectors.Action[In, Out]{Name: name, Effect: effect, Doc: connectors.Doc{En: en, De: de}, Says: connectors.Sentence{En: en, De: de},
		Do: func(context.Context, connectors.Call[In]) (Out, error) { var out Out; return out, nil }}
	if effect == connectors.Write {
		a.UndoBy = "restore"
		a.Undo = func(context.Context, connectors.Undoing[In, Out]) error { return nil }
	}
	if effect != connectors.Read {
		a.Once = connectors.OnceID
	}
	for _, change := range more {
		change(&a)
	}
	return connectors.Define(a)
}

func registry(t testing.TB) *connectors.Registry {
	t.Helper()
	needs := []connectors.Need{{Name: "token", Secret: true}}
	reg, err := connectors.NewRegistry(
		&connectors.Connector{App: "salesforce", Title: "Salesforce", Aliases: []string{"SFDC"}, Needs: needs, Actions: []*connectors.Operation{
			action[nameIn, accountOut]("find_account", connectors.Read, "Look up {name}", "{name} nachschlagen"),
			action[updateIn, idOut]("update_account", connectors.Write, "Set {account}[ to {status}][: {note}]", "{account}[ auf {status}] setzen[: {note}]"),
			action("delete_record", connectors.Write, "Delete {id}", "{id} löschen", func(a *connectors.Action[deleteIn, idOut]) { a.Destructive, a.UndoBy = true, "undelete" }),
		}},
		&connectors.Connector{App: "invoice", Title: "Invoices", Actions: []*connectors.Operation{
			action("create", connectors.Write, "Create an invoice for {customer}[ over {amount}]", "Rechnung für {customer}[ über {amount}] ausstellen",
				func(a *connectors.Action[invoiceIn, invoiceOut]) {
					a.OneOf, a.UndoBy = []string{"amount", "lines"}, "cancel"
				}),
		}},
		&connectors.Connector{App: "email", Title: "E-mail", Needs: needs, Actions: []*connectors.Operation{
			action[mailIn, mailOut]("send", connectors.Irreversible, "E-mail “{subject}” to {to}", "E-Mail „{subject}“ an {to} senden"),
		}},
		&connectors.Connector{App: "jira", Title: "Jira", Needs: needs, Actions: []*connectors.Operation{
			action("create_issue", connectors.Write, "Create an issue in {project}: {summary}", "Vorgang in {project} anlegen: {summary}",
				func(a *connectors.Action[issueIn, issueOut]) { a.UndoBy = "delete" }),
			action[searchIn, searchOut]("search_issues", connectors.Read, "Search issues[ for {text}]", "Vorgänge suchen[: {text}]"),
		}},
		&connectors.Connector{App: "zendesk", Title: "Zendesk", Needs: needs, Events: []*connectors.Event{
			connectors.DefineTrigger(connectors.Trigger[ticketIn, ticketOut]{Name: "ticket_created", Doc: connectors.Doc{En: "A ticket came in", De: "Ein Ticket kam herein"}}),
		}},
		&connectors.Connector{App: "slack", Title: "Slack", Needs: needs, Actions: []*connectors.Operation{
			action[postIn, idOut]("post_message", connectors.Write, "Post in #{channel}: {text}", "In #{channel} schreiben: {text}"),
		}},
		&connectors.Connector{App: "kubernetes", Title: "Kubernetes", Needs: needs, Actions: []*connectors.Operation{
			action("wait_rollout", connectors.Read, "Wait for {deployment}", "Auf {deployment} warten", func(a *connectors.Action[rolloutIn, rolloutOut]) { a.Long = true }),
		}},
		&connectors.Connector{App: "postgres", Title: "PostgreSQL", Declared: true,
			Actions: []*connectors.Operation{connectors.Define(connectors.Action[nameIn, idOut]{Name: "insert", Effect: connectors.Write, Once: connectors.OnceTx, UndoBy: "delete",
				Doc: connectors.Doc{En: "Insert a row", De: "Eine Zeile einfügen"}, Says: connectors.Sentence{En: "Insert {name}", De: "{name} einfügen"}})},
			Events: []*connectors.Event{connectors.DefineTrigger(connectors.Trigger[struct{}, idOut]{Name: "row_inserted", Doc: connectors.Doc{En: "A row is there", De: "Eine Zeile ist da"}})}},
	)
	require.NoError(t, err)
	return reg
}

// parsed reads a plan that has nothing wrong with its text.
func parsed(t testing.TB, text string) *plan.Plan {
	t.Helper()
	p, problems := plan.Parse([]byte(text))
	require.Empty(t, problems)
	return p
}

// checked reads and checks a plan.
func checked(t testing.TB, text string) []plan.Problem {
	t.Helper()
	return plan.Check(registry(t), parsed(t, text), plan.CheckOptions{})
}

func connections() map[string][]plan.Connection {
	all := map[string][]plan.Connection{}
	for _, app := range []string{"salesforce", "email", "jira", "zendesk", "slack", "kubernetes"} {
		all[app] = []plan.Connection{{ID: app + "/prod", Identity: "anna@acme.example", Environment: "test", WrittenBefore: true}}
	}
	return all
}

func asJSON(t testing.TB, v any) []byte {
	t.Helper()
	raw, err := json.MarshalIndent(v, "", "  ")
	require.NoError(t, err)
	return append(raw, '\n')
}
