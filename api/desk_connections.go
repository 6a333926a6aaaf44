package api

import (
	"context"
	"slices"
	"strings"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// Connections lists those that plans of the workspace may use: of the sandbox alone, or all others.
func (d *Desk) Connections(ctx context.Context, inSandbox bool) ([]Known, error) {
	if err := d.may(ReadConnections); err != nil {
		return nil, err
	}
	list, err := d.service.Vault.Known(ctx, d.caller.Workspace, inSandbox)
	return append([]Known{}, list...), err
}

// Connect signs in to an app once and, where that works, keeps the connection. To let one reach into the private network takes an
// administrator, for this machine's neighbours are nobody's to try out.
func (d *Desk) Connect(ctx context.Context, r ConnectRequest) (Known, error) {
	if err := d.may(WriteConnections); err != nil {
		return Known{}, err
	}
	if r.AllowPrivate {
		if err := d.may(Administer); err != nil {
			return Known{}, err
		}
	}
	if err := d.keptConnection(ctx, r.App+"/"+r.Name, firstOf(r.Environment, production)); err != nil {
		return Known{}, err
	}
	detail := map[string]string{"url": r.URL, "environment": r.Environment}
	if err := d.record(ctx, "connection.connect", r.App+"/"+r.Name, "", detail); err != nil {
		return Known{}, err
	}
	r.Lang = d.caller.Lang
	return d.service.Connect(ctx, r)
}

// Connecting is what connecting an app takes.
type Connecting struct {
	App, Title   string
	Needs        []Need
	Environments []string // that a connection can be marked as
	Taken        []string // names of connections of the app that there are, which connecting again replaces
	Private      bool     // the caller may let one reach into the private network
}

// Connecting tells what connecting an app takes, to who may.
func (d *Desk) Connecting(ctx context.Context, app string) (Connecting, error) {
	if err := d.may(WriteConnections); err != nil {
		return Connecting{}, err
	}
	c, err := d.service.Connectable(app, d.caller.Lang)
	if err != nil {
		return Connecting{}, err
	}
	list, err := d.service.Vault.known(ctx, d.caller.Workspace, false)
	k := Connecting{App: c.App, Title: c.Title, Needs: needsOf(c, d.caller.Lang), Environments: plan.Environments(), Private: d.may(Administer) == nil}
	for _, known := range list {
		if known.App == app && !known.given {
			k.Taken = append(k.Taken, strings.TrimPrefix(known.ID, app+"/"))
		}
	}
	return k, err
}

// ConnectURL gives a link to a page on which the person who calls connects an app, so that nothing secret passes through whatever they call with;
// "" where there is none for them. Whether they may is asked of their role, for on the page it is they who act, and no narrowed credential.
func (d *Desk) ConnectURL(ctx context.Context, app string) (string, error) {
	if err := d.may(ReadConnections); err != nil {
		return "", err
	}
	c, err := d.service.Connectable(app, d.caller.Lang)
	if err != nil || len(c.Needs) == 0 || d.service.ConnectURL == nil || !slices.Contains(d.caller.Role.Permissions(), WriteConnections) {
		return "", err
	}
	return d.service.ConnectURL(ctx, d.caller, app)
}

// Disconnect forgets a connection and its secrets. Runs that come to it fail, and say so.
func (d *Desk) Disconnect(ctx context.Context, id string) error {
	if err := d.may(WriteConnections); err != nil {
		return err
	}
	if err := d.known(ctx, id); err != nil {
		return err
	}
	if err := d.keptConnection(ctx, id, ""); err != nil {
		return err
	}
	if err := d.record(ctx, "connection.disconnect", id, "", nil); err != nil {
		return err
	}
	there, err := d.service.Vault.Store.Delete(ctx, d.service.inside(id))
	if err == nil && !there {
		err = d.noConnection(id)
	}
	return err
}

// known says that there is no stored connection of this name, nil where there is.
func (d *Desk) known(ctx context.Context, id string) error {
	_, err := d.service.Vault.stored(ctx, d.service.inside(id))
	if isNotFound(err) {
		return d.noConnection(id)
	}
	if connectors.KindOf(err) == connectors.Expired { // its secrets can't be opened, which is no reason to keep it
		return nil
	}
	return err
}

func (d *Desk) noConnection(id string) error {
	return d.missing("no_connection", "there is no connection %s", "es gibt keine Verbindung %s", id)
}

// Pause keeps steps from a connection, or a plan from being started, until it is resumed.
func (d *Desk) Pause(ctx context.Context, r PauseRequest) (activities.Pause, error) {
	if err := d.mayPause(ctx, r, ".pause"); err != nil {
		return activities.Pause{}, err
	}
	r.By = d.caller.by()
	return d.service.Pause(ctx, r)
}

// Resume ends a pause; the runs that wait for the connection go on.
func (d *Desk) Resume(ctx context.Context, r PauseRequest) (Resumed, error) {
	if err := d.mayPause(ctx, r, ".resume"); err != nil {
		return Resumed{}, err
	}
	r.By = d.caller.by()
	return d.service.Resume(ctx, r)
}

func (d *Desk) mayPause(ctx context.Context, r PauseRequest, action string) error {
	needs := WriteConnections
	if r.Of == activities.OfPlan {
		needs = WritePlans
	}
	if err := d.may(needs); err != nil {
		return err
	}
	if err := d.service.pausable(r); err != nil {
		return err
	}
	if r.Of == activities.OfConnection {
		if _, err := d.service.Vault.spec(ctx, d.service.inside(r.Name)); isNotFound(err) {
			return d.noConnection(r.Name)
		}
		if err := d.keptConnection(ctx, r.Name, ""); err != nil {
			return err
		}
	}
	return d.record(ctx, string(r.Of)+action, r.Name, "", nil)
}
