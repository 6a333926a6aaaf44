package email

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message/charset"

	"sayso/connectors"
)

// maxRead is the most that is read from an IMAP server in one session, in bytes.
const maxRead = 64 << 20

// inbox is a line to an IMAP server, signed in. It only ever reads: folders are opened with EXAMINE and texts fetched with PEEK, so
// that not even the mark of an unread mail changes.
type inbox struct {
	server  server
	client  *imapclient.Client
	release func()
	secret  string
}

// openMailbox connects to the IMAP server and signs in.
func (a account) openMailbox(ctx context.Context) (*inbox, error) {
	if a.imap.host == "" {
		return nil, wrong(a.conn, "it has no IMAP server, so the mailbox can't be read; set imap, as in imaps://host:993")
	}
	w, release, err := a.dial(ctx, a.imap)
	if err != nil {
		return nil, err
	}
	m := &inbox{server: a.imap, release: func() { release(); _ = w.Close() }, secret: a.conn.Secret("token").Reveal()}
	ready := setUp(w)
	defer ready()
	if err := m.begin(ctx, a, w); err != nil {
		m.release()
		return nil, err
	}
	return m, nil
}

// begin encrypts the line as the account wants it, and signs in.
func (m *inbox) begin(ctx context.Context, a account, w *wire) error {
	conn, err := a.encrypt(ctx, &bounded{Conn: w, left: maxRead}, a.imap)
	if err != nil {
		return err
	}
	options := &imapclient.Options{WordDecoder: &mime.WordDecoder{CharsetReader: charset.Reader}}
	if a.imap.line == startTLS {
		options.TLSConfig = a.tlsConfig(a.imap)
		if m.client, err = imapclient.NewStartTLS(conn, options); err != nil {
			return m.failed("encrypting the line", err)
		}
	} else {
		m.client = imapclient.New(conn, options)
	}
	if err := m.client.WaitGreeting(); err != nil {
		return m.failed("the connection", err)
	}
	err = m.client.Login(a.user, m.secret).Wait()
	var refused *imap.Error
	if errors.As(err, &refused) && refused.Type == imap.StatusResponseTypeNo && refused.Code == "" {
		// Servers of old give no code; what a server says no to at this point is the password.
		err = &imap.Error{Type: refused.Type, Code: imap.ResponseCodeAuthenticationFailed, Text: refused.Text}
	}
	return m.failed("the sign-in of "+a.user, err)
}

// end signs out and hangs up.
func (m *inbox) end() {
	_ = m.client.Logout().Wait() // nothing depends on it
	m.release()
	_ = m.client.Close()
}

// failed classifies an error of a session; nil stays nil. A mailbox is only read, so no failure leaves a doubt.
func (m *inbox) failed(what string, err error) error {
	if err == nil {
		return nil
	}
	var answered *imap.Error
	if !errors.As(err, &answered) {
		return unreachable(m.server, err)
	}
	text := oneLine(answered.Text)
	if m.secret != "" && strings.Contains(text, m.secret) {
		text = ""
	}
	out := &connectors.Error{Kind: connectors.Unavailable, Code: "imap", Err: err,
		Message: strings.TrimSpace(fmt.Sprintf("the IMAP server refused %s: %s %s", what, answered.Type, cut(text, longestAnswer)))}
	if answered.Code != "" {
		out.Code = "imap_" + strings.ToLower(string(answered.Code))
	}
	switch answered.Code {
	case imap.ResponseCodeAuthenticationFailed, imap.ResponseCodeExpired:
		out.Kind = connectors.Expired
	case imap.ResponseCodeAuthorizationFailed, imap.ResponseCodeNoPerm, imap.ResponseCodeContactAdmin:
		out.Kind = connectors.Denied
	case imap.ResponseCodeNonExistent:
		out.Kind = connectors.NotFound
	case imap.ResponseCodeLimit, imap.ResponseCodeOverQuota:
		out.Kind = connectors.Limited
	case imap.ResponseCodePrivacyRequired, imap.ResponseCodeCannot, imap.ResponseCodeBadCharset, imap.ResponseCodeParse, imap.ResponseCodeClientBug:
		out.Kind = connectors.Invalid
	case "":
		if answered.Type == imap.StatusResponseTypeBad {
			out.Kind = connectors.Invalid
		}
	}
	return out
}

// sent tells whether a mail is in the folder of sent mail. A mailbox without such a folder has it not.
func (m *inbox) sent(messageID string) (bool, error) {
	folder, err := m.sentFolder()
	if err != nil || folder == "" {
		return false, err
	}
	if _, err := m.client.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		return false, m.failed("the folder "+folder, err)
	}
	wanted := &imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: messageID}}}
	hits, err := m.client.UIDSearch(wanted, nil).Wait()
	if err != nil {
		return false, m.failed("the search", err)
	}
	uids, _ := newest(hits.All, 1)
	return len(uids) > 0, nil
}

// sentFolder finds the folder of sent mail: the one marked so (RFC 6154), else one by a usual name, else "".
func (m *inbox) sentFolder() (string, error) {
	var options *imap.ListOptions
	if caps := m.client.Caps(); caps.Has(imap.CapSpecialUse) && caps.Has(imap.CapListExtended) {
		options = &imap.ListOptions{ReturnSpecialUse: true}
	}
	folders, err := m.client.List("", "*", options).Collect()
	if err != nil {
		return "", m.failed("the list of folders", err)
	}
	usual := []string{"Sent", "Sent Items", "Sent Messages", "Sent Mail", "Gesendet", "Gesendete Elemente", "Gesendete Objekte"}
	named := ""
	for _, f := range folders {
		if slices.Contains(f.Attrs, imap.MailboxAttrSent) {
			return f.Mailbox, nil
		}
		if slices.Contains(usual, strings.TrimPrefix(f.Mailbox, "INBOX"+string(f.Delim))) {
			named = f.Mailbox
		}
	}
	return named, nil
}

// newest gives at most n of the highest numbers of a set, highest first, and how many the set has. It never unfolds the set: a
// server may name four thousand million messages in twelve bytes.
func newest(set imap.NumSet, n int) (uids []imap.UID, total int) {
	ranges, _ := set.(imap.UIDSet)
	sorted := slices.Clone(ranges)
	slices.SortFunc(sorted, func(a, b imap.UIDRange) int { return int(b.Stop) - int(a.Stop) })
	for _, r := range sorted {
		if r.Start == 0 || r.Stop < r.Start {
			continue
		}
		total += int(r.Stop-r.Start) + 1
		for uid := r.Stop; uid >= r.Start && len(uids) < n; uid-- {
			uids = append(uids, uid)
		}
	}
	return uids, total
}

// bounded is a line that gives up after so many bytes.
type bounded struct {
	net.Conn
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("the server sent more than %d MB: %w", maxRead>>20, io.ErrUnexpectedEOF)
	}
	n, err := b.Conn.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
