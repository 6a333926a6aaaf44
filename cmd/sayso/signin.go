package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"sayso/api/access"
	"sayso/api/oauth"
	"sayso/api/store"
	"sayso/api/surfaces"
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
	o := oauth.Options{Issuer: url, Store: store.NewOAuth(h.db), LinkKey: key, Audit: h.audit, Log: log}
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
	server, err := surfaces.SignIn(h.Service, o)
	if err != nil {
		return nil, usage{err}
	}
	return server, nil
}

func (h *home) providers() (access.ProviderStore, error) {
	return store.NewProviders(h.db, filepath.Join(h.dir, secretsKey))
}
