// Package sandbox simulates the vendors' APIs that Sayso's connectors talk to, one file a vendor: stateful, and faithful
// in ids, errors, failures of sign-in, and in what makes a call safe to repeat or not. It is what `--sandbox` and the tests
// run against, so that nobody needs an account to see Sayso work, and no test needs a mock.
//
// All state is kept in a folder, one [journal] a vendor; the effects that a simulator really carried out can be read from it,
// also while another process runs it. [Faults] are injected by action.
//
// The package imports no connector: like a vendor, it sees only what arrives.
package sandbox

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"time"

	"sayso/connectors"
)

// simulator is one vendor. It may be called from many requests at once.
type simulator interface {
	// start begins to serve, tells how to connect, and gives a function that stops it.
	start() (Endpoint, func(), error)
}

// Endpoint is what a connection to a simulator needs, under the names of the connector's Needs.
type Endpoint struct {
	URL      string
	Settings map[string]string
	Secrets  map[string]connectors.Secret
}

// Sandbox is the set of simulators over one folder. Simulators start when they are first asked for.
type Sandbox struct {
	dir    string
	faults *Faults

	mu       sync.Mutex
	running  map[string]Endpoint
	builtins *journal // of the apps that have no simulator; nil until the first effect
	stops    []func()
}

// Open makes a sandbox over a folder, which is created where it is missing.
func Open(dir string) (*Sandbox, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the sandbox folder can't be made: %w", err)
	}
	return &Sandbox{dir: dir, faults: &Faults{file: filepath.Join(dir, "faults.json")}, running: map[string]Endpoint{}}, nil
}

// Faults gives the faults that are injected.
func (s *Sandbox) Faults() *Faults { return s.faults }

// Endpoint starts the simulator of an app, if it isn't running, and tells how to connect to it.
func (s *Sandbox) Endpoint(app string) (Endpoint, error) {
	start, ok := vendors()[app]
	if !ok {
		return Endpoint{}, connectors.Errorf(connectors.NotFound, "the sandbox has no simulator of %s", app)
	}
	return s.run(app, start)
}

func (s *Sandbox) run(app string, start func(*journal, *Faults) simulator) (Endpoint, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.running[app]; ok {
		return e, nil
	}
	j, err := openJournal(filepath.Join(s.dir, app+".jsonl"))
	if err != nil {
		return Endpoint{}, err
	}
	e, stop, err := start(j, s.faults).start()
	if err != nil {
		_ = j.close()
		return Endpoint{}, fmt.Errorf("the simulator of %s doesn't start: %w", app, err)
	}
	s.running[app] = e
	s.stops = append(s.stops, func() { stop(); _ = j.close() })
	return e, nil
}

// Close stops all simulators.
func (s *Sandbox) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, stop := range s.stops {
		stop()
	}
	s.stops, s.running = nil, map[string]Endpoint{}
}

// Apps lists what is simulated.
func Apps() []string {
	var list []string
	for app := range vendors() {
		list = append(list, app)
	}
	sort.Strings(list)
	return list
}

// serve runs a vendor's HTTP API on a free loopback port.
func serve(h http.Handler) (url string, stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(l) }()
	return "http://" + l.Addr().String(), func() { _ = server.Close() }, nil
}
