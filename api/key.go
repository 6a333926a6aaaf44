package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/connectors"
)

// Key is what lets a program in. Its secret is shown once, when it is made; what is kept is a hash of it.
type Key struct {
	ID        string       `json:"id"` // "key_…"
	Workspace string       `json:"workspace"`
	Name      string       `json:"name"`
	Role      Role         `json:"role"`
	Scopes    []Permission `json:"scopes,omitempty"` // what it is narrowed to; empty: all that the role allows
	By        string       `json:"by"`               // who made it
	Created   time.Time    `json:"created"`
	Expires   *time.Time   `json:"expires,omitempty"`
	Revoked   *time.Time   `json:"revoked,omitempty"`
	Hash      []byte       `json:"-"` // SHA-256 of the secret
}

// KeyStore keeps API keys.
type KeyStore interface {
	// PutKey keeps a new one. Where a good one of the workspace has its name, fresh is false.
	PutKey(ctx context.Context, k Key) (fresh bool, err error)
	// Key reads one, of whatever workspace; an unknown id is an error of kind NotFound.
	Key(ctx context.Context, id string) (Key, error)
	// KeysOf lists those of a workspace, newest first, after an id.
	KeysOf(ctx context.Context, workspace, after string, limit int) ([]Key, error)
	// RevokeKey ends one of a workspace, and reports whether it was good until then or is there at all.
	RevokeKey(ctx context.Context, workspace, id string, at time.Time) (there bool, err error)
}

// KeyRequest is what an API key is to be.
type KeyRequest struct {
	Name   string
	Role   Role
	Scopes []Permission  // nil: all that the role allows
	For    time.Duration // how long it holds; 0: until it is revoked
}

// NewKey is an API key with its secret, which nobody can read again.
type NewKey struct {
	Key

	Secret string `json:"secret"` // what the program sends: "sayso_<id>_<random>"
}

const (
	keyPrefix = "sayso_"
	keyIDs    = "key_"
	maxName   = 80
)

// plain writes bytes as small letters and digits.
var plain = base32.StdEncoding.WithPadding(base32.NoPadding)

func randomText(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails, as its documentation says
	return strings.ToLower(plain.EncodeToString(b))
}

// CreateKey makes an API key. Nobody can hand out more than they have themselves.
func (d *Desk) CreateKey(ctx context.Context, r KeyRequest) (NewKey, error) {
	if err := d.may(Administer); err != nil {
		return NewKey{}, err
	}
	if err := d.soundKey(r); err != nil {
		return NewKey{}, err
	}
	now := d.service.now().UTC()
	k := Key{ID: keyIDs + randomText(10), Workspace: d.caller.Workspace, Name: r.Name, Role: r.Role, Scopes: r.Scopes, By: d.caller.by(), Created: now}
	if r.For > 0 {
		until := now.Add(r.For)
		k.Expires = &until
	}
	secret := keyPrefix + strings.TrimPrefix(k.ID, keyIDs) + "_" + randomText(32)
	sum := sha256.Sum256([]byte(secret))
	k.Hash = sum[:]
	if err := d.record(ctx, "token.create", k.ID, "", map[string]string{"name": k.Name, "role": string(k.Role)}); err != nil {
		return NewKey{}, err
	}
	fresh, err := d.service.Keys.PutKey(ctx, k)
	switch {
	case err != nil:
		return NewKey{}, err
	case !fresh:
		return NewKey{}, d.conflict("key_exists", "there is a key %s already; revoke it first, or choose another name",
			"es gibt schon einen Schlüssel %s; widerrufe ihn zuerst oder wähle einen anderen Namen", k.Name)
	}
	return NewKey{k, secret}, nil
}

