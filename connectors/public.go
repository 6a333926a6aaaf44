package connectors

import "net/http"

// NewPublicClient makes an HTTP client for addresses that strangers name. It carries no credential, knows no proxy, speaks https alone,
// reaches no private address whatever a name resolves to, and follows no redirect: where one leads is for the caller to refuse.
func NewPublicClient() *http.Client {
	return &http.Client{
		Transport:     encrypted{transport(publicOnly)},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       RequestTimeout,
	}
}

// encrypted refuses what would travel in clear.
type encrypted struct{ next http.RoundTripper }

func (e encrypted) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != "https" {
		return nil, &Error{Kind: Denied, Code: "in_clear", Message: req.URL.Scheme + "://" + req.URL.Host + " is not encrypted; only https is reached there"}
	}
	return e.next.RoundTrip(req)
}
