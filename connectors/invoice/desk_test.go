package invoice_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api/store"
	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/invoice"
)

// desk is the connector over a real database, with one book.
type desk struct {
	connector *connectors.Connector
	conn      *connectors.Connection
	files     connectors.Files
	db        *store.DB
	lang      string
	now       time.Time
}

// open makes a desk whose book has the demo settings and those given, as name and value; "" takes a setting away.
func open(t testing.TB, settings ...string) *desk {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sayso.db"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	d := &desk{connector: invoice.New(store.NewInvoices(db)), files: connectortest.NewFiles(), db: db, lang: "en",
		now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
	all := invoice.DemoSettings()
	all["timezone"] = "UTC"
	for i := 0; i+1 < len(settings); i += 2 {
		all[settings[i]] = settings[i+1]
	}
	d.conn, err = connectors.NewConnection(connectors.Spec{ID: "invoice/test", App: "invoice", Environment: "production", Settings: all})
	require.NoError(t, err)
	return d
}

// key makes an effect's key of a name.
func key(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16])
}

func (d *desk) operation(t testing.TB, action string) *connectors.Operation {
	t.Helper()
	for _, o := range d.connector.Actions {
		if o.Name == action {
			return o
		}
	}
	t.Fatalf("no action %s", action)
	return nil
}

func (d *desk) call(effect, in string) connectors.RawCall {
	return connectors.RawCall{In: json.RawMessage(in), Conn: d.conn, Key: key(effect), Lang: d.lang, Files: d.files, Now: d.now}
}

// try carries an action out as the effect of a name.
func (d *desk) try(t testing.TB, action, effect, in string) (json.RawMessage, error) {
	t.Helper()
	return d.operation(t, action).Do(t.Context(), d.call(effect, in))
}

// do carries an action out that succeeds, and reads its output.
func do[Out any](t testing.TB, d *desk, action, effect, in string) Out {
	t.Helper()
	raw, err := d.try(t, action, effect, in)
	require.NoError(t, err)
	var out Out
	require.NoError(t, json.Unmarshal(raw, &out))
	return out
}

// bill issues an invoice and gives it with its PDF.
func (d *desk) bill(t testing.TB, effect, in string) (invoice.CreateOut, []byte) {
	t.Helper()
	out := do[invoice.CreateOut](t, d, "create", effect, in)
	return out, d.content(t, out.PDF)
}

func (d *desk) content(t testing.TB, file connectors.File) []byte {
	t.Helper()
	raw, err := d.files.Get(t.Context(), file)
	require.NoError(t, err)
	return raw
}

// state reads all documents, as JSON.
func (d *desk) state(t testing.TB) func() ([]byte, error) {
	return func() ([]byte, error) {
		var all bytes.Buffer
		err := d.db.Read(t.Context(), func(tx *sql.Tx) error {
			rows, err := tx.Query("SELECT json_array(id, number, cancels, cancelled_by, content) FROM invoice_documents ORDER BY id")
			if err != nil {
				return err
			}
			defer func() { _ = rows.Close() }()
			for rows.Next() {
				var row string
				if err := rows.Scan(&row); err != nil {
					return err
				}
				all.WriteString(row + "\n")
			}
			return rows.Err()
		})
		return all.Bytes(), err
	}
}

const acme = `{"customer":"ACME Corp","amount":{"amount":"1200.00","currency":"EUR"},"description":"October workshop"}`

// requireKind checks an error's kind, and that its message holds the words.
func requireKind(t testing.TB, err error, kind connectors.Kind, words ...string) {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, kind, connectors.KindOf(err), err.Error())
	for _, w := range words {
		require.Contains(t, err.Error(), w)
	}
}
