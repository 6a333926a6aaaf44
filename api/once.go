package api

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"unicode"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/converter"

	"sayso/connectors"
	"sayso/connectors/sandbox"
	"sayso/workflows/plan"
)

// Whoever starts a run may not learn that it was started: the answer is lost, the program is killed. With an idempotency key it starts again
// and meets the same run. The key becomes the run's id, of which the engine lets there be one, and a fingerprint of the request in the
// run's memo tells a repetition from another request under a key that was used before. It holds for as long as the engine keeps runs.

// MaxKey is the longest idempotency key, in bytes.
const MaxKey = 255

// soundKey says what is wrong with an idempotency key.
func soundKey(key string) error {
	if key == "" || len(key) > MaxKey || strings.TrimSpace(key) != key || strings.ContainsFunc(key, unicode.IsControl) {
		return &connectors.Error{Kind: connectors.Invalid, Code: "bad_key",
			Message: "an idempotency key has 1 to 255 characters, no control characters and no space at either end"}
	}
	return nil
}

// Started gives the id of the run that was started with an idempotency key for the same plan and inputs, "" where none was. If the key was
// used for something else, it is refused.
func (s *Service) Started(ctx context.Context, f *plan.Frozen, key string, trigger map[string]any) (id string, err error) {
	if err := soundKey(key); err != nil {
		return "", err
	}
	id = s.keyedID(key)
	d, err := s.Temporal.DescribeWorkflowExecution(ctx, id, "")
	var notFound *serviceerror.NotFound
	switch {
	case errors.As(err, &notFound):
		return "", nil
	case err != nil:
		return "", engineError(err)
	}
	var asked string
	if p := d.GetWorkflowExecutionInfo().GetMemo().GetFields()[memoRequest]; p != nil {
		_ = converter.GetDefaultDataConverter().FromPayload(p, &asked) // what can't be read is another request
	}
	if asked != request(f, trigger) {
		says := connectors.Doc{En: "the key was used before, for another plan or other inputs, by run " + id + "; use a new key for a new run",
			De: "der Schlüssel wurde schon für einen anderen Plan oder andere Eingaben benutzt, von Lauf " + id + "; nimm für einen neuen Lauf einen neuen"}
		return "", &connectors.Error{Kind: connectors.Conflict, Code: "key_reused", Message: says.In(f.Plan.Language)}
	}
	return id, nil
}

// keyedID is the id of the run that a key stands for. No key holds a control character, so that none of one workspace is another's.
func (s *Service) keyedID(key string) string {
	if s.workspace() != DefaultWorkspace {
		key = s.workspace() + "\x00" + key
	}
	sum := sha256.Sum256([]byte(key))
	return "once-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// request is the fingerprint of what is asked for. It leaves out what may change between two attempts of the same caller: which approvals
// policy wants by now, and who connections are signed in as.
func request(f *plan.Frozen, trigger map[string]any) string {
	asked := []any{plan.Digest(&f.Plan), f.Inputs, trigger}
	if inSandbox(f.Steps) { // a rehearsal isn't the deed
		asked = append(asked, sandbox.Environment)
	}
	raw, err := json.Marshal(asked)
	if err != nil {
		return "" // equal to no other
	}
	return hashOf(string(raw))
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
