package main

import (
	"context"
	"os"
	"strings"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/compile"
)

// edit shows what a plan's file would be as the words say, and writes it to the file that is named, which may be the same.
func (s *session) edit(ctx context.Context, h *home, file, output string, words []string, a asking, asJSON bool) error {
	raw, err := readPlan(file, s.in)
	if err != nil {
		return err
	}
	h.Plans = plansBeside(file)
	r, err := a.request(strings.Join(words, " "))
	if err != nil {
		return err
	}
	e, err := s.edited(ctx, h, raw, r, s.asks && !asJSON)
	if err != nil {
		return err
	}
	if output != "" && e.Status == compile.StatusPlan {
		if err := os.WriteFile(output, []byte(e.Source), 0o644); err != nil { //nolint:gosec // a plan holds no secret and is meant to be shared
			return usage{connectors.Errorf(connectors.Invalid, "the plan can't be written: %w", err)}
		}
	}
	if asJSON {
		if err := s.json(e); err != nil {
			return err
		}
		return draftError(e.Draft)
	}
	s.writeDiff(e.Diff)
	return s.showDraft(e.Draft, false)
}

// edited edits a plan, and asks what is open where a person can be asked.
func (s *session) edited(ctx context.Context, h *home, raw []byte, r api.CompileRequest, ask bool) (api.Revised, error) {
	for {
		e, err := h.Revise(ctx, api.ReviseRequest{Source: raw, Ask: r.Prompt, Lang: r.Lang, Answers: r.Answers, Scope: r.Scope, Timezone: r.Timezone})
		if err != nil || e.Status != compile.StatusClarify || !ask {
			return e, err
		}
		if err := s.answer(e.Questions, &r); err != nil {
			return e, err
		}
	}
}

// writeDiff shows what changed in a text, with colours where there are any.
func (s *session) writeDiff(diff string) {
	for line := range strings.Lines(clean(diff)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "+"):
			line = s.paint(green, line)
		case strings.HasPrefix(line, "-"):
			line = s.paint(red, line)
		}
		s.printf("%s\n", line)
	}
}
