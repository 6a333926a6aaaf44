package store_test

import (
	"errors"
	"fmt"
	"os"
	osexec "os/exec"
	"path/filepath"
	"sort"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/store"
	"sayso/connectors"
	"sayso/connectors/invoice"
)

// entry is an invoice that the effect of a name issues.
func entry(book, effect string) invoice.Entry {
	return invoice.Entry{ID: book + effect, Book: book, Key: effect, Kind: invoice.KindInvoice,
		Series: invoice.Series{Format: "R-{year}-{seq:4}", Year: 2026}, Content: invoice.Content{Customer: invoice.Customer{Name: "ACME Corp"}}}
}

// cancelling is the credit note for an invoice.
func cancelling(d invoice.Document, book, effect string) invoice.Entry {
	e := entry(book, effect)
	e.Kind, e.Series.Format = invoice.KindCreditNote, "G-{year}-{seq:4}"
	e.Content.Cancels = &invoice.Reference{ID: d.ID, Number: d.Number}
	return e
}

// counted are the first n numbers of a series.
func counted(prefix string, n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf("%s-2026-%04d", prefix, i+1))
	}
	return list
}

func TestNumbersHaveNeitherGapsNorDoubles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.db")
	handles := []*store.Invoices{store.NewInvoices(open(t, path)), store.NewInvoices(open(t, path))}
	const effects, attempts = 40, 4
	numbers := make([][]string, effects)
	errs := make([]error, effects*attempts)
	var wait sync.WaitGroup
	var mu sync.Mutex
	for effect := range effects {
		for attempt := range attempts {
			wait.Go(func() {
				d, err := handles[attempt%2].Issue(t.Context(), entry("invoice/a", fmt.Sprint(effect)))
				mu.Lock()
				defer mu.Unlock()
				numbers[effect] = append(numbers[effect], d.Number)
				errs[effect*attempts+attempt] = err
			})
		}
	}
	wait.Wait()
	require.NoError(t, errors.Join(errs...))
	var all []string
	for _, of := range numbers {
		for _, n := range of {
			require.Equal(t, of[0], n, "one effect, one document")
		}
		all = append(all, of[0])
	}
	sort.Strings(all)
	require.Equal(t, counted("R", effects), all)
}

// other makes the test binary issue invoices as another process.
const other = "SAYSO_TEST_ISSUE_INTO"

func TestNumbersAcrossProcesses(t *testing.T) {
	const each, processes = 25, 3
	if path := os.Getenv(other); path != "" {
		invoices := store.NewInvoices(open(t, path))
		for i := range each {
			// the first effect is the same in all processes, the others are each one's own
			effect := "common"
			if i > 0 {
				effect = fmt.Sprintf("%d of %d", i, os.Getpid())
			}
			_, err := invoices.Issue(t.Context(), entry("invoice/a", effect))
			require.NoError(t, err)
		}
		return
	}
	path := filepath.Join(t.TempDir(), "sayso.db")
	var running []*osexec.Cmd
	for range processes {
		c := osexec.Command(os.Args[0], "-test.run=^TestNumbersAcrossProcesses$")
		c.Env = append(os.Environ(), other+"="+path)
		c.Stdout, c.Stderr = os.Stderr, os.Stderr
		require.NoError(t, c.Start())
		running = append(running, c)
	}
	for _, c := range running {
		require.NoError(t, c.Wait())
	}
	last, err := store.NewInvoices(open(t, path)).Issue(t.Context(), entry("invoice/a", "last"))
	require.NoError(t, err)
	require.Equal(t, fmt.Sprintf("R-2026-%04d", processes*(each-1)+2), last.Number)
}

func TestEachBookHasItsNumbers(t *testing.T) {
	invoices := store.NewInvoices(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	for _, book := range []string{"invoice/a", "invoice/b"} {
		d, err := invoices.Issue(t.Context(), entry(book, "same"))
		require.NoError(t, err)
		require.Equal(t, "R-2026-0001", d.Number)
		found, err := invoices.Find(t.Context(), book, "R-2026-0001")
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.Equal(t, d.ID, found[0].ID)
	}
}

func TestOneCreditNoteForAnInvoice(t *testing.T) {
	invoices := store.NewInvoices(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	d, err := invoices.Issue(t.Context(), entry("invoice/a", "invoice"))
	require.NoError(t, err)
	const effects = 8
	errs := make([]error, effects)
	var wait sync.WaitGroup
	for i := range effects {
		wait.Go(func() {
			_, errs[i] = invoices.Issue(t.Context(), cancelling(d, "invoice/a", fmt.Sprint("cancel ", i)))
		})
	}
	wait.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		requireCode(t, err, connectors.Conflict, "already_cancelled")
	}
	require.Equal(t, 1, won)
	found, err := invoices.Find(t.Context(), "invoice/a", d.Number)
	require.NoError(t, err)
	require.Equal(t, "G-2026-0001", found[0].CancelledBy)
}

func TestARefusedDocumentTakesNoNumber(t *testing.T) {
	invoices := store.NewInvoices(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	d, err := invoices.Issue(t.Context(), entry("invoice/a", "one"))
	require.NoError(t, err)
	_, err = invoices.Issue(t.Context(), cancelling(invoice.Document{ID: "none"}, "invoice/a", "two"))
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
	_, err = invoices.Issue(t.Context(), cancelling(d, "invoice/b", "three"))
	require.Equal(t, connectors.NotFound, connectors.KindOf(err), "an invoice of another book")
	note, err := invoices.Issue(t.Context(), cancelling(d, "invoice/a", "four"))
	require.NoError(t, err)
	require.Equal(t, "G-2026-0001", note.Number)
}

func TestWhatIsNotThere(t *testing.T) {
	invoices := store.NewInvoices(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	d, err := invoices.Issued(t.Context(), "invoice/a", "none")
	require.NoError(t, err)
	require.Nil(t, d)
	for _, ref := range []string{"R-2026-0001", "…", ""} {
		found, err := invoices.Find(t.Context(), "invoice/a", ref)
		require.NoError(t, err)
		require.Empty(t, found)
	}
}
