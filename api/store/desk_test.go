package store_test

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/store"
	"sayso/connectors"
)

var made = time.Date(2026, 11, 20, 12, 0, 0, 7, time.UTC)

// A plan is kept once, under its id, in its workspace.
func TestPlans(t *testing.T) {
	plans := store.NewPlans(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	p := api.StoredPlan{ID: "plan_a", Source: "name: a\n", Digest: "sha256:a", By: "anna", At: made}
	require.NoError(t, plans.KeepPlan(t.Context(), "default", p))
	again := p
	again.By = "berta"
	require.NoError(t, plans.KeepPlan(t.Context(), "default", again))
	got, err := plans.Plan(t.Context(), "default", "plan_a")
	require.NoError(t, err)
	require.Equal(t, p, got, "it stays as it was")
	_, err = plans.Plan(t.Context(), "other", "plan_a")
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
}

// A workflow is saved by whoever read its latest version, and a version never comes twice, also after it was deleted.
func TestWorkflowVersions(t *testing.T) {
	s := store.NewWorkflows(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	w := api.Workflow{Name: "a", Enabled: true, Says: "do it", PlanID: "plan_a", Digest: "sha256:a", By: "anna", At: made, Source: "name: a\n"}
	save := func(base int) (api.Workflow, bool) {
		saved, ok, err := s.SaveWorkflow(t.Context(), "default", w, base)
		require.NoError(t, err)
		return saved, ok
	}
	_, ok := save(1)
	require.False(t, ok, "there is none to change")
	first, ok := save(0)
	require.True(t, ok)
	require.Equal(t, 1, first.Version)
	_, ok = save(0)
	require.False(t, ok, "there is one")
	there, err := s.EnableWorkflow(t.Context(), "default", "a", false)
	require.NoError(t, err)
	require.True(t, there)
	second, ok := save(1)
	require.True(t, ok)
	require.Equal(t, []any{2, false}, []any{second.Version, second.Enabled}, "what is switched off stays so")
	got, err := s.Workflow(t.Context(), "default", "a", 0)
	require.NoError(t, err)
	require.Equal(t, second, got)
	old, err := s.Workflow(t.Context(), "default", "a", 1)
	require.NoError(t, err)
	require.Equal(t, 1, old.Version)
	for _, no := range []struct {
		workspace, name string
		version         int
	}{{"other", "a", 0}, {"default", "b", 0}, {"default", "a", 3}} {
		_, err := s.Workflow(t.Context(), no.workspace, no.name, no.version)
		require.Equal(t, connectors.NotFound, connectors.KindOf(err), "%+v", no)
	}
	versions, err := s.Versions(t.Context(), "default", "a", 0, 10)
	require.NoError(t, err)
	require.Len(t, versions, 2)
	require.Equal(t, []any{2, ""}, []any{versions[0].Version, versions[0].Source}, "a list has no texts")
	versions, err = s.Versions(t.Context(), "default", "a", 2, 10)
	require.NoError(t, err)
	require.Len(t, versions, 1)

	ok, err = s.DeleteWorkflow(t.Context(), "default", "a", 1)
	require.NoError(t, err)
	require.False(t, ok)
	ok, err = s.DeleteWorkflow(t.Context(), "default", "a", 2)
	require.NoError(t, err)
	require.True(t, ok)
	list, err := s.Workflows(t.Context(), "default", "", 10)
	require.NoError(t, err)
	require.Empty(t, list)
	third, ok := save(0)
	require.True(t, ok)
	require.Equal(t, 3, third.Version)
}

// Keys are found by their id wherever they belong, listed by workspace, newest first, and their name is free again once they are revoked.
func TestKeys(t *testing.T) {
	s := store.NewKeys(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	until := made.Add(time.Hour)
	put := func(k api.Key) bool {
		fresh, err := s.PutKey(t.Context(), k)
		require.NoError(t, err)
		return fresh
	}
	k := api.Key{ID: "key_a", Workspace: "default", Name: "ci", Role: api.Runner, Scopes: []api.Permission{api.ReadRuns, api.StartRuns}, By: "anna",
		Created: made, Expires: &until, Hash: []byte{1, 2}}
	require.True(t, put(k))
	got, err := s.Key(t.Context(), "key_a")
	require.NoError(t, err)
	require.Equal(t, k, got)
	twin := k
	twin.ID, twin.Scopes, twin.Expires = "key_b", nil, nil
	require.False(t, put(twin), "the name is taken")
	there, err := s.RevokeKey(t.Context(), "other", "key_a", made)
	require.NoError(t, err)
	require.False(t, there)
	there, err = s.RevokeKey(t.Context(), "default", "key_a", made)
	require.NoError(t, err)
	require.True(t, there)
	require.True(t, put(twin))
	got, err = s.Key(t.Context(), "key_b")
	require.NoError(t, err)
	require.Equal(t, twin, got, "none is not the same as all")
	_, err = s.Key(t.Context(), "key_c")
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))

	for i := range 5 {
		more := twin
		more.ID, more.Name, more.Created = "key_"+strconv.Itoa(i), strconv.Itoa(i), made.Add(time.Duration(i/2)*time.Second)
		require.True(t, put(more))
	}
	var ids []string
	for after := ""; ; {
		page, err := s.KeysOf(t.Context(), "default", after, 2)
		require.NoError(t, err)
		for _, k := range page {
			ids = append(ids, k.ID)
		}
		if len(page) < 2 {
			break
		}
		after = page[1].ID
	}
	require.Equal(t, []string{"key_4", "key_2", "key_3", "key_0", "key_1", "key_a", "key_b"}, ids)
}

// A member's name is theirs alone in a workspace, for four eyes go by it.
func TestWorkspacesAndMembers(t *testing.T) {
	s := store.NewWorkspaces(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	fresh, err := s.PutWorkspace(t.Context(), api.Workspace{Name: "acme", At: made})
	require.NoError(t, err)
	require.True(t, fresh)
	fresh, err = s.PutWorkspace(t.Context(), api.Workspace{Name: "acme", At: made})
	require.NoError(t, err)
	require.False(t, fresh)
	list, err := s.Workspaces(t.Context())
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, []string{"acme", api.DefaultWorkspace}, []string{list[0].Name, list[1].Name})

	put := func(workspace, account, name string, role api.Role) bool {
		ok, err := s.PutMember(t.Context(), workspace, api.Member{Account: account, Name: name, Role: role, At: made})
		require.NoError(t, err)
		return ok
	}
	require.True(t, put("acme", "acc_1", "Anna", api.Viewer))
	require.False(t, put("acme", "acc_2", "Anna", api.Admin))
	require.True(t, put("default", "acc_2", "Anna", api.Admin))
	require.True(t, put("acme", "acc_1", "Anna", api.Editor))
	m, err := s.Member(t.Context(), "acme", "acc_1")
	require.NoError(t, err)
	require.Equal(t, api.Member{Account: "acc_1", Name: "Anna", Role: api.Editor, At: made}, m)
	_, err = s.Member(t.Context(), "acme", "acc_2")
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
	members, err := s.MembersOf(t.Context(), "acme", "acc_1", 10)
	require.NoError(t, err)
	require.Empty(t, members)
	there, err := s.RemoveMember(t.Context(), "acme", "acc_1")
	require.NoError(t, err)
	require.True(t, there)
	there, err = s.RemoveMember(t.Context(), "acme", "acc_1")
	require.NoError(t, err)
	require.False(t, there)
}
