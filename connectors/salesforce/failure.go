package salesforce

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"sayso/connectors"
)

// vendorError is one of the errors of an answer: [{"errorCode":"…","message":"…","fields":["…"]}].
type vendorError struct {
	Code    string   `json:"errorCode"`
	Message string   `json:"message"`
	Fields  []string `json:"fields"`
}

// Pauses where Salesforce names none: the day's allowance of requests comes back slowly, too many long requests at once soon.
const (
	allowancePause  = 15 * time.Minute
	concurrentPause = 10 * time.Second
)

// kinds says what Salesforce's codes mean for what happens next. A code that isn't here means what its status does.
func kinds() map[string]connectors.Kind {
	return map[string]connectors.Kind{
		"INVALID_SESSION_ID":                            connectors.Expired,
		"INVALID_AUTH_HEADER":                           connectors.Expired,
		"REQUEST_LIMIT_EXCEEDED":                        connectors.Limited,
		"UNABLE_TO_LOCK_ROW":                            connectors.Unavailable,
		"SERVER_UNAVAILABLE":                            connectors.Unavailable,
		"QUERY_TIMEOUT":                                 connectors.Unavailable,
		"DUPLICATE_VALUE":                               connectors.Conflict,
		"DUPLICATES_DETECTED":                           connectors.Conflict,
		"ENTITY_IS_LOCKED":                              connectors.Conflict,
		"DELETE_FAILED":                                 connectors.Conflict,
		"API_DISABLED_FOR_ORG":                          connectors.Denied,
		"API_CURRENTLY_DISABLED":                        connectors.Denied,
		"INSUFFICIENT_ACCESS":                           connectors.Denied,
		"INSUFFICIENT_ACCESS_OR_READONLY":               connectors.Denied,
		"INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": connectors.Denied,
		"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY":          connectors.Denied,
		"NOT_FOUND":                                     connectors.NotFound,
		"ENTITY_IS_DELETED":                             connectors.NotFound,
		"INVALID_CROSS_REFERENCE_KEY":                   connectors.NotFound,
	}
}

// failed gives the error that an answer is, nil for a success.
func failed(resp *connectors.Response) error {
	if resp.Status == http.StatusMultipleChoices {
		return &connectors.Error{Kind: connectors.Conflict, Code: "MULTIPLE_CHOICES", Status: resp.Status,
			Message: "Salesforce has more than one record " +
				"with this external id, so nothing was written; make the external-id field unique: " + strings.Join(choices(resp), ", ")}
	}
	failure := resp.Err()
	if failure == nil {
		if resp.Status >= 300 {
			return resp.Garbage(nil)
		}
		return nil
	}
	var list []vendorError
	if json.Unmarshal(resp.Body, &list) != nil || len(list) == 0 || list[0].Code == "" {
		return failure
	}
	first := list[0]
	failure.Code, failure.Message = first.Code, "Salesforce: "+sentence(first.Message)
	if first.Code == "INVALID_FIELD" || strings.HasPrefix(first.Code, "MALFORMED_") || strings.HasPrefix(first.Code, "INVALID_TYPE") {
		failure.Kind = connectors.Invalid
	}
	if kind, ok := kinds()[first.Code]; ok {
		failure.Kind = kind
	}
	if len(first.Fields) > 0 {
		failure.Message += " (" + strings.Join(first.Fields, ", ") + ")"
	}
	if failure.Kind == connectors.Limited && failure.RetryAfter == 0 {
		failure.RetryAfter = allowancePause
		if strings.Contains(first.Message, "Concurrent") {
			failure.RetryAfter = concurrentPause
		}
	}
	return failure
}

// sentence brings a message on one line. That of a bad query repeats the query with a mark under the place; the place is said after it.
func sentence(message string) string {
	if i := strings.Index(message, "ERROR at Row"); i > 0 {
		message = message[i:]
	}
	return strings.Join(strings.Fields(message), " ")
}

// choices reads the addresses of the records that an external id matched.
func choices(resp *connectors.Response) []string {
	var list []string
	if json.Unmarshal(resp.Body, &list) != nil {
		return nil
	}
	for i, address := range list {
		list[i] = address[strings.LastIndexByte(address, '/')+1:]
	}
	return list
}
