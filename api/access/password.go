package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"sayso/connectors"
)

// Cost is what a guess at a password costs. The zero value is that of RFC 9106, 4 for machines that are short of memory.
type Cost struct {
	Passes, KiB uint32
	Lanes       uint8
}

func (c Cost) orDefault() Cost {
	if c == (Cost{}) {
		return Cost{Passes: 3, KiB: 64 << 10, Lanes: 4}
	}
	return c
}

const (
	saltBytes = 16
	hashBytes = 32

	// The bounds of what is read back: a damaged row must not ask for all memory.
	maxPasses, maxKiB = 16, 1 << 20

	minPassword, maxPassword = 12, 1024 // characters; bytes
)

// passwords hashes and checks. As each takes a lot of memory, only a few do at a time: who floods the sign-in page waits in line.
type passwords struct {
	cost  Cost
	turns chan struct{}
	dummy string // the hash of nobody's password
}

func newPasswords(c Cost) *passwords {
	p := &passwords{cost: c.orDefault(), turns: make(chan struct{}, 2)}
	p.dummy = p.encode([]byte(random()), newSalt())
	return p
}

func newSalt() []byte {
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // never fails
	return salt
}

// hash gives the PHC string of a password: $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func (p *passwords) hash(ctx context.Context, password connectors.Secret) (connectors.Secret, error) {
	if err := p.turn(ctx); err != nil {
		return connectors.Secret{}, err
	}
	defer p.over()
	return connectors.NewSecret(p.encode([]byte(password.Reveal()), newSalt())), nil
}

func (p *passwords) encode(password, salt []byte) string {
	sum := argon2.IDKey(password, salt, p.cost.Passes, p.cost.KiB, p.cost.Lanes, hashBytes)
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.cost.KiB, p.cost.Passes, p.cost.Lanes, b64(salt), b64(sum))
}

// matches reports whether a password is the one of a PHC string, in a time that doesn't tell how near it was. Where there is none, as for an
// unknown login, a dummy is checked and never matches: the answer takes as long, so that nobody learns who has an account.
func (p *passwords) matches(ctx context.Context, password, phc connectors.Secret) (bool, error) {
	if len(password.Reveal()) > maxPassword {
		return false, nil
	}
	if err := p.turn(ctx); err != nil {
		return false, err
	}
	defer p.over()
	text := phc.Reveal()
	if phc.Empty() {
		text = p.dummy
	}
	cost, salt, want, ok := parsePHC(text)
	if !ok {
		return false, connectors.Errorf(connectors.Invalid, "the stored password is damaged; set a new one")
	}
	got := argon2.IDKey([]byte(password.Reveal()), salt, cost.Passes, cost.KiB, cost.Lanes, hashBytes)
	return subtle.ConstantTimeCompare(got, want) == 1 && !phc.Empty(), nil
}

func parsePHC(text string) (c Cost, salt, hash []byte, ok bool) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.KiB, &c.Passes, &c.Lanes); err != nil {
		return c, nil, nil, false
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	hash, errHash := base64.RawStdEncoding.DecodeString(parts[5])
	ok = errSalt == nil && errHash == nil && len(hash) == hashBytes && c.Lanes > 0 && c.Passes > 0 && c.Passes <= maxPasses && c.KiB <= maxKiB
	return c, salt, hash, ok
}

func (p *passwords) turn(ctx context.Context) error {
	select {
	case p.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return &connectors.Error{Kind: connectors.Unavailable, Code: "busy", Message: "there was no time left to check a password", Err: ctx.Err()}
	}
}

func (p *passwords) over() { <-p.turns }

// CodeWeakPassword is the code of the error of a password that is too short, too long or the login itself.
const CodeWeakPassword = "weak_password"

// strong asks for length and for nothing else, as NIST SP 800-63B does.
func strong(password connectors.Secret, login string) error {
	text := password.Reveal()
	switch {
	case utf8.RuneCountInString(text) < minPassword:
		return &connectors.Error{Kind: connectors.Invalid, Code: CodeWeakPassword, Message: fmt.Sprintf("a password has at least %d characters", minPassword)}
	case len(text) > maxPassword:
		return &connectors.Error{Kind: connectors.Invalid, Code: CodeWeakPassword, Message: "the password is too long"}
	case folded(text) == folded(login):
		return &connectors.Error{Kind: connectors.Invalid, Code: CodeWeakPassword, Message: "the password must not be the name that is signed in with"}
	}
	return nil
}
