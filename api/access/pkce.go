package access

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"regexp"
)

// The shapes of RFC 7636: a verifier (4.1) and the S256 of one (4.2), which is 43 characters of base64url.
var (
	verifier  = regexp.MustCompile(`^[A-Za-z0-9._~-]{43,128}$`)
	challenge = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)
)

// ValidChallenge reports whether a text can be the S256 of a verifier.
func ValidChallenge(s string) bool { return challenge.MatchString(s) }

// proves reports whether whoever presents a verifier made the challenge (RFC 7636, 4.6). There is no method but S256: with "plain",
// whoever saw the request could redeem its code.
func proves(v, c string) bool {
	sum := sha256.Sum256([]byte(v))
	s256 := base64.RawURLEncoding.EncodeToString(sum[:])
	return verifier.MatchString(v) && subtle.ConstantTimeCompare([]byte(s256), []byte(c)) == 1
}
