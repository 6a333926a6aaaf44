package salesforce_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/salesforce"
	"sayso/connectors/sandbox"
)

// org is a fresh simulated org with a connection to it.
type org struct {
	t         *testing.T
	connector *connectors.Connector
	conn      *connectors.Connection
	endpoint  sandbox.Endpoint
}

func openOrg(t *testing.T) *org {
	t.Helper()
	box, err := sandbox.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(box.Close)
	endpoint, err := box.Endpoint("salesforce")
	require.NoError(t, err)
	o := &org{t: t, connector: salesforce.New(), endpoint: endpoint}
	o.conn = o.connect(endpoint.URL, nil, endpoint.Secrets)
	return o
}

// connect makes a connection with further settings.
func (o *org) connect(address string, settings map[string]string, secrets map[string]connectors.Secret) *connectors.Connection {
	o.t.Helper()
	all := map[string]string{}
	for _, m := range []map[string]string{o.endpoint.Settings, settings} {
		maps.Copy(all, m)
	}
	conn, err := connectors.NewConnection(connectors.Spec{ID: "salesforce/test", App: "salesforce", URL: address, Settings: all,
		Secrets: secrets, Auth: o.connector.Auth, AllowPrivate: true})
	require.NoError(o.t, err)
	return conn
}

func (o *org) action(name string) *connectors.Operation {
	o.t.Helper()
	for _, a := range o.connector.Actions {
		if a.Name == name {
			return a
		}
	}
	o.t.Fatalf("no action %s", name)
	return nil
}

func rawCall(conn *connectors.Connection, key, in string) connectors.RawCall {
	return connectors.RawCall{In: json.RawMessage(in), Conn: conn, Key: key, Lang: "en",
		Now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
}

// do carries an action out and gives its output or its error, each as text.
func (o *org) do(conn *connectors.Connection, action, key, in string) (string, *connectors.Error) {
	o.t.Helper()
	out, err := o.action(action).Do(context.Background(), rawCall(conn, key, in))
	return string(out), connectors.AsError(err)
}

// must carries an action out that has to succeed.
func (o *org) must(action, key, in string) string {
	o.t.Helper()
	out, err := o.do(o.conn, action, key, in)
	if err != nil {
		o.t.Fatalf("%s: %v", action, err)
	}
	return out
}

// field reads a field of an account.
func (o *org) field(account, field string) any {
	o.t.Helper()
	out := o.must("query", "", fmt.Sprintf(`{"soql":"SELECT %s FROM Account WHERE Name = '%s'"}`, field, account))
	var page struct{ Records []map[string]any }
	require.NoError(o.t, json.Unmarshal([]byte(out), &page))
	require.Len(o.t, page.Records, 1)
	return page.Records[0][field]
}

// through puts a proxy in front of the org that may look at each request, and change it.
func (o *org) through(see func(*http.Request)) *connectors.Connection {
	o.t.Helper()
	target, err := url.Parse(o.endpoint.URL)
	require.NoError(o.t, err)
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target); see(r.Out) }}
	server := httptest.NewServer(proxy)
	o.t.Cleanup(server.Close)
	return o.connect(server.URL, nil, o.endpoint.Secrets)
}

func TestConcurrentRenewalsMakeOneSession(t *testing.T) {
	o := openOrg(t)
	var fetched atomic.Int32
	conn := o.through(func(r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/oauth2/token") {
			fetched.Add(1)
		}
	})
	for round := range 2 { // the first session, then one in place of a session that Salesforce ended
		if round == 1 {
			conn.SetSecret("token", connectors.NewSecret("00D!ended"))
		}
		done := make(chan error)
		for range 8 {
			go func() {
				_, err := o.action("find_account").Do(context.Background(), rawCall(conn, "", `{"name":"ACME Corp"}`))
				done <- err
			}()
		}
		for range 8 {
			require.NoError(t, <-done)
		}
		require.Equal(t, int32(round+1), fetched.Load())
	}
}

func TestSignIn(t *testing.T) {
	o := openOrg(t)
	secret := connectors.NewSecret
	for _, row := range []struct {
		name    string
		secrets map[string]connectors.Secret
		want    string
	}{
		{"wrong secret", map[string]connectors.Secret{"client_id": o.endpoint.Secrets["client_id"], "client_secret": secret("hush-hush")},
			"Salesforce refuses the sign-in of the connected app: invalid client credentials"},
		{"wrong id", map[string]connectors.Secret{"client_id": secret("hush-hush"), "client_secret": secret("x")},
			"Salesforce refuses the sign-in of the connected app: client identifier invalid"},
		{"token that ended", map[string]connectors.Secret{"token": secret("00D!hush-hush")}, "Salesforce: Session expired or invalid"},
		{"nothing", nil, "Salesforce: Session expired or invalid"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := o.connector.Check(context.Background(), o.connect(o.endpoint.URL, nil, row.secrets))
			require.Equal(t, connectors.Expired, connectors.KindOf(err))
			require.EqualError(t, err, row.want)
		})
	}
	t.Run("a ready token", func(t *testing.T) {
		o.must("find_account", "", `{"name":"ACME Corp"}`)
		conn := o.connect(o.endpoint.URL, nil, map[string]connectors.Secret{"token": o.conn.Secret("token")})
		identity, err := o.connector.Check(context.Background(), conn)
		require.NoError(t, err)
		require.Equal(t, "sayso@sandbox.example (00D5g0000000001EAA)", identity)
	})
}

func TestCheckNamesTheFieldsThatAreMissing(t *testing.T) {
	o := openOrg(t)
	_, err := o.connector.Check(context.Background(),
		o.connect(o.endpoint.URL, map[string]string{"external_id_field": "Key__c", "status_field": "State__c",
			"email_field": "none"}, o.endpoint.Secrets))
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
	for _, field := range []string{"Account.Key__c", "Contact.Key__c", "Lead.Key__c", "Opportunity.Key__c", "Task.Key__c", "Account.State__c"} {
		require.ErrorContains(t, err, field)
	}
}

func TestUndeleteGetsANewSession(t *testing.T) {
	o := openOrg(t)
	var calls atomic.Int32
	conn := o.through(func(r *http.Request) {
		if !strings.Contains(r.URL.Path, "/Soap/") || calls.Add(1) > 1 {
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		body = regexp.MustCompile(`<p:sessionId>[^<]*<`).ReplaceAll(body, []byte("<p:sessionId>ended<"))
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	})
	call := rawCall(conn, "k", `{"object":"Lead","id":"00Q5g0000000001"}`)
	out, err := o.action("delete_record").Do(context.Background(), call)
	require.NoError(t, err)
	require.NoError(t, o.action("delete_record").Undo(context.Background(), connectors.RawUndoing{Call: call, Out: out}))
	require.Equal(t, int32(2), calls.Load(), "the refused call, and the one with a new session")
	o.must("update_lead", "k2", `{"lead":"Nina Sorensen","status":"kontaktiert"}`)
}
