package crashlab_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"sayso/activities"
	"sayso/activities/crash"
	"sayso/api"
	"sayso/api/store"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/embedded"
	"sayso/workflows/plan"
)

// canary begins every secret of the laboratory: it must be nowhere on disk.
const canary = "SAYSOCANARY"

// engine is everything that carries runs out, in a process that is there to be killed. The laboratory talks to it over HTTP; it tells the
// laboratory on its standard output which runs have come to their points.
type engine struct {
	*api.Service
	dir    string
	server *embedded.Server // nil in a worker beside an engine
	worker worker.Worker
	guard  *guard
}

// beginning is what the laboratory asks an engine to start.
type beginning struct {
	ID     string     `json:"id"`
	Plan   *plan.Plan `json:"plan"`
	Before *plan.Plan `json:"before,omitempty"` // to be carried out first, under the same id
}

func playEngine() error {
	dir := os.Getenv(dirVariable)
	g := &guard{armed: map[string]aim{}, woken: map[string]bool{}, visible: map[string]bool{}, release: make(chan struct{}), sleeper: os.Getenv(joinVariable) != ""}
	if raw, err := os.ReadFile(filepath.Join(dir, "armed.json")); err == nil {
		if err := json.Unmarshal(raw, &g.armed); err != nil {
			return err
		}
	}
	crash.Arm(g.told)
	if room := os.Getenv(roomVariable); room != "" {
		if err := limitFiles(room); err != nil {
			return err
		}
	}
	e := &engine{dir: dir, guard: g}
	if err := e.open(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	e.serve(mux)
	if os.Getenv(partVariable) == "server" { // the worker is asked for later
		fmt.Println("ready http://" + listener.Addr().String() + " " + e.server.Address())
	} else {
		if err := e.worker.Start(); err != nil {
			return err
		}
		fmt.Println("ready http://" + listener.Addr().String() + " -")
	}
	return http.Serve(listener, mux)
}

// ledgerFileName is the database beside Temporal's.
const ledgerFileName = "sayso.db"

// open brings up the stores, Temporal and the worker, as `sayso up` does.
func (e *engine) open() error {
	ctx := context.Background()
	db, err := store.Open(ctx, filepath.Join(e.dir, ledgerFileName))
	if err != nil {
		return err
	}
	if err := db.CheckDamage(ctx); err != nil {
		return err
	}
	restored, err := db.Restored(ctx)
	if err != nil {
		return err
	}
	connections, err := store.NewConnections(db, filepath.Join(e.dir, "key"))
	if err != nil {
		return err
	}
	a := &app{half: e.guard.half}
	registry, err := connectors.NewRegistry(a.connector())
	if err != nil {
		return err
	}
	if _, err = connections.Get(ctx, connectionID); connectors.KindOf(err) == connectors.NotFound {
		err = connections.Put(ctx, connection(os.Getenv(vendorVariable), firstGrant()))
	}
	if err != nil {
		return err
	}
	ledger := store.NewLedger(db)
	var c client.Client
	if joined := os.Getenv(joinVariable); joined != "" {
		c, err = client.Dial(client.Options{HostPort: joined, Namespace: embedded.Namespace,
			Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	} else if e.server, err = embedded.Start(ctx, embedded.Options{Dir: e.dir}); err == nil {
		c = e.server.Client()
	}
	if err != nil {
		return err
	}
	vault := &api.Vault{Registry: registry, Store: connections}
	e.Service = &api.Service{Registry: registry, Vault: vault, Effects: ledger, Temporal: c, Namespace: embedded.Namespace}
	o := embedded.WorkerOptions()
	o.Interceptors = []interceptor.WorkerInterceptor{&watching{guard: e.guard}}
	e.worker = worker.New(c, workflows.TaskQueue, o)
	workflows.Register(e.worker, &activities.Activities{Registry: registry, Ledger: ledger, Vault: vault, Restored: restored})
	return nil
}

const connectionID = "lab/test"

// connection is what a person makes who signs in to the vendor.
func connection(url string, g grant) connectors.Spec {
	return connectors.Spec{ID: connectionID, App: "lab", Environment: "test", URL: url, AllowPrivate: true,
		Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(g.Token), "refresh": connectors.NewSecret(g.Refresh)}}
}

// serve answers the laboratory.
func (e *engine) serve(mux *http.ServeMux) {
	handle := func(path string, do func(r *http.Request) (any, error)) {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			got, err := do(r)
			if err != nil {
				http.Error(w, err.Error(), http.StatusConflict)
				return
			}
			answer(w, got)
		})
	}
	handle("/start", func(r *http.Request) (any, error) {
		var b beginning
		if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
			return nil, err
		}
		return nil, e.start(r.Context(), b)
	})
	handle("/open", func(r *http.Request) (any, error) { return e.unfinished(r.Context()) })
	handle("/history", func(r *http.Request) (any, error) { return e.history(r.Context(), r.URL.Query().Get("id")) })
	handle("/run", func(r *http.Request) (any, error) { return e.Get(r.Context(), r.URL.Query().Get("id")) })
	handle("/decide", func(r *http.Request) (any, error) {
		var d api.DecideRequest
		if err := json.NewDecoder(r.Body).Decode(&d); err != nil {
			return nil, err
		}
		return nil, e.Decide(r.Context(), d)
	})
	handle("/cancel", func(r *http.Request) (any, error) { return nil, e.Cancel(r.Context(), r.URL.Query().Get("id"), false) })
	handle("/room", func(r *http.Request) (any, error) { return nil, limitFiles(r.URL.Query().Get("bytes")) })
	handle("/clock", func(r *http.Request) (any, error) {
		by, err := time.ParseDuration(r.URL.Query().Get("by"))
		if err != nil {
			return nil, err
		}
		return nil, setClock(by)
	})
	handle("/work", func(*http.Request) (any, error) { return nil, e.worker.Start() })
	handle("/release", func(*http.Request) (any, error) { close(e.guard.release); return nil, nil })
	handle("/drain", func(*http.Request) (any, error) { e.guard.drain(); return nil, nil })
}

