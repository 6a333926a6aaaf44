package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sfOrgUnderTest is a client of a fresh org, which talks to it as any script would.
type sfOrgUnderTest struct {
	t     *testing.T
	site  string
	token string
}

func openOrg(t *testing.T, dir string) (*Sandbox, *sfOrgUnderTest) {
	t.Helper()
	box, err := Open(dir)
	require.NoError(t, err)
	t.Cleanup(box.Close)
	endpoint, err := box.Endpoint("salesforce")
	require.NoError(t, err)
	org := &sfOrgUnderTest{t: t, site: endpoint.URL}
	org.signIn()
	return box, org
}

func (o *sfOrgUnderTest) signIn() {
	o.t.Helper()
	resp, err := http.PostForm(o.site+"/services/oauth2/token",
		url.Values{"grant_type": {"client_credentials"}, "client_id": {sfClientID}, "client_secret": {sfClientSecret}})
	require.NoError(o.t, err)
	defer resp.Body.Close()
	var answer map[string]string
	require.NoError(o.t, json.NewDecoder(resp.Body).Decode(&answer))
	o.token = answer["access_token"]
}

// do sends a request and gives status and body.
func (o *sfOrgUnderTest) do(method, path, body string, header ...string) (int, string) {
	o.t.Helper()
	req, err := http.NewRequest(method, o.site+"/services/data/v62.0"+path, strings.NewReader(body))
	require.NoError(o.t, err)
	req.Header.Set("Authorization", "Bearer "+o.token)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	require.NoError(o.t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(o.t, err)
	return resp.StatusCode, string(bytes.TrimSpace(raw))
}

// code gives the error code of an answer, or its status where it is none.
func (o *sfOrgUnderTest) code(method, path, body string) string {
	status, answer := o.do(method, path, body)
	var failures []sfFailure
	if json.Unmarshal([]byte(answer), &failures) == nil && len(failures) > 0 {
		return fmt.Sprintf("%d %s", status, failures[0].Code)
	}
	return fmt.Sprint(status)
}

// names runs a query and gives the names of the records, or the error code.
func (o *sfOrgUnderTest) names(soql string) string {
	o.t.Helper()
	_, answer := o.do("GET", "/query?q="+url.QueryEscape(soql), "")
	var page struct {
		TotalSize int
		Records   []map[string]any
	}
	if json.Unmarshal([]byte(answer), &page) != nil {
		return o.code("GET", "/query?q="+url.QueryEscape(soql), "")
	}
	var names []string
	for _, r := range page.Records {
		names = append(names, fmt.Sprint(r["Name"]))
	}
	return fmt.Sprintf("%d: %s", page.TotalSize, strings.Join(names, ", "))
}

func TestSalesforceIDs(t *testing.T) {
	for short, long := range map[string]string{
		"001D000000IqhSL": "001D000000IqhSLIAZ", // of the REST guide
		"001D000000IRt53": "001D000000IRt53IAD",
		"0015g0000000001": "0015g0000000001AAA",
	} {
		got, ok := sfLongID(short)
		require.True(t, ok)
		require.Equal(t, long, got)
		got, ok = sfLongID(strings.ToLower(long[:15]) + long[15:])
		require.True(t, ok)
		require.Equal(t, long, got, "an id of 18 characters doesn't depend on its case")
	}
	for _, bad := range []string{"", "001", "001D000000Iqh-L", "001D000000IqhSLIA9"} {
		_, ok := sfLongID(bad)
		require.False(t, ok, bad)
	}
}

func TestSOQL(t *testing.T) {
	_, org := openOrg(t, t.TempDir())
	for soql, want := range map[string]string{
		"SELECT Name FROM Account WHERE Name = 'acme corp'":                                                    "1: ACME Corp",
		"select name from account where Industry='Shipping' order by Name desc":                                "2: Voss Maritime, Nordlicht Yachten",
		"SELECT Name FROM Account WHERE Name LIKE 'M%' AND (BillingCity = 'Leeds' OR BillingCity = 'Berlin')":  "2: Müller GmbH, Meridian Foods",
		"SELECT Name FROM Account WHERE Name LIKE '_indner%'":                                                  "1: Lindner Metallbau",
		`SELECT Name FROM Account WHERE Name LIKE 'ACME\_Corp'`:                                                "0: ",
		`SELECT Name FROM Account WHERE Name = 'O\'Neil'`:                                                      "0: ",
		"SELECT Name FROM Account WHERE NOT Industry = 'Shipping' AND BillingCountry = 'Norway'":               "0: ",
		"SELECT Name FROM Account WHERE BillingCity IN ('Lyon', 'Kiel') ORDER BY Name LIMIT 1":                 "1: Delacroix Textiles",
		"SELECT Name FROM Account WHERE BillingCity NOT IN ('Lyon') AND Type = 'Partner'":                      "0: ",
		"SELECT Name FROM Account ORDER BY Name LIMIT 2 OFFSET 1":                                              "2: Asklepia Medizintechnik, Brinkmann Logistik GmbH",
		"SELECT Name, Account.Name FROM Contact WHERE Account.Name = 'Voss Maritime'":                          "1: Leif Voss",
		"SELECT Name FROM Contact WHERE Account.Owner.Name = 'Jonas Weber' AND LastName = 'Müller'":            "1: Sabine Müller",
		"SELECT Name FROM Opportunity WHERE Amount > 20000 AND CloseDate < 2027-02-01 ORDER BY Amount":         "2: ACME Workshop Series, Voss Fleet Dashboard",
		"SELECT Name FROM Opportunity WHERE Account.Name = null":                                               "0: ",
		"SELECT Name FROM Lead WHERE Phone = null AND Status != 'Working - Contacted' ORDER BY Name":           "2: Grace Obi, Nina Sorensen",
		"SELECT Name FROM Account WHERE LastModifiedDate >= LAST_N_DAYS:1 AND Name = 'Tannhof'":                "1: Tannhof",
		"SELECT Name FROM Account WHERE LastModifiedDate < 2020-01-01T00:00:00Z":                               "0: ",
		"SELECT COUNT() FROM Account":                                                                          "14: ",
		"SELECT Name FROM Account WHERE Name = 'ACME Corp' AND Type = 'Customer' OR Type = 'Partner'":          "400 MALFORMED_QUERY",
		"SELECT Name FROM Account WHERE Name = 'x":                                                             "400 MALFORMED_QUERY",
		"SELECT Name FROM Account WHERE":                                                                       "400 MALFORMED_QUERY",
		"SELECT Name Account":                                                                                  "400 MALFORMED_QUERY",
		"DELETE FROM Account":                                                                                  "400 MALFORMED_QUERY",
		"":                                                                                                     "400 MALFORMED_QUERY",
		"SELECT Name FROM Account WHERE " + strings.Repeat("(", 100) + "Name = 'x'" + strings.Repeat(")", 100): "400 MALFORMED_QUERY",
		"SELECT Nickname FROM Account":                                                                         "400 INVALID_FIELD",
		"SELECT Name FROM Account WHERE Description = 'x'":                                                     "400 INVALID_FIELD",
		"SELECT Name FROM Opportunity WHERE CloseDate = '2027-01-01'":                                          "400 INVALID_FIELD",
		"SELECT Name, Boss.Name FROM Account":                                                                  "400 INVALID_FIELD",
		"SELECT Name FROM Wizard":                                                                              "400 INVALID_TYPE",
		"SELECT Name FROM Account WHERE Id = 'nonsense'":                                                       "400 INVALID_QUERY_FILTER_OPERATOR",
	} {
		require.Equal(t, want, org.names(soql), soql)
	}
}

func TestSalesforceRefusesWhatItCantHold(t *testing.T) {
	_, org := openOrg(t, t.TempDir())
	for _, row := range []struct{ method, path, body, want string }{
		{"POST", "/sobjects/Contact", `{"FirstName":"Ada"}`, "400 REQUIRED_FIELD_MISSING"},
		{"POST", "/sobjects/Lead", `{"LastName":"Lin","Company":"B","Email":"nonsense"}`, "400 INVALID_EMAIL_ADDRESS"},
		{"POST", "/sobjects/Account", `{"Name":"B","Colour":"red"}`, "400 INVALID_FIELD"},
		{"POST", "/sobjects/Account", `{"Name":"B","CreatedDate":"2020-01-01"}`, "400 INVALID_FIELD_FOR_INSERT_UPDATE"},
		{"POST", "/sobjects/Account", `{"Name":7}`, "400 JSON_PARSER_ERROR"},
		{"POST", "/sobjects/Account", `{"Name":`, "400 JSON_PARSER_ERROR"},
		{"POST", "/sobjects/Account", `{"Name":"` + strings.Repeat("x", 256) + `"}`, "400 STRING_TOO_LONG"},
		{"POST", "/sobjects/Opportunity", `{"Name":"B","StageName":"x","CloseDate":"2027-02-30"}`, "400 JSON_PARSER_ERROR"},
		{"POST", "/sobjects/Contact", `{"LastName":"B","AccountId":"x"}`, "400 MALFORMED_ID"},
		{"POST", "/sobjects/Contact", `{"LastName":"B","AccountId":"0035g0000000001"}`, "400 FIELD_INTEGRITY_EXCEPTION"},
		{"POST", "/sobjects/Contact", `{"LastName":"B","AccountId":"0015g0000000zzz"}`, "400 INVALID_CROSS_REFERENCE_KEY"},
		{"POST", "/sobjects/Wizard", `{"Name":"B"}`, "404 NOT_FOUND"},
		{"PATCH", "/sobjects/Account/0015g0000000001", `{"Name":null}`, "400 REQUIRED_FIELD_MISSING"},
		{"PATCH", "/sobjects/Account/0015g0000000001", `{"AnnualRevenue":"much"}`, "400 JSON_PARSER_ERROR"},
		{"PATCH", "/sobjects/Account/nonsense", `{"Name":"B"}`, "400 MALFORMED_ID"},
		{"PATCH", "/sobjects/Account/0015g0000000zzz", `{"Name":"B"}`, "404 NOT_FOUND"},
		{"PATCH", "/sobjects/Account/Sayso_Key__c/k", `{"Name":"B","Sayso_Key__c":"k"}`, "400 INVALID_FIELD"},
		{"PATCH", "/sobjects/Account/Name/k", `{"Phone":"1"}`, "404 NOT_FOUND"},
		{"DELETE", "/sobjects/Account/Sayso_Key__c/k", ``, "404 NOT_FOUND"},
	} {
		require.Equal(t, row.want, org.code(row.method, row.path, row.body), "%s %s %.80s", row.method, row.path, row.body)
	}
}

func TestSalesforceUpsert(t *testing.T) {
	dir := t.TempDir()
	_, org := openOrg(t, dir)
	path := "/sobjects/Account/Sayso_Key__c/k1"

	status, first := org.do("PATCH", path, `{"Name":"Brightwater"}`)
	require.Equal(t, 201, status)
	require.JSONEq(t, `{"id":"0015g000000000FAAQ","success":true,"errors":[],"created":true}`, first)
	status, second := org.do("PATCH", path, `{"Name":"Brightwater"}`)
	require.Equal(t, 200, status)
	require.JSONEq(t, `{"id":"0015g000000000FAAQ","success":true,"errors":[],"created":false}`, second)
	effects, err := Effects(dir)
	require.NoError(t, err)
	require.Len(t, effects, 1, "the same values once more are no effect")

	for _, name := range []string{"Twin A", "Twin B"} {
		require.Equal(t, "201", org.code("POST", "/sobjects/Account", `{"Name":"`+name+`","Legacy_Id__c":"77"}`))
	}
	status, answer := org.do("PATCH", "/sobjects/Account/Legacy_Id__c/77", `{"Phone":"1"}`)
	require.Equal(t, 300, status)
	require.JSONEq(t, `["/services/data/v62.0/sobjects/Account/0015g000000000GAAQ","/services/data/v62.0/sobjects/Account/0015g000000000HAAQ"]`, answer)
	require.Equal(t, "0: ", org.names("SELECT Name FROM Account WHERE Phone = '1'"), "with two matches nothing is written")
	require.Equal(t, "400 DUPLICATE_VALUE", org.code("POST", "/sobjects/Account", `{"Name":"Thief","Sayso_Key__c":"K1"}`))
}

func TestSalesforceChangesAndDeletes(t *testing.T) {
	_, org := openOrg(t, t.TempDir())
	account := "/sobjects/Account/0015g0000000001AAA"
	require.Equal(t, "204", org.code("PATCH", account, `{"Status__c":"Invoiced","Description":"  padded \n"}`))
	_, answer := org.do("GET", account, "")
	require.Contains(t, answer, `"Description":"padded"`, "texts are trimmed")

	status, _ := org.do("PATCH", account, `{"Phone":"1"}`, "If-Match", `"stale--gzip"`)
	require.Equal(t, http.StatusPreconditionFailed, status)

	require.Equal(t, "204", org.code("DELETE", account, ""))
	require.Equal(t, "404 ENTITY_IS_DELETED", org.code("DELETE", account, ""))
	require.Equal(t, "404 ENTITY_IS_DELETED", org.code("PATCH", account, `{"Phone":"1"}`))
	require.Equal(t, "0: ", org.names("SELECT Name FROM Contact WHERE LastName = 'Whitfield'"), "contacts go with their account")
	_, all := org.do("GET", "/queryAll?q="+url.QueryEscape("SELECT IsDeleted FROM Account WHERE Name = 'ACME Corp'"), "")
	require.Contains(t, all, `"IsDeleted":true`)
}

func TestSalesforceSessionsEndWithTheProcess(t *testing.T) {
	dir := t.TempDir()
	box, org := openOrg(t, dir)
	require.Equal(t, "204", org.code("PATCH", "/sobjects/Account/0015g0000000001", `{"Status__c":"Paid"}`))
	old := org.token
	box.Close()

	_, again := openOrg(t, dir)
	require.Equal(t, "1: ACME Corp", again.names("SELECT Name FROM Account WHERE Status__c = 'Paid'"), "the state is kept")
	again.token = old
	require.Equal(t, "401 INVALID_SESSION_ID", again.code("GET", "/sobjects/Account/0015g0000000001", ""))
	again.signIn()
	require.Equal(t, "200", again.code("GET", "/sobjects/Account/0015g0000000001", ""))
}

func TestSalesforcePages(t *testing.T) {
	_, org := openOrg(t, t.TempDir())
	for i := range 250 {
		require.Equal(t, "201", org.code("POST", "/sobjects/Lead", fmt.Sprintf(`{"LastName":"L%03d","Company":"Bulk"}`, i)))
	}
	_, answer := org.do("GET", "/query?q="+url.QueryEscape("SELECT Name FROM Lead WHERE Company = 'Bulk'"), "",
		"Sforce-Query-Options", "batchSize=200")
	var page struct {
		TotalSize      int
		Done           bool
		Records        []any
		NextRecordsURL string `json:"nextRecordsUrl"`
	}
	require.NoError(t, json.Unmarshal([]byte(answer), &page))
	require.Equal(t, 250, page.TotalSize)
	require.Len(t, page.Records, 200)
	_, answer = org.do("GET", strings.TrimPrefix(page.NextRecordsURL, "/services/data/v62.0"), "")
	require.NoError(t, json.Unmarshal([]byte(answer), &page))
	require.True(t, page.Done)
	require.Len(t, page.Records, 50)
}
