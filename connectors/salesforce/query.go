package salesforce

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"sayso/connectors"
)

type queryIn struct {
	SOQL  connectors.Text `json:"soql" jsonschema:"SOQL query that begins with SELECT" de:"SOQL-Abfrage, die mit SELECT beginnt" trust:"yours"`
	Limit int             `json:"limit,omitempty" jsonschema:"Most records to give; 200 where none is said, at most 2000" de:"Höchstzahl der Datensätze; ohne Angabe 200, höchstens 2000" most:"2000"`
}

type queryOut struct {
	Records []map[string]any `json:"records" jsonschema:"Records with the fields that were asked for" de:"Datensätze mit den abgefragten Feldern" trust:"text"`
	Total   int              `json:"total" jsonschema:"How many records match" de:"Wie viele Datensätze passen"`
}

// How many records a query gives: where nobody says, and at most.
const (
	presetRecords = 200
	mostRecords   = 2000
)

func query() *connectors.Operation {
	return connectors.Define(connectors.Action[queryIn, queryOut]{
		Name: "query",
		Doc:  connectors.Doc{En: "Read records with a SOQL query.", De: "Liest Datensätze mit einer SOQL-Abfrage."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:    []string{"query", "list", "select", "run", "export", "count", "report", "pull", "read"},
				Objects:  []string{"SOQL", "SOQL query", "Salesforce query", "accounts", "leads", "contacts", "opportunities", "records"},
				Patterns: []string{"run the SOQL query {soql}", "query Salesforce: {soql}", "list the first {limit} results of {soql}"},
				Cues:     map[string][]string{"soql": {"query", "SOQL"}, "limit": {"limit", "first", "at most", "top"}},
				Examples: []string{"Run the SOQL query SELECT Id, Name FROM Account WHERE Industry = 'Retail'",
					"Query Salesforce: SELECT Name, Amount FROM Opportunity, at most 50"},
			},
			De: connectors.Asks{
				Verbs:   []string{"ab|fragen", "auf|listen", "aus|führen", "aus|lesen", "exportieren", "zählen", "holen", "ziehen", "lesen", "ab|rufen"},
				Objects: []string{"SOQL", "SOQL-Abfrage", "Abfrage", "Accounts", "Leads", "Kontakte", "Opportunities", "Datensätze"},
				Patterns: []string{"führe die SOQL-Abfrage {soql} aus", "frage Salesforce ab: {soql}",
					"liste die ersten {limit} Ergebnisse von {soql} auf"},
				Cues: map[string][]string{
					"soql":  {"Abfrage", "SOQL"},
					"limit": {"höchstens", "die ersten", "maximal"},
				},
				Examples: []string{"Führe die SOQL-Abfrage SELECT Id, Name FROM Account WHERE Industry = 'Machinery' aus",
					"Frage Salesforce ab: SELECT Name FROM Lead, höchstens 50"},
			},
		},
		Says:   connectors.Sentence{En: "Read from Salesforce: {soql}", De: "Aus Salesforce lesen: {soql}"},
		Effect: connectors.Read,
		Do:     runQuery,
	})
}

func runQuery(ctx context.Context, call connectors.Call[queryIn]) (queryOut, error) {
	soql := strings.TrimSpace(string(call.In.SOQL))
	if err := readOnly(soql); err != nil {
		return queryOut{}, err
	}
	limit := call.In.Limit
	switch {
	case limit < 0:
		return queryOut{}, connectors.Errorf(connectors.Invalid, "the limit is %d; it can't be less than 1", limit)
	case limit == 0:
		limit = presetRecords
	}
	limit = min(limit, mostRecords)
	p, err := askPage(ctx, call.Conn, connectors.Request{Method: http.MethodGet, Path: base + "/query", Query: url.Values{"q": {soql}},
		Header: http.Header{"Sforce-Query-Options": {fmt.Sprintf("batchSize=%d", max(limit, presetRecords))}}})
	if err != nil {
		return queryOut{}, err
	}
	out := queryOut{Records: []map[string]any{}, Total: *p.Total}
	for _, r := range *p.Records {
		if len(out.Records) < limit {
			out.Records = append(out.Records, fieldsAlone(r))
		}
	}
	return out, nil
}

var (
	literals = regexp.MustCompile(`(?s)'(\\.|[^'\\])*'`)
	marking  = regexp.MustCompile(`(?i)\bFOR\s+(UPDATE|VIEW|REFERENCE)\b|\bUPDATE\s+(TRACKING|VIEWSTAT)\b`)
)

// readOnly refuses what is no query, and the endings of a query that lock or mark the records it reads.
func readOnly(soql string) error {
	word, _, _ := strings.Cut(strings.Join(strings.Fields(soql), " "), " ")
	if !strings.EqualFold(word, "SELECT") {
		return connectors.Errorf(connectors.Invalid, "a query begins with SELECT; %q doesn't", word)
	}
	if m := marking.FindString(literals.ReplaceAllString(soql, "''")); m != "" {
		return connectors.Errorf(connectors.Invalid, "a query only reads; leave out %q", strings.ToUpper(m))
	}
	return nil
}

// fieldsAlone leaves out what describes a record rather than belongs to it.
func fieldsAlone(r map[string]any) map[string]any {
	alone := map[string]any{}
	for name, value := range r {
		if name == "attributes" {
			continue
		}
		if parent, ok := value.(map[string]any); ok {
			value = fieldsAlone(parent)
		}
		alone[name] = value
	}
	return alone
}
