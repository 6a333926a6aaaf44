package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/oauth"
	"sayso/api/store"
)

// defaultURL is where the server is reached unless it is told otherwise.
const defaultURL = "http://127.0.0.1:8080"

// secretsKey is the file with the key that seals what is secret in the database.
const secretsKey = "key"

// serverURL is the address under which people and programs reach the server: what a flag says, the environment, or this machine.
func serverURL(flag string) string {
	if flag != "" {
		return flag
	}
	if url := os.Getenv("SAYSO_URL"); url != "" {
		return url
	}
	return defaultURL
}

// signIn makes the part of the server that lets people and programs in. From then on the desk knows where a person can decide.
func (h *home) signIn(ctx context.Context, url string, log *slog.Logger) (*oauth.Server, error) {
	key, err := store.DeriveKey(filepath.Join(h.dir, secretsKey), "links")
	if err != nil {
		return nil, err
	}
	o := oauth.Options{Issuer: url, Resources: doors(), Store: store.NewOAuth(h.db), Members: h.Members, Workspaces: h.Tenants, LinkKey: key,
		Keys: h.Service, Audit: h.audit, Approver: func(c api.Caller) oauth.Approver { return h.For(c) }, Log: log}
	providers, err := h.providers()
	if err != nil {
		return nil, err
	}
	p, found, err := providers.FindProvider(ctx)
	if err != nil {
		return nil, err
	}
	if found {
		o.Provider = &p
	}
	server, err := oauth.New(o)
	if err != nil {
		return nil, usage{err}
	}
	h.DecideURL = server.DecideURL
	return server, nil
}

func (h *home) providers() (access.ProviderStore, error) {
	return store.NewProviders(h.db, filepath.Join(h.dir, secretsKey))
}

// doors are what a token can be for, with the scopes that a client gets which asks for none: to look round is enough for a beginning.
func doors() []oauth.Resource {
	reads := api.Viewer.Permissions()
	return []oauth.Resource{
		{Path: "/mcp", Name: "MCP", Surface: api.SurfaceMCP, Scopes: api.Permissions(), First: reads},
		{Path: "/mcp/readonly", Name: "MCP (read only)", Surface: api.SurfaceMCP, Scopes: append(reads, api.ReadAudit), First: reads},
		{Path: "/v1", Name: "REST", Surface: api.SurfaceREST, Scopes: api.Permissions(), First: reads},
	}
}
