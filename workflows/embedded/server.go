package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/temporal"
)

// stopTime bounds [Server.Stop].
const stopTime = 10 * time.Second

// Options say where and how the server runs. Dir is the only one that is needed, and that not with Memory.
type Options struct {
	Dir          string        // the data folder; the database in it is made or upgraded
	Lock         *Lock         // a lock on Dir that the caller holds and keeps; nil: Start takes one and Stop gives it back
	FrontendPort int           // 0: any free port. Always on loopback
	UI           bool          // serve Temporal UI as well
	UIPort       int           // 0: any free port. Always on loopback
	Codec        string        // URL of the codec endpoint that Temporal UI decodes payloads with; "": none
	Memory       bool          // keep everything in memory; for tests and benchmarks
	Retention    time.Duration // how long closed runs are kept; 0: DefaultRetention
	Log          *slog.Logger  // nil: no log
}

// Server is a running Temporal server.
type Server struct {
	address string
	server  temporal.Server
	client  client.Client
	ui      *ui
	store   *config.SQL
	file    string // the database; "" in memory
	lock    *Lock  // nil where the caller holds it

	stopping *atomic.Bool
	stopOnce sync.Once
	stopErr  error
}

// Start gives a server that is ready. What was started is stopped again when it fails or ctx ends first.
func Start(ctx context.Context, o Options) (_ *Server, err error) {
	retention, err := retentionOf(o.Retention)
	if err != nil {
		return nil, err
	}
	s := &Server{stopping: &atomic.Bool{}}
	defer func() {
		if err != nil {
			_ = s.Stop()
		}
	}()
	p, err := choosePorts(o.FrontendPort)
	if err != nil {
		return nil, err
	}
	if o.UI {
		if s.ui, err = openUI(o.UIPort); err != nil {
			return nil, err
		}
	}
	if err = s.openStore(ctx, o); err != nil {
		return nil, err
	}
	if err = createNamespace(s.store, retention); err != nil {
		return nil, fmt.Errorf("the namespace %s can't be made: %w", Namespace, err)
	}
	log := s.logger(o.Log)
	if err = s.startServer(p, log); err != nil {
		return nil, err
	}
	s.client, err = client.DialContext(ctx, client.Options{HostPort: s.address, Namespace: Namespace, Logger: sdklog.NewStructuredLogger(log)})
	if err != nil {
		return nil, fmt.Errorf("the Temporal server doesn't answer: %w", err)
	}
	if err = updateNamespace(ctx, s.client, retention); err != nil {
		return nil, err
	}
	if o.UI {
		if err = s.ui.serve(s.address, o.Codec, log); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *Server) logger(to *slog.Logger) *slog.Logger {
	if to == nil {
		to = slog.New(slog.DiscardHandler)
	}
	return slog.New(quiet{to.Handler(), s.stopping})
}

// openStore locks the folder and brings its database up to date.
func (s *Server) openStore(ctx context.Context, o Options) error {
	if o.Memory {
		s.store = storeInMemory()
		return nil
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil || o.Dir == "" {
		return folderError(o.Dir, errors.Join(err, errors.New("no folder is given")))
	}
	if o.Lock == nil {
		if s.lock, err = LockDir(dir); err != nil {
			return err
		}
	}
	s.store, s.file = storeIn(dir), filepath.Join(dir, DatabaseFile)
	return prepareSchema(ctx, s.file)
}

func (s *Server) startServer(p ports, log *slog.Logger) error {
	s.address = address(p.frontend)
	var fatal atomic.Pointer[error]
	options := []temporal.ServerOption{
		temporal.WithConfig(serverConfig(p, s.store)),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(p.hosts()),
		temporal.WithDynamicConfigClient(tuning()),
		temporal.WithLogger(serverLog{log, func(err error) { fatal.CompareAndSwap(nil, &err) }}),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return authorization.NewNoopClaimMapper() }),
	}
	// In a goroutine of its own, because that is what a fatal log entry ends, or, where sync.Once is in between, what panics.
	done := make(chan error, 1)
	go func() {
		err := errors.New("it ended while starting")
		defer func() {
			if reason := recover(); reason != nil {
				err = fmt.Errorf("%v", reason)
			}
			done <- err
		}()
		if s.server, err = temporal.NewServer(options...); err == nil {
			err = s.server.Start()
		}
	}()
	err := <-done
	if reason := fatal.Load(); reason != nil {
		err = *reason
	}
	if err != nil {
		return fmt.Errorf("the Temporal server can't be started: %w", err)
	}
	return nil
}

// Client is a client of the namespace [Namespace]. It is closed by [Server.Stop]; workers that use it are to be stopped before.
func (s *Server) Client() client.Client { return s.client }

// Address is the frontend's host and port.
func (s *Server) Address() string { return s.address }

// UIURL is where Temporal UI is, without a slash at the end; "" where it isn't served.
func (s *Server) UIURL() string {
	if s.ui == nil {
		return ""
	}
	return s.ui.url()
}

// RunURL is where Temporal UI shows a run; "" where it isn't served.
func (s *Server) RunURL(workflowID, runID string) string {
	if s.ui == nil {
		return ""
	}
	return s.ui.url() + "/namespaces/" + Namespace + "/workflows/" + url.PathEscape(workflowID) + "/" + url.PathEscape(runID) + "/history"
}

// Stop ends everything within 10 seconds, and gives the folder free if Start locked it. Runs stay as they are and go on
// after the next start. It may be called more than once.
func (s *Server) Stop() error {
	s.stopOnce.Do(func() {
		s.stopping.Store(true)
		ctx, cancel := context.WithTimeout(context.Background(), stopTime)
		defer cancel()
		s.stopErr = s.stop(ctx)
	})
	return s.stopErr
}

func (s *Server) stop(ctx context.Context) error {
	var errs []error
	if s.ui != nil {
		errs = append(errs, s.ui.stop())
	}
	if s.client != nil {
		s.client.Close()
	}
	if s.server != nil {
		done := make(chan error, 1)
		go func() { done <- s.server.Stop() }()
		select {
		case err := <-done:
			errs = append(errs, err)
		case <-ctx.Done():
			// The lock stays: what didn't stop may still write.
			return errors.Join(append(errs, fmt.Errorf("the Temporal server didn't stop within %s", stopTime))...)
		}
		if s.file != "" {
			errs = append(errs, settle(ctx, s.file))
		}
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	return errors.Join(errs...)
}
