package connectors

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Connection is an account of an app: where it is, what it was told, and the credential, which it attaches to requests
// to its own host and shows to nobody.
type Connection struct {
	ID          string // "salesforce/prod"
	App         string
	Environment string   // "sandbox", "test" or "production"
	URL         *url.URL // nil where the app needs none
	Identity    string   // as whom it is signed in, as Connector.Check told

	settings map[string]string
	auth     Auth
	private  bool
	http     *http.Client

	renewing chan struct{} // holds a token while the credential is renewed

	keep func(ctx context.Context, from, to map[string]Secret) error

	mu      sync.Mutex
	secrets map[string]Secret
	kept    map[string]Secret // as they are stored
}

// Spec is what a connection is made of.
type Spec struct {
	ID, App, Environment, URL, Identity string

	Settings     map[string]string
	Secrets      map[string]Secret
	Auth         Auth
	AllowPrivate bool // may reach private and loopback addresses, at its own host only

	// Keep stores what became of the secrets in a renewal, ahead of their first use: a vendor may take the old ones no more as soon as it
	// sees the new. nil where nobody stores them.
	Keep func(ctx context.Context, from, to map[string]Secret) error
}

// ConnectionName is what people call a connection: its id without the workspace that it belongs to. "acme:salesforce/prod" is salesforce/prod.
func ConnectionName(id string) string { return id[strings.LastIndex(id, ":")+1:] }

// NewConnection makes a connection. It sends nothing.
func NewConnection(s Spec) (*Connection, error) {
	c := &Connection{ID: s.ID, App: s.App, Environment: s.Environment, Identity: s.Identity, settings: maps.Clone(s.Settings),
		secrets: map[string]Secret{}, auth: s.Auth, private: s.AllowPrivate, keep: s.Keep, renewing: make(chan struct{}, 1)}
	maps.Copy(c.secrets, s.Secrets)
	c.kept = maps.Clone(c.secrets)
	if s.URL != "" {
		u, err := url.Parse(s.URL)
		switch {
		case strings.Contains(s.URL, "@"): // it isn't repeated: it may hold a password
			return nil, Errorf(Invalid, "connection %s: leave user and password out of the address; they are kept apart", s.ID)
		case err != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "":
			return nil, Errorf(Invalid, "connection %s: %q is not an address; write it as https://host", s.ID, s.URL)
		case u.Scheme == "http" && !s.AllowPrivate:
			return nil, Errorf(Invalid, "connection %s: %q would send the credential in clear; use https", s.ID, s.URL)
		}
		c.URL = u
	}
	c.http = newClient(c)
	return c, nil
}

// Setting gives a value that is no secret, or "".
func (c *Connection) Setting(name string) string { return c.settings[name] }

// Secret gives a secret; an empty one where there is none.
func (c *Connection) Secret(name string) Secret {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secrets[name]
}

// SetSecret replaces a secret, as in a renewal.
func (c *Connection) SetSecret(name string, s Secret) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.secrets[name] = s
}

// Dial opens a guarded TCP connection, for protocols other than HTTP.
func (c *Connection) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, Errorf(Invalid, "%q is not host:port", address)
	}
	allowed := publicOnly
	if c.private && c.own(host) {
		allowed = anywhere
	}
	conn, err := guard(allowed).DialContext(ctx, network, address)
	if err != nil {
		return nil, lost(address, false, false, err)
	}
	return conn, nil
}

// own tells whether a host is the connection's: that of its URL, or of an address among its settings, such as the IMAP server
// beside the SMTP server. Both were typed by whoever made the connection, and nothing an app answers can add to them.
func (c *Connection) own(host string) bool {
	if c.URL != nil && strings.EqualFold(c.URL.Hostname(), host) {
		return true
	}
	for _, value := range c.settings {
		if u, err := url.Parse(value); err == nil && u.Host != "" && strings.EqualFold(u.Hostname(), host) {
			return true
		}
	}
	return false
}

// String names the connection and nothing more.
func (c *Connection) String() string { return c.ID }

// Format keeps fmt's %+v and %#v from walking into the secrets.
func (c *Connection) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(c.ID)) }

// RequestTimeout bounds one HTTP request, all redirects and the body included.
const RequestTimeout = 30 * time.Second
