package edit

import (
	"slices"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// runs are the words that may stand around a time table and say nothing else.
var runs = words(`run runs start starts do it this the plan make that then change schedule to instead of by hand lauf laufen läuft starte startet es
	das den plan soll führe aus mach at on um am und and statt stattdessen instead only now , please bitte jetzt set as zeitplan ( )`)

// schedule reads when the plan is to run: "every Monday at 9", "mach das werktags um 7:30".
func (w *work) schedule(c clause) bool {
	tokens := w.tokens[c.from:c.to]
	r, ok := entity.FindRecurrence(tokens, w.env)
	if !ok {
		return false
	}
	for i, t := range tokens {
		if r.Beyond && i >= r.Ranges[0][0] {
			break
		}
		in := slices.ContainsFunc(r.Ranges, func(span [2]int) bool { return i >= span[0] && i < span[1] })
		if !in && !runs[t.Lower] {
			return false
		}
	}
	if r.Beyond {
		w.refuse(CodeEdit, w.in("A time table can't say this: ", "Ein Zeitplan kann das nicht ausdrücken: ")+w.said(c.from, c.to),
			w.in("Say it by hours, days of the week or days of the month, such as “every Monday at 9”.", "Sag es nach Stunden, Wochentagen oder Tagen des Monats, etwa „jeden Montag um 9 Uhr“."))
		return true
	}
	if r.Vague {
		given, answered := w.req.Answers["trigger.time"]
		cron, read := entity.AtTime(r.Cron, given, w.env)
		if !answered || !read {
			w.ask(compile.Question{ID: "trigger.time", Ask: w.in("At what time of day should it run?", "Zu welcher Uhrzeit soll es laufen?")})
			return true
		}
		r.Cron = cron
	}
	to := plan.Schedule{Cron: r.Cron, Timezone: r.Timezone}
	w.apply(edit{
		text: func(s *source) (string, error) { return s.setSchedule(to) },
		plan: func(p *plan.Plan) {
			was := p.Trigger
			p.Trigger = &plan.Trigger{Schedule: &to}
			if was != nil && was.Schedule != nil && to.Timezone == "" {
				p.Trigger.Schedule = &plan.Schedule{Cron: to.Cron, Timezone: was.Schedule.Timezone}
			}
		},
	})
	return true
}
