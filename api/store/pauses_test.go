package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api/store"
)

// A pause holds in every process on the folder, until one of them ends it. Connections and plans of the same name are two things.
func TestPauses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.db")
	here, there := store.NewPauses(open(t, path)), store.NewPauses(open(t, path))
	p := activities.Pause{Of: activities.OfConnection, Name: "crm/prod", Since: time.Date(2026, 11, 20, 9, 4, 5, 6, time.UTC), By: "anna", Why: "new token"}
	fresh, err := here.Pause(t.Context(), p)
	require.NoError(t, err)
	require.True(t, fresh)
	got, ok, err := there.Paused(t.Context(), activities.OfConnection, "crm/prod")
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, p, got)
	_, ok, err = there.Paused(t.Context(), activities.OfPlan, "crm/prod")
	require.NoError(t, err)
	require.False(t, ok)

	second := p
	second.By = "berta"
	fresh, err = there.Pause(t.Context(), second)
	require.NoError(t, err)
	require.False(t, fresh)
	plan := activities.Pause{Of: activities.OfPlan, Name: "a", Since: p.Since, By: "berta"}
	_, err = there.Pause(t.Context(), plan)
	require.NoError(t, err)
	list, err := here.Pauses(t.Context())
	require.NoError(t, err)
	require.Equal(t, []activities.Pause{p, plan}, list, "it stays as who came first said")

	ended, ok, err := there.Resume(t.Context(), activities.OfConnection, "crm/prod")
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, p, ended)
	_, ok, err = here.Resume(t.Context(), activities.OfConnection, "crm/prod")
	require.NoError(t, err)
	require.False(t, ok)
	list, err = here.Pauses(t.Context())
	require.NoError(t, err)
	require.Equal(t, []activities.Pause{plan}, list)
}
