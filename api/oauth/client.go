package oauth

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/go-jose/go-jose/v4"

	"sayso/api/access"
	"sayso/connectors"
)

const (
	grantCode    = "authorization_code"
	grantRefresh = "refresh_token"
	authNone     = "none"
	authKey      = "private_key_jwt"
)

// clientMetadata is what a client says of itself (RFC 7591, 2): when it registers, or in its metadata document.
type clientMetadata struct {
	ID            string          `json:"client_id,omitempty"`
	IssuedAt      int64           `json:"client_id_issued_at,omitempty"`
	Name          string          `json:"client_name,omitempty"`
	Redirects     []string        `json:"redirect_uris"`
	GrantTypes    []string        `json:"grant_types,omitempty"`
	ResponseTypes []string        `json:"response_types,omitempty"`
	Auth          string          `json:"token_endpoint_auth_method,omitempty"`
	KeySet        json.RawMessage `json:"jwks,omitempty"`
	KeysURL       string          `json:"jwks_uri,omitempty"`
}

const maxRedirects = 20

// client checks what a client says of itself, and keeps what counts.
func (m clientMetadata) client() (access.Client, error) {
	bad := func(why string) (access.Client, error) { return access.Client{}, refuse(codeInvalidMetadata, why) }
	c := access.Client{Name: cleanName(m.Name), Redirects: m.Redirects, Auth: cmp.Or(m.Auth, authNone), KeysURL: m.KeysURL,
		Refreshes: slices.Contains(m.GrantTypes, grantRefresh)}
	if len(m.Redirects) == 0 || len(m.Redirects) > maxRedirects {
		return access.Client{}, refuse(codeInvalidRedirect, "redirect_uris must have one address at least, and twenty at most")
	}
	for _, uri := range m.Redirects {
		if err := checkRedirect(uri); err != nil {
			return access.Client{}, err
		}
	}
	switch {
	case m.GrantTypes != nil && !slices.Contains(m.GrantTypes, grantCode):
		return bad("grant_types must have authorization_code")
	case m.ResponseTypes != nil && !slices.Contains(m.ResponseTypes, "code"):
		return bad("response_types must have code")
	case c.Auth != authNone && c.Auth != authKey:
		return bad("token_endpoint_auth_method must be none or private_key_jwt")
	case c.Auth == authKey && (len(m.KeySet) > 0) == (m.KeysURL != ""): // RFC 7591, 2: one of both
		return bad("private_key_jwt needs jwks or jwks_uri, one of both")
	case m.KeysURL != "" && !strings.HasPrefix(m.KeysURL, "https://"):
		return bad("jwks_uri must use https")
	}
	if len(m.KeySet) > 0 {
		if _, err := parseKeys(m.KeySet); err != nil {
			return bad("jwks must hold public keys and nothing else")
		}
		c.KeySet = string(m.KeySet)
	}
	return c, nil
}

// parseKeys reads a set of public keys. A private or symmetric key there is known to all who can read the set, so that it proves nothing.
func parseKeys(raw []byte) (jose.JSONWebKeySet, error) {
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(raw, &set); err != nil {
		return set, err
	}
	for _, k := range set.Keys {
		if !k.IsPublic() || !k.Valid() {
			return set, connectors.Errorf(connectors.Invalid, "a key is not public, or damaged")
		}
	}
	return set, nil
}

const maxName = 80 // characters

// cleanName makes a name fit to be shown: without what hides or turns round the text beside it.
func cleanName(name string) string {
	name = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, name)), " ")
	if runes := []rune(name); len(runes) > maxName {
		name = string(runes[:maxName]) + "…"
	}
	return name
}

// hostOfID gives the host of a client's id, which nobody else can have; "" for one that registered under whatever name it liked.
func hostOfID(id string) string {
	if !strings.HasPrefix(id, "https://") {
		return ""
	}
	return hostOf(id)
}

// client finds a client by its id: one that registered, or one whose id is the address of its metadata document.
func (s *Server) client(ctx context.Context, id string) (access.Client, error) {
	if strings.HasPrefix(id, "https://") {
		return s.documentClient(ctx, id)
	}
	c, found, err := s.Store.FindClient(ctx, id)
	if err == nil && !found {
		err = refuse(codeInvalidClient, "this client isn't known; it may have to register again")
	}
	return c, err
}

// unreachable is the error of a client whose own site doesn't answer now.
func unreachable() error {
	return &connectors.Error{Kind: connectors.Unavailable, Code: codeUnavailable, Message: "what the client publishes can't be fetched now; try again later"}
}

// documentClient reads the metadata document of a client (draft-ietf-oauth-client-id-metadata-document). Nothing is fetched for an address that can't be
// an id: it has a path and neither fragment, user name nor dot segments (3).
func (s *Server) documentClient(ctx context.Context, id string) (access.Client, error) {
	bad := func(why string) (access.Client, error) { return access.Client{}, refuse(codeInvalidClient, why) }
	u, err := url.Parse(id)
	if err != nil || len(id) > maxRedirect || !plain(id) || u.Host == "" || u.User != nil || strings.Contains(id, "#") || u.Path == "" || u.Path == "/" ||
		slices.ContainsFunc(strings.Split(u.Path, "/"), func(part string) bool { return part == "." || part == ".." }) {
		return bad("the client_id can't be the address of a metadata document")
	}
	raw, err := s.documents.get(ctx, id)
	if err != nil {
		s.Log.Info("oauth: a client's metadata document can't be read", "host", u.Host, "why", err.Error())
		if connectors.KindOf(err) == connectors.Unavailable {
			return access.Client{}, unreachable() // the client must not throw its tokens away for that
		}
		return bad("the metadata document of the client can't be read")
	}
	var m clientMetadata
	if json.Unmarshal(raw, &m) != nil || m.ID != id { // 4.1: the very same text
		return bad("the metadata document at the client_id is not that client's")
	}
	c, err := m.client()
	if err != nil {
		return bad("the metadata document of the client isn't valid")
	}
	c.ID, c.Name = id, cmp.Or(c.Name, u.Host)
	return c, nil
}
