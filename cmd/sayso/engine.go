package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/embedded"
)

// engine is Temporal and, where it runs in this process, the worker.
type engine struct {
	client  client.Client
	ours    bool // false: another process on the same folder runs it
	uiURL   string
	log     *slog.Logger // for those who run it
	stopAll []func() error
}

func (e *engine) stop() error {
	var errs []error
	for _, v := range slices.Backward(e.stopAll) {
		errs = append(errs, v())
	}
	return errors.Join(errs...)
}

// engineOptions say how to start an engine of our own.
type engineOptions struct {
	ui     bool
	uiPort int
	api    string // where the API will be, for others to find it
	only   bool   // fail where another process has the folder, instead of talking to it
}

// beacon is what a process with an engine leaves in the data folder for others to find it.
type beacon struct {
	PID     int    `json:"pid"`
	Address string `json:"address"`
	UI      string `json:"ui"`
	API     string `json:"api,omitempty"`
}

const (
	beaconFile    = "engine.json"
	logFile       = "sayso.log"
	defaultUIPort = 8233
)

// start gives the home an engine, if it has none yet.
func (h *home) start(ctx context.Context, o engineOptions) error {
	if h.engine != nil {
		return nil
	}
	lock, err := embedded.LockDir(h.dir)
	var inUse *embedded.InUse
	switch {
	case errors.As(err, &inUse) && o.only:
		err = isUp(h.dir, inUse)
	case errors.As(err, &inUse):
		h.engine, err = join(ctx, h.dir, inUse)
	case err == nil:
		h.engine = &engine{ours: true, stopAll: []func() error{lock.Unlock}}
		err = h.engine.begin(ctx, h, lock, o)
		if err != nil {
			err = errors.Join(err, h.engine.stop())
			h.engine = nil
		}
	}
	if err != nil {
		return err
	}
	h.Temporal, h.Namespace = h.engine.client, embedded.Namespace
	ui := h.engine.uiURL
	if ui == "" { // where it will be once `sayso up` runs
		ui = fmt.Sprintf("http://127.0.0.1:%d", defaultUIPort)
	}
	h.RunURL = func(workflow, run string) string {
		at := ui + "/namespaces/" + embedded.Namespace + "/workflows/" + url.PathEscape(workflow)
		if run == "" { // it goes to the latest by itself
			return at
		}
		return at + "/" + url.PathEscape(run) + "/history"
	}
	return nil
}

// begin starts Temporal and a worker in this process.
func (e *engine) begin(ctx context.Context, h *home, lock *embedded.Lock, o engineOptions) error {
	if err := h.db.CheckDamage(ctx); err != nil {
		return err
	}
	log, err := e.openLog(filepath.Join(h.dir, logFile))
	if err != nil {
		return err
	}
	server, err := embedded.Start(ctx, embedded.Options{Dir: h.dir, Lock: lock, UI: o.ui, UIPort: o.uiPort, Log: log})
	if err != nil {
		return err
	}
	e.stopAll, e.log = append(e.stopAll, server.Stop), log
	e.client, e.uiURL = server.Client(), server.UIURL()
	w := worker.New(e.client, workflows.TaskQueue, workerOptions())
	restored, err := h.db.Restored(ctx)
	if err != nil {
		return err
	}
	workflows.Register(w, &activities.Activities{Registry: h.Registry, Ledger: h.meter.Ledger(h.ledger), Vault: h.Vault, Files: h.files, Restored: restored})
	if err := w.Start(); err != nil {
		return connectors.Errorf(connectors.Unavailable, "the worker doesn't start: %w", err)
	}
	e.stopAll = append(e.stopAll, func() error { w.Stop(); return nil })
	return e.announce(filepath.Join(h.dir, beaconFile), beacon{PID: os.Getpid(), Address: server.Address(), UI: server.UIURL(), API: o.api})
}

// openLog keeps what the engine has to say to its operators out of the way of what the program says to people.
func (e *engine) openLog(file string) (*slog.Logger, error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, connectors.Errorf(connectors.Invalid, "the log can't be written: %w", err)
	}
	e.stopAll = append(e.stopAll, f.Close)
	return slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: slog.LevelWarn})), nil
}

func (e *engine) announce(file string, b beacon) error {
	raw, err := json.Marshal(b)
	if err != nil {
		return err
	}
	// Whoever looks for it finds it whole or not at all.
	if err := errors.Join(os.WriteFile(file+".new", raw, 0o600), os.Rename(file+".new", file)); err != nil {
		return connectors.Errorf(connectors.Invalid, "the data folder can't be written: %w", err)
	}
	e.stopAll = append(e.stopAll, func() error { return os.Remove(file) })
	return nil
}

// beaconOf reads what the process that has the folder left there; false while it is only just starting, or ending.
func beaconOf(dir string, inUse *embedded.InUse) (b beacon, ok bool) {
	raw, err := os.ReadFile(filepath.Join(dir, beaconFile))
	ok = err == nil && json.Unmarshal(raw, &b) == nil && b.PID == inUse.PID
	return b, ok
}

// isUp tells somebody who wants to bring an engine up where there is one.
func isUp(dir string, inUse *embedded.InUse) error {
	b, ok := beaconOf(dir, inUse)
	if !ok || b.API == "" {
		return usage{fmt.Errorf("%w: wait until it has ended, or choose another folder with --data", inUse)}
	}
	return usage{fmt.Errorf("%w: Sayso is up already, at %s (Temporal UI: %s); use it, end it with Ctrl-C, or choose another folder with --data", inUse, b.API, b.UI)}
}

// join talks to the engine of the process that has the folder.
func join(ctx context.Context, dir string, inUse *embedded.InUse) (*engine, error) {
	b, ok := beaconOf(dir, inUse)
	if !ok {
		return nil, usage{inUse}
	}
	c, err := client.DialContext(ctx, client.Options{HostPort: b.Address, Namespace: embedded.Namespace,
		Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		return nil, connectors.Errorf(connectors.Unavailable, "process %d has the data folder and doesn't answer: %w", inUse.PID, err)
	}
	return &engine{client: c, uiURL: b.UI, stopAll: []func() error{func() error { c.Close(); return nil }}}, nil
}

// workerOptions are those that suit the embedded server. A step that is under way when the program ends gets a few seconds to report.
func workerOptions() worker.Options {
	o := embedded.WorkerOptions()
	o.WorkerStopTimeout = 5 * time.Second
	return o
}
