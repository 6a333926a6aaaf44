package rules

import (
	"context"
	"time"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// Compiler compiles by rules. It is immutable and may be used by many goroutines at once.
type Compiler struct{ lexicon *lexicon }

var _ compile.Compiler = (*Compiler)(nil)

// New builds a compiler from the phrases of a registry.
func New(reg *connectors.Registry) *Compiler { return &Compiler{newLexicon(reg)} }

// Compile turns a prompt into a plan. It takes time linear in the prompt.
func (c *Compiler) Compile(ctx context.Context, r compile.Request) (compile.Result, error) {
	b, err := c.read(ctx, r)
	if err != nil {
		return compile.Result{}, err
	}
	b.build()
	return b.result(), nil
}

// read looks up the words and values of a prompt.
func (c *Compiler) read(ctx context.Context, r compile.Request) (*builder, error) {
	clean, err := text.Normalise(r.Prompt, compile.MaxPrompt)
	if err != nil {
		return nil, connectors.Errorf(connectors.Invalid, "%w", err)
	}
	now, err := clock(r)
	if err != nil {
		return nil, err
	}
	tokens := quieted(text.Tokens(clean))
	lang := r.Lang
	if lang != "en" && lang != "de" {
		lang = text.Detect(tokens, c.lexicon.knows)
	}
	c.lexicon.vocab.mend(tokens, lang)
	env := entity.Env{Lang: lang, Now: now}
	plain, table := pastedIn(listed(tokens), r.Prompt)
	rest, recurrence := timetable(plain, env)
	rest, atOnce, apart := together(rest)
	rest, fields, stands, at := declared(rest)
	items := c.lexicon.items(rest, entity.Scan(rest, env), r.Prompt, lang)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b := newBuilder(c.lexicon, items, lang, now, r)
	b.atOnce, b.apart, b.fields, b.meant, b.declaredAt = atOnce, apart, fields, stands, at
	b.table = table
	b.scheduled(recurrence, plain)
	return b, nil
}

// clock gives the present in the person's time zone.
func clock(r compile.Request) (time.Time, error) {
	now := r.Now
	if now.IsZero() {
		now = time.Now()
	}
	if r.Timezone == "" {
		return now.UTC(), nil
	}
	zone, err := time.LoadLocation(r.Timezone)
	if err != nil {
		return time.Time{}, connectors.Errorf(connectors.Invalid, "%q is not a time zone; write it as Europe/Berlin", r.Timezone)
	}
	return now.In(zone), nil
}

// knows reports whether a word is in the phrases of a language, or, where it is in none, what an argument is called in it.
func (l *lexicon) knows(lang, word string) bool {
	for _, s := range l.senses[word] {
		if l.lexemes[s.lexeme].lang == lang {
			return true
		}
	}
	return len(l.senses[word]) == 0 && l.labels[lang][word]
}
