package plan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

func TestPreview(t *testing.T) {
	p := parsed(t, string(read(t, "invoice.yaml")))
	golden(t, "invoice.preview.en.json", asJSON(t, plan.Preview(registry(t), p, "en")))
	golden(t, "invoice.preview.de.json", asJSON(t, plan.Preview(registry(t), p, "de")))
}

func TestPreviewOfWhatIsLessUsual(t *testing.T) {
	p := parsed(t, string(read(t, "unusual.yaml")))
	require.False(t, plan.HasErrors(plan.Check(registry(t), p, plan.CheckOptions{})))
	golden(t, "unusual.preview.en.json", asJSON(t, plan.Preview(registry(t), p, "en")))
	golden(t, "unusual.preview.de.json", asJSON(t, plan.Preview(registry(t), p, "de")))
}

func TestPreviewOfAFrozenPlanShowsWhatItsConnectionsAskFor(t *testing.T) {
	all := connections()
	all["slack"][0] = plan.Connection{ID: "slack/prod", Environment: "production"}
	f, problems := plan.Freeze(registry(t), parsed(t, "name: p\nsteps: [{id: s, do: slack.post_message, with: {channel: c, text: t}}]"), plan.FreezeOptions{Connections: all})
	require.NotNil(t, f, "%v", problems)
	require.Equal(t, []plan.EffectLine{
		{Step: "s", Kind: "approval", Says: "Freigabe: Das ist die erste Änderung über slack/prod; die Verbindung gilt als produktiv."},
		{Step: "s", Kind: "write", Says: "In #c schreiben: t. Rückgängig: der alte Stand kommt zurück."},
	}, f.Preview("de"))
}

func TestPreviewOfABrokenPlanSaysWhatItCan(t *testing.T) {
	p := parsed(t, "name: p\nsteps: [{id: a, do: nothing.known}, {id: b, do: salesforce.find_account, with: {name: \"${x\"}}, {id: c}]")
	require.Equal(t, []plan.EffectLine{{Step: "b", Kind: "read", Says: "Look up …."}}, plan.Preview(registry(t), p, "en"))
}
