package email

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"time"

	"sayso/connectors"
)

// setUpTimeout bounds all that comes before the first command that matters: greeting, encryption, sign-in.
const setUpTimeout = 30 * time.Second

// dial opens the line to a server, encrypted already where it is so from the first byte. The line is cut when the context ends,
// which is what makes the protocol libraries, that know no context, give up. The function it returns lets go of the context.
//
// A line in clear is opened to private addresses alone, which only a connection made with an explicit allow can reach: a
// password never crosses the internet in clear, whatever the settings say.
func (a account) dial(ctx context.Context, s server) (*wire, func(), error) {
	conn, err := a.conn.Dial(ctx, "tcp", s.address())
	if err != nil {
		return nil, nil, err
	}
	if s.line == inClear && !private(conn.RemoteAddr()) {
		_ = conn.Close()
		return nil, nil, wrong(a.conn, "tls is off, and %s is not at a private address; the password would cross the internet in clear", s.host)
	}
	w := &wire{Conn: conn}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	return w, func() { stop() }, nil
}

// private tells whether an address is on this machine or in a private network.
func private(a net.Addr) bool {
	ap, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return false
	}
	ip := ap.Addr().Unmap()
	return ip.IsLoopback() || ip.IsPrivate()
}

// encrypt does the handshake of a line that is encrypted from the first byte.
func (a account) encrypt(ctx context.Context, conn net.Conn, s server) (net.Conn, error) {
	if s.line != implicitTLS {
		return conn, nil
	}
	encrypted := tls.Client(conn, a.tlsConfig(s))
	if err := encrypted.HandshakeContext(ctx); err != nil {
		return nil, unreachable(s, err)
	}
	return encrypted, nil
}

// setUp cuts a line that isn't ready in time. The function it returns says that it is.
func setUp(conn net.Conn) (ready func()) {
	timer := time.AfterFunc(setUpTimeout, func() { _ = conn.Close() })
	return func() { timer.Stop() }
}

// unreachable is the error of a line that couldn't be set up, or broke before anything was at stake.
func unreachable(s server, err error) *connectors.Error {
	e := &connectors.Error{Kind: connectors.Unavailable, Code: "unreachable", Err: err}
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &certificate):
		e.Kind, e.Code = connectors.Invalid, "certificate"
		e.Message = s.address() + " shows a certificate that isn't trusted: " + certificate.Err.Error()
	case errors.As(err, &record):
		e.Kind, e.Code = connectors.Invalid, "no_tls"
		e.Message = s.address() + " doesn't speak TLS from the start; leave out the s before :// for STARTTLS"
	default:
		e.Message = s.address() + " broke off: " + cause(err)
	}
	return e
}

// cause says in words why a line broke.
func cause(err error) string {
	var timeout net.Error
	switch {
	case errors.Is(err, net.ErrClosed), errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time" // a line is closed on our side only when time is up
	case errors.Is(err, context.Canceled):
		return "it was stopped"
	}
	return err.Error()
}
