package api

import (
	"context"
	"time"

	"sayso/connectors"
)

// Health is how a connection is by its own account.
type Health struct {
	Known

	Err error // nil where it could sign in as whom it was connected as
}

// patience is how long a connection may take to sign in.
const patience = 15 * time.Second

// Health signs in once through each connection that was made, and tells which still work: a token that expired in the night is found before a run
// needs it. It changes nothing.
func (s *Service) Health(ctx context.Context) ([]Health, error) {
	known, err := s.Vault.Known(ctx, s.workspace(), false)
	if err != nil {
		return nil, err
	}
	list := []Health{}
	for _, k := range known {
		app, ok := s.Registry.App(k.App)
		if !ok || app.Check == nil || k.given || k.Paused != nil {
			continue
		}
		list = append(list, Health{k, s.signIn(ctx, app, k)})
	}
	return list, nil
}

func (s *Service) signIn(ctx context.Context, app *connectors.Connector, k Known) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	conn, err := s.Vault.Open(ctx, s.inside(k.ID))
	if err != nil {
		return err
	}
	as, err := app.Check(ctx, conn)
	if err == nil && as != k.Identity {
		return connectors.Errorf(connectors.Denied, "%s is signed in as %s by now, and was connected as %s", k.ID, as, k.Identity)
	}
	return err
}
