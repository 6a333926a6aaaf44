package sandbox

import (
	"fmt"
	"net/http"
)

// sfFailure is an error in the form of Salesforce's REST API.
type sfFailure struct {
	status  int
	Message string   `json:"message"`
	Code    string   `json:"errorCode"`
	Fields  []string `json:"fields,omitempty"`
}

func (f *sfFailure) Error() string { return f.Code + ": " + f.Message }

func sfRefuse(status int, code, format string, args ...any) *sfFailure {
	return &sfFailure{status: status, Code: code, Message: fmt.Sprintf(format, args...)}
}

// on names the fields that an error is about.
func (f *sfFailure) on(fields ...string) *sfFailure {
	f.Fields = fields
	return f
}

func sfNotFound() *sfFailure {
	return sfRefuse(http.StatusNotFound, "NOT_FOUND", "The requested resource does not exist")
}

func sfDeleted() *sfFailure {
	return sfRefuse(http.StatusNotFound, "ENTITY_IS_DELETED", "entity is deleted")
}

func sfSessionInvalid() *sfFailure {
	return sfRefuse(http.StatusUnauthorized, "INVALID_SESSION_ID", "Session expired or invalid")
}

func sfUnreadable(err error) *sfFailure {
	return sfRefuse(http.StatusBadRequest, "JSON_PARSER_ERROR", "%v", err)
}

// sfFails answers a status that a fault asks for, in the words Salesforce has for it.
func sfFails(w http.ResponseWriter, status int) {
	codes := map[int][2]string{
		400: {"FIELD_CUSTOM_VALIDATION_EXCEPTION", "A validation rule of the org refuses this record"},
		401: {"INVALID_SESSION_ID", "Session expired or invalid"},
		403: {"INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id"},
		404: {"NOT_FOUND", "The requested resource does not exist"},
		412: {"PRECONDITION_FAILED", "The requested entity has been modified"},
		429: {"REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."},
		500: {"UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 112233-44556 (1234567890)"},
		503: {"SERVER_UNAVAILABLE", "Server is too busy, please try again later"},
	}
	words, ok := codes[status]
	if !ok {
		words = [2]string{"UNKNOWN_EXCEPTION", http.StatusText(status)}
	}
	sfAnswer(w, status, []*sfFailure{{Code: words[0], Message: words[1]}})
}
