package connectors

import (
	"context"
	"net/http"
	"strings"
	"unicode"
)

// Auth signs requests with a connection's credential.
type Auth interface {
	// Sign attaches the credential. It is called only for requests to the connection's own host.
	Sign(context.Context, *Connection, *http.Request) error
	// Renew gets a new credential after the vendor refused the present one, and sets it with SetSecret as "token", with whatever else came
	// with it, such as a new refresh token; the connection stores it ahead of its first use. Its own requests are Unsigned. It is never called twice at once for a connection. An error of kind Expired says that only a
	// person can.
	Renew(ctx context.Context, c *Connection, refused Secret) error
}

// credential is the name under which the secret that requests are signed with is kept.
const credential = "token"

// Bearer signs with the secret "token" as a bearer token. It can't renew it.
type Bearer struct{}

// Sign sets the Authorization header.
func (Bearer) Sign(_ context.Context, c *Connection, r *http.Request) error {
	token := c.Secret(credential).Reveal()
	if strings.ContainsFunc(token, unicode.IsControl) {
		return Errorf(Expired, "the token of %s holds a line break or another control character", c.ID)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	return nil
}

// Renew says that a person has to.
func (Bearer) Renew(_ context.Context, c *Connection, _ Secret) error { return signInAgain(c) }

// Basic signs with the setting "user" and the secret "token" as name and password.
type Basic struct{}

// Sign sets the Authorization header.
func (Basic) Sign(_ context.Context, c *Connection, r *http.Request) error {
	r.SetBasicAuth(c.Setting("user"), c.Secret(credential).Reveal())
	return nil
}

// Renew says that a person has to.
func (Basic) Renew(_ context.Context, c *Connection, _ Secret) error { return signInAgain(c) }

func signInAgain(c *Connection) error {
	return Errorf(Expired, "the credential of %s is no longer good", c.ID)
}
