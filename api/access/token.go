package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"
)

// Hash is what is kept of a random secret: its SHA-256, in hex. A secret of 256 bits needs no salt and no slow hash.
type Hash string

// HashOf gives the hash of a secret.
func HashOf(secret string) Hash {
	sum := sha256.Sum256([]byte(secret))
	return Hash(hex.EncodeToString(sum[:]))
}

// Kind says what a token is good for.
type Kind string

// The kinds of token. Their values are what a token begins with, so that each can be told from the others, from an API key, and from
// chance, by people and by scanners that look for leaked secrets.
const (
	Code    Kind = "oac_" // an authorization code
	Access  Kind = "oat_" // an access token
	Refresh Kind = "ort_" // a refresh token
)

// The lifetimes.
const (
	codeLife    = time.Minute // RFC 6749, 4.1.2: at most ten minutes
	writeLife   = 15 * time.Minute
	readLife    = time.Hour
	refreshLife = 30 * 24 * time.Hour
)

// Token is what is kept of a token.
type Token struct {
	Hash    Hash
	Kind    Kind
	Grant   string // its id
	Scopes  []string
	Expires time.Time
	Spent   time.Time // when a code or a refresh token was used; zero: it wasn't

	// Of a code alone.
	Redirect  string // where it was sent
	Challenge string // RFC 7636, of S256
}

func (t Token) live(now time.Time) bool { return t.Spent.IsZero() && now.Before(t.Expires) }

// random gives 256 random bits in 43 characters that are safe in any place of a URL.
func random() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// mint makes a token of a grant, and what is kept of it.
func mint(kind Kind, grant string, scopes []string, now time.Time) (secret string, t Token) {
	secret = string(kind) + random()
	return secret, Token{Hash: HashOf(secret), Kind: kind, Grant: grant, Scopes: scopes, Expires: now.Add(lifetime(kind, scopes))}
}

func lifetime(kind Kind, scopes []string) time.Duration {
	switch {
	case kind == Code:
		return codeLife
	case kind == Refresh:
		return refreshLife
	case readsOnly(scopes):
		return readLife
	}
	return writeLife
}

// readsOnly reports whether scopes let nothing be changed: all of them end in ":read".
func readsOnly(scopes []string) bool {
	for _, s := range scopes {
		if !strings.HasSuffix(s, ":read") {
			return false
		}
	}
	return true
}