func (d *Desk) soundKey(r KeyRequest) error {
	if name := strings.TrimSpace(r.Name); name == "" || name != r.Name || len(name) > maxName {
		return d.invalid("bad_name", "a key needs a name of up to %d characters", "ein Schlüssel braucht einen Namen mit bis zu %d Zeichen", maxName)
	}
	if !slices.Contains(Roles(), r.Role) {
		return d.invalid("bad_role", "%q is not a role; there are: %s", "%q ist keine Rolle; es gibt: %s", r.Role, listOf(Roles()))
	}
	if r.For < 0 {
		return d.invalid("bad_expiry", "a key can't have expired before it is made", "ein Schlüssel kann nicht schon abgelaufen sein")
	}
	for _, p := range r.Scopes {
		if !slices.Contains(r.Role.Permissions(), p) {
			return d.invalid("bad_scope", "%q is nothing that the role %s allows; it allows: %s",
				"%q ist nichts, was die Rolle %s erlaubt; sie erlaubt: %s", p, r.Role, listOf(r.Role.Permissions()))
		}
	}
	wanted := r.Scopes
	if wanted == nil {
		wanted = r.Role.Permissions()
	}
	for _, p := range wanted {
		if err := d.caller.May(p); err != nil {
			return err
		}
	}
	return nil
}

// listOf writes words with commas between them.
func listOf[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ", ")
}

// APIKeys lists those of the workspace, newest first.
func (d *Desk) APIKeys(ctx context.Context, p Page) (List[Key], error) {
	if err := d.may(Administer); err != nil {
		return List[Key]{}, err
	}
	return paged(p, func(after string, limit int) ([]Key, error) {
		return d.service.Keys.KeysOf(ctx, d.caller.Workspace, after, limit)
	}, func(k Key) string { return k.ID })
}

// RevokeKey ends an API key at once. One that was revoked stays so.
func (d *Desk) RevokeKey(ctx context.Context, id string) error {
	if err := d.may(Administer); err != nil {
		return err
	}
	if k, err := d.service.Keys.Key(ctx, id); isNotFound(err) || err == nil && k.Workspace != d.caller.Workspace {
		return d.missing("no_token", "there is no key %s", "es gibt keinen Schlüssel %s", id)
	} else if err != nil {
		return err
	}
	if err := d.record(ctx, "token.revoke", id, "", nil); err != nil {
		return err
	}
	_, err := d.service.Keys.RevokeKey(ctx, d.caller.Workspace, id, d.service.now().UTC())
	return err
}

// Authenticate tells who calls with an API key's secret. Whatever is wrong with it, the error is the same, of kind Expired.
func (s *Service) Authenticate(ctx context.Context, secret string, from Surface) (Caller, error) {
	refused := &connectors.Error{Kind: connectors.Expired, Code: "bad_token", Message: "this API key is unknown, expired or revoked"}
	rest, ok := strings.CutPrefix(secret, keyPrefix)
	id, _, parts := strings.Cut(rest, "_")
	if !ok || !parts || s.Keys == nil {
		return Caller{}, refused
	}
	k, err := s.Keys.Key(ctx, keyIDs+id)
	switch {
	case isNotFound(err):
		return Caller{}, refused
	case err != nil:
		return Caller{}, err
	}
	sum := sha256.Sum256([]byte(secret))
	now := s.now()
	if subtle.ConstantTimeCompare(sum[:], k.Hash) != 1 || k.Revoked != nil || k.Expires != nil && !now.Before(*k.Expires) {
		return Caller{}, refused
	}
	return Caller{Workspace: k.Workspace, Account: k.ID, Name: k.Name, Role: k.Role, Scopes: k.Scopes, Surface: from}, nil
}

// Span reads how long something holds: as Go writes it, and in days, "90d".
func Span(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n <= maxDays {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if span, err := time.ParseDuration(text); err == nil && span > 0 && span <= maxDays*24*time.Hour {
		return span, nil
	}
	return 0, &connectors.Error{Kind: connectors.Invalid, Code: "bad_expiry", Message: fmt.Sprintf("%q is no time that a key can hold; write 90d or 12h, at most %dd", text, maxDays)}
}

// maxDays is ten years.
const maxDays = 3650
