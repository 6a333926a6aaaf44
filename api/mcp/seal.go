package mcp

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"sayso/connectors"
)

// asking is what a client carries for us between the question to a person and the call with the answer: which question of which run was put to
// whom. It is signed, so that an answer counts for the question that was asked and for no other.
type asking struct {
	Workspace string    `json:"w"`
	Account   string    `json:"a"`
	Run       string    `json:"r"`
	Step      string    `json:"s"`
	Digest    string    `json:"d"`
	Until     time.Time `json:"u"`
}

// askingFor bounds how long an answer counts.
const askingFor = 10 * time.Minute

func (s *Server) seal(a asking) (string, error) {
	a.Until = s.Now().Add(askingFor).UTC().Truncate(time.Second)
	raw, err := json.Marshal(a)
	if err != nil {
		return "", err
	}
	return encode(raw) + "." + encode(s.sign(raw)), nil
}

// unseal opens a state that is ours and not too old.
func (s *Server) unseal(state string) (asking, error) {
	body, mark, _ := strings.Cut(state, ".")
	raw, err := base64.RawURLEncoding.DecodeString(body)
	sum, errMark := base64.RawURLEncoding.DecodeString(mark)
	var a asking
	if err != nil || errMark != nil || !hmac.Equal(sum, s.sign(raw)) || json.Unmarshal(raw, &a) != nil || !s.Now().Before(a.Until) {
		return a, &connectors.Error{Kind: connectors.Invalid, Code: "bad_state", Message: "this answer belongs to no question that was asked here, or comes too late"}
	}
	return a, nil
}

// is reports whether both are about the same question to the same person.
func (a asking) is(b asking) bool {
	a.Until, b.Until = time.Time{}, time.Time{}
	return a == b
}

func (s *Server) sign(raw []byte) []byte {
	mac := hmac.New(sha256.New, s.Seal)
	mac.Write([]byte("mcp asking\x00")) // the key may sign other things, too
	mac.Write(raw)
	return mac.Sum(nil)
}

func encode(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }
