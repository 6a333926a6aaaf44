package salesforce_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestAnUpdateThatCantBeMade(t *testing.T) {
	o := openOrg(t)
	for _, row := range []struct{ name, action, in, says string }{
		{"nothing to change", "update_account", `{"account":"ACME Corp"}`, `nothing of the account "ACME Corp" is to be changed; say what, such as its status`},
		{"unknown field", "update_account", `{"account":"ACME Corp","fields":{"Webseite":"x"}}`, `there is no field of account "Webseite"; did you mean "Website"?`},
		{"field given twice", "update_account", `{"account":"ACME Corp","status":"Paid","fields":{"status__c":"New"}}`, "the field status__c is given twice, by an argument and in fields"},
		{"description given twice", "update_account", `{"account":"ACME Corp","note":"x","fields":{"Description":"y"}}`, "the field Description is given twice, by an argument and in fields"},
		{"id", "update_account", `{"account":"ACME Corp","fields":{"Id":"y"}}`, "the field Id can't be written: it identifies the record"},
		{"key field", "create_account", `{"name":"B","fields":{"sayso_key__c":"y"}}`, "the field sayso_key__c can't be written: it identifies the record"},
		{"no name of a field", "create_account", `{"name":"B","fields":{"a/b":"y"}}`, `"a/b" is not the API name of a field`},
		{"no value of a field", "create_account", `{"name":"B","fields":{"Phone":["y"]}}`, "the field Phone takes a text, a number, true, false or null"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := o.do(o.conn, row.action, "key", row.in)
			require.NotNil(t, err)
			require.Contains(t, []connectors.Kind{connectors.Invalid, connectors.NotFound}, err.Kind)
			require.Equal(t, row.says, err.Message)
		})
	}
}

func TestNotesOfManyRunsAreAllKept(t *testing.T) {
	o := openOrg(t)
	const runs = 6
	done := make(chan *connectors.Error)
	for i := range runs {
		go func() {
			for {
				_, err := o.do(o.conn, "update_account", fmt.Sprintf("%08d", i), fmt.Sprintf(`{"account":"ACME Corp","note":"Note %d"}`, i))
				if err == nil || !err.Kind.Rule().Retry { // as the engine does
					done <- err
					return
				}
			}
		}()
	}
	for range runs {
		require.Nil(t, <-done)
	}
	text, _ := o.field("ACME Corp", "Description").(string)
	for i := range runs {
		require.Equal(t, 1, strings.Count(text, fmt.Sprintf("2026-11-20: Note %d (Sayso %08d)", i, i)), text)
	}
}

// changed makes an update as a run does and gives what an undo needs.
func changed(t *testing.T, o *org, key, in string) connectors.RawUndoing {
	t.Helper()
	op, call := o.action("update_account"), rawCall(o.conn, key, in)
	before, err := op.Before(context.Background(), call)
	require.NoError(t, err)
	out, err := op.Do(context.Background(), call)
	require.NoError(t, err)
	return connectors.RawUndoing{Call: call, Out: out, Before: before}
}

func TestUndoLeavesWhatOthersDid(t *testing.T) {
	o := openOrg(t)
	undo := o.action("update_account").Undo

	status := changed(t, o, "aaaaaaaa", `{"account":"ACME Corp","status":"Paid","fields":{"Phone":"1"}}`)
	changed(t, o, "bbbbbbbb", `{"account":"ACME Corp","status":"Inactive"}`)
	err := undo(context.Background(), status)
	require.Equal(t, connectors.Conflict, connectors.KindOf(err))
	require.EqualError(t, err, "Account ACME Corp was changed by somebody since (Status__c), so that it is not put back")
	require.Equal(t, "Inactive", o.field("ACME Corp", "Status__c"))
	require.Equal(t, "1", o.field("ACME Corp", "Phone"), "all is put back or nothing")

	first := changed(t, o, "cccccccc", `{"account":"Tannhof","note":"First"}`)
	changed(t, o, "dddddddd", `{"account":"Tannhof","note":"Second"}`)
	require.NoError(t, undo(context.Background(), first))
	require.Equal(t, "2026-11-20: Second (Sayso dddddddd)", o.field("Tannhof", "Description"))
}

func TestUndoNeedsItsImage(t *testing.T) {
	o := openOrg(t)
	u := changed(t, o, "aaaaaaaa", `{"account":"ACME Corp","status":"Paid"}`)
	u.Before = json.RawMessage(`"lost"`)
	require.Equal(t, connectors.Invalid, connectors.KindOf(o.action("update_account").Undo(context.Background(), u)))
}

func TestARenamedRecordIsFoundAgain(t *testing.T) {
	o := openOrg(t)
	in := `{"account":"Tannhof","fields":{"Name":"Tannhof OG"}}`
	first := o.must("update_account", "key", in)
	require.Equal(t, first, o.must("update_account", "key", in))
}

func TestPreviewTellsBeforeAndAfter(t *testing.T) {
	o := openOrg(t)
	changes, err := o.action("update_opportunity").Preview(context.Background(), rawCall(o.conn, "key",
		`{"opportunity":"Rollout Graz","stage":"Proposal","amount":{"amount":"84000.00","currency":"EUR"}}`))
	require.NoError(t, err)
	require.Equal(t, []connectors.Change{
		{Of: "Opportunity Rollout Graz", Field: "Amount", Before: "48000.0", After: "84000.00"},
		{Of: "Opportunity Rollout Graz", Field: "StageName", Before: "Qualification", After: "Proposal/Price Quote"},
	}, changes, "the currency stays, so that it is no change")
}

func TestSettingsOfAnOrgWithoutStatusAndEmail(t *testing.T) {
	o := openOrg(t)
	plain := o.connect(o.endpoint.URL, map[string]string{"status_field": "none", "email_field": "none",
		"multi_currency": "no"}, o.endpoint.Secrets)
	for _, row := range []struct{ name, action, in, says string }{
		{"status", "update_account", `{"account":"ACME Corp","status":"Paid"}`, "accounts of this org have no status; write a note, or name the field as status_field"},
		{"e-mail", "create_account", `{"name":"B","email":"b@b.example"}`, "accounts of this org have no e-mail; create a contact for it, or name the field as email_field"},
		{"currency", "create_opportunity", `{"name":"B","amount":{"amount":"1","currency":"NOK"}}`,
			"the org counts in EUR, and the amount is in NOK; give it in EUR, or set multi_currency to yes where the org has several currencies"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := o.do(plain, row.action, "key", row.in)
			require.NotNil(t, err)
			require.Equal(t, connectors.Invalid, err.Kind)
			require.Equal(t, row.says, err.Message)
		})
	}
	out, err := o.do(plain, "find_account", "", `{"name":"ACME Corp"}`)
	require.Nil(t, err)
	require.NotContains(t, out, "email")
	_, err = o.do(plain, "create_opportunity", "key", `{"name":"B","amount":{"amount":"1200.50","currency":"EUR"}}`)
	require.Nil(t, err)
	out, err = o.do(plain, "find_opportunity", "", `{"name":"B"}`)
	require.Nil(t, err)
	require.Contains(t, out, `"amount":{"amount":"1200.50","currency":"EUR"}`)
}
