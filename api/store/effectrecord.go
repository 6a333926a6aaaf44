package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"sayso/activities"
	"sayso/api/audit"
)

// record puts on the record that an effect is being sent, or what came of it, within the transaction that says so in the ledger: nothing is sent
// of which the record doesn't know. What only reads is sent as well, but is nobody's concern: it is noted without a time of sending.
func (l *Ledger) record(ctx context.Context, tx *sql.Tx, e activities.Effect, into *audit.Record, err error) error {
	if err != nil || l.audit == nil || e.SentAt.IsZero() {
		return err
	}
	workspace, connection := audit.DefaultWorkspace, e.Connection
	if w, name, ok := strings.Cut(e.Connection, ":"); ok {
		workspace, connection = w, name
	}
	*into, err = l.audit.append(ctx, tx, audit.Entry{At: time.Now(), Workspace: workspace, Actor: "run " + e.Run, Surface: "engine",
		Action: "effect." + strings.ToLower(string(e.State)), Target: e.Run,
		Detail: map[string]string{"step": e.Path, "action": e.Action, "connection": connection, "effect": e.Key}})
	return err
}

// recorded makes what was committed the head of its workspace.
func (l *Ledger) recorded(r audit.Record, err error) {
	if err == nil && r.Seq > 0 {
		l.audit.heads.offer(r)
	}
}
