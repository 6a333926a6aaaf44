package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"sayso/api"
)

const (
	heartbeat  = 15 * time.Second // so that proxies don't take a quiet stream for a dead one
	streamTime = time.Hour        // then whoever watches comes again, with a credential that is still good
	writeTime  = 30 * time.Second // of one event, to a watcher who doesn't read
)

type eventsIn struct {
	ID   string `in:"path" name:"id" doc:"of the run"`
	Last string `in:"header" name:"Last-Event-ID" doc:"the id of the last event that was seen: what it told isn't told again"`
}

// eventsRoute streams how a run stands. Each event is the whole run, so that none can be missed: whoever comes back is told how it stands now,
// unless that is what they saw last.
func eventsRoute(path string, needs []api.Permission) route {
	return route{method: http.MethodGet, path: path, id: "watch_run", needs: needs, status: http.StatusOK, stream: true,
		says: "A stream of events, one whenever the run changes, each with the run as it stands. It ends with the run.",
		in:   reflect.TypeFor[eventsIn](), out: reflect.TypeFor[run](),
		serve: func(x *exchange) error {
			var in eventsIn
			if err := x.bind(&in); err != nil {
				return err
			}
			return x.stream(in)
		}}
}

// stream sends events until the run has ended, nobody listens any more, or the time is over.
func (x *exchange) stream(in eventsIn) error {
	ctx, stop := context.WithTimeout(x.ctx(), streamTime)
	defer stop()
	sights, over := x.follow(ctx, in.ID)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	begun := false
	for {
		var err error
		select {
		case s, more := <-sights:
			switch {
			case !more && !begun: // there is nothing to tell
				return <-over
			case !more:
				return nil
			case !begun && s.ID == in.Last && s.Run.Ended != nil:
				x.Status(http.StatusNoContent) // which tells a browser not to come again
				return nil
			}
			if !begun {
				begun = true
				x.begin()
			}
			if s.ID != in.Last {
				err = x.event(s)
			}
		case <-beat.C:
			err = x.write(": still here\n\n")
		case <-x.closing:
			return nil
		}
		if err != nil { // nobody listens any more
			return nil
		}
	}
}

// follow has a run watched. The channel of sights is closed when there are no more, and then over says why.
func (x *exchange) follow(ctx context.Context, id string) (sights <-chan api.Sight, over <-chan error) {
	seen, end := make(chan api.Sight), make(chan error, 1)
	go func() {
		end <- x.desk.Follow(ctx, id, func(s api.Sight) bool {
			select {
			case seen <- s:
				return true
			case <-ctx.Done():
				return false
			}
		})
		close(seen)
	}()
	return seen, end
}

func (x *exchange) begin() {
	x.Header("Content-Type", "text/event-stream")
	x.Header("Cache-Control", "no-store")
	x.Header("X-Accel-Buffering", "no")
	x.Writer.WriteHeaderNow()
	x.Writer.Flush()
}

func (x *exchange) event(s api.Sight) error {
	raw, err := json.Marshal(s.Run)
	if err != nil {
		return err
	}
	return x.write(fmt.Sprintf("id: %s\nevent: run\ndata: %s\n\n", s.ID, raw))
}

func (x *exchange) write(text string) error {
	// A server without deadlines, such as that of a test, is no reason not to write.
	_ = http.NewResponseController(x.Writer).SetWriteDeadline(time.Now().Add(writeTime))
	if _, err := x.Writer.WriteString(text); err != nil {
		return err
	}
	x.Writer.Flush()
	return x.ctx().Err()
}
