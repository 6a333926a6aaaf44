// Package crash names the points at which the crash laboratory kills a process that carries steps out. In a normal build a point is an
// empty function and costs nothing; with the build tag "crash" it calls whoever armed it. The package decides nothing and knows no
// step: who stands at a point says which run and which step it is about.
package crash

// Point is a place in the code, in the words in which the laboratory reports on it.
type Point string

// The points of carrying a step out, in order.
const (
	BeforeClaim Point = "before the claim"
	Claimed     Point = "claimed, nothing sent"
	HalfSent    Point = "half sent"                             // reached by the laboratory's app
	AnswerLost  Point = "remote done, answer lost"              // reached by the laboratory's app
	AnswerRead  Point = "answer read, ledger not written"       //
	Recorded    Point = "ledger written, activity not reported" //
	Renewed     Point = "credential renewed, not saved"         // reached by the laboratory's app
)

// The points of taking a step back, in order.
const (
	BeforeUndo Point = "undo: noted, nothing sent"
	UndoSent   Point = "undo: remote done, ledger not written"
	Undone     Point = "undo: ledger written, not reported"
)

// The points of the interpreter.
const (
	InTask   Point = "workflow worker"          // reached by the laboratory's worker
	Waiting  Point = "during a scheduled wait"  // reached by the laboratory's worker
	Deciding Point = "inside a decision"        //
	Expired  Point = "at the approval's expiry" //
	Settling Point = "decision taken, nothing followed"
)
