//go:build conformance

// Command conformance serves assistants for the official conformance suite: the real server behind the real checks of hosts, pages and credentials, with an empty
// data folder and an engine in memory. The suite sends no credentials, so that on loopback an API key is put into what it sends.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/gin-gonic/gin"

	"sayso/api"
	"sayso/api/mcp"
	"sayso/api/oauth"
	"sayso/api/site"
	"sayso/api/store"
	"sayso/connectors/all"
	"sayso/workflows/compile/rules"
	"sayso/workflows/embedded"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: conformance PORT")
	}
	if err := serve(context.Background(), net.JoinHostPort("127.0.0.1", os.Args[1])); err != nil {
		log.Fatal(err)
	}
}

func serve(ctx context.Context, address string) error {
	dir, err := os.MkdirTemp("", "conformance")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(ctx, filepath.Join(dir, "sayso.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	engine, err := embedded.Start(ctx, embedded.Options{Memory: true})
	if err != nil {
		return err
	}
	defer func() { _ = engine.Stop() }()
	service, err := newService(db, engine)
	if err != nil {
		return err
	}
	handler, err := guarded(ctx, service, db, "http://"+address)
	if err != nil {
		return err
	}
	fmt.Println("serving", address)
	server := &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	return server.ListenAndServe()
}

func newService(db *store.DB, engine *embedded.Server) (*api.Service, error) {
	registry, err := all.Registry(all.Needs{Invoices: store.NewInvoices(db)})
	if err != nil {
		return nil, err
	}
	tenants := store.NewWorkspaces(db)
	return &api.Service{Registry: registry, Compiler: rules.New(registry), Effects: store.NewLedger(db), Vault: &api.Vault{Registry: registry},
		Temporal: engine.Client(), Namespace: embedded.Namespace, Library: store.NewPlans(db), Workflows: store.NewWorkflows(db), Keys: store.NewKeys(db), Requests: store.NewRequests(db),
		Members: tenants, Tenants: tenants}, nil
}

// guarded puts the check of credentials before the server of assistants, and a key into requests that have none.
func guarded(ctx context.Context, service *api.Service, db *store.DB, address string) (http.Handler, error) {
	owner := api.Caller{Workspace: api.DefaultWorkspace, Account: "owner", Name: "owner", Role: api.Admin, Surface: api.SurfaceCLI, Human: true}
	key, err := service.For(owner).CreateKey(ctx, api.KeyRequest{Name: "conformance", Role: api.Admin})
	if err != nil {
		return nil, err
	}
	gate, err := oauth.New(oauth.Options{Issuer: address, Store: store.NewOAuth(db), Members: service.Members, Workspaces: service.Tenants, Keys: service,
		LinkKey: make([]byte, 32), Resources: []oauth.Resource{{Path: mcp.Door, Name: "MCP", Surface: api.SurfaceMCP, Scopes: api.Permissions()}}})
	if err != nil {
		return nil, err
	}
	doors := gate.Guard(mcp.Door, mcp.WithCaller)(mcp.New(mcp.Options{Service: service, Version: "conformance"}).Handler())
	at, err := site.New(site.Options{PublicURL: address})
	if err != nil {
		return nil, err
	}
	at.Engine().Any(mcp.Door, at.OwnPages, gin.WrapH(doors))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			r.Header.Set("Authorization", "Bearer "+key.Secret)
		}
		at.ServeHTTP(w, r)
	}), nil
}
