package plan

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // time zones are checked alike on machines that have no list of them

	"github.com/robfig/cron/v3"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// trigger checks what starts the plan, and puts what it brings into scope.
func (c *checker) trigger() {
	nothing := expr.Type{Kind: expr.Object, Fields: map[string]expr.Type{}}
	c.scope["trigger"] = nothing
	if len(c.chain) > 1 { // it is called, so that nothing of what triggers it has happened
		defer func() { c.scope["trigger"] = nothing }()
	}
	t := c.p.Trigger
	if t == nil {
		return
	}
	n := 0
	for _, set := range []bool{t.Manual != nil, t.Schedule != nil, t.On != nil, t.Webhook != nil} {
		if set {
			n++
		}
	}
	if n != 1 {
		c.add(CodeTrigger, "trigger", args{"n": n})
	}
	if t.Manual != nil && n == 1 {
		c.normal.Trigger = nil // started by hand is what a plan is without a trigger
	}
	if t.Schedule != nil {
		c.schedule(*t.Schedule)
		c.scope["trigger"] = dated(nothing)
	}
	if t.Webhook != nil {
		c.scope["trigger"] = dated(c.webhook())
	}
	if t.On != nil {
		c.event(t)
	}
}

// TriggerDay is what a trigger brings beside all else: the day on which it did, as an ISO date, from which other days are counted: trigger.day + "3d".
const TriggerDay = "day"

// Day gives the day of a moment where a trigger tells the time: in the time zone of its schedule, else in UTC.
func (t *Trigger) Day(at time.Time) string {
	zone := time.UTC
	if t.Schedule != nil && t.Schedule.Timezone != "" {
		if named, err := time.LoadLocation(t.Schedule.Timezone); err == nil {
			zone = named
		}
	}
	return at.In(zone).Format(time.DateOnly)
}

// dated adds the day to what a trigger brings.
func dated(brings expr.Type) expr.Type {
	fields := map[string]expr.Type{}
	maps.Copy(fields, brings.Fields)
	fields[TriggerDay] = expr.Type{Kind: expr.Text, Format: connectors.FormatDate, Trust: expr.Yours}
	brings.Fields = fields
	return brings
}

var cronField = regexp.MustCompile(`^[0-9A-Za-z*/,?-]+$`)

// cronEpoch is where the search for a next time begins: any fixed day will do, so that the answer never depends on today.
var cronEpoch = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

func (c *checker) schedule(s Schedule) {
	if !validCron(s.Cron) {
		c.add(CodeCron, "trigger.schedule.cron", args{"value": shown(s.Cron)})
	}
	if s.Timezone == "" {
		return
	}
	if _, err := time.LoadLocation(s.Timezone); err != nil || s.Timezone == "Local" {
		c.add(CodeTimezone, "trigger.schedule.timezone", args{"value": shown(s.Timezone)})
	}
}

// validCron takes five fields that come true some day. The parser would also take six fields and time zones, and panics on some.
func validCron(text string) bool {
	fields := strings.Fields(text)
	if len(fields) != 5 || slices.ContainsFunc(fields, func(f string) bool { return !cronField.MatchString(f) }) {
		return false
	}
	schedule, err := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow).Parse(strings.Join(fields, " "))
	return err == nil && !schedule.Next(cronEpoch).IsZero()
}

func (c *checker) event(t *Trigger) {
	on := *t.On
	event, ok := c.reg.Event(on.Event)
	if !ok {
		c.add(CodeUnknownEvent, "trigger.on.event", args{"event": shown(on.Event), "hint": c.hint(on.Event, c.events())})
		c.scope["trigger"] = expr.Type{Trust: expr.Yours} // what is wrong was said
		return
	}
	whole := c.scope
	c.scope = expr.Scope{"inputs": c.scope["inputs"]} // what it listens to is set before anything has come in
	on.With = c.fields(on.With, orAny(event.In), spot{path: "trigger.on.with"}, event.Ref())
	c.scope = whole
	c.scope["trigger"] = dated(typeOf(event.Out))
	if on.Where = strings.TrimSpace(on.Where); on.Where != "" {
		c.ifCondition(on.Where, "trigger.on.where", Error)
	}
	if len(on.With) == 0 {
		on.With = nil
	}
	c.normal.Trigger = &Trigger{On: &on}
}

func (c *checker) events() []string {
	var refs []string
	for _, app := range c.reg.Apps() {
		for _, e := range app.Events {
			refs = append(refs, e.Ref())
		}
	}
	slices.Sort(refs)
	return refs
}

// webhook is the type of what a call from outside brings: anything, from anybody.
func (c *checker) webhook() expr.Type {
	if event, ok := c.reg.Event("http.webhook"); ok {
		return typeOf(event.Out)
	}
	anything := expr.Type{Kind: expr.Object, Trust: expr.Free}
	return expr.Type{Kind: expr.Object, Trust: expr.Free, Fields: map[string]expr.Type{"body": anything, "headers": anything}}
}
