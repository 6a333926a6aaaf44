package apitest

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/oauthex"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/access"
	"sayso/connectors"
)

// Password is that of every person of a test.
const Password = "correct horse battery staple"

// Cheap is a cost of guessing passwords that tests can pay.
var Cheap = access.Cost{Passes: 1, KiB: 64, Lanes: 1}

// AddPerson makes an account with a password and a role in the default workspace.
func AddPerson(t testing.TB, people *access.People, members api.MemberStore, login string, role api.Role) access.Account {
	t.Helper()
	a, err := people.Add(t.Context(), login, "")
	require.NoError(t, err)
	require.NoError(t, people.SetPassword(t.Context(), a, connectors.NewSecret(Password)))
	ok, err := members.PutMember(t.Context(), api.DefaultWorkspace, api.Member{Account: a.ID, Name: a.Name, Role: role, At: time.Now().UTC()})
	require.NoError(t, err)
	require.True(t, ok)
	return a
}

// Callback is where a client of a test wants the answer.
const Callback = "https://assistant.example/callback"

// Assistant is the SDK's way to a token: it reads metadata, registers, sends its person to the consent page and redeems the code. agree is that person, and
// gives what the client is told at last. document is the address of its metadata document; "" makes it register.
func Assistant(t testing.TB, reach *http.Client, document string, agree func(address string) url.Values) *auth.AuthorizationCodeHandler {
	t.Helper()
	config := &auth.AuthorizationCodeHandlerConfig{
		RedirectURL: Callback, RequestRefreshToken: true, Client: reach,
		AuthorizationCodeFetcher: func(_ context.Context, args *auth.AuthorizationArgs) (*auth.AuthorizationResult, error) {
			answer := agree(args.URL)
			return &auth.AuthorizationResult{Code: answer.Get("code"), State: answer.Get("state"), Iss: answer.Get("iss")}, nil
		},
	}
	if document != "" {
		config.ClientIDMetadataDocumentConfig = &auth.ClientIDMetadataDocumentConfig{URL: document}
	} else {
		config.DynamicClientRegistrationConfig = &auth.DynamicClientRegistrationConfig{Metadata: &oauthex.ClientRegistrationMetadata{ClientName: "Assistant",
			RedirectURIs: []string{Callback}, GrantTypes: []string{"authorization_code", "refresh_token"}, TokenEndpointAuthMethod: "none"}}
	}
	h, err := auth.NewAuthorizationCodeHandler(config)
	require.NoError(t, err)
	return h
}
