package rules

// instruct gives a model the words for what it is to write: all that stands between who writes and the verb at the end.
func (b *builder) instruct(s *step, sl *slot) bool {
	from, to := s.c.from, s.from.end
	if s.c.verb >= 0 && b.lang == "en" {
		from = s.c.verb + 1
	} else if s.c.verb > from && s.c.verb >= to-2 {
		to = s.c.verb
	}
	for i := from; i < to; i++ {
		if len(b.items[i].apps) > 0 {
			from = i + 1
		}
	}
	for from < to && (b.items[from].mark() || conjunctions[b.items[from].Lower] || b.items[from].Is("me", "mir", "us", "uns", "bitte", "please") || from == s.c.verb) {
		from++
	}
	if to-from < 2 {
		return false
	}
	b.say(s, sl, from, to)
	return true
}
