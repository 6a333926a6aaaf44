package api

import (
	"context"
	"regexp"
	"strings"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// PauseStore keeps which connections and plans are paused.
type PauseStore interface {
	// Pause notes a pause. What is paused already stays so as it was, and fresh is false.
	Pause(ctx context.Context, p activities.Pause) (fresh bool, err error)
	// Resume ends a pause; ok is false where there is none.
	Resume(ctx context.Context, of activities.Pausable, name string) (p activities.Pause, ok bool, err error)
	// Paused tells of a pause; ok is false where there is none.
	Paused(ctx context.Context, of activities.Pausable, name string) (p activities.Pause, ok bool, err error)
	// Pauses lists all pauses.
	Pauses(ctx context.Context) ([]activities.Pause, error)
}

// PauseRequest says what is to be paused or resumed.
type PauseRequest struct {
	Of   activities.Pausable
	Name string
	By   string
	Why  string // may be empty
}

// Pause keeps steps from a connection, or a plan from being started, until it is resumed, and gives the pause. An attempt that is under way
// lets it come to its end. What is paused already stays so as it was.
func (s *Service) Pause(ctx context.Context, r PauseRequest) (activities.Pause, error) {
	if err := s.pausable(r); err != nil {
		return activities.Pause{}, err
	}
	if r.Of == activities.OfConnection {
		if _, err := s.Vault.spec(ctx, s.inside(r.Name)); connectors.KindOf(err) == connectors.NotFound {
			return activities.Pause{}, err
		}
	}
	p := activities.Pause{Of: r.Of, Name: s.inside(r.Name), Since: s.now().UTC(), By: r.By, Why: cut(strings.Join(strings.Fields(r.Why), " "), maxWhy)}
	fresh, err := s.Pauses.Pause(ctx, p)
	if err == nil && !fresh {
		if before, ok, beforeErr := s.Pauses.Paused(ctx, p.Of, p.Name); ok || beforeErr != nil { // otherwise it was resumed in between
			p, err = before, beforeErr
		}
	}
	p.Name = r.Name
	return p, err
}

// maxWhy is the most of a reason that is kept, in bytes: it stands in each question that a waiting run asks.
const maxWhy = 500

// planName is what plan.Check lets a plan be called.
var planName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,99}$`)

func (s *Service) pausable(r PauseRequest) error {
	app, name, _ := strings.Cut(r.Name, "/")
	switch {
	case s.Pauses == nil:
		return connectors.Errorf(connectors.Invalid, "there is nowhere to keep a pause")
	case r.Of == activities.OfConnection && (!connectionName.MatchString(app) || !connectionName.MatchString(name)):
		return connectors.Errorf(connectors.Invalid, "%q is no connection; they are named like salesforce/prod", r.Name)
	case r.Of == activities.OfPlan && !planName.MatchString(r.Name):
		return connectors.Errorf(connectors.Invalid, "%q can't be the name of a plan", r.Name)
	}
	return nil
}

// refusePaused says that a connection is paused, nil where it isn't.
func (v *Vault) refusePaused(ctx context.Context, id string) error {
	if v.Pauses == nil {
		return nil
	}
	p, paused, err := v.Pauses.Paused(ctx, activities.OfConnection, id)
	if err != nil {
		return connectors.Errorf(connectors.Unavailable, "nobody can tell whether %s is paused: %w", id, err)
	}
	if !paused {
		return nil
	}
	return p.Refusal("en") // the step says it in its run's language
}

// refusePaused says that a plan, or one that it calls, is paused, nil where none is.
func (s *Service) refusePaused(ctx context.Context, f *plan.Frozen, lang string) error {
	if s.Pauses == nil {
		return nil
	}
	p, paused, err := s.Pauses.Paused(ctx, activities.OfPlan, s.inside(f.Plan.Name))
	if err != nil {
		return err
	}
	if paused {
		return p.Refusal(lang)
	}
	return s.refuseCalled(ctx, f.Steps, lang)
}

func (s *Service) refuseCalled(ctx context.Context, steps []plan.FrozenStep, lang string) error {
	for _, step := range steps {
		if step.Called != nil {
			if err := s.refusePaused(ctx, step.Called, lang); err != nil {
				return err
			}
		}
		for _, list := range step.Inner {
			if err := s.refuseCalled(ctx, list, lang); err != nil {
				return err
			}
		}
	}
	return nil
}
