package salesforce

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"sayso/connectors"
)

// clientCredentials signs requests with a session that is fetched with the app's own credentials, or with a ready token.
type clientCredentials struct{ connectors.Bearer }

// Renew fetches a new session.
func (a clientCredentials) Renew(ctx context.Context, c *connectors.Connection, refused connectors.Secret) error {
	id, secret := c.Secret(needID), c.Secret(needSecret)
	if id.Empty() || secret.Empty() {
		return a.Bearer.Renew(ctx, c, refused)
	}
	resp, err := c.Send(ctx, connectors.Request{Method: http.MethodPost, Path: "/services/oauth2/token", Reads: true, Unsigned: true,
		Form: url.Values{"grant_type": {"client_credentials"}, "client_id": {id.Reveal()}, "client_secret": {secret.Reveal()}}})
	if err != nil {
		return err
	}
	if err := signInRefused(resp); err != nil {
		return err
	}
	var answer struct {
		AccessToken string `json:"access_token"`
	}
	if err := resp.Decode(&answer); err != nil {
		return err
	}
	if answer.AccessToken == "" {
		return resp.Garbage(nil)
	}
	c.SetSecret(needToken, connectors.NewSecret(answer.AccessToken))
	return nil
}

// signInRefused reads OAuth's form of an error. That the app or its secret is wrong comes as a 400.
func signInRefused(resp *connectors.Response) error {
	failure := resp.Err()
	if failure == nil {
		return nil
	}
	var body struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	if json.Unmarshal(resp.Body, &body) != nil || body.Error == "" {
		return failure
	}
	if failure.Status != http.StatusBadRequest && failure.Status != http.StatusUnauthorized {
		return failure
	}
	failure.Kind, failure.Code = connectors.Expired, body.Error
	failure.Message = "Salesforce refuses the sign-in of the connected app: " + body.Description
	return failure
}
