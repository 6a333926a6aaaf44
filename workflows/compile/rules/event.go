package rules

// event reads a clause as what starts the plan: "when an issue moves to Done".
func (b *builder) event(c clause) bool {
	if b.trigger != nil || b.schedule != nil || len(b.steps) > 0 {
		return false
	}
	list := b.candidates(c, nil, true)
	if len(list) == 0 {
		return false
	}
	if rival := b.rival(list); rival != nil {
		if list[0] = b.whichApp(list[0], rival); list[0] == nil {
			return true
		}
	}
	best := list[0]
	b.trigger, b.startedBy = best.t, c
	b.triggered = map[string]any{}
	for name, v := range best.got {
		b.triggered[name] = v.value
		b.origin("trigger."+name, v.from, v.to)
	}
	b.origin("trigger", c.from, c.to)
	if cond, from, to := b.lacking(c); cond != "" {
		b.cond = cond
		best.mark(from, to, valued)
		b.origin("if", from, to)
	}
	b.unused("trigger", best)
	return true
}
