package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"sayso/api"
)

var (
	wordUnchanged = words{"No argument changes.", "Kein Argument ändert sich."}
	wordUndo      = words{"Would be taken back, in this order:", "Würde zurückgenommen, in dieser Reihenfolge:"}
	wordStays     = words{"Stays:", "Bleibt bestehen:"}
	wordDropped   = words{"The changed plan has no step for:", "Der geänderte Plan hat keinen Schritt für:"}
	wordUnreached = words{"Taken back at the end, for the changed plan doesn't come to it:", "Wird am Ende zurückgenommen, weil der geänderte Plan nicht dazu kommt:"}
	wordMore      = words{"and %d more", "und %d weitere"}
)

// writeEdit shows what other arguments change.
func (s *session) writeEdit(e api.Edit) {
	s.printf("%s\n", s.paint(bold, e.Step))
	if len(e.Changes) == 0 {
		s.printf("  %s\n", wordUnchanged.in(e.Lang))
	}
	for _, c := range e.Changes {
		s.printf("  %s\n", clean(c.Says(e.Lang)))
	}
}

// writeUndo shows what undoing a run would take back.
func (s *session) writeUndo(p api.UndoPreview) {
	s.printf("%s\n", s.paint(bold, p.Run))
	s.writePast(wordUndo.in(p.Lang), p.Undo)
	if rest := p.Total() - len(p.Undo); rest > 0 {
		var ways []string
		for _, way := range slices.Sorted(maps.Keys(p.Ways)) {
			ways = append(ways, strconv.Itoa(p.Ways[way])+"× "+way)
		}
		s.printf("  "+wordMore.in(p.Lang)+" (%s)\n", rest, strings.Join(ways, ", "))
	}
	s.writePast(wordStays.in(p.Lang), p.Stands)
	if rest := p.Stay - len(p.Stands); rest > 0 {
		s.printf("  "+wordMore.in(p.Lang)+"\n", rest)
	}
}

// writePast shows effects of the past, each with what becomes of it.
func (s *session) writePast(title string, list []api.PastEffect) {
	if len(list) == 0 {
		return
	}
	s.printf("%s\n", title)
	for _, e := range list {
		s.printf("  - %s  %s. %s\n", e.Step, clean(strings.TrimSuffix(e.Says, ".")), s.paint(grey, clean(e.Then)))
	}
}

// writeChange shows what going on with a run under a changed plan would do.
func (s *session) writeChange(name string, c api.Change) {
	s.printf("%s\n", s.paint(bold, name))
	for i, line := range c.Steps {
		s.printf("  %s%d. %s %s", strings.Repeat("   ", line.Depth), i+1, s.badge(line.Kind), line.Says)
		if line.Then != "" {
			s.printf(" → %s", s.paint(bold, line.Then))
		}
		s.printf("\n")
	}
	s.writePast(wordDropped.in(c.Lang), c.Dropped)
	s.writePast(wordUnreached.in(c.Lang), c.Unreached)
	s.writePast(wordStays.in(c.Lang), c.Stands)
	s.writeProblems(c.Problems)
	if c.Digest != "" {
		s.printf("%s\n", s.paint(grey, c.Digest))
	}
}
