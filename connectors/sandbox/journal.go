package sandbox

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"
)

// Effect is one thing that a simulator really carried out.
type Effect struct {
	Action string    `json:"action"` // "salesforce.update_account"; "undo salesforce.update_account"
	Key    string    `json:"key"`    // the effect's key, "" where the caller gave none
	At     time.Time `json:"at"`
	Says   string    `json:"says"` // in words: "Account ACME Corp: Status__c A → B"
}

// entry is a line of a journal: a record as it is from here on, and the effect that made it so. A seed has no effect.
type entry struct {
	Kind   string          `json:"kind"`
	ID     string          `json:"id"`
	Record json.RawMessage `json:"record"` // null where the record was deleted
	At     time.Time       `json:"at"`
	Effect *Effect         `json:"effect,omitempty"`
}

// journal is the state of one simulator: records by kind and id, kept as an append-only file of JSON lines. A line that
// a crash cut short is dropped when the file is opened again: its answer never went out.
type journal struct {
	mu      sync.Mutex
	file    *os.File
	records map[string]map[string]json.RawMessage
	order   map[string][]string  // ids of a kind in order of creation
	created map[string]time.Time // by kind/id
	changed map[string]time.Time // by kind/id
	deleted map[string]entry     // by kind/id: what was deleted last, and when
}

func newJournal() *journal {
	return &journal{records: map[string]map[string]json.RawMessage{}, order: map[string][]string{},
		created: map[string]time.Time{}, changed: map[string]time.Time{}, deleted: map[string]entry{}}
}

func openJournal(path string) (*journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	j := newJournal()
	j.file = f
	end, err := replay(path, j.apply)
	if err == nil {
		err = f.Truncate(end)
	}
	if err == nil {
		_, err = f.Seek(end, 0)
	}
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("the sandbox journal %s can't be read: %w", path, err)
	}
	return j, nil
}

// replay reads a journal's whole lines and tells where they end.
func replay(path string, each func(entry)) (end int64, err error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	s := bufio.NewScanner(bytes.NewReader(raw))
	s.Buffer(nil, len(raw)+1)
	for s.Scan() {
		var e entry
		if json.Unmarshal(s.Bytes(), &e) != nil {
			break
		}
		next := end + int64(len(s.Bytes())) + 1
		if next > int64(len(raw)) {
			break
		}
		each(e)
		end = next
	}
	return end, s.Err()
}

func (j *journal) apply(e entry) {
	if e.Kind == "" {
		return
	}
	if j.records[e.Kind] == nil {
		j.records[e.Kind] = map[string]json.RawMessage{}
	}
	if bytes.Equal(e.Record, []byte("null")) {
		if last, ok := j.records[e.Kind][e.ID]; ok {
			j.deleted[e.Kind+"/"+e.ID] = entry{Kind: e.Kind, ID: e.ID, Record: last, At: e.At}
		}
		delete(j.records[e.Kind], e.ID)
		if len(j.records[e.Kind]) == 0 {
			delete(j.records, e.Kind) // as if there had never been one, so that states can be compared
		}
		return
	}
	if _, known := j.created[e.Kind+"/"+e.ID]; !known {
		j.order[e.Kind] = append(j.order[e.Kind], e.ID)
		j.created[e.Kind+"/"+e.ID] = e.At
	}
	j.records[e.Kind][e.ID] = e.Record
	j.changed[e.Kind+"/"+e.ID] = e.At
	delete(j.deleted, e.Kind+"/"+e.ID)
}

// put writes a record, nil to delete it, with the effect that it is, if any. It is on disk when put returns.
func (j *journal) put(kind, id string, record any, effect *Effect) error {
	raw, err := json.Marshal(record)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	e := entry{Kind: kind, ID: id, Record: raw, At: time.Now().UTC(), Effect: effect}
	if effect != nil {
		effect.At = e.At
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return err
	}
	j.apply(e)
	return nil
}

// get reads a record into a pointer and reports whether there is one.
func (j *journal) get(kind, id string, into any) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	raw, ok := j.records[kind][id]
	return ok && json.Unmarshal(raw, into) == nil
}

// createdAt tells when a record was first written.
func (j *journal) createdAt(kind, id string) time.Time {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.created[kind+"/"+id]
}

// recycled reads a deleted record as it last was, for vendors that keep them for a while, and tells when it was deleted.
func (j *journal) recycled(kind, id string, into any) (time.Time, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e, ok := j.deleted[kind+"/"+id]
	return e.At, ok && json.Unmarshal(e.Record, into) == nil
}

// recycledIDs lists a kind's deleted records in order of creation.
func (j *journal) recycledIDs(kind string) []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	var ids []string
	for _, id := range j.order[kind] {
		if _, ok := j.deleted[kind+"/"+id]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// changedAt tells when a record was last written.
func (j *journal) changedAt(kind, id string) time.Time {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.changed[kind+"/"+id]
}

// list gives a kind's records in order of creation.
func list[T any](j *journal, kind string) []T {
	j.mu.Lock()
	defer j.mu.Unlock()
	var all []T
	for _, id := range j.order[kind] {
		var v T
		if raw, ok := j.records[kind][id]; ok && json.Unmarshal(raw, &v) == nil {
			all = append(all, v)
		}
	}
	return all
}

// ids lists the ids of a kind's records in order of creation.
func (j *journal) ids(kind string) []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	var ids []string
	for _, id := range j.order[kind] {
		if _, ok := j.records[kind][id]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// count tells how many records of a kind there ever were, so that ids can be counted up without a gap or a double.
func (j *journal) count(kind string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.order[kind])
}

func (j *journal) close() error { return j.file.Close() }

// Effects reads what the simulators of a folder carried out, in order of time. It may be called while they run.
func Effects(dir string) ([]Effect, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	all := []Effect{}
	for _, f := range files {
		if _, err := replay(f, func(e entry) {
			if e.Effect != nil {
				all = append(all, *e.Effect)
			}
		}); err != nil {
			return nil, err
		}
	}
	sort.SliceStable(all, func(i, k int) bool { return all[i].At.Before(all[k].At) })
	return all, nil
}

// State reads the records that the simulator of an app holds, by kind and id. System fields, such as when a record was
// last written, are not part of a record, so that two states can be compared.
func State(dir, app string) (map[string]map[string]json.RawMessage, error) {
	if strings.ContainsAny(app, `/\.`) {
		return nil, fmt.Errorf("%q is no app", app)
	}
	j := newJournal()
	_, err := replay(filepath.Join(dir, app+".jsonl"), j.apply)
	return j.records, err
}
