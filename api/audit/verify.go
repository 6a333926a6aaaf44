package audit

import (
	"fmt"
	"iter"

	"sayso/connectors"
)

// What can be found wrong with a list.
const (
	CodeEdited     = "audit_edited"     // a record doesn't have the hash that its content gives
	CodeBroken     = "audit_broken"     // a record doesn't follow the one before it: something was deleted, inserted or moved
	CodeTruncated  = "audit_truncated"  // the list ends before a record that was signed
	CodeRewritten  = "audit_rewritten"  // a record isn't the one that was signed in its place
	CodeForged     = "audit_forged"     // a checkpoint wasn't signed with the key
	CodeNoHead     = "audit_no_head"    // there is no signed head for a list that has records
	CodeCheckpoint = "audit_checkpoint" // a checkpoint that must be there is missing
)

// Finding is something wrong with a list.
type Finding struct {
	Workspace string         `json:"workspace"`
	Seq       int64          `json:"seq"` // of the record it was noticed at
	Code      string         `json:"code"`
	Says      connectors.Doc `json:"says"`
}

// List is all that is known of a workspace's records.
type List struct {
	Workspace   string
	Records     iter.Seq2[Record, error] // from the first on, in order
	Checkpoints []Checkpoint             // in order
	Head        *Checkpoint              // kept elsewhere; nil where there is none
}

// Report is what [Verify] found. A list that has no findings is as it was written.
type Report struct {
	Workspace string    `json:"workspace"`
	Records   int64     `json:"records"`
	Last      string    `json:"last,omitempty"` // the hash of the last record
	Findings  []Finding `json:"findings"`
}

// Verify reads a list from its start. public is the key its checkpoints were signed with, in base64. The error is one of reading.
func Verify(l List, public string) (Report, error) {
	v := verifier{report: Report{Workspace: l.Workspace, Findings: []Finding{}}, signed: map[int64]Checkpoint{}}
	for _, c := range l.Checkpoints {
		v.trust(c, public)
	}
	if l.Head != nil {
		v.trust(*l.Head, public)
	}
	for r, err := range l.Records {
		if err != nil {
			return v.report, err
		}
		v.record(r)
	}
	v.end(l)
	return v.report, nil
}

type verifier struct {
	report  Report
	last    Record
	signed  map[int64]Checkpoint
	highest Checkpoint // the signed one with the highest number
}

// trust takes a checkpoint as true if it was signed for this list.
func (v *verifier) trust(c Checkpoint, public string) {
	if c.Workspace != v.report.Workspace || !c.signedBy(public) {
		v.find(c.Seq, CodeForged, "the checkpoint at record %d wasn't signed with this key", "der Prüfpunkt bei Eintrag %d wurde nicht mit diesem Schlüssel unterschrieben", c.Seq)
		return
	}
	if other, ok := v.signed[c.Seq]; ok && other.Hash != c.Hash {
		v.find(c.Seq, CodeRewritten, "record %d was signed twice with different content", "Eintrag %d wurde zweimal mit verschiedenem Inhalt unterschrieben", c.Seq)
	}
	v.signed[c.Seq] = c
	if c.Seq > v.highest.Seq {
		v.highest = c
	}
}

// record holds a record to itself, to the one before it and to the checkpoint in its place.
func (v *verifier) record(r Record) {
	v.report.Records++
	if r.Workspace != v.report.Workspace || r.Seq != v.last.Seq+1 || r.Prev != v.last.Hash {
		v.find(r.Seq, CodeBroken, "record %d doesn't follow the one before it: something was deleted, inserted or moved there",
			"Eintrag %d schließt nicht an den davor an: Dort wurde etwas gelöscht, eingefügt oder verschoben", r.Seq)
	}
	if r.Hash != r.hash() {
		v.find(r.Seq, CodeEdited, "record %d was edited after it was written", "Eintrag %d wurde geändert, nachdem er geschrieben war", r.Seq)
	}
	if c, ok := v.signed[r.Seq]; ok && c.Hash != r.Hash {
		v.find(r.Seq, CodeRewritten, "record %d isn't the one that was signed there", "Eintrag %d ist nicht der, der dort unterschrieben wurde", r.Seq)
	} else if _, ok := v.signed[r.Seq]; !ok && r.Seq%Every == 0 {
		v.find(r.Seq, CodeCheckpoint, "the checkpoint at record %d is missing", "der Prüfpunkt bei Eintrag %d fehlt", r.Seq)
	}
	v.last, v.report.Last = r, r.Hash
}

func (v *verifier) end(l List) {
	if v.last.Seq < v.highest.Seq {
		v.find(v.highest.Seq, CodeTruncated, "the list ends before record %d, which was signed: its end was cut off",
			"die Liste endet vor Eintrag %d, der unterschrieben wurde: Ihr Ende wurde abgeschnitten", v.highest.Seq)
	}
	if l.Head == nil && v.report.Records > 0 {
		v.find(v.last.Seq, CodeNoHead, "there is no signed head beside the database, so that nobody can tell whether something behind record %d was cut off",
			"neben der Datenbank liegt kein unterschriebenes Ende, so dass niemand sagen kann, ob hinter Eintrag %d etwas abgeschnitten wurde", v.last.Seq)
	}
}

func (v *verifier) find(seq int64, code, en, de string, args ...any) {
	v.report.Findings = append(v.report.Findings, Finding{Workspace: v.report.Workspace, Seq: seq, Code: code,
		Says: connectors.Doc{En: fmt.Sprintf(en, args...), De: fmt.Sprintf(de, args...)}})
}
