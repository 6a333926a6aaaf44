package access

import (
	"context"
	"slices"
	"time"

	"sayso/connectors"
)

// The codes of the errors of an exchange; they are those of RFC 6749, 5.2 and RFC 8707, 2.
const (
	CodeInvalidGrant  = "invalid_grant"
	CodeInvalidScope  = "invalid_scope"
	CodeInvalidTarget = "invalid_target"
)

// Issued is what a client gets for a code or a refresh token.
type Issued struct {
	Access, Refresh string
	Scopes          []string
	Life            time.Duration // of the access token
}

// Redemption is a code with all that must fit it.
type Redemption struct {
	Code     string
	Client   string
	Redirect string // "" where the client didn't repeat it, as OAuth 2.1 lets it
	Verifier string
	Resource string // "" where the client didn't repeat it
	Lasting  bool   // the client may have a refresh token
}

// Redeem gives tokens for a code, once. A second time ends all that came of the first (RFC 6749, 4.1.2): one of the two who had the code
// stole it.
func (g *Grants) Redeem(ctx context.Context, r Redemption) (Issued, error) {
	return g.exchange(ctx, r.Code, Code, r.Client, func(t Token, grant Grant) (wanted, error) {
		switch {
		case r.Redirect != "" && r.Redirect != t.Redirect: // RFC 6749, 4.1.3
			return wanted{}, refuse(CodeInvalidGrant, "the redirect_uri is not the one that the code was sent to")
		case !proves(r.Verifier, t.Challenge):
			return wanted{}, refuse(CodeInvalidGrant, "the code_verifier doesn't fit the code_challenge")
		case r.Resource != "" && r.Resource != grant.Resource:
			return wanted{}, refuse(CodeInvalidTarget, "the code was granted for another resource")
		}
		return wanted{t.Scopes, t.Scopes, r.Lasting}, nil
	})
}

// Renewal is a refresh token with what is asked for it.
type Renewal struct {
	Token    string
	Client   string
	Scopes   []string // nil: as granted
	Resource string   // "" where the client didn't repeat it
}

// Refresh gives new tokens for a refresh token, once. A second time ends the whole family (RFC 9700, 4.14.2).
func (g *Grants) Refresh(ctx context.Context, r Renewal) (Issued, error) {
	return g.exchange(ctx, r.Token, Refresh, r.Client, func(t Token, grant Grant) (wanted, error) {
		switch {
		case r.Resource != "" && r.Resource != grant.Resource:
			return wanted{}, refuse(CodeInvalidTarget, "the refresh token was granted for another resource")
		case !within(r.Scopes, t.Scopes): // RFC 6749, 6: never more than was granted
			return wanted{}, refuse(CodeInvalidScope, "the scope is wider than what was granted; ask the person again for more")
		case r.Scopes == nil:
			r.Scopes = t.Scopes
		}
		return wanted{r.Scopes, t.Scopes, true}, nil
	})
}

// wanted is what a token that passed all checks is exchanged for. A refresh token keeps all scopes, also where the access token has fewer
// (RFC 6749, 6).
type wanted struct {
	access, refresh []string
	lasting         bool
}

// exchange gives new tokens for one that is good once. The checks that codes and refresh tokens share are here; check does the others.
func (g *Grants) exchange(ctx context.Context, secret string, kind Kind, client string, check func(Token, Grant) (wanted, error)) (Issued, error) {
	now := g.now()
	var out Issued
	refusal := error(refuse(CodeInvalidGrant, "it isn't known, or no longer good"))
	_, err := g.Store.Exchange(ctx, HashOf(secret), now, func(t Token, grant Grant) Exchange {
		switch {
		case t.Kind != kind || grant.Client != client: // RFC 6749, 10.4 and 10.5: bound to the client
			return Exchange{}
		case !t.Spent.IsZero():
			refusal = refuse(CodeInvalidGrant, "it was used before; all that came of it is revoked")
			return Exchange{Revoke: true}
		case !t.live(now) || !grant.Revoked.IsZero():
			return Exchange{}
		}
		want, problem := check(t, grant)
		if refusal = problem; problem != nil {
			return Exchange{}
		}
		issued, kept := issue(grant.ID, want, now)
		out = issued
		return Exchange{Spend: true, Add: kept}
	})
	if err == nil {
		err = refusal
	}
	if err != nil {
		return Issued{}, err
	}
	return out, nil
}

func issue(grant string, want wanted, now time.Time) (Issued, []Token) {
	access, kept := mint(Access, grant, want.access, now)
	out, all := Issued{Access: access, Scopes: want.access, Life: lifetime(Access, want.access)}, []Token{kept}
	if want.lasting {
		refresh, kept := mint(Refresh, grant, want.refresh, now)
		out.Refresh, all = refresh, append(all, kept)
	}
	return out, all
}

func refuse(code, message string) *connectors.Error {
	return &connectors.Error{Kind: connectors.Invalid, Code: code, Message: message}
}

func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}
