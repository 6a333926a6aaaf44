package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// simultaneous are the words by which people ask for things to be done at the same time.
var simultaneous = [][]string{
	{"at", "the", "same", "time"}, {"at", "the", "very", "same", "time"}, {"in", "parallel"}, {"simultaneously"}, {"concurrently"},
	{"parallel", "dazu"}, {"parallel"}, {"gleichzeitig"}, {"zeitgleich"}, {"zur", "gleichen", "zeit"}, {"zur", "selben", "zeit"},
	{"zum", "selben", "zeitpunkt"},
}

// together takes those words out of a prompt, and gives where they stood, or that things are to happen apart: "never at the same time". What somebody
// is to be told keeps them.
func together(tokens []text.Token) (rest []text.Token, at []text.Span, apart bool) {
	told := false
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		told = (told || t.Kind == text.Word && openers[t.Lower]) && t.Kind != text.Break && !t.Is(".", "!", "?", ";")
		n := 0
		for _, w := range simultaneous {
			if !told && len(w) > n && i+len(w) <= len(tokens) && follows(tokens[i:], w) {
				n = len(w)
			}
		}
		if n == 0 {
			rest = append(rest, t)
			continue
		}
		if k := apartFrom(rest); k >= 0 {
			rest, apart = rest[:k], true
			i += n - 1
			if to := passOver(tokens, i+1, ",", "sondern", "but", "rather", "nacheinander", "hintereinander", "one", "after", "the", "other", "another"); to > i+2 { // "…, sondern nacheinander"
				i = passOver(tokens, to, ":") - 1
			}
			continue
		}
		i += n - 1
		at = append(at, text.Span{From: t.Span.From, To: tokens[i].Span.To})
		if i+1 < len(tokens) && tokens[i+1].Is(",", ":") && (len(rest) == 0 || rest[len(rest)-1].Is(",", ".", "!", ";")) {
			i++
		}
	}
	return rest, at, apart
}

// apartFrom gives the token from which on a prompt ends in nothing but a negation, -1 where it doesn't.
func apartFrom(rest []text.Token) int {
	denied := false
	for i, t := range slices.Backward(rest) {
		switch {
		case t.Kind == text.Word && negators[t.Lower]:
			denied = true
		case t.Kind == text.Word && t.Is("auf", "gar", "fall", "aber", "but", "bitte", "please", "under", "circumstances", "ever", "and", "und", "beide", "both", "run", "them", "do"):
		case denied && (t.Kind == text.Break || t.Is(",", ".", ";", "–", "-", "—", "(")):
			return i
		default:
			return -1
		}
	}
	if denied {
		return 0
	}
	return -1
}

// overlaps reports whether two steps begin something and none waits for its end.
func (b *builder) overlaps() bool {
	begun := 0
	for _, s := range b.steps {
		switch {
		case s.t == nil:
		case s.t.waits():
			return false
		case s.t.effect() && b.waiter(s) != nil:
			begun++
		}
	}
	return begun > 1
}

// separate lets what a step began come to its end before the next of its kind begins, where the prompt says that they are to happen apart.
func (b *builder) separate(t *target, c clause) {
	if last := b.begun(); b.apart && last != nil && last.t.app == t.app && t.effect() && b.waitedFor(last) == nil && b.waiter(last) != nil {
		b.await(last, c)
	}
}

func follows(tokens []text.Token, words []string) bool {
	for k, w := range words {
		if tokens[k].Kind != text.Word || tokens[k].Lower != w {
			return false
		}
	}
	return true
}

// alongside gives the steps that are to be done at the same time a common number. It is called when all steps are there.
func (b *builder) alongside() {
	if b.apart && b.overlaps() {
		b.puzzledBy(b.in("not at the same time", "nicht gleichzeitig"))
	}
	for n, at := range b.atOnce {
		from, to := b.stretch(at.From)
		var list []*step
		for _, s := range b.steps {
			if !s.lookup && s.c.from >= from && s.c.from < to {
				list = append(list, s)
			}
		}
		if len(list) == 1 && list[0].reachesSeveral() {
			continue
		}
		if len(list) < 2 || !b.independent(list) {
			b.inOrder(at)
			continue
		}
		for _, s := range list {
			s.beam = n + 1
		}
	}
}

