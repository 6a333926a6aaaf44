package main

import (
	"context"

	"github.com/spf13/cobra"
)

func (s *session) undoCommand() *cobra.Command {
	var o running
	c := &cobra.Command{
		Use: "undo RUN", Short: "Take back what a run did, after your say-so", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withEngine(c.Context(), func(h *home) error { return s.undo(c.Context(), h, args[0], o) })
		},
	}
	c.Flags().BoolVarP(&o.yes, "yes", "y", false, "give the say-so without being asked")
	c.Flags().BoolVar(&o.preview, "preview", false, "show what would be taken back, and stop")
	c.Flags().BoolVar(&o.json, "json", false, "print {run_id, plan, state, steps, links}; with --preview {run_id, undo, ways, stands, stay}")
	return c
}

// undo shows what would be taken back, asks for the say-so, and does it.
func (s *session) undo(ctx context.Context, h *home, id string, o running) error {
	p, err := h.UndoPreview(ctx, id)
	if err != nil {
		return err
	}
	switch {
	case !o.json:
		s.writeUndo(p)
	case o.preview:
		return s.json(p)
	}
	if o.preview {
		return nil
	}
	if err := s.agree(p.Lang, o); err != nil {
		return err
	}
	watch, err := s.desk(h).Undo(ctx, id)
	if err != nil {
		return err
	}
	return s.finishRun(ctx, h, watch.RunID, o.json)
}
