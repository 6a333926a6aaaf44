package all_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors/all"
	"sayso/connectors/connectortest"
)

// TestTheRegistryIsTheCatalogues holds every app to testdata/catalog.yaml, which is the contract of names.
func TestTheRegistryIsTheCatalogues(t *testing.T) {
	registry, err := all.Registry(all.Needs{})
	require.NoError(t, err)
	require.NotEmpty(t, registry.Apps())
	for _, c := range registry.Apps() {
		connectortest.Catalogue(t, "testdata/catalog.yaml", c)
	}
}

// TestNoAppOfTheCatalogueIsMissing holds the list to the contract as well.
func TestNoAppOfTheCatalogueIsMissing(t *testing.T) {
	registry, err := all.Registry(all.Needs{})
	require.NoError(t, err)
	for _, app := range connectortest.Apps(t, "testdata/catalog.yaml") {
		_, ok := registry.App(app)
		require.True(t, ok, app)
	}
}

// TestWhatIsOnlyDeclaredSaysAllOfItself: an app that can be reached proves it in its own folder, and by far more.
func TestWhatIsOnlyDeclaredSaysAllOfItself(t *testing.T) {
	registry, err := all.Registry(all.Needs{})
	require.NoError(t, err)
	for _, c := range registry.Apps() {
		if c.Declared {
			t.Run(c.App, func(t *testing.T) { connectortest.Declared(t, c) })
		}
	}
}

// BenchmarkRegistry is what every start of the program pays.
func BenchmarkRegistry(b *testing.B) {
	for b.Loop() {
		if _, err := all.Registry(all.Needs{}); err != nil {
			b.Fatal(err)
		}
	}
}
