package salesforce_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestANameStandsForOneRecord(t *testing.T) {
	o := openOrg(t)
	o.must("create_account", "twin", `{"name":"ACME Corp","fields":{"BillingCity":"Dublin"}}`)
	o.must("create_contact", "nameless", `{"last_name":"Voss Maritime"}`)
	for _, row := range []struct {
		name, action, in string
		kind             connectors.Kind
		says             string
	}{
		{"two accounts", "find_account", `{"name":"acme corp"}`, connectors.Invalid,
			`"acme corp" could be more than one account: ACME Corp, San Francisco (0015g0000000001AAA), ACME Corp, Dublin (0015g000000000FAAQ); write which`},
		{"a typo", "update_account", `{"account":"Tanhof","status":"Active"}`, connectors.NotFound, `there is no account "Tanhof"; did you mean "Tannhof"?`},
		{"a part", "create_contact", `{"last_name":"B","account":"Brinkmann"}`, connectors.NotFound, `there is no account "Brinkmann"; did you mean "Brinkmann Logistik GmbH"?`},
		{"nothing like it", "find_account", `{"name":"Zzyzx"}`, connectors.NotFound, `there is no account "Zzyzx"`},
		{"an unknown id", "find_account", `{"name":"0015g0000000zzz"}`, connectors.NotFound, `there is no account "0015g0000000zzz"`},
		{"nothing", "find_account", `{"name":" "}`, connectors.Invalid, "the name of the account is empty"},
		{"a contact elsewhere", "find_contact", `{"name":"Leif Voss","account":"Tannhof"}`, connectors.NotFound, `there is no contact "Leif Voss"`},
		{"of two kinds", "log_activity", `{"about":"Voss Maritime","subject":"Call"}`, connectors.Invalid,
			`"Voss Maritime" could be more than one record: account Voss Maritime, Bergen (0015g0000000007AAA), contact Voss Maritime (003`},
		{"of no kind", "log_activity", `{"about":"Graze Obi","subject":"Call"}`, connectors.NotFound,
			`there is no account, contact, opportunity or lead "Graze Obi"; did you mean "Grace Obi"?`},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := o.do(o.conn, row.action, "key", row.in)
			require.NotNil(t, err)
			require.Equal(t, row.kind, err.Kind)
			require.Contains(t, err.Message, row.says)
		})
	}
}

func TestNoNameLeavesItsLiteral(t *testing.T) {
	o := openOrg(t)
	for _, name := range []string{`' OR Name LIKE '%`, `x' OR Id != null OR Name = 'x`, `\' OR Name LIKE \'%`, `\`, `%`, `____ ____`, "A\nB", `Name = 'ACME Corp'`, `"`, "\x00"} {
		in, err := json.Marshal(map[string]string{"name": name})
		require.NoError(t, err)
		_, failure := o.do(o.conn, "find_account", "", string(in))
		require.NotNil(t, failure, "%q found something", name)
		require.Equal(t, connectors.NotFound, failure.Kind, "%q: %v", name, failure)
	}
}

func TestValuesAreTheOrgsOwn(t *testing.T) {
	o := openOrg(t)
	for said, want := range map[string]string{"INVOICED": "Invoiced", "bezahlt": "Paid", "in Rechnung gestellt": "Invoiced", "on-hold": "On Hold", "inaktiv": "Inactive", "Betreut": "Betreut"} {
		o.must("update_account", "key of "+said, `{"account":"Tannhof","status":"`+said+`"}`)
		require.Equal(t, want, o.field("Tannhof", "Status__c"), said)
	}
	_, err := o.do(o.conn, "update_opportunity", "key", `{"opportunity":"Rollout Graz","stage":"closed"}`)
	require.NotNil(t, err)
	require.Equal(t, `"closed" could be more than one value of StageName: Closed Won, Closed Lost; write which`, err.Message)
}
