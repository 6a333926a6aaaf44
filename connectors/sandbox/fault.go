package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"sync"

	"sayso/connectors"
)

// Fault is something that goes wrong with an action. Written as text it is app.action=kind[@N][xM]: from the Nth call on,
// at most M times.
type Fault struct {
	Action string `json:"action"`
	Kind   string `json:"kind"`   // status, timeout, drop-after, expire-token, rate-limit
	Status int    `json:"status"` // for the kind status
	From   int    `json:"from"`   // the first call it strikes, counted from 1
	Times  int    `json:"times"`  // 0: without end

	Seen  int `json:"seen"`  // calls so far
	Fired int `json:"fired"` // strikes so far
}

// The kinds of fault.
const (
	FaultStatus      = "status"       // the vendor answers this status and does nothing
	FaultTimeout     = "timeout"      // nothing is done and no answer comes
	FaultDropAfter   = "drop-after"   // it is done, but the answer is lost
	FaultExpireToken = "expire-token" // the credential is no longer good, from this call on
	FaultRateLimit   = "rate-limit"   // the vendor asks for a pause of a second
)

var faultText = regexp.MustCompile(`^([a-z0-9_]+\.[a-z0-9_]+)=(?:(status)=(\d{3})|(timeout|drop-after|expire-token|rate-limit))(?:@(\d{1,6}))?(?:x(\d{1,6}))?$`)

// ParseFault reads the text form.
func ParseFault(text string) (Fault, error) {
	m := faultText.FindStringSubmatch(text)
	if m == nil {
		return Fault{}, connectors.Errorf(connectors.Invalid,
			"%q is not a fault; write app.action=kind, kind being status=N, timeout, drop-after, expire-token or rate-limit, and after it @N for \"from the Nth call on\" or xM for \"M times\"", text)
	}
	f := Fault{Action: m[1], Kind: m[2] + m[4], From: 1}
	f.Status, _ = strconv.Atoi(m[3])
	if m[5] != "" {
		f.From, _ = strconv.Atoi(m[5])
	}
	f.Times, _ = strconv.Atoi(m[6])
	if f.Kind == FaultStatus && (f.Status < 400 || f.Status > 599) {
		return Fault{}, connectors.Errorf(connectors.Invalid, "%q: a status that fails is between 400 and 599", text)
	}
	return f, nil
}

func (f Fault) String() string {
	s := f.Action + "=" + f.Kind
	if f.Kind == FaultStatus {
		s += "=" + strconv.Itoa(f.Status)
	}
	if f.From > 1 {
		s += "@" + strconv.Itoa(f.From)
	}
	if f.Times > 0 {
		s += "x" + strconv.Itoa(f.Times)
	}
	return s
}

// Faults are the faults in force, kept in a file, so that their counts survive a crash and other processes can set them.
type Faults struct {
	mu   sync.Mutex
	file string
}

// Set puts these faults in force, and no others.
func (f *Faults) Set(faults ...Fault) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(faults) == 0 {
		if err := os.Remove(f.file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the faults can't be cleared: %w", err)
		}
		return nil
	}
	return f.write(faults)
}

// List gives the faults in force.
func (f *Faults) List() ([]Fault, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.read()
}

// Strike counts a call of an action and gives the fault that strikes it, or nil.
func (f *Faults) Strike(action string) (*Fault, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	all, err := f.read()
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var struck *Fault
	counted := false
	for i := range all {
		fault := &all[i]
		if fault.Action != action {
			continue
		}
		counted = true
		fault.Seen++
		if struck == nil && fault.strikes(fault.Seen) {
			fault.Fired++
			copied := *fault
			struck = &copied
		}
	}
	if !counted {
		return nil, nil
	}
	return struck, f.write(all)
}

// Next gives the fault that will strike the next call of an action, or nil, and counts nothing. It is for vendors to whom a call is a
// conversation, where it depends on the fault at which point it strikes.
func (f *Faults) Next(action string) (*Fault, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	all, err := f.read()
	if err != nil {
		return nil, err
	}
	for _, fault := range all {
		if fault.Action == action && fault.strikes(fault.Seen+1) {
			return &fault, nil
		}
	}
	return nil, nil //nolint:nilnil // no fault is no error
}

// strikes tells whether the nth call is struck.
func (f Fault) strikes(n int) bool { return n >= f.From && (f.Times == 0 || f.Fired < f.Times) }

func (f *Faults) read() ([]Fault, error) {
	raw, err := os.ReadFile(f.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Fault
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("the file of faults %s is damaged: %w", f.file, err)
	}
	return all, nil
}

func (f *Faults) write(all []Fault) error {
	raw, err := json.Marshal(all)
	if err != nil {
		return err
	}
	if err := os.WriteFile(f.file+".new", raw, 0o600); err != nil {
		return err
	}
	return os.Rename(f.file+".new", f.file)
}
