package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// No schema lists the columns of a row or the fields of what is sent to a webhook. People say them in passing: "(columns email, last_name)", "name und
// firma stehen im Body", "the address is in the column email".

var (
	columnLists = words(`columns fields spalten felder keys`)
	// lies are the verbs by which fields are where they are.
	lies = words(`stehen steht sind ist kommen kommt liegen liegt are is come comes live lives arrive`)
)

// declared takes the words out of a prompt that only say which fields there are, and gives the fields in lower case, with what each stands for that is
// called otherwise: "the address is in the column contact". It takes time linear in the prompt.
func declared(tokens []text.Token) (rest []text.Token, fields []string, stands map[string]string, at []text.Span) {
	stands = map[string]string{}
	for i := 0; i < len(tokens); {
		from := i
		if tokens[i].Is("(", "[") && tokens[i].Kind == text.Punct {
			from++
		}
		names, to := fieldsAt(tokens, from, stands)
		if to == 0 {
			rest = append(rest, tokens[i])
			i++
			continue
		}
		if from > i && to < len(tokens) && tokens[to].Is(")", "]") {
			to++
		} else if from > i {
			rest = append(rest, tokens[i])
		}
		fields = append(fields, names...)
		at = append(at, text.Span{From: tokens[i].Span.From, To: tokens[to-1].Span.To})
		i = to
	}
	return rest, fields, stands, at
}

// fieldsAt reads such words at a token; to is the token behind them, 0 where none stand there.
func fieldsAt(tokens []text.Token, i int, stands map[string]string) (names []string, to int) {
	j := passOver(tokens, i, "with", "mit", "the", "its", "den", "die", "it", "has", "hat")
	listed := j < len(tokens) && tokens[j].Kind == text.Word && (columnLists[tokens[j].Lower] ||
		bearers[tokens[j].Lower] && i > 0 && tokens[i-1].Is("(") && j+1 < len(tokens) && tokens[j+1].Is(":")) // "(Body: name, email)"
	if listed {
		names, to = fieldList(tokens, passOver(tokens, j+1, ":", "=", "are", "sind"))
		if len(names) > 1 || i > 0 && tokens[i-1].Is("(") {
			return names, to
		}
		return nil, 0
	}
	if j+1 < len(tokens) && bearers[tokens[j].Lower] && tokens[j+1].Is(":") && i > 0 && tokens[i-1].Is("(") {
		return fieldList(tokens, j+2) // "(Body: name, firma, mail)"
	}
	j = passOver(tokens, i, "their", "the", "its", "die", "der", "das", "ihre", "seine", ",")
	if fieldUnder(tokens, j) {
		stands[tokens[j+2].Lower] = tokens[j].Lower
		return []string{tokens[j+2].Lower}, j + 3
	}
	if names, to = fieldList(tokens, j); to == 0 || to+1 >= len(tokens) || !lies[tokens[to].Lower] {
		return nil, 0
	}
	k := passOver(tokens, to+1, "all", "alle", "dabei", "in", "im", "aus", "from", "inside", "the", "der", "dem", "die", "den")
	switch {
	case to+1 < len(tokens) && columnLists[tokens[to+1].Lower]: // "name and email are columns there"
		return names, passOver(tokens, to+2, "there", "dort", "da", "davon")
	case k == to+1 || k >= len(tokens):
	case columnWords[tokens[k].Lower] && k+1 < len(tokens) && tokens[k+1].Kind == text.Word:
		if len(names) == 1 {
			stands[tokens[k+1].Lower] = names[0]
		}
		return []string{tokens[k+1].Lower}, k + 2
	case bearers[tokens[k].Lower] && tokens[to+1].Is("in", "im", "aus", "from", "inside", "all", "alle"):
		return names, k + 1
	}
	return nil, 0
}

// fieldUnder reports whether the words at a token say what a field is called that stands for something: "the sender under email".
func fieldUnder(tokens []text.Token, i int) bool {
	return i+2 < len(tokens) && len(holdings[tokens[i].Lower]) > 0 && tokens[i+1].Is("under", "unter") && tokens[i+2].Kind == text.Word && plainName.MatchString(tokens[i+2].Text) &&
		!function(tokens[i+2].Lower) && (i+3 == len(tokens) || tokens[i+3].Is(")", ".", ";"))
}

// mostFields is how many fields a list of them has at most. More is pasted text.
const mostFields = 40

// fieldList reads names with commas or "and" between them.
func fieldList(tokens []text.Token, i int) (names []string, to int) {
	for i < len(tokens) && len(names) < mostFields && tokens[i].Kind == text.Word && plainName.MatchString(tokens[i].Text) && !lies[tokens[i].Lower] &&
		(!function(tokens[i].Lower) || len(holdings[tokens[i].Lower]) > 0) {
		names, to = append(names, tokens[i].Lower), i+1
		if i = passOver(tokens, to, ",", "and", "und", "&", "sowie"); i == to {
			break
		}
	}
	return names, to
}

// passOver gives the first token from one on that is none of some words and marks. Nobody sets many of them in a row.
func passOver(tokens []text.Token, i int, list ...string) int {
	for last := min(len(tokens), i+maxChain); i < last && slices.Contains(list, tokens[i].Lower) && tokens[i].Kind != text.Quoted; {
		i++
	}
	return i
}

// columnFor gives a reference to the declared field that stands for an argument, "" where none does.
func (b *builder) columnFor(sl *slot) string {
	if b.schemaless() == "" {
		return ""
	}
	for _, c := range b.fields {
		stands := func(called string) bool {
			return called == sl.name || slices.Contains(holdings[called], sl.name) || slices.Contains(argumentWords[sl.name][b.lang], called) ||
				sl.role == roleEmail && sl.required && slices.Contains(holdings[called], "email")
		}
		if stands(b.meant[c]) || stands(c) && (b.meant[c] == "" || sl.role == roleEmail) {
			return "${" + b.schemaless() + "." + c + "}"
		}
	}
	return ""
}

// fromColumns fills what is still open in a step that makes a record of what the trigger brought.
func (b *builder) fromColumns(s *step) {
	if len(b.fields) == 0 || s.t.op == nil || s.t.op.UndoBy == "restore" {
		return
	}
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if s.with[sl.name] != nil || sl.role == roleText && !sl.required || sl.name == "reply_to" || sl.name == "cc" || sl.name == "bcc" {
			continue
		}
		switch ref := b.columnFor(sl); {
		case ref == "":
		case sl.list:
			s.with[sl.name] = []any{ref}
		default:
			s.with[sl.name] = ref
		}
	}
}

// vouched lists the arguments of a step that get a field which no schema lists, and that take no free text. The prompt named the field for them, so
// that its author vouches for what comes in there; the preview says so. What only its author may set isn't among them.
func (b *builder) vouched(s *step) (names []string) {
	names = slices.Clone(s.trust)
	open := b.schemaless()
	for _, name := range slices.Sorted(maps.Keys(s.with)) {
		if open != "" && connectors.Takes(s.t.in.Properties[name]) == connectors.Record && strings.Contains(fmt.Sprint(s.with[name]), "${"+open+".") {
			names = append(names, name)
		}
	}
	return names
}

// undeclared asks about fields that were named where nothing brings any.
func (b *builder) undeclared() {
	if b.schemaless() != "" || b.rowwise {
		return
	}
	for _, at := range b.declaredAt {
		b.puzzledBy(b.req.Prompt[at.From:at.To])
	}
}
