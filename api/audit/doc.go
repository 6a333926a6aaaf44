// Package audit is the record of who changed what, and the proof that nobody rewrote it.
//
// Each workspace has a list of its own to which entries are only ever appended. A [Record] is an entry with its number and the hash of
// the record before it, so that the hash of the last one stands for all of them:
//
//	hash = SHA-256("sayso audit 1", workspace, number, hash before, entry as JSON)
//
// A [Checkpoint] is a signed hash. They are kept in the list itself, at every hundredth record, and for the last record (the head) outside
// of the database, where whoever cuts off the end of the list doesn't reach it by SQL. [Verify] reads a list from its start and finds what
// was edited, deleted, inserted, put in another order or cut off.
//
// What it can't find: somebody who holds the signing key and rewrites list and head together, and somebody who puts list and head back to
// what they were at an earlier time. Against both helps an export that is kept elsewhere: Verify takes its last checkpoint as a head.
//
// The package computes and decides. It stores nothing and knows no SQL.
package audit
