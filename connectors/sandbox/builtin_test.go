package sandbox

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

type nothing struct{}

// What can't be reached yet can't be reached in the sandbox either.
func TestInjectGivesNoFunctionToWhatIsOnlyDeclared(t *testing.T) {
	text := connectors.Doc{En: "Look", De: "Sehen"}
	look := connectors.Define(connectors.Action[nothing, nothing]{Name: "look", Doc: text, Says: connectors.Sentence(text), Effect: connectors.Read})
	reg, err := connectors.NewRegistry(&connectors.Connector{App: "tower", Declared: true, Actions: []*connectors.Operation{look}})
	require.NoError(t, err)
	box, err := Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(box.Close)
	reg, err = box.Inject(reg)
	require.NoError(t, err)
	o, ok := reg.Action("tower.look")
	require.True(t, ok)
	require.Nil(t, o.Do)
}