// start begins a run under an id of the laboratory's, and an earlier one ahead of it where there is to be one. Whether the answer to an
// earlier attempt was lost makes no difference.
func (e *engine) start(ctx context.Context, b beginning) error {
	began, err := e.began(ctx, b.ID)
	if err != nil {
		return err
	}
	if b.Before != nil && began != b.Plan.Name {
		if began == "" {
			if err := e.execute(ctx, b.ID, b.Before); err != nil {
				return err
			}
		}
		if err := e.finish(ctx, b.ID); err != nil {
			return err
		}
	}
	e.guard.ready(b.ID)
	if began == b.Plan.Name {
		return nil
	}
	return e.execute(ctx, b.ID, b.Plan)
}

// finish waits for the end of an earlier run. The process may have died for another just when it acted, so that it asks whether that was done;
// no matter which, for nobody counts what it does.
func (e *engine) finish(ctx context.Context, id string) error {
	for {
		run, err := e.Get(ctx, id)
		if err != nil || run.Ended != nil {
			return err
		}
		if q := run.Question; q != nil {
			d := api.DecideRequest{Run: id, Step: q.Step, Choice: workflows.Skip, Digest: q.Digest, By: "somebody"}
			if err := e.Decide(ctx, d); err != nil {
				return err
			}
		}
		select {
		case <-time.After(pollPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// began gives the name of the plan that was begun latest under an id, "" for none.
func (e *engine) began(ctx context.Context, id string) (string, error) {
	d, err := e.Temporal.DescribeWorkflowExecution(ctx, id, "")
	if _, none := errors.AsType[*serviceerror.NotFound](err); none {
		return "", nil
	}
	return d.GetWorkflowExecutionInfo().GetType().GetName(), err
}

func (e *engine) execute(ctx context.Context, id string, p *plan.Plan) error {
	frozen, problems, err := e.Freeze(ctx, p, nil, api.Scope{})
	if err != nil {
		return err
	}
	if frozen == nil {
		return fmt.Errorf("no plan: %v", problems)
	}
	_, err = e.Temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: workflows.TaskQueue, EnableEagerStart: true,
		WorkflowTaskTimeout: workflows.TaskTimeout, WorkflowExecutionErrorWhenAlreadyStarted: true,
	}, p.Name, workflows.Start{Version: workflows.Version, Frozen: *frozen, By: "lab", Approved: true})
	return err
}

// history tells what happened in the latest run under an id, for who wonders where it stands.
func (e *engine) history(ctx context.Context, id string) (string, error) {
	name, err := e.began(ctx, id)
	if err != nil {
		return "", err
	}
	told := "plan " + name
	events := e.Temporal.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			return "", err
		}
		told += event.GetEventTime().AsTime().Format("\n15:04:05.000 ") + event.GetEventType().String()
	}
	return told, nil
}

// unfinished lists the runs that are not over.
func (e *engine) unfinished(ctx context.Context) (ids []string, err error) {
	var page []byte
	for {
		got, err := e.Temporal.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Query: "ExecutionStatus = 'Running'", PageSize: 500, NextPageToken: page})
		if err != nil {
			return nil, err
		}
		for _, info := range got.GetExecutions() {
			state := ""
			if p := info.GetSearchAttributes().GetIndexedFields()[workflows.SearchState.GetName()]; p != nil {
				state = string(p.GetData())
			}
			ids = append(ids, info.GetExecution().GetWorkflowId()+" "+state)
		}
		if page = got.GetNextPageToken(); len(page) == 0 {
			return ids, nil
		}
	}
}
