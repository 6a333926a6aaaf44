package salesforce_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestWhatSalesforcesErrorsMean(t *testing.T) {
	for _, row := range []struct {
		name   string
		status int
		body   string
		action string
		kind   connectors.Kind
		pause  time.Duration
	}{
		{"day's requests used up", 403, `[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]`, "create_lead", connectors.Limited, 15 * time.Minute},
		{"too many at once", 403, `[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"ConcurrentPerOrgLongTxn Limit exceeded."}]`, "create_lead", connectors.Limited, 10 * time.Second},
		{"locked for a moment", 400, `[{"errorCode":"UNABLE_TO_LOCK_ROW","message":"unable to obtain exclusive access"}]`, "create_lead", connectors.Unavailable, 0},
		{"locked by an approval", 400, `[{"errorCode":"ENTITY_IS_LOCKED","message":"the entity is locked for editing"}]`, "create_lead", connectors.Conflict, 0},
		{"no permission", 403, `[{"errorCode":"INSUFFICIENT_ACCESS_OR_READONLY","message":"insufficient access rights"}]`, "create_lead", connectors.Denied, 0},
		{"session", 401, `[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]`, "create_lead", connectors.Expired, 0},
		{"validation rule", 400, `[{"errorCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","message":"Company is blocked","fields":["Company"]}]`, "create_lead", connectors.Invalid, 0},
		{"duplicate rule", 400, `[{"errorCode":"DUPLICATES_DETECTED","message":"Use one of these records?"}]`, "create_lead", connectors.Conflict, 0},
		{"another's unique value", 400, `[{"errorCode":"DUPLICATE_VALUE","message":"duplicate value found: Vat__c duplicates value on record with id: 001"}]`, "create_lead", connectors.Conflict, 0},
		{"the same upsert at once", 400, `[{"errorCode":"DUPLICATE_VALUE","message":"duplicate value found: Sayso_Key__c duplicates value on record with id: 001"}]`, "create_lead", connectors.Unavailable, 0},
		{"no external-id field", 404, `[{"errorCode":"NOT_FOUND","message":"Provided external ID field does not exist or is not accessible: Sayso_Key__c"}]`, "create_lead", connectors.Invalid, 0},
		{"two records of one key", 300, `["/services/data/v62.0/sobjects/Lead/00Q1","/services/data/v62.0/sobjects/Lead/00Q2"]`, "create_lead", connectors.Conflict, 0},
		{"a redirect", 302, ``, "create_lead", connectors.Unknown, 0},
		{"server error after a write", 500, `[{"errorCode":"UNKNOWN_EXCEPTION","message":"An unexpected error occurred."}]`, "create_lead", connectors.Unknown, 0},
		{"server error of a read", 500, `[{"errorCode":"UNKNOWN_EXCEPTION","message":"An unexpected error occurred."}]`, "find_account", connectors.Unavailable, 0},
		{"busy", 503, `[{"errorCode":"SERVER_UNAVAILABLE","message":"Server is too busy"}]`, "create_lead", connectors.Unavailable, 0},
		{"bad query", 400, `[{"errorCode":"MALFORMED_QUERY","message":"unexpected token: FROM"}]`, "find_account", connectors.Invalid, 0},
		{"slow query", 400, `[{"errorCode":"QUERY_TIMEOUT","message":"Your query request was running for too long."}]`, "find_account", connectors.Unavailable, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(row.status)
				_, _ = w.Write([]byte(row.body))
			}))
			defer server.Close()
			o := openOrg(t)
			conn := o.connect(server.URL, nil, map[string]connectors.Secret{"token": connectors.NewSecret("00D!session")})
			in := map[string]string{"create_lead": `{"last_name":"A","company":"B"}`, "find_account": `{"name":"A"}`}[row.action]
			_, err := o.do(conn, row.action, "key", in)
			require.NotNil(t, err)
			require.Equal(t, row.kind, err.Kind, err.Message)
			require.Equal(t, row.pause, err.RetryAfter)
			require.NotContains(t, err.Message, "00D!session")
		})
	}
}

func TestTwoRecordsOfOneKeyAreListed(t *testing.T) {
	o := openOrg(t)
	o.must("create_account", "a", `{"name":"Twin A","fields":{"Legacy_Id__c":"key"}}`)
	o.must("create_account", "b", `{"name":"Twin B","fields":{"Legacy_Id__c":"key"}}`)
	conn := o.connect(o.endpoint.URL, map[string]string{"external_id_field": "Legacy_Id__c"}, o.endpoint.Secrets)
	_, err := o.do(conn, "create_account", "key", `{"name":"Twin C"}`)
	require.NotNil(t, err)
	require.Equal(t, connectors.Conflict, err.Kind)
	require.Contains(t, err.Message, "0015g000000000FAAQ, 0015g000000000GAAQ")
	require.Contains(t, o.must("query", "", `{"soql":"SELECT Id FROM Account WHERE Name LIKE 'Twin%'"}`), `"total":2`)
}

func TestAQueryOnlyReads(t *testing.T) {
	o := openOrg(t)
	for soql, says := range map[string]string{
		"DELETE FROM Account":                  `a query begins with SELECT; "DELETE" doesn't`,
		"":                                     `a query begins with SELECT; "" doesn't`,
		"SELECT Id FROM Account FOR UPDATE":    `a query only reads; leave out "FOR UPDATE"`,
		"SELECT Id FROM Account for   view":    `a query only reads; leave out "FOR   VIEW"`,
		"SELECT Id FROM Lead UPDATE TRACKING":  `a query only reads; leave out "UPDATE TRACKING"`,
		"SELECT Nickname__c FROM Account":      "No such column 'Nickname__c' on entity 'Account'",
		"SELECT Id FROM Account WHERE Id = ''": "invalid ID field",
	} {
		_, err := o.do(o.conn, "query", "", `{"soql":"`+soql+`"}`)
		require.NotNil(t, err, soql)
		require.Equal(t, connectors.Invalid, err.Kind)
		require.Contains(t, err.Message, says)
	}
	_, err := o.do(o.conn, "query", "", `{"soql":"SELECT Id FROM Account","limit":-1}`)
	require.NotNil(t, err)
	require.Equal(t, connectors.Invalid, err.Kind)
	require.JSONEq(t, `{"records":[],"total":0}`, o.must("query", "", `{"soql":"SELECT Id FROM Account WHERE Name = 'made for update'"}`), "what stands in quotes is a value")
	require.Contains(t, o.must("query", "", `{"soql":"SELECT COUNT() FROM Account"}`), `"total":14`)
}
