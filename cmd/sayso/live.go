package main

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/api"
	"sayso/workflows"
)

// follow shows a run step by step until it is over, waits for a person, or the program is interrupted.
func (s *session) follow(ctx context.Context, h *home, id string, quiet bool) (api.Run, error) {
	var v viewer = silent{}
	switch {
	case quiet:
	case s.live:
		v = &screen{session: s}
	default:
		v = &lines{session: s, seen: map[string]workflows.StepState{}}
	}
	run, err := h.Watch(ctx, id, 100*time.Millisecond, v.show)
	v.end()
	if errors.Is(err, context.Canceled) {
		s.printf(wordGoesOn.in(run.Lang)+"\n", id)
		return run, exitFailed
	}
	return run, err
}

// viewer shows a run as it goes on.
type viewer interface {
	show(api.Run)
	end()
}

type silent struct{}

func (silent) show(api.Run) {}
func (silent) end()         {}

// lines prints a line whenever a step has changed; for pipes and logs.
type lines struct {
	*session
	seen map[string]workflows.StepState
}

func (l *lines) show(r api.Run) {
	for _, o := range r.Steps {
		if l.seen[o.ID] == o.State || o.State == workflows.StepPending || o.State == workflows.StepRunning {
			continue
		}
		l.seen[o.ID] = o.State
		l.printf("%s\n", l.stepLine(o, marks[o.State]))
	}
}

func (l *lines) end() {}

// screen redraws the steps in place, with a spinner at the one that is under way.
type screen struct {
	*session
	drawn int // lines on the screen
	turn  int
}

const spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"

func (v *screen) show(r api.Run) {
	v.turn++
	frames := []rune(spinner)
	var b strings.Builder
	for _, o := range r.Steps {
		mark := marks[o.State]
		if o.State == workflows.StepRunning {
			mark = string(frames[v.turn%len(frames)])
		}
		b.WriteString(v.stepLine(o, mark) + "\n")
	}
	text := b.String()
	if v.drawn > 0 {
		v.printf("\x1b[%dA\x1b[J", v.drawn)
	}
	v.printf("%s", text)
	v.drawn = rows(text, v.width())
}

var paint = regexp.MustCompile("\x1b\\[[0-9;]*m")

// rows counts the lines that a text takes up on a screen so wide, where long ones are wrapped.
func rows(text string, width int) (n int) {
	for line := range strings.Lines(text) {
		visible := utf8.RuneCountInString(strings.TrimSuffix(paint.ReplaceAllString(line, ""), "\n"))
		n += max(1, (visible+width-1)/width)
	}
	return n
}

func (v *screen) end() { v.drawn = 0 }

// duration shows a span of time as short as it makes sense.
func duration(d time.Duration) string {
	if d < time.Second {
		return d.Round(time.Millisecond).String()
	}
	return d.Round(100 * time.Millisecond).String()
}
