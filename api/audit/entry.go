package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// DefaultWorkspace is the one that a fresh installation has.
const DefaultWorkspace = "default"

// Entry is one thing that somebody did, or is about to do.
type Entry struct {
	At        time.Time         `json:"at"`
	Workspace string            `json:"workspace"`
	Actor     string            `json:"actor"`            // who: an account, or "run NAME" for what a run does by itself
	Surface   string            `json:"surface"`          // where it came in: "cli", "rest", "mcp", "console"; "engine" for a run
	Action    string            `json:"action"`           // "run.start", "approval.decide", "effect.send"
	Target    string            `json:"target,omitempty"` // what it is about: a run, a connection, a token's id
	Digest    string            `json:"digest,omitempty"` // of the plan or question that it was decided on
	Detail    map[string]string `json:"detail,omitempty"` // never a secret
}

// Record is an entry in its place. Body is the entry as JSON, byte for byte as it was hashed.
type Record struct {
	Workspace string          `json:"workspace"`
	Seq       int64           `json:"seq"` // 1 for the first of a workspace
	Body      json.RawMessage `json:"entry"`
	Prev      string          `json:"prev"` // the hash of the record before; "" for the first
	Hash      string          `json:"hash"` // in hexadecimal
}

// After makes the record that follows another one; the zero record stands for the start of the list.
func (last Record) After(e Entry) (Record, error) {
	e.At = e.At.UTC()
	body, err := json.Marshal(e)
	if err != nil {
		return Record{}, err
	}
	next := Record{Workspace: e.Workspace, Seq: last.Seq + 1, Body: body, Prev: last.Hash}
	next.Hash = next.hash()
	return next, nil
}

// Entry reads what a record says.
func (r Record) Entry() (e Entry, err error) {
	return e, json.Unmarshal(r.Body, &e)
}

// hash covers each field behind its length, so that no byte can move from one to the next.
func (r Record) hash() string {
	h := sha256.New()
	for _, field := range []string{"sayso audit 1", r.Workspace, fmt.Sprint(r.Seq), r.Prev, string(r.Body)} {
		_, _ = fmt.Fprintf(h, "%d:%s\n", len(field), field) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}
