package invoice_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/invoice"
)

// undo undoes an invoice that was issued as the effect of a name.
func (d *desk) undo(t *testing.T, effect string, out invoice.CreateOut) error {
	t.Helper()
	raw, err := json.Marshal(out)
	require.NoError(t, err)
	return d.operation(t, "create").Undo(t.Context(), connectors.RawUndoing{Call: d.call(effect, acme), Out: raw})
}

func (d *desk) status(t *testing.T, ref string) string {
	t.Helper()
	return do[invoice.GetOut](t, d, "get", "", `{"invoice":"`+ref+`"}`).Status
}

func TestTheDefaults(t *testing.T) {
	d := open(t)
	out, _ := d.bill(t, "a", acme)
	require.Equal(t, "R-2026-0001", out.Number)
	require.Equal(t, connectors.Money{Amount: "1428.00", Currency: "EUR"}, out.Total, "net 1,200.00 and 19 %")
	require.Equal(t, "ACME Corp", out.Customer)
	require.Equal(t, connectors.Date("2026-12-04"), out.Due, "14 days on")
	require.Equal(t, "Invoice-R-2026-0001.pdf", out.PDF.Name)
	require.Equal(t, "application/pdf", out.PDF.MediaType)
}

func TestSettingsSteer(t *testing.T) {
	d := open(t, "payment_days", "30", "tax_rate", "7.5", "number_format", "DEMO/{year}/{seq:3}", "credit_note_format", "C{seq}")
	out, _ := d.bill(t, "a", acme)
	require.Equal(t, "DEMO/2026/001", out.Number)
	require.Equal(t, "1290.00", out.Total.Amount)
	require.Equal(t, connectors.Date("2026-12-20"), out.Due)
	require.Equal(t, "Invoice-DEMO-2026-001.pdf", out.PDF.Name)
	note := do[invoice.CancelOut](t, d, "cancel", "b", `{"invoice":"DEMO/2026/001"}`)
	require.Equal(t, "C1", note.CreditNote)
}

func TestTheDayIsTheBooks(t *testing.T) {
	d := open(t, "timezone", "Europe/Berlin")
	d.now = time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	out, _ := d.bill(t, "a", acme)
	require.Equal(t, "R-2027-0001", out.Number, "in Berlin the new year has begun")
}

func TestNumbersByYear(t *testing.T) {
	d := open(t)
	for _, c := range []struct {
		effect string
		year   int
		want   string
	}{{"a", 2026, "R-2026-0001"}, {"b", 2026, "R-2026-0002"}, {"c", 2027, "R-2027-0001"}, {"d", 2027, "R-2027-0002"}, {"e", 2026, "R-2026-0003"}} {
		d.now = time.Date(c.year, 3, 1, 12, 0, 0, 0, time.UTC)
		out, _ := d.bill(t, c.effect, acme)
		require.Equal(t, c.want, out.Number)
	}
}

func TestNumbersWithoutYearRunOn(t *testing.T) {
	d := open(t, "number_format", "{seq:6}")
	d.bill(t, "a", acme)
	d.now = d.now.AddDate(1, 0, 0)
	out, _ := d.bill(t, "b", acme)
	require.Equal(t, "000002", out.Number)
}

func TestAFormatThatGivesANumberAgain(t *testing.T) {
	d := open(t, "number_format", "R-{year}-{seq:4}")
	d.bill(t, "a", acme)
	d.conn = open(t, "number_format", "R-2026-{seq:4}").conn // a series of its own that meets the other one
	_, err := d.try(t, "create", "b", acme)
	requireKind(t, err, connectors.Conflict, "R-2026-0001 is taken")
}

func TestWhatWasIssuedStands(t *testing.T) {
	d := open(t)
	first, pdf := d.bill(t, "a", acme)
	d.conn = open(t, "name", "").conn // settings under which nothing could be issued
	again, same := d.bill(t, "a", acme)
	require.Equal(t, first, again)
	require.Equal(t, pdf, same)
}

