package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// Digest identifies a plan by its meaning: how it is laid out, the order of keys and what goes without saying don't change it. A
// run is approved by the digest of the frozen plan, which covers inputs and connections too.
func Digest(p *Plan) string { return digest(tidy(*p)) }

// Intact reports whether the digest is that of what is frozen.
func (f *Frozen) Intact() bool { return f.Digest == f.digest() }

func (f *Frozen) digest() string {
	rest := *f
	rest.Digest = ""
	return digest(rest)
}

// tidy writes out what goes without saying.
func tidy(p Plan) Plan {
	p.Language = firstOf(p.Language, "en")
	if t := p.Trigger; t != nil && t.Manual != nil && t.Schedule == nil && t.On == nil && t.Webhook == nil {
		p.Trigger = nil
	}
	p.Steps = tidySteps(p.Steps)
	return p
}

func tidySteps(steps []Step) []Step {
	if steps == nil {
		return nil
	}
	out := make([]Step, len(steps))
	for i, s := range steps {
		s.If = strings.TrimSpace(s.If)
		if s.OnFailure == "" {
			s.OnFailure = OnFailureUndo
		}
		if s.Each != nil {
			s.As, s.AtOnce = firstOf(s.As, "item"), max(s.AtOnce, 1)
		}
		s.Steps, s.Choose, s.Parallel = tidySteps(s.Steps), tidyBranches(s.Choose), tidyBranches(s.Parallel)
		out[i] = s
	}
	return out
}

func tidyBranches(branches []Branch) []Branch {
	if branches == nil {
		return nil
	}
	out := make([]Branch, len(branches))
	for i, b := range branches {
		out[i] = Branch{When: strings.TrimSpace(b.When), Steps: tidySteps(b.Steps)}
	}
	return out
}

// digest is the SHA-256 of the canonical JSON of a value: keys sorted, no spaces, and numbers in their shortest form.
func digest(v any) string {
	plain, err := decoded(v)
	if err != nil {
		return "" // of what can't be written as JSON there is no plan, and an empty digest approves nothing
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(canonical(plain)); err != nil {
		return ""
	}
	sum := sha256.Sum256(b.Bytes())
	return "sha256:" + hex.EncodeToString(sum[:])
}

// canonical gives equal numbers the same form; the encoder sorts the keys.
func canonical(v any) any {
	switch v := v.(type) {
	case json.Number:
		if len(v) > 64 {
			return v.String()
		}
		d, _, err := apd.NewFromString(v.String())
		if err != nil {
			return v.String()
		}
		short, _ := new(apd.Decimal).Reduce(d)
		return map[string]any{"number": short.Text('E')}
	case []any:
		for i, item := range v {
			v[i] = canonical(item)
		}
	case map[string]any:
		for key, field := range v {
			v[key] = canonical(field)
		}
	}
	return v
}

// UnmarshalJSON keeps the digits of numbers, which a float would not.
func (p *Plan) UnmarshalJSON(raw []byte) error {
	type plain Plan
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	return dec.Decode((*plain)(p))
}

// UnmarshalJSON keeps the digits of numbers, which a float would not.
func (f *Frozen) UnmarshalJSON(raw []byte) error {
	type plain Frozen
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	return dec.Decode((*plain)(f))
}
