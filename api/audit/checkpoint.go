package audit

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"time"
)

// Every is how many records lie between two checkpoints in the list.
const Every = 100

// Checkpoint says that at some time a workspace's list ended with this record.
type Checkpoint struct {
	Workspace string    `json:"workspace"`
	Seq       int64     `json:"seq"`
	Hash      string    `json:"hash"`
	At        time.Time `json:"at"`
	Signature []byte    `json:"signature"` // Ed25519
}

// Key signs checkpoints.
type Key struct{ private ed25519.PrivateKey }

// NewKey makes a key of 32 secret random bytes.
func NewKey(seed []byte) (Key, error) {
	if len(seed) != ed25519.SeedSize {
		return Key{}, fmt.Errorf("a signing key has %d bytes, not %d", ed25519.SeedSize, len(seed))
	}
	return Key{ed25519.NewKeyFromSeed(seed)}, nil
}

// Public is what others verify with, in base64.
func (k Key) Public() string {
	public, _ := k.private.Public().(ed25519.PublicKey)
	return base64.StdEncoding.EncodeToString(public)
}

// Sign makes a checkpoint of a record.
func (k Key) Sign(r Record, at time.Time) Checkpoint {
	c := Checkpoint{Workspace: r.Workspace, Seq: r.Seq, Hash: r.Hash, At: at.UTC()}
	c.Signature = ed25519.Sign(k.private, c.message())
	return c
}

// signedBy reports whether a checkpoint was signed with the key that a public key, in base64, belongs to.
func (c Checkpoint) signedBy(public string) bool {
	raw, err := base64.StdEncoding.DecodeString(public)
	return err == nil && len(raw) == ed25519.PublicKeySize && ed25519.Verify(raw, c.message(), c.Signature)
}

func (c Checkpoint) message() []byte {
	return fmt.Appendf(nil, "sayso audit checkpoint 1\n%d:%s\n%d\n%s\n%s\n", len(c.Workspace), c.Workspace, c.Seq, c.Hash, c.At.UTC().Format(time.RFC3339Nano))
}
