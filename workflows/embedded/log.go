package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync/atomic"

	temporallog "go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// quiet is a slog.Handler for a component that talks too much. What is below a warning goes to debug. So do the warnings
// that a healthy start gives, and all of it once the server stops: its parts then lose each other and complain.
type quiet struct {
	slog.Handler
	stopping *atomic.Bool
}

// expected tells the warnings of a healthy start.
func expected(message string) bool {
	return strings.HasPrefix(message, "HTTP API port has not been set") // Nexus over HTTP is not used
}

func (q quiet) level(l slog.Level) slog.Level {
	if l < slog.LevelWarn || q.stopping.Load() {
		return min(l, slog.LevelDebug)
	}
	return l
}

func (q quiet) Enabled(ctx context.Context, l slog.Level) bool {
	return q.Handler.Enabled(ctx, q.level(l))
}

func (q quiet) Handle(ctx context.Context, r slog.Record) error {
	r.Level = q.level(r.Level)
	if expected(r.Message) {
		r.Level = slog.LevelDebug
	}
	if !q.Handler.Enabled(ctx, r.Level) {
		return nil
	}
	return q.Handler.Handle(ctx, r)
}

func (q quiet) WithAttrs(attrs []slog.Attr) slog.Handler {
	return quiet{q.Handler.WithAttrs(attrs), q.stopping}
}

func (q quiet) WithGroup(name string) slog.Handler {
	return quiet{q.Handler.WithGroup(name), q.stopping}
}

// serverLog is Temporal's logger over slog.
type serverLog struct {
	to *slog.Logger
	// fatal gets the reason why Temporal would end the process.
	fatal func(error)
}

var _ temporallog.WithLogger = serverLog{}

func (l serverLog) Debug(msg string, tags ...tag.Tag)  { l.log(slog.LevelDebug, msg, tags) }
func (l serverLog) Info(msg string, tags ...tag.Tag)   { l.log(slog.LevelInfo, msg, tags) }
func (l serverLog) Warn(msg string, tags ...tag.Tag)   { l.log(slog.LevelWarn, msg, tags) }
func (l serverLog) Error(msg string, tags ...tag.Tag)  { l.log(slog.LevelError, msg, tags) }
func (l serverLog) DPanic(msg string, tags ...tag.Tag) { l.log(slog.LevelError, msg, tags) }

// Panic is Temporal's check of its own invariants; its callers count on not coming back.
func (l serverLog) Panic(msg string, tags ...tag.Tag) {
	l.log(slog.LevelError, msg, tags)
	panic(msg)
}

// Fatal would end the process. Its callers count on not coming back, so the goroutine ends: a start then fails with an
// error, and a service that is lost while running leaves the others and their database whole.
func (l serverLog) Fatal(msg string, tags ...tag.Tag) {
	l.log(slog.LevelError, msg, tags)
	for _, t := range tags {
		if t.Key() == "error" {
			msg = fmt.Sprintf("%s: %v", msg, t.Value())
		}
	}
	l.fatal(errors.New(msg))
	runtime.Goexit()
}

func (l serverLog) With(tags ...tag.Tag) temporallog.Logger {
	return serverLog{slog.New(l.to.Handler().WithAttrs(attrs(tags))), l.fatal}
}

func (l serverLog) log(level slog.Level, msg string, tags []tag.Tag) {
	ctx := context.Background()
	if l.to.Enabled(ctx, level) {
		l.to.LogAttrs(ctx, level, msg, attrs(tags)...)
	}
}

func attrs(tags []tag.Tag) []slog.Attr {
	out := make([]slog.Attr, 0, len(tags))
	for _, t := range tags {
		if t.Key() != stackTrace {
			out = append(out, slog.Any(t.Key(), t.Value()))
		}
	}
	return out
}

// stackTrace is the key of what belongs into no log that a user reads.
const stackTrace = "sys-stack-trace"
