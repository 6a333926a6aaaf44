package email

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"

	"sayso/connectors"
)

// The values of the setting "tls".
const (
	tlsRequired = "required"
	tlsOff      = "off"
)

// account is what a connection's settings say, read and checked.
type account struct {
	conn     *connectors.Connection
	from     mail.Address // the domain in ASCII
	smtp     server
	imap     server // no host where the mailbox can't be read
	user     string // "" where nobody signs in
	sentCopy bool   // the server itself keeps a copy of what is sent
	roots    *x509.CertPool
}

// server is where a server is and how the line to it is encrypted.
type server struct {
	host, port string
	line       line
}

func (s server) address() string { return net.JoinHostPort(s.host, s.port) }

// line says how a line is encrypted.
type line string

const (
	implicitTLS line = "implicit" // from the first byte
	startTLS    line = "starttls" // before anything that matters; a server that doesn't offer it is refused
	inClear     line = "clear"    // not at all; see account.dial for where that is allowed
)

// accountOf reads a connection's settings. It sends nothing.
func accountOf(c *connectors.Connection) (account, error) {
	if c == nil || c.URL == nil {
		return account{}, connectors.Errorf(connectors.Invalid, "there is no mail server to talk to; connect one with `sayso connect email`")
	}
	a := account{conn: c, user: c.Setting("user")}
	off := false
	switch c.Setting("tls") {
	case "", tlsRequired:
	case tlsOff:
		off = true
	default:
		return account{}, wrong(c, "tls is %q; it is required or off", c.Setting("tls"))
	}
	var err error
	if a.smtp, err = serverAt(c, c.URL, "smtp", "587", "465", off); err != nil {
		return account{}, err
	}
	if text := c.Setting("imap"); text != "" {
		u, parseErr := url.Parse(text)
		if parseErr != nil || u.Host == "" || u.User != nil {
			return account{}, wrong(c, "imap is %q; write it as imaps://host:993", text)
		}
		if a.imap, err = serverAt(c, u, "imap", "143", "993", off); err != nil {
			return account{}, err
		}
	}
	if a.from, err = sender(c); err != nil {
		return account{}, err
	}
	if text := c.Setting("sent_copy"); text != "" {
		if a.sentCopy, err = strconv.ParseBool(text); err != nil {
			return account{}, wrong(c, "sent_copy is %q; it is true or false", text)
		}
	}
	if a.user == "" && !c.Secret("token").Empty() {
		return account{}, wrong(c, "it has a password, but no user")
	}
	a.roots, err = roots(c)
	return a, err
}

func wrong(c *connectors.Connection, format string, args ...any) error {
	return connectors.Errorf(connectors.Invalid, "connection %s: %s", c.ID, fmt.Sprintf(format, args...))
}

// serverAt reads an address: scheme://host[:port], with an s at the scheme's end for TLS from the start.
func serverAt(c *connectors.Connection, u *url.URL, scheme, port, tlsPort string, off bool) (server, error) {
	s := server{host: u.Hostname(), port: u.Port()}
	switch {
	case u.Scheme == scheme+"s":
		s.line = implicitTLS
		port = tlsPort
	case u.Scheme == scheme && off:
		s.line = inClear
	case u.Scheme == scheme:
		s.line = startTLS
	default:
		return server{}, wrong(c, "%q is not the address of a mail server; write it as %s://host:%s or %ss://host:%s", u, scheme, port, scheme, tlsPort)
	}
	if s.port == "" {
		s.port = port
	}
	return s, nil
}

// sender reads the setting "from".
func sender(c *connectors.Connection) (mail.Address, error) {
	text := c.Setting("from")
	a, err := mail.ParseAddress(text)
	if err != nil {
		return mail.Address{}, wrong(c, "from is %q; write it as Anna Berg <anna@example.com>", text)
	}
	address, err := mailbox(connectors.Email(a.Address))
	if err != nil {
		return mail.Address{}, wrong(c, "from: %v", err)
	}
	return mail.Address{Name: displayName(a.Name), Address: address}, nil
}

// displayName makes a person's name fit for a header. A backslash goes, because net/mail leaves it bare in an encoded word, where
// readers stumble over it.
func displayName(name string) string {
	return cut(oneLine(strings.ReplaceAll(name, `\`, " ")), maxName)
}

// roots are the certificates that servers are checked against; nil for the system's own.
func roots(c *connectors.Connection) (*x509.CertPool, error) {
	pem := c.Setting("ca")
	if pem == "" {
		return nil, nil //nolint:nilnil // nil is crypto/tls's way to say "the system's"
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM([]byte(pem)) {
		return nil, wrong(c, "ca holds no certificate; it takes the text of a PEM file")
	}
	return pool, nil
}

// tlsConfig is how the line to a server is encrypted.
func (a account) tlsConfig(s server) *tls.Config {
	return &tls.Config{ServerName: s.host, RootCAs: a.roots, MinVersion: tls.VersionTLS12}
}
