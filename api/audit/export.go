package audit

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

// seal is the last line of an export: the signed end of what stands above it.
type seal struct {
	Checkpoint  *Checkpoint  `json:"checkpoint"`
	Checkpoints []Checkpoint `json:"checkpoints"`
	Key         string       `json:"key"` // for convenience; whoever verifies compares it to the one that they know
}

// Export writes a list as JSON Lines: a line for each record, and at the end one with a fresh checkpoint of the last record and those of the list.
// It gives the number of records.
func Export(w io.Writer, l List, sign func(Record) Checkpoint, public string) (n int64, err error) {
	out := bufio.NewWriter(w)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	var last Record
	for r, err := range l.Records {
		if err != nil {
			return n, err
		}
		if err := lines.Encode(r); err != nil {
			return n, err
		}
		last, n = r, n+1
	}
	end := seal{Checkpoints: l.Checkpoints, Key: public}
	if n > 0 {
		c := sign(last)
		end.Checkpoint = &c
	}
	if err := lines.Encode(end); err != nil {
		return n, err
	}
	return n, out.Flush()
}

// maxLine is the longest line that an export has, in bytes: an entry's details are short.
const maxLine = 1 << 20

// Import reads what [Export] wrote, for [Verify], and the key that it names. An error names the line.
func Import(r io.Reader) (l List, public string, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	var records []Record
	var end *seal
	for n := 1; lines.Scan(); n++ {
		if end != nil {
			return l, "", fmt.Errorf("line %d stands behind the end of the export", n)
		}
		var line struct {
			Record
			seal
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return l, "", fmt.Errorf("line %d is no record: %w", n, err)
		}
		if line.Seq == 0 {
			end = &line.seal
			continue
		}
		records = append(records, line.Record)
	}
	if err := lines.Err(); err != nil {
		return l, "", err
	}
	if end == nil {
		return l, "", fmt.Errorf("the export has no end: its last line, with the checkpoint, is missing")
	}
	l = List{Records: listed(records), Checkpoints: end.Checkpoints, Head: end.Checkpoint}
	if end.Checkpoint != nil {
		l.Workspace = end.Checkpoint.Workspace
	}
	return l, end.Key, nil
}

func listed(records []Record) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}