func TestTheUndo(t *testing.T) {
	d := open(t)
	out, _ := d.bill(t, "a", acme)
	require.Equal(t, "issued", d.status(t, out.Number))
	require.NoError(t, d.undo(t, "a", out))
	require.NoError(t, d.undo(t, "a", out))
	require.Equal(t, "cancelled", d.status(t, out.Number))
	require.Equal(t, "issued", d.status(t, "G-2026-0001"))
	_, err := d.try(t, "get", "", `{"invoice":"G-2026-0002"}`)
	requireKind(t, err, connectors.NotFound)
}

func TestTheUndoOfWhatAPersonCancelled(t *testing.T) {
	d := open(t)
	out, _ := d.bill(t, "a", acme)
	do[invoice.CancelOut](t, d, "cancel", "by a person", `{"invoice":"R-2026-0001"}`)
	require.NoError(t, d.undo(t, "a", out), "it is as the undo wants it")
	_, err := d.try(t, "get", "", `{"invoice":"G-2026-0002"}`)
	requireKind(t, err, connectors.NotFound)
}

// breaking fails to keep files, as often as it is told.
type breaking struct {
	connectors.Files
	times int
}

func (b *breaking) Put(ctx context.Context, name, mediaType string, content []byte) (connectors.File, error) {
	if b.times > 0 {
		b.times--
		return connectors.File{}, connectors.Errorf(connectors.Unavailable, "the disk is full")
	}
	return b.Files.Put(ctx, name, mediaType, content)
}

func TestAPDFThatCannotBeKept(t *testing.T) {
	d := open(t)
	d.files = &breaking{Files: d.files, times: 2}
	for range 2 { // the second attempt finds the document, and must not say that there is none
		_, err := d.try(t, "create", "a", acme)
		requireKind(t, err, connectors.Unknown, "R-2026-0001 is issued", "the disk is full")
	}
	raw, found, err := d.operation(t, "create").Find(t.Context(), d.call("a", acme))
	require.NoError(t, err)
	require.Equal(t, connectors.FoundYes, found)
	out, _ := d.bill(t, "a", acme)
	want, err := json.Marshal(out)
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(raw))
	next, _ := d.bill(t, "b", acme)
	require.Equal(t, "R-2026-0002", next.Number, "no number is lost")
}

func TestNothingIsDoneForACallThatWasCancelled(t *testing.T) {
	d := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := d.operation(t, "create").Do(ctx, d.call("a", acme))
	require.ErrorIs(t, err, context.Canceled)
	_, found, err := d.operation(t, "create").Find(t.Context(), d.call("a", acme))
	require.NoError(t, err)
	require.Equal(t, connectors.FoundNo, found)
}

func TestAnInvoiceByItsCustomer(t *testing.T) {
	d := open(t)
	out, _ := d.bill(t, "a", acme)
	got := do[invoice.GetOut](t, d, "get", "", `{"invoice":"acme corp"}`)
	require.Equal(t, out.ID, got.ID)
	require.Equal(t, out.ID, do[invoice.GetOut](t, d, "get", "", `{"invoice":"`+out.ID+`"}`).ID)
	d.bill(t, "b", acme)
	_, err := d.try(t, "get", "", `{"invoice":"ACME Corp"}`)
	requireKind(t, err, connectors.Invalid, "R-2026-0001 (1,428.00 EUR)", "R-2026-0002 (1,428.00 EUR)")
}

func TestThePreviewShowsTheSums(t *testing.T) {
	d := open(t)
	changes, err := d.operation(t, "create").Preview(t.Context(), d.call("a", acme))
	require.NoError(t, err)
	require.Equal(t, []connectors.Change{
		{Of: "Invoice for ACME Corp", Field: "Net amount", After: "1,200.00 EUR"},
		{Of: "Invoice for ACME Corp", Field: "VAT 19 % on 1,200.00 EUR", After: "228.00 EUR"},
		{Of: "Invoice for ACME Corp", Field: "Total amount", After: "1,428.00 EUR"},
		{Of: "Invoice for ACME Corp", Field: "Due date", After: "4 December 2026"},
	}, changes)
	d.lang = "de"
	changes, err = d.operation(t, "create").Preview(t.Context(), d.call("a", acme))
	require.NoError(t, err)
	require.Equal(t, connectors.Change{Of: "Rechnung für ACME Corp", Field: "Gesamtbetrag", After: "1.428,00 EUR"}, changes[2])
}
