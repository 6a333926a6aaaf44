package email

import (
	"net"
	"sync/atomic"
)

// wire is a line to an SMTP server that knows whether a message was written to its end.
//
// An SMTP client writes the message's last line and then reads the answer, and its error doesn't say which of the two failed.
// It begins to read only after all was written; so a read that was begun is the proof that the server may have the message,
// and no read is the proof that it can't have: the line that ends a message is its last bytes.
type wire struct {
	net.Conn
	ending, asked atomic.Bool
}

// end says that the next thing to be written is the end of the message.
func (w *wire) end() { w.ending.Store(true) }

// complete tells whether the message was written to its end.
func (w *wire) complete() bool { return w.asked.Load() }

func (w *wire) Read(b []byte) (int, error) {
	if w.ending.Load() {
		w.asked.Store(true)
	}
	return w.Conn.Read(b)
}
