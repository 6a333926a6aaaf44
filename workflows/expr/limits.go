package expr

// What one expression may be and cost. An expression over a limit is refused, never cut. The figures keep the dearest
// evaluation far below the second after which Temporal takes a workflow for stuck.
const (
	MaxSource = 4 << 10 // bytes of one expression
	MaxNodes  = 500     // parts of one expression
	MaxDepth  = 50      // of parts inside parts
	MaxValue  = 1 << 20 // bytes of all texts of one value, and of all texts that filling it makes
	MaxHoles  = 1000    // ${…} in one value
	MaxNested = 64      // maps and lists inside each other in one value
	MaxWork   = 100_000 // parts evaluated and list items looked at, in filling one value
)

// run is one evaluation: what it may see and what it has used up.
type run struct {
	scope map[string]any
	lang  string // "" for plain text
	item  any    // that a function is looking at
	work  int
	bytes int
}

func (r *run) spend(work int) error {
	if r.work += work; r.work > MaxWork {
		return fault(CodeCost, 0, words{"the expression is too much work: over %d steps", "Der Ausdruck ist zu aufwendig: über %d Schritte"}, MaxWork)
	}
	return nil
}

func (r *run) write(text string) (string, error) {
	if r.bytes += len(text); r.bytes > MaxValue {
		return "", tooLong()
	}
	return text, nil
}

func tooLong() *Error {
	return fault(CodeCost, 0, words{"the text becomes too long: over %d bytes", "Der Text wird zu lang: über %d Bytes"}, MaxValue)
}