// stretch gives the items that "at the same time" at a byte of the prompt is about: those of its sentence, from the request before it on, up to
// what is to come afterwards.
func (b *builder) stretch(at int) (from, to int) {
	k := 0
	for i, c := range b.clauses {
		if c.from < c.to && b.items[c.from].Span.From <= at { // a pause may have left nothing of a clause
			k = i
		}
	}
	if k >= len(b.clauses) || b.clauses[k].from >= b.clauses[k].to {
		return 0, 0
	}
	if k+1 < len(b.clauses) && b.items[b.clauses[k].to-1].Span.To <= at && b.clauses[k+1].sentence > b.clauses[k].sentence &&
		slices.ContainsFunc(b.items[b.clauses[k].to:max(b.clauses[k].to, b.clauses[k+1].from)], func(it item) bool { return it.Span.From < at && it.mark() }) {
		k++ // it opens the next sentence
	}
	first, last := k, k
	if k > 0 && b.clauses[k-1].sentence == b.clauses[k].sentence {
		first--
	}
	for last+1 < len(b.clauses) && b.clauses[last+1].sentence == b.clauses[k].sentence && !b.afterwards(b.clauses[last+1]) {
		last++
	}
	if first == last && first > 0 && b.items[b.clauses[k].from].Span.From >= at {
		first--
	}
	return b.clauses[first].from, b.clauses[last].to
}

// afterwards reports whether a clause is to come after what stands before it.
func (b *builder) afterwards(c clause) bool {
	for i, it := range b.items[c.from:min(c.to, c.from+3)] {
		if it.word() && phraseAt(sequels, b.items, c.from+i, c.to) > 0 || it.word() && it.Is("then", "dann", "danach", "anschließend", "afterwards", "finally", "abschließend") {
			return true
		}
	}
	return false
}

// independent reports whether steps stand side by side and need nothing of each other.
func (b *builder) independent(list []*step) bool {
	at := slices.Index(b.steps, list[0])
	for i, s := range list {
		if s.t == nil || s.beam > 0 || at+i >= len(b.steps) || b.steps[at+i] != s {
			return false
		}
		for _, o := range list {
			if strings.Contains(fmt.Sprint(s.with, s.cond), o.id+".") {
				return false
			}
		}
	}
	return true
}

// inOrder refuses to do one after the other what was to be done at the same time.
func (b *builder) inOrder(at text.Span) {
	b.problems = append(b.problems, plan.Problem{Code: CodeControl, Severity: plan.Error,
		Message: fmt.Sprintf(b.in("It can't be told what is to happen at the same time, or one thing needs the other: “%s”",
			"Es ist nicht zu erkennen, was gleichzeitig geschehen soll, oder eines braucht das andere: „%s“"), b.req.Prompt[at.From:at.To]),
		Fix: b.in("Name the things that need nothing of each other, or leave out that they are to happen at the same time.",
			"Nenne die Dinge, die einander nicht brauchen, oder lass weg, dass sie gleichzeitig geschehen sollen.")})
}

// sameTime makes of neighbouring steps that are to be done at the same time one step with a branch for each.
func (b *builder) sameTime(steps []*step, made []plan.Step) (all []plan.Step) {
	for i := 0; i < len(made); i++ {
		n := i + 1
		for steps[i].beam > 0 && n < len(made) && steps[n].beam == steps[i].beam {
			n++
		}
		if n == i+1 {
			all = append(all, made[i])
			continue
		}
		both := plan.Step{ID: b.free("parallel")}
		for k := 2; slices.ContainsFunc(all, func(s plan.Step) bool { return s.ID == both.ID }); k++ {
			both.ID = fmt.Sprint("parallel", k)
		}
		for _, s := range made[i:n] {
			both.Parallel = append(both.Parallel, plan.Branch{Steps: []plan.Step{s}})
		}
		all = append(all, both)
		i = n - 1
	}
	return all
}

// reachesSeveral reports whether a step does by itself at once what it does for several: a mail to two addresses.
func (s *step) reachesSeveral() bool {
	return s.t != nil && slices.ContainsFunc(s.t.slots, func(sl slot) bool {
		list, _ := s.with[sl.name].([]any)
		return sl.required && len(list) > 1
	})
}
