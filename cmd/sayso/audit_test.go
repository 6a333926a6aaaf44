package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/audit"
)

// TestTheRecord follows a run on the record, proves the record, and has a change of the file found, in the folder as in an export.
func TestTheRecord(t *testing.T) {
	p := newProgram(t)
	_, e := p.runJSON(planOf(t, "name: new\nsteps:\n  - id: post\n    do: slack.post_message\n    with: {channel: \"#general\", text: new}\n"))
	require.Zero(t, e.code, e.err)

	var records []audit.Record
	p.json(&records, "audit", "--json")
	var seen []string
	for _, r := range records {
		entry, err := r.Entry()
		require.NoError(t, err)
		seen = append(seen, entry.Action)
	}
	require.Contains(t, strings.Join(seen, " "), "effect.confirmed effect.sent", "newest first")
	e = p.run("audit", "verify")
	require.Zero(t, e.code, e.out)
	require.Contains(t, e.out, "whole and unchanged")

	export := filepath.Join(t.TempDir(), "record.jsonl")
	e = p.run("audit", "export", "--to", export)
	require.Zero(t, e.code, e.err)
	require.Zero(t, p.run("audit", "verify", export).code)
	raw, err := os.ReadFile(export)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(export, []byte(strings.Replace(string(raw), "slack.post_message", "slack.send_dm", 1)), 0o600))
	e = p.run("audit", "verify", export)
	require.Equal(t, int(exitFailed), e.code)
	require.Contains(t, e.out, audit.CodeEdited)

	db, err := sql.Open("sqlite", filepath.Join(p.data, databaseFile))
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), `DROP TRIGGER audit_is_not_deleted; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)`)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	e = p.run("audit", "verify")
	require.Equal(t, int(exitFailed), e.code)
	require.Contains(t, e.out, audit.CodeTruncated)
}
