package salesforce

import (
	"bytes"
	"context"
	"encoding/xml"
	"net/http"
	"strings"

	"sayso/connectors"
)

// undelete takes a record out of the recycle bin, with its id and all that was deleted under it. REST has no call for that, and a
// record made anew would have another id; so it is the one thing that is done through the SOAP API, which takes the same session.
// Salesforce keeps deleted records for 15 days; what is gone for good is an error.
func undelete(ctx context.Context, c *connectors.Connection, object, id string) error {
	for attempt := 1; ; attempt++ {
		// This look goes through REST, which renews a session that has expired; SOAP itself gets the session in its body.
		deleted, known, err := inRecycleBin(ctx, c, object, id)
		switch {
		case err != nil:
			return err
		case !known:
			return connectors.Errorf(connectors.NotFound,
				"the %s %s is no longer in the recycle bin, so that it can't be restored", object, id)
		case !deleted:
			return nil
		}
		err = undeleteCall(ctx, c, id)
		if connectors.KindOf(err) != connectors.Expired || attempt == 2 {
			return err
		}
	}
}

const envelope = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ` +
	`xmlns:p="urn:partner.soap.sforce.com"><soapenv:Header><p:SessionHeader><p:sessionId>SESSION</p:sessionId></p:SessionHeader></soapenv:Header>` +
	`<soapenv:Body><p:undelete><p:ids>ID</p:ids></p:undelete></soapenv:Body></soapenv:Envelope>`

// undeleteAnswer is what the SOAP API answers: a result, or a fault with a status of 500.
type undeleteAnswer struct {
	Fault  string `xml:"Body>Fault>faultcode"`
	Reason string `xml:"Body>Fault>faultstring"`
	Result *struct {
		Success bool   `xml:"success"`
		Code    string `xml:"errors>statusCode"`
		Message string `xml:"errors>message"`
	} `xml:"Body>undeleteResponse>result"`
}

func undeleteCall(ctx context.Context, c *connectors.Connection, id string) error {
	body := strings.NewReplacer("SESSION", escaped(c.Secret(needToken).Reveal()), "ID", escaped(id)).Replace(envelope)
	resp, err := c.Send(ctx, connectors.Request{Method: http.MethodPost, Path: "/services/Soap/u/" + version, Body: []byte(body),
		Header: http.Header{"Content-Type": {"text/xml; charset=UTF-8"}, "SOAPAction": {`""`}, "Accept": {"text/xml"}}})
	if err != nil {
		return err
	}
	var answer undeleteAnswer
	if err := xml.Unmarshal(resp.Body, &answer); err != nil {
		if failure := resp.Err(); failure != nil {
			return failure
		}
		return resp.Garbage(err)
	}
	switch {
	case strings.HasSuffix(answer.Fault, "INVALID_SESSION_ID"):
		return &connectors.Error{Kind: connectors.Expired, Code: "INVALID_SESSION_ID", Status: resp.Status,
			Message: "Salesforce: " + answer.Reason}
	case answer.Fault != "":
		failure := resp.Garbage(nil)
		failure.Code, failure.Message = answer.Fault, "Salesforce: "+answer.Reason
		return failure
	case answer.Result == nil:
		if failure := resp.Err(); failure != nil {
			return failure
		}
		return resp.Garbage(nil)
	case !answer.Result.Success:
		return &connectors.Error{Kind: connectors.Conflict, Code: answer.Result.Code,
			Message: "Salesforce can't restore the record: " + answer.Result.Message}
	}
	return nil
}

func escaped(text string) string {
	var b bytes.Buffer
	if xml.EscapeText(&b, []byte(text)) != nil {
		return ""
	}
	return b.String()
}
