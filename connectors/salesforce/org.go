package salesforce

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"sayso/connectors"
)

// send carries out a request and gives its answer, or the error that it is.
func send(ctx context.Context, c *connectors.Connection, r connectors.Request) (*connectors.Response, error) {
	resp, err := c.Send(ctx, r)
	if err != nil {
		return nil, err
	}
	return resp, failed(resp)
}

// row is a record as Salesforce answers it, its numbers as they were written.
type row map[string]any

// text gives a field, through parents where it names them: "Owner.Name". What is no text is "".
func (r row) text(path string) string {
	first, rest, deeper := strings.Cut(path, ".")
	if deeper {
		parent, _ := r[first].(map[string]any)
		return row(parent).text(rest)
	}
	text, _ := r[first].(string)
	return text
}

// read gets a record by its path under /sobjects: "Account/001…", "Account/Sayso_Key__c/…". etag is the mark of its present
// state, "" for objects that have none.
func read(ctx context.Context, c *connectors.Connection, path string) (record row, etag string, err error) {
	resp, err := send(ctx, c, connectors.Request{Method: http.MethodGet, Path: base + "/sobjects/" + path})
	if err != nil {
		return nil, "", err
	}
	if err := decode(resp, &record); err != nil {
		return nil, "", err
	}
	if record.text("Id") == "" {
		return nil, "", resp.Garbage(nil)
	}
	return record, resp.Header.Get("ETag"), nil
}

// page is an answer to a query.
type page struct {
	Total   *int   `json:"totalSize"`
	Records *[]row `json:"records"`
	Next    string `json:"nextRecordsUrl"`
}

// ask runs a query for records with their ids and gives its first page.
func ask(ctx context.Context, c *connectors.Connection, soql string) ([]row, error) {
	p, err := askPage(ctx, c, connectors.Request{Method: http.MethodGet, Path: base + "/query", Query: url.Values{"q": {soql}}})
	if err != nil {
		return nil, err
	}
	for _, r := range *p.Records {
		if r.text("Id") == "" {
			return nil, &connectors.Error{Kind: connectors.Unavailable, Code: "garbage", Message: "Salesforce's answer can't be read"}
		}
	}
	return *p.Records, nil
}

func askPage(ctx context.Context, c *connectors.Connection, r connectors.Request) (page, error) {
	var p page
	resp, err := send(ctx, c, r)
	if err != nil {
		return p, err
	}
	if err := decode(resp, &p); err != nil {
		return p, err
	}
	if p.Total == nil || p.Records == nil {
		return p, resp.Garbage(nil)
	}
	return p, nil
}

// decode reads an answer without rounding its numbers.
func decode(resp *connectors.Response, into any) error {
	d := json.NewDecoder(bytes.NewReader(resp.Body))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return resp.Garbage(err)
	}
	return nil
}

// field is what an object's description says of a field.
type field struct {
	Name           string `json:"name"`
	Type           string `json:"type"`
	ExternalID     bool   `json:"externalId"`
	Restricted     bool   `json:"restrictedPicklist"`
	PicklistValues []struct {
		Active bool   `json:"active"`
		Label  string `json:"label"`
		Value  string `json:"value"`
	} `json:"picklistValues"`
}

// describe gives an object's fields.
func describe(ctx context.Context, c *connectors.Connection, object string) ([]field, error) {
	resp, err := send(ctx, c, connectors.Request{Method: http.MethodGet, Path: base + "/sobjects/" + object + "/describe"})
	if err != nil {
		return nil, err
	}
	var body struct {
		Fields []field `json:"fields"`
	}
	if err := resp.Decode(&body); err != nil {
		return nil, err
	}
	if len(body.Fields) == 0 {
		return nil, resp.Garbage(nil)
	}
	return body.Fields, nil
}

// fieldNamed finds a field by its API name, without case as Salesforce does.
func fieldNamed(fields []field, name string) (field, bool) {
	for _, f := range fields {
		if strings.EqualFold(f.Name, name) {
			return f, true
		}
	}
	return field{}, false
}
