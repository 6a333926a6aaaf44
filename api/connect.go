package api

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// ConnectRequest is what a connection is made of.
type ConnectRequest struct {
	App, Name    string
	Environment  string // "production" (default), "test" …
	URL          string
	Settings     map[string]string
	Secrets      map[string]connectors.Secret
	AllowPrivate bool
	Lang         string // of what is said about it
}

func (r ConnectRequest) invalid(en, de string, args ...any) error {
	return &connectors.Error{Kind: connectors.Invalid, Code: string(connectors.Invalid), Message: fmt.Sprintf(connectors.Doc{En: en, De: de}.In(r.Lang), args...)}
}

// Connect signs in to an app once and, where that works, stores the connection.
func (s *Service) Connect(ctx context.Context, r ConnectRequest) (Known, error) {
	c, err := s.Connectable(r.App, r.Lang)
	if err != nil {
		return Known{}, err
	}
	if !connectionName.MatchString(r.Name) || r.Name == sandboxName {
		return Known{}, r.invalid("%q can't be the name of a connection; choose a word such as prod",
			"%q kann keine Verbindung heißen; wähle ein Wort wie prod", r.Name)
	}
	if s.Vault.Store == nil {
		return Known{}, r.invalid("there is nowhere to keep a connection", "es gibt keinen Ort für eine Verbindung")
	}
	if err := complete(c, &r); err != nil {
		return Known{}, err
	}
	spec := connectors.Spec{ID: s.inside(r.App + "/" + r.Name), App: r.App, Environment: r.Environment, URL: r.URL, Settings: r.Settings,
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
	return Known{ID: r.App + "/" + r.Name, App: spec.App, Environment: spec.Environment, URL: spec.URL, Identity: spec.Identity, Settings: spec.Settings,
		id: spec.ID}, nil
}

var connectionName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$`)

const production = "production"

// complete fills in defaults and says what is missing or unheard of.
func complete(c *connectors.Connector, r *ConnectRequest) error {
	if r.Environment == "" {
		r.Environment = production
	}
	// What needs an approval is decided by it, so that a misspelt one would weaken the policy.
	if !slices.Contains(plan.Environments(), r.Environment) {
		return r.invalid("%q is not an environment; there are: %s", "%q ist keine Umgebung; es gibt: %s", r.Environment, strings.Join(plan.Environments(), ", "))
	}
	if err := known(c, r); err != nil {
		return err
	}
	r.Settings = maps.Clone(r.Settings)
	if r.Settings == nil {
		r.Settings = map[string]string{}
	}
	var missing []string
	for _, n := range c.Needs {
		var has bool
		switch {
		case n.Secret:
			has = !r.Secrets[n.Name].Empty()
		case n.Name == needURL:
			if r.URL == "" {
				r.URL = n.Default
			}
			has = r.URL != ""
		default:
			if r.Settings[n.Name] == "" && n.Default != "" {
				r.Settings[n.Name] = n.Default
			}
			has = r.Settings[n.Name] != ""
		}
		if !has && !n.Optional {
			missing = append(missing, n.Name)
		}
	}
	if len(missing) > 0 {
		return r.invalid("connecting %s also needs: %s", "um %s zu verbinden, fehlt noch: %s", c.Title, strings.Join(missing, ", "))
	}
	return nil
}

// needURL is the need that is no setting: the address.
const needURL = "url"

// known says what is given that the app doesn't know. A secret among the settings would be shown, so it is refused in words of its own.
func known(c *connectors.Connector, r *ConnectRequest) error {
	secret, setting, address := map[string]bool{}, map[string]bool{}, false
	for _, n := range c.Needs {
		switch {
		case n.Secret:
			secret[n.Name] = true
		case n.Name == needURL:
			address = true
		default:
			setting[n.Name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Settings)) {
		switch {
		case secret[name]:
			return r.invalid("%s keeps %s secret; it can't be given as a setting", "%s hält %s geheim; als Einstellung geht es nicht", c.Title, name)
		case name == needURL && address:
			return r.invalid("the address of %s is not one of its settings; give it on its own", "die Adresse von %s ist keine seiner Einstellungen; gib sie für sich an", c.Title)
		case !setting[name]:
			return r.invalid("%s has no setting %q%s", "%s hat keine Einstellung %q%s", c.Title, name, r.listed(setting))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Secrets)) {
		if !secret[name] {
			return r.invalid("%s has no secret %q%s", "%s hat kein Geheimnis %q%s", c.Title, name, r.listed(secret))
		}
	}
	if r.URL != "" && !address {
		return r.invalid("%s takes no address", "%s nimmt keine Adresse", c.Title)
	}
	return nil
}

func (r ConnectRequest) listed(names map[string]bool) string {
	if len(names) == 0 {
		return ""
	}
	return connectors.Doc{En: "; there are: ", De: "; es gibt: "}.In(r.Lang) + strings.Join(slices.Sorted(maps.Keys(names)), ", ")
}

// Connectable gives an app that can be connected. One that is only declared can't be.
func (s *Service) Connectable(app, lang string) (*connectors.Connector, error) {
	c, ok := s.Registry.App(app)
	switch {
	case !ok:
		return nil, s.NoApp(app, lang)
	case c.Declared:
		return nil, &connectors.Error{Kind: connectors.Invalid, Code: connectors.CodeNotYet, Message: c.NotYet().In(lang)}
	}
	return c, nil
}

// NoApp is the error of an app that isn't known; it lists those that are.
func (s *Service) NoApp(app, lang string) error {
	var names []string
	for _, c := range s.Registry.Apps() {
		names = append(names, c.App)
	}
	return ConnectRequest{Lang: lang}.invalid("there is no app %q; there are: %s", "es gibt keine App %q; es gibt: %s", app, strings.Join(names, ", "))
}
