package sandbox

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"net/http"
	"strings"
)

// sfUndelete is the one SOAP call that is simulated: undelete of the partner API, which REST has nothing for.
type sfUndelete struct {
	Session string   `xml:"Header>SessionHeader>sessionId"`
	IDs     []string `xml:"Body>undelete>ids"`
}

// soap answers SOAP calls. Its failures are faults with a status of 500, an expired session among them.
func (s *salesforce) soap(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	var call sfUndelete
	if err == nil {
		err = xml.Unmarshal(raw, &call)
	}
	switch {
	case err != nil || len(call.IDs) == 0:
		sfSOAP(w, http.StatusInternalServerError, sfSOAPFault("soapenv:Client", "unknown call"))
		return
	case !s.signedIn(call.Session):
		sfSOAP(w, http.StatusInternalServerError, sfSOAPFault("sf:INVALID_SESSION_ID",
			"INVALID_SESSION_ID: Invalid Session ID found in SessionHeader"))
		return
	}
	var results strings.Builder
	for _, text := range call.IDs {
		result, err := s.undelete(r, text)
		if err != nil {
			sfSOAP(w, http.StatusInternalServerError, sfSOAPFault("sf:UNKNOWN_EXCEPTION", err.Error()))
			return
		}
		results.WriteString(result)
	}
	sfSOAP(w, http.StatusOK, "<undeleteResponse>"+results.String()+"</undeleteResponse>")
}

// undelete restores one record and gives the result's XML.
func (s *salesforce) undelete(r *http.Request, text string) (string, error) {
	failed := func(code, message string) string {
		return fmt.Sprintf("<result><errors><message>%s</message><statusCode>%s</statusCode></errors><id>%s</id><success>false</success></result>",
			html.EscapeString(message), code, html.EscapeString(text))
	}
	id, ok := sfLongID(text)
	o, known := sfObjectOf(id)
	if !ok || !known {
		return failed("MALFORMED_ID", "malformed id "+text), nil
	}
	var record sfRecord
	if _, deleted := s.journal.recycled(o.name, id, &record); !deleted {
		return failed("UNDELETE_FAILED", "Entity is not in the recycle bin"), nil
	}
	says := fmt.Sprintf("%s %s undeleted", o.name, sfTitle(record))
	if err := s.restore(o, id, effectOf(r, "salesforce", says)); err != nil {
		return "", err
	}
	return fmt.Sprintf("<result><id>%s</id><success>true</success></result>", id), nil
}

func sfSOAPFault(code, message string) string {
	return fmt.Sprintf("<soapenv:Fault><faultcode>%s</faultcode><faultstring>%s</faultstring></soapenv:Fault>", code,
		html.EscapeString(message))
}

func sfSOAP(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/xml;charset=UTF-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" `+
		`xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns="urn:partner.soap.sforce.com"><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>`, body)
}
