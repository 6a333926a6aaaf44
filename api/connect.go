package api

import (
	"context"
	"slices"
	"strings"

	"sayso/connectors"
)

// ConnectRequest is what a connection is made of.
type ConnectRequest struct {
	App, Name    string
	Environment  string // "production" (default), "test" …
	URL          string
	Settings     map[string]string
	Secrets      map[string]connectors.Secret
	AllowPrivate bool
}

// Connect signs in to an app once and, where that works, stores the connection.
func (s *Service) Connect(ctx context.Context, r ConnectRequest) (Known, error) {
	c, ok := s.Registry.App(r.App)
	if !ok {
		return Known{}, s.NoApp(r.App)
	}
	if r.Name == "" || r.Name == sandboxName || strings.ContainsAny(r.Name, "/ \t\r\n") {
		return Known{}, connectors.Errorf(connectors.Invalid, "%q can't be the name of a connection; choose a word such as prod", r.Name)
	}
	if err := complete(c, &r); err != nil {
		return Known{}, err
	}
	spec := connectors.Spec{ID: r.App + "/" + r.Name, App: r.App, Environment: r.Environment, URL: r.URL, Settings: r.Settings,
		Secrets: r.Secrets, AllowPrivate: r.AllowPrivate, Auth: c.Auth}
	conn, err := connectors.NewConnection(spec)
	if err != nil {
		return Known{}, err
	}
	if c.Check != nil {
		if spec.Identity, err = c.Check(ctx, conn); err != nil {
			return Known{}, err
		}
	}
	if err := s.Vault.Store.Put(ctx, spec); err != nil {
		return Known{}, err
	}
	return Known{ID: spec.ID, App: spec.App, Environment: spec.Environment, URL: spec.URL, Identity: spec.Identity, Settings: spec.Settings}, nil
}

// complete fills in defaults and says what is missing or unheard of.
func complete(c *connectors.Connector, r *ConnectRequest) error {
	if r.Environment == "" {
		r.Environment = "production"
	}
	if r.Settings == nil {
		r.Settings = map[string]string{}
	}
	var missing []string
	for _, n := range c.Needs {
		switch {
		case n.Secret:
			if s, ok := r.Secrets[n.Name]; (!ok || s.Empty()) && !n.Optional {
				missing = append(missing, n.Name)
			}
		case n.Name == "url":
			if r.URL == "" {
				r.URL = n.Default
			}
			if r.URL == "" && !n.Optional {
				missing = append(missing, n.Name)
			}
		default:
			if r.Settings[n.Name] == "" && n.Default != "" {
				r.Settings[n.Name] = n.Default
			}
			if r.Settings[n.Name] == "" && !n.Optional {
				missing = append(missing, n.Name)
			}
		}
	}
	if len(missing) > 0 {
		return connectors.Errorf(connectors.Invalid, "connecting %s also needs: %s", c.Title, strings.Join(missing, ", "))
	}
	for name := range r.Settings {
		if !slices.ContainsFunc(c.Needs, func(n connectors.Need) bool { return n.Name == name && !n.Secret }) {
			return connectors.Errorf(connectors.Invalid, "%s has no setting %q", c.Title, name)
		}
	}
	return nil
}

// NoApp is the error of an app that isn't known; it lists those that are.
func (s *Service) NoApp(app string) error {
	var names []string
	for _, c := range s.Registry.Apps() {
		names = append(names, c.App)
	}
	return connectors.Errorf(connectors.Invalid, "there is no app %q; there are: %s", app, strings.Join(names, ", "))
}
