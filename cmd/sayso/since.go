package main

import (
	"context"
	"path/filepath"

	"sayso/activities"
	"sayso/api/store"
	"sayso/workflows/embedded"
)

const maxSinceShown = 50 // effects of one kind: more than a person goes through

// tellSince says what was done since a backup that was just put back, as far as the ledger knows that was put aside for it: nobody else can tell
// which effects of runs that are no more known stand.
func (s *session) tellSince(ctx context.Context, aside string) error {
	since, err := store.Since(ctx, filepath.Join(aside, databaseFile), filepath.Join(s.data, databaseFile))
	if err != nil {
		s.printf("What was done since the backup can't be told: %v.\n", err)
		return nil
	}
	known, err := embedded.KnownRuns(ctx, filepath.Join(s.data, embedded.DatabaseFile))
	if err != nil {
		return err
	}
	var looked, stands []activities.Effect
	for _, e := range since {
		if known[e.Run] {
			looked = append(looked, e)
		} else {
			stands = append(stands, e)
		}
	}
	s.list("Done since by runs that are not known any more; it stands, and nothing takes it back:", stands)
	s.list("Done since by runs that go on from the backup; they look for it before they do it:", looked)
	return nil
}

func (s *session) list(heading string, effects []activities.Effect) {
	if len(effects) == 0 {
		return
	}
	s.printf("%s\n", heading)
	for _, e := range effects[:min(len(effects), maxSinceShown)] {
		perhaps := ""
		if !e.State.Settled() {
			perhaps = " (if it was done)"
		}
		s.printf("  %s  %s: %s%s\n", e.Begun.Local().Format("2006-01-02 15:04:05"), e.Run, e.Says, perhaps)
	}
	if more := len(effects) - maxSinceShown; more > 0 {
		s.printf("  … and %d more\n", more)
	}
}
