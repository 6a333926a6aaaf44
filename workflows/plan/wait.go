package plan

import (
	"strings"
	"time"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// wait checks a pause. After one that waits for an event, what the event brings is the step's output.
func (c *checker) wait(n *node, s Step) (Step, expr.Type) {
	w, path := *s.Wait, join(n.path, "wait")
	s.Wait = &w
	if is := present([]key{{"for", w.For != ""}, {"until", w.Until != ""}, {"event", w.Event != ""}}); len(is) != 1 {
		c.control(path, "A wait is exactly one of for, until and event; here are "+itoa(len(is))+".", "wait ist genau eines von for, until und event; hier sind es "+itoa(len(is))+".",
			"Write one of them, such as wait: 2h.", "Schreibe eines davon, etwa wait: 2h.")
		return s, n.out
	}
	for _, name := range present([]key{{"with", len(w.With) > 0}, {"timeout", w.Timeout != ""}}) {
		if w.Event == "" {
			c.control(join(path, name), name+" belongs to a wait for an event.", name+" gehört zu einem wait auf ein Ereignis.", "Take it out.", "Nimm es heraus.")
		}
	}
	switch {
	case w.For != "":
		w.For = c.pause(w.For, path)
	case w.Until != "":
		w.Until = c.until(w.Until, join(path, "until"))
	default:
		return s, c.await(&w, path)
	}
	return s, n.out
}

// steers is where a value stands that decides when things happen: what strangers write doesn't.
func steers(path, name string) spot {
	return spot{path: path, name: name, takes: expr.Record, fixed: true}
}

func (c *checker) pause(text, path string) string {
	if _, there := c.places[join(path, "for")]; there {
		path = join(path, "for")
	}
	if !strings.Contains(text, "${") {
		c.duration(text, path, time.Second, MaxWait)
		return text
	}
	out, _ := c.fit(text, &connectors.Schema{Type: "string", Format: connectors.FormatDuration}, steers(path, "wait")).(string)
	return out
}

// until checks a date or a point in time.
func (c *checker) until(text, path string) string {
	moment := &connectors.Schema{Type: "string", Format: connectors.FormatDateTime}
	if !strings.Contains(text, "${") {
		if connectors.CheckFormat(connectors.FormatDate, text) != nil {
			c.literal(text, moment, steers(path, "until"))
		}
		return text
	}
	if t := c.typed(text); t.Kind == expr.Text && t.Format == connectors.FormatDate {
		moment.Format = connectors.FormatDate
	}
	out, _ := c.fit(text, moment, steers(path, "until")).(string)
	return out
}

// await checks a wait for an event, and gives the type of what the event brings.
func (c *checker) await(w *Wait, path string) expr.Type {
	c.duration(w.Timeout, join(path, "timeout"), time.Second, MaxWait)
	event, ok := c.reg.Event(w.Event)
	if !ok {
		c.add(CodeUnknownEvent, join(path, "event"), args{"event": shown(w.Event), "hint": c.hint(w.Event, c.events())})
		return expr.Type{Trust: expr.Yours} // what is wrong was said
	}
	if w.With = c.fields(w.With, orAny(event.In), spot{path: join(path, "with")}, event.Ref()); len(w.With) == 0 {
		w.With = nil
	}
	return typeOf(event.Out)
}
