package invoice_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/invoice"
)

func TestConformance(t *testing.T) {
	issued := func(t *testing.T, w *connectortest.World) string {
		var out invoice.CreateOut
		require.NoError(t, json.Unmarshal(w.Do(t, "create", acme), &out))
		return fmt.Sprintf(`{"invoice":%q}`, out.Number)
	}
	connectortest.Run(t, connectortest.Suite{
		New: func() *connectors.Connector { return invoice.New(nil) },
		Open: func(t *testing.T, _ *connectors.Connector) *connectortest.World {
			d := open(t)
			return &connectortest.World{Connector: d.connector, Conn: d.conn, Files: d.files, State: d.state(t)}
		},
		Cases: []connectortest.Case{
			{Action: "create", In: acme, Undone: func(t *testing.T, w *connectortest.World, out json.RawMessage) {
				var created invoice.CreateOut
				require.NoError(t, json.Unmarshal(out, &created))
				var got invoice.GetOut
				require.NoError(t, json.Unmarshal(w.Do(t, "get", fmt.Sprintf(`{"invoice":%q}`, created.Number)), &got))
				require.Equal(t, "cancelled", got.Status)
				require.NoError(t, json.Unmarshal(w.Do(t, "get", `{"invoice":"G-2026-0001"}`), &got))
				require.Equal(t, "-1428.00", got.Total.Amount)
			}},
			{Action: "create", Name: "with lines", In: `{"customer":"Müller GmbH","language":"de","due":"2026-12-31","tax_rate":7,"email":"a@mueller.example",
				"lines":[{"description":"Beratung","quantity":12.5,"unit":"Std","unit_price":{"amount":"95.50","currency":"EUR"}}]}`,
				Undone: func(t *testing.T, w *connectortest.World, _ json.RawMessage) {
					var got invoice.GetOut
					require.NoError(t, json.Unmarshal(w.Do(t, "get", `{"invoice":"G-2026-0001"}`), &got))
					require.Equal(t, "-1277.31", got.Total.Amount)
				}},
			{Action: "cancel", Setup: issued},
			{Action: "get", Setup: issued},
		},
	})
}
