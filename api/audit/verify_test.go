package audit_test

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api/audit"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func key(t *testing.T, seed byte) audit.Key {
	t.Helper()
	k, err := audit.NewKey(slices.Repeat([]byte{seed}, 32))
	require.NoError(t, err)
	return k
}

// written is a list of n records with its checkpoints and its head.
func written(t *testing.T, k audit.Key, n int) (records []audit.Record, checkpoints []audit.Checkpoint, head *audit.Checkpoint) {
	t.Helper()
	var last audit.Record
	for i := range n {
		next, err := last.After(audit.Entry{Workspace: "acme", At: noon.Add(time.Duration(i) * time.Second), Actor: "anna", Surface: "rest",
			Action: []string{"run.start", "approval.decide", "effect.send"}[i%3], Target: "run-" + string(rune('a'+i%26)), Detail: map[string]string{"n": strings.Repeat("x", i%5)}})
		require.NoError(t, err)
		if next.Seq%audit.Every == 0 {
			checkpoints = append(checkpoints, k.Sign(next, noon))
		}
		records, last = append(records, next), next
	}
	h := k.Sign(last, noon)
	return records, checkpoints, &h
}

func each(records []audit.Record) iter.Seq2[audit.Record, error] {
	return func(yield func(audit.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestAListAsItWasWritten(t *testing.T) {
	k := key(t, 1)
	for _, n := range []int{1, 99, 100, 101, 350} {
		records, checkpoints, head := written(t, k, n)
		report, err := audit.Verify(audit.List{Workspace: "acme", Records: each(records), Checkpoints: checkpoints, Head: head}, k.Public())
		require.NoError(t, err)
		require.Empty(t, report.Findings)
		require.EqualValues(t, n, report.Records)
		require.Equal(t, records[n-1].Hash, report.Last)
	}
}

// What somebody may do to a list who can write to the database and even compute hashes, but doesn't have the key.
var tamperings = map[string]func(r *rand.Rand, records []audit.Record) []audit.Record{
	"edit": func(r *rand.Rand, l []audit.Record) []audit.Record {
		i := r.IntN(len(l))
		at := r.IntN(len(l[i].Body))
		l[i].Body = slices.Clone(l[i].Body)
		l[i].Body[at] ^= 1 << r.IntN(8)
		return l
	},
	"edit and compute all hashes anew": func(r *rand.Rand, l []audit.Record) []audit.Record {
		i := r.IntN(len(l))
		return rehashed(l, i, func(e *audit.Entry) { e.Actor = "nobody" })
	},
	"delete": func(r *rand.Rand, l []audit.Record) []audit.Record {
		i := r.IntN(len(l))
		return slices.Delete(l, i, i+1)
	},
	"truncate": func(r *rand.Rand, l []audit.Record) []audit.Record { return l[:r.IntN(len(l))] },
	"reorder": func(r *rand.Rand, l []audit.Record) []audit.Record {
		i, j := r.IntN(len(l)), r.IntN(len(l)-1)
		if j >= i {
			j++
		}
		l[i], l[j] = l[j], l[i]
		return l
	},
	"reorder and number anew": func(r *rand.Rand, l []audit.Record) []audit.Record {
		i := r.IntN(len(l) - 1)
		l[i].Body, l[i+1].Body = l[i+1].Body, l[i].Body
		return rehashed(l, i, func(*audit.Entry) {})
	},
	"insert a copy": func(r *rand.Rand, l []audit.Record) []audit.Record {
		i := r.IntN(len(l))
		return slices.Insert(l, i, l[i])
	},
	"another's words": func(r *rand.Rand, l []audit.Record) []audit.Record { l[r.IntN(len(l))].Workspace = "other"; return l },
}

// rehashed changes an entry and computes the hashes from there on, as somebody would who knows how it is done.
func rehashed(l []audit.Record, i int, change func(*audit.Entry)) []audit.Record {
	var last audit.Record
	if i > 0 {
		last = l[i-1]
	}
	for ; i < len(l); i++ {
		e, err := l[i].Entry()
		if err != nil {
			panic(err) // it was written a moment ago
		}
		change(&e)
		change = func(*audit.Entry) {}
		if l[i], err = last.After(e); err != nil {
			panic(err)
		}
		last = l[i]
	}
	return l
}

func TestEachTamperingIsFound(t *testing.T) {
	k := key(t, 1)
	r := rand.New(rand.NewPCG(7, 7))
	for name, tamper := range tamperings {
		for range 150 {
			records, checkpoints, head := written(t, k, 2+r.IntN(240))
			before := slices.Clone(records)
			records = tamper(r, records)
			report, err := audit.Verify(audit.List{Workspace: "acme", Records: each(records), Checkpoints: checkpoints, Head: head}, k.Public())
			require.NoError(t, err)
			require.NotEmpty(t, report.Findings, "%s: %d records became %d", name, len(before), len(records))
		}
	}
}

// Checkpoints and head are held to the key: nobody can make their own for a list that they rewrote.
func TestForgedCheckpoints(t *testing.T) {
	k, other := key(t, 1), key(t, 2)
	records, checkpoints, head := written(t, k, 150)
	cut := records[:120]
	forged := other.Sign(cut[119], noon)
	moved := *head
	moved.Seq, moved.Hash = 120, cut[119].Hash
	for name, l := range map[string]audit.List{
		"a head of another key":           {Records: each(cut), Checkpoints: checkpoints, Head: &forged},
		"a head with another record":      {Records: each(cut), Checkpoints: checkpoints, Head: &moved},
		"no head":                         {Records: each(cut), Checkpoints: checkpoints},
		"no checkpoint in the list":       {Records: each(records), Head: head},
		"a head and no record":            {Records: each(nil), Head: head},
		"another workspace's checkpoints": {Records: each(records), Checkpoints: []audit.Checkpoint{k.Sign(audit.Record{Workspace: "other", Seq: 100, Hash: checkpoints[0].Hash}, noon)}, Head: head},
	} {
		t.Run(name, func(t *testing.T) {
			l.Workspace = "acme"
			report, err := audit.Verify(l, k.Public())
			require.NoError(t, err)
			require.NotEmpty(t, report.Findings)
			for _, f := range report.Findings {
				require.NotEmpty(t, f.Says.In("en"))
				require.NotEqual(t, f.Says.In("en"), f.Says.In("de"))
			}
		})
	}
}
