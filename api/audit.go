package api

import (
	"context"
	"time"
)

// AuditLog is the record of who changed what. A change is recorded before it is made, and what can't be recorded isn't done.
type AuditLog interface {
	Record(ctx context.Context, e AuditEntry) error
}

// AuditEntry is one line of the record.
type AuditEntry struct {
	At        time.Time         `json:"at"`
	Workspace string            `json:"workspace"`
	Actor     string            `json:"actor"` // the caller's account
	Surface   Surface           `json:"surface"`
	Action    string            `json:"action"` // "run.start", "approval.decide", "token.create" …
	Target    string            `json:"target"`
	Digest    string            `json:"digest,omitempty"`
	Detail    map[string]string `json:"detail,omitempty"` // never a secret
}
