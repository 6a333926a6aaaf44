// Package workflows is the one interpreter that carries out every plan: it takes the steps in order, keeps what must be undone,
// waits for people, and says in words how it went. Temporal UI shows each run under its plan's name and each step under its
// action's.
//
// It does no I/O, reads no clock and ranges over no map, so that a recorded history replays. All that touches the world is an
// activity of package activities. The interpreter adds no event to a history that a hand-written workflow would not have.
package workflows
