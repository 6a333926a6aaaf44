package embedded

import (
	"bytes"
	"errors"
	"log/slog"
	"net"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/log/tag"
)

func newLog(level slog.Level) (log *slog.Logger, text *bytes.Buffer, stopping *atomic.Bool) {
	text, stopping = &bytes.Buffer{}, &atomic.Bool{}
	leveled := slog.NewTextHandler(text, &slog.HandlerOptions{Level: level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})
	return slog.New(quiet{leveled, stopping}), text, stopping
}

func TestLogIsQuiet(t *testing.T) {
	log, text, stopping := newLog(slog.LevelInfo)
	to := serverLog{to: log}
	to.Info("frontend starting")
	to.Debug("polling")
	to.Warn("HTTP API port has not been set. Nexus HTTP endpoints will not be available.")
	require.Empty(t, text.String())

	to.With(tag.Service("history")).Error("a write failed", tag.Error(errors.New("disk")), tag.SysStackTrace("goroutine 1 [running]"))
	require.Equal(t, "level=ERROR msg=\"a write failed\" service=history error=disk\n", text.String(), "with its tags, without the stack")

	text.Reset()
	stopping.Store(true)
	to.Error("the other services are gone")
	require.Empty(t, text.String())
}

func TestLogKeepsAllForWhoWantsIt(t *testing.T) {
	log, text, stopping := newLog(slog.LevelDebug)
	stopping.Store(true)
	serverLog{to: log}.Error("the other services are gone")
	require.Equal(t, "level=DEBUG msg=\"the other services are gone\"\n", text.String())
}

// Temporal means to end the process where a service can't have its port. Here it is an error.
func TestAFatalStartIsAnError(t *testing.T) {
	p, err := choosePorts(0)
	require.NoError(t, err)
	lost, err := net.Listen("tcp", address(p.history)) // between the choice and the start
	require.NoError(t, err)
	defer func() { require.NoError(t, lost.Close()) }()

	s := &Server{stopping: &atomic.Bool{}, store: storeInMemory()}
	require.NoError(t, createNamespace(s.store, DefaultRetention))
	log, _, _ := newLog(slog.LevelError)
	require.ErrorContains(t, s.startServer(p, log), "address already in use")
	require.NoError(t, s.Stop())
}
