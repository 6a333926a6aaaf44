package edit

import (
	"context"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// clause is one thing that is to be different: a range of tokens.
type clause struct{ from, to int }

// words makes a set of a list.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

var (
	joins = words(`, and und then dann danach but aber sowie plus & also auch additionally zusätzlich außerdem ausserdem furthermore ferner
		besides please bitte too`)
	// polite are words that say nothing about what is to be different.
	polite = words(`please bitte also auch additionally zusätzlich außerdem ausserdem too noch mal just then dann danach and und but aber , can
		could you kannst könntest du it's now jetzt furthermore ferner besides finally lastly schließlich zuletzt sowie plus &`)
	removers = words(`don't dont don’t never no without remove drop delete skip omit ohne kein keine keinen keiner keinem entferne entfern streiche
		streich lösche lösch nicht`)
	changers = words(`make change set use put raise lower move replace ändere änder setze setz nimm nehme verwende erhöhe senke mach mache ersetze
		send`)
	limits  = words(`only nur if when wenn falls sofern`)
	approve = words(`approval approve approved approves sign-off say-so freigabe freigeben freigegeben freigibt genehmigung genehmigen genehmigt
		genehmige zustimmung okay ok ask frag frage`)
)

// clauses parts what was asked into what can be done one after the other: at full stops, and at commas and "and" behind which something
// begins that is a request of its own.
func (w *work) clauses() (list []clause) {
	from := 0
	add := func(to int) {
		c := w.trim(clause{from, to})
		if c.from < c.to {
			list = append(list, c)
		}
		from = to
	}
	reported := false
	for i := range w.tokens {
		t := w.tokens[i]
		switch {
		case t.Kind == text.Break, t.Kind == text.Punct && t.Is(".", "!", "?", ";") && !w.dotted(i):
			add(i)
			from, reported = i+1, false
		case t.Is("that", "dass", "saying", ":"):
			reported = true
		case i > from && t.Kind != text.Quoted && joins[t.Lower] && w.begins(i+1, reported) && !w.leadsOn(from, i):
			add(i)
		}
	}
	add(len(w.tokens))
	return list
}

// leadsOn reports whether the words so far only say where what follows is to stand: "after the invoice, …".
func (w *work) leadsOn(from, to int) bool {
	c := w.trim(clause{from, to})
	return c.to > c.from+1 && w.leads(c.from) && !slices.ContainsFunc(w.tokens[c.from+1:c.to], func(t tokenOf) bool { return approve[t.Lower] })
}

// reported gives the token where the words of a message begin; the clause's end where it has none.
func (w *work) reported(c clause) int {
	for i := c.from; i < c.to; i++ {
		if w.tokens[i].Kind != text.Quoted && w.is(i, "that", "dass", "saying", "whether", "ob", ":") && i > c.from+1 {
			return i
		}
	}
	return c.to
}

// dotted reports whether a full stop belongs to a date or a short form: "3. April".
func (w *work) dotted(i int) bool {
	return w.tokens[i].Is(".") && i > 0 && w.tokens[i-1].Kind == text.Number && w.tokens[i].Glued && i+1 < len(w.tokens)
}

// trim takes away polite words and marks at both ends.
func (w *work) trim(c clause) clause {
	for c.from < c.to && (polite[w.tokens[c.from].Lower] || w.tokens[c.from].Kind == text.Break) && w.tokens[c.from].Kind != text.Quoted {
		c.from++
	}
	for c.to > c.from && w.tokens[c.to-1].Kind != text.Quoted && (w.tokens[c.to-1].Kind == text.Punct && !w.tokens[c.to-1].Is(")") || w.tokens[c.to-1].Is("please", "bitte", "too", "also", "and", "und")) {
		c.to--
	}
	return c
}

// begins reports whether a request begins at a token. Behind "that" words belong to a message, but for "only" and what can't be one.
func (w *work) begins(i int, reported bool) bool {
	for i < len(w.tokens) && joins[w.tokens[i].Lower] {
		i++
	}
	if i >= len(w.tokens) || w.tokens[i].Kind == text.Quoted {
		return false
	}
	t := w.tokens[i]
	switch {
	case t.Is("only", "nur", "don't", "don’t", "dont", "without", "ohne"), t.Is("do") && w.is(i+1, "not"):
		return true
	case reported:
		return false
	case removers[t.Lower], changers[t.Lower], w.verbs[t.Lower] && !w.is(i-1, "to", "zu"):
		return true
	case t.Is("before", "after", "vor", "nach", "with", "mit", "lass", "let"):
		return true
	}
	_, to := w.recurs(i)
	return to > 0
}

// is reports whether a token is one of some words.
func (w *work) is(i int, list ...string) bool {
	return i >= 0 && i < len(w.tokens) && w.tokens[i].Is(list...)
}

// recurs reads a time table that begins at a token; to is 0 where there is none.
func (w *work) recurs(i int) (r entity.Recurrence, to int) {
	r, ok := entity.FindRecurrence(w.tokens[i:], w.env)
	if !ok || r.Ranges[0][0] != 0 {
		return r, 0
	}
	return r, i + r.Ranges[0][1]
}

// read finds out what a clause asks for, and does it.
func (w *work) read(ctx context.Context, c clause) error {
	for _, kind := range []func(clause) bool{w.remove, w.schedule, w.approval, w.limit, w.change} {
		if kind(c) {
			return nil
		}
	}
	return w.add(ctx, c)
}

// tokenOf is short for the tokens of an ask.
type tokenOf = text.Token
