package access

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"sayso/connectors"
)

// Purpose is what a signed link is for; one made for one purpose is good for no other.
type Purpose string

// The purposes.
const (
	SetPassword Purpose = "set-password" // of an account
	Decide      Purpose = "decide"       // on what a run asks
	Connect     Purpose = "connect"      // an app, by the person whom the link was made for
)

// Link is what a signed link says. It can be read by whoever has it, and changed by nobody.
type Link struct {
	Purpose   Purpose   `json:"for"`
	ID        string    `json:"id"` // random: by it the link is used up
	Expires   time.Time `json:"exp"`
	Account   string    `json:"account,omitempty"` // SetPassword, Connect: whose
	State     string    `json:"state,omitempty"`   // SetPassword: of the account when the link was made; when a password is set all its links are void
	Workspace string    `json:"workspace,omitempty"`
	Run       string    `json:"run,omitempty"` // Decide: what is decided is what this run asks when the page is opened
	App       string    `json:"app,omitempty"` // Connect: which
}

// CodeBadLink is the code of the error of a link that isn't good: forged, over, used, or for something else.
const CodeBadLink = "bad_link"

// BadLink is the error of a link that isn't good. It doesn't say why.
func BadLink() error {
	return &connectors.Error{Kind: connectors.Denied, Code: CodeBadLink, Message: "this link is no longer good; ask for a new one"}
}

// SpentStore is the port through which it is kept what was used and may be used once only.
type SpentStore interface {
	// Spend uses something up; fresh is false where it was used before. It need not be kept after until.
	Spend(ctx context.Context, id Hash, until time.Time) (fresh bool, err error)
	// Unspend makes it as if something had not been used up.
	Unspend(ctx context.Context, id Hash) error
	// IsSpent reports whether something was used up.
	IsSpent(ctx context.Context, id Hash) (bool, error)
}

// Links signs links and opens them again.
type Links struct {
	Key   []byte // 32 bytes that nobody else has
	Store SpentStore
	Now   func() time.Time // nil: the clock
}

func (l *Links) now() time.Time {
	if l.Now != nil {
		return l.Now()
	}
	return time.Now()
}

// Sign gives the text of a link that is good for a while.
func (l *Links) Sign(link Link, life time.Duration) (string, error) {
	link.ID, link.Expires = random(), l.now().Add(life)
	raw, err := json.Marshal(link)
	if err != nil {
		return "", err
	}
	b64 := base64.RawURLEncoding.EncodeToString
	return b64(raw) + "." + b64(l.mac(raw)), nil
}

func (l *Links) mac(raw []byte) []byte {
	m := hmac.New(sha256.New, l.Key)
	_, _ = m.Write([]byte("sayso link\x00")) // the key may sign other things too
	_, _ = m.Write(raw)
	return m.Sum(nil)
}

// Open reads a link for a purpose and uses nothing up.
func (l *Links) Open(ctx context.Context, text string, p Purpose) (Link, error) {
	body, sum, _ := strings.Cut(text, ".")
	raw, errBody := base64.RawURLEncoding.DecodeString(body)
	mac, errSum := base64.RawURLEncoding.DecodeString(sum)
	if errBody != nil || errSum != nil || !hmac.Equal(mac, l.mac(raw)) {
		return Link{}, BadLink()
	}
	var link Link
	if json.Unmarshal(raw, &link) != nil || link.Purpose != p || !l.now().Before(link.Expires) {
		return Link{}, BadLink()
	}
	switch spent, err := l.Store.IsSpent(ctx, link.hash()); {
	case err != nil:
		return Link{}, err
	case spent:
		return Link{}, BadLink()
	}
	return link, nil
}

// Once uses a link up and does what it is for. Of two who do at once, one is refused. Where nothing was done the link stays good: what one person may
// not decide, another may.
func (l *Links) Once(ctx context.Context, link Link, do func() error) error {
	fresh, err := l.Store.Spend(ctx, link.hash(), link.Expires)
	if err == nil && !fresh {
		err = BadLink()
	}
	if err != nil {
		return err
	}
	err = do()
	if err == nil || connectors.KindOf(err) == connectors.Unknown {
		return err
	}
	return errors.Join(err, l.Store.Unspend(context.WithoutCancel(ctx), link.hash()))
}

func (l Link) hash() Hash { return HashOf("link " + l.ID) }
