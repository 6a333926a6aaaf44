package rules

import (
	"slices"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// timetable takes the words out of the prompt that say when the plan runs, and gives what is left.
func timetable(tokens []text.Token, env entity.Env) ([]text.Token, *entity.Recurrence) {
	r, ok := entity.FindRecurrence(tokens, env)
	if !ok {
		return tokens, nil
	}
	var rest []text.Token
	for i, t := range tokens {
		if !slices.ContainsFunc(r.Ranges, func(span [2]int) bool { return i >= span[0] && i < span[1] }) {
			rest = append(rest, t)
		}
	}
	return rest, &r
}

// scheduled makes the time table the plan's trigger. A day without a time of day is asked for.
func (b *builder) scheduled(r *entity.Recurrence, tokens []text.Token) {
	if r == nil {
		return
	}
	first := r.Ranges[0]
	if r.Beyond {
		b.problems = append(b.problems, plan.Problem{Code: CodeControl, Severity: plan.Error, Path: "trigger",
			Message: b.in("A time table can't say this: ", "Ein Zeitplan kann das nicht ausdrücken: ") + b.said(tokens, first),
			Fix: b.in("Say it by hours, days of the week or days of the month, such as “every Monday at 9”.",
				"Sag es nach Stunden, Wochentagen oder Tagen des Monats, etwa „jeden Montag um 9 Uhr“.")})
		return
	}
	b.schedule = &plan.Schedule{Cron: r.Cron, Timezone: r.Timezone}
	b.why = append(b.why, compile.Origin{Path: "trigger", From: tokens[first[0]].Span.From, To: tokens[first[1]-1].Span.To})
	env := entity.Env{Lang: b.lang, Now: b.now}
	if r.Dayless {
		cron, ok := entity.OnDay(r.Cron, b.req.Answers["trigger.day"], env)
		if ok {
			b.schedule.Cron = cron
		} else {
			b.ask(compile.Question{ID: "trigger.day", Ask: b.in("On which day of the week should it run?", "An welchem Wochentag soll es laufen?")})
		}
	}
	if !r.Vague {
		return
	}
	if given, ok := b.req.Answers["trigger.time"]; ok {
		if cron, ok := entity.AtTime(b.schedule.Cron, given, env); ok {
			b.schedule.Cron = cron
			return
		}
	}
	b.ask(compile.Question{ID: "trigger.time", Ask: b.in("At what time of day should it run?", "Zu welcher Uhrzeit soll es laufen?")})
}

// said gives a range of tokens as it was typed.
func (b *builder) said(tokens []text.Token, span [2]int) string {
	return b.req.Prompt[tokens[span[0]].Span.From:tokens[span[1]-1].Span.To]
}
