package connectortest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"sayso/connectors"
)

type rangIn struct {
	Bell   string            `json:"bell" jsonschema:"Which" de:"Welche"`
	Times  int               `json:"times,omitempty" jsonschema:"How often" de:"Wie oft"`
	Price  *connectors.Money `json:"price,omitempty"`
	Chords []struct {
		Note string `json:"note"`
	} `json:"chords,omitempty"`
	Extra string `json:"extra,omitempty"`
}

type rangOut struct {
	At connectors.DateTime `json:"at"`
}

// tower is a connector that differs from its catalogue only as a row of the table says.
func tower() *connectors.Connector {
	ring := connectors.Define(connectors.Action[rangIn, rangOut]{Name: "ring", Effect: connectors.Irreversible, Once: connectors.OnceNone,
		Do: func(context.Context, connectors.Call[rangIn]) (rangOut, error) { return rangOut{}, nil }})
	return &connectors.Connector{App: "tower", Kind: []string{"bells"}, Actions: []*connectors.Operation{ring}}
}

const matching = `effect: irreversible, once: none, in: {bell: string!, times: int, price: money, chords: "list<{note}>"}, out: {at: datetime}`

func TestCompareNamesEveryDifference(t *testing.T) {
	for _, row := range []struct{ name, catalogue, want string }{
		{"none", "apps: {tower: {kind: [bells], actions: {ring: {" + matching + "}}}}", ""},
		{"app", "apps: {}", "the catalogue has no app tower"},
		{"kind", "apps: {tower: {kind: [clock], actions: {ring: {" + matching + "}}}}",
			"the app's kind is [bells], in the catalogue [clock]"},
		{"action missing", "apps: {tower: {kind: [bells], actions: {ring: {" + matching + "}, oil: {effect: read}}}}",
			"action oil of the catalogue is missing"},
		{"action too many", "apps: {tower: {kind: [bells], actions: {}}}", "action ring is not in the catalogue"},
		{"trigger missing", "apps: {tower: {kind: [bells], actions: {ring: {" + matching + "}}, triggers: {struck: {in: {}}}}}", "trigger struck of the catalogue is missing"},
		{"effect", "apps: {tower: {kind: [bells], actions: {ring: {effect: write, once: none, in: {bell: string!}, out: {at: datetime}}}}}",
			`action ring: effect, once, undo, destructive, one_of are "irreversible" "none" "" false [], in the catalogue "write" "none" "" false []`},
		{"argument missing", "apps: {tower: {kind: [bells], actions: {ring: {effect: irreversible, once: none, in: {bell: string!, rope: string}, out: {at: datetime}}}}}",
			"action ring: argument rope is missing"},
		{"argument's type", "apps: {tower: {kind: [bells], actions: {ring: {effect: irreversible, once: none, in: {bell: text!}, out: {at: datetime}}}}}",
			"action ring: argument bell is string, in the catalogue text"},
		{"required", "apps: {tower: {kind: [bells], actions: {ring: {effect: irreversible, once: none, in: {bell: string!, times: int!}, out: {at: datetime}}}}}",
			"action ring: argument times: required is false, in the catalogue true"},
		{"required unasked", "apps: {tower: {kind: [bells], actions: {ring: {effect: irreversible, once: none, in: {}, out: {at: datetime}}}}}",
			"action ring: argument bell is required, but not in the catalogue"},
		{"output", "apps: {tower: {kind: [bells], actions: {ring: {effect: irreversible, once: none, in: {bell: string!}, out: {when: datetime}}}}}",
			"action ring: output at is not in the catalogue\naction ring: output when is missing"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var all catalogue
			require.NoError(t, yaml.Unmarshal([]byte(row.catalogue), &all))
			got := ""
			for i, difference := range all.compare(tower()) {
				if i > 0 {
					got += "\n"
				}
				got += difference
			}
			require.Equal(t, row.want, got)
		})
	}
}

func TestTwistedChangesEveryType(t *testing.T) {
	require.JSONEq(t, `{"a":7,"b":"x","c":null,"d":{"e":"yes"}}`, string(twisted([]byte(`{"a":"text","b":1,"c":["x"],"d":{"e":true}}`))))
	require.Equal(t, "<html>", string(twisted([]byte("<html>"))))
}
