package connectors

import (
	"context"
	"net/http"
)

// credential is the name under which the secret that requests are signed with is kept.
const credential = "token"

// Bearer signs with the secret "token" as a bearer token. It can't renew it.
type Bearer struct{}

// Sign sets the Authorization header.
func (Bearer) Sign(_ context.Context, c *Connection, r *http.Request) error {
	r.Header.Set("Authorization", "Bearer "+c.Secret(credential).Reveal())
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
