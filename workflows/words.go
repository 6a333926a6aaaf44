package workflows

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso/activities"
	"sayso/connectors"
)

// words is a text in both languages; what a run says, it says in the language of its prompt.
type words connectors.Doc

func (w words) in(lang string) string { return connectors.Doc(w).In(lang) }

// say fills a pair of formats in.
func (r *run) say(en, de string, args ...any) string {
	return fmt.Sprintf(words{en, de}.in(r.lang), args...)
}

var (
	sayNotWaiting    = words{"this run isn't waiting for a decision; somebody may have decided already", "dieser Lauf wartet auf keine Entscheidung; vielleicht hat schon jemand entschieden"}
	sayDigestChanged = words{"what you decided on is not what the run asks; look at it again", "worüber du entschieden hast, ist nicht das, was der Lauf fragt; sieh es dir neu an"}
	sayOnlyRetry     = words{"the step waits for its connection and can't be given other arguments", "der Schritt wartet auf seine Verbindung und kann keine anderen Argumente bekommen"}
	sayBadOutput     = words{"the given output is not JSON", "die angegebene Ausgabe ist kein JSON"}
)

// sayChoices say what follows on a decision, whatever was asked.
var sayChoices = map[Choice]words{
	Approve: {"yes, go on", "ja, weiter"},
	Reject:  {"no; what was done is taken back", "nein; was getan wurde, wird zurückgenommen"},
	Retry:   {"do it again", "noch einmal tun"},
	Skip:    {"go on without doing it", "weiter, ohne es zu tun"},
	Undo:    {"take back what was done", "zurücknehmen, was getan wurde"},
	Stop:    {"end here and leave everything as it stands", "hier enden und alles lassen, wie es ist"},
}

func sayOtherStep(step string) words {
	return words{"the run waits at step " + step, "der Lauf wartet bei Schritt " + step}
}

func sayNotAChoice(choices []Choice) words {
	var list []string
	for _, c := range choices {
		list = append(list, string(c))
	}
	all := strings.Join(list, ", ")
	return words{"the run can't take this decision here; it takes: " + all, "diese Entscheidung passt hier nicht; möglich: " + all}
}

func (r *run) sayCompleted() string {
	if len(r.start.Undo) > 0 {
		says := r.sayUndoneList()
		if standing := r.standingList(&stop{}); standing != "" {
			says += " " + r.say("Still standing: %s.", "Bestehen geblieben: %s.", standing)
		}
		return says
	}
	n := 0
	for _, s := range r.nodes {
		if s.outcome.State == StepDone {
			n++
		}
	}
	says := r.say("Done: %d steps.", "Erledigt: %d Schritte.", n)
	if n == 1 {
		says = r.say("Done: 1 step.", "Erledigt: 1 Schritt.")
	}
	if r.start.Seed != nil {
		says += r.sayInherited()
	}
	return says
}

// sayInherited says what became of what earlier runs had done.
func (r *run) sayInherited() string {
	kept := 0
	for _, n := range r.nodes {
		if n.outcome.From != "" {
			kept++
		}
	}
	says := r.say(" Of these, %d had been done by an earlier run.", " Davon waren %d schon in einem früheren Lauf getan.", kept)
	if len(r.undone.Words) > 0 {
		says += " " + r.sayUndoneList()
	}
	if standing := append(r.finalBefore(), r.leftBefore()...); len(standing) > 0 {
		says += r.say(" Still standing: %s.", " Bestehen geblieben: %s.", strings.Join(standing, "; "))
	}
	return says
}

// sayStopped is the one text of a run that didn't complete: what failed and why, what was undone, what stands, what to do.
func (r *run) sayStopped(h *stop) string {
	parts := []string{r.sayReason(h)}
	if len(r.undone.Words) > 0 {
		parts = append(parts, r.sayUndoneList())
	} else if !h.keep && len(r.done) == 0 && len(r.final.Words) == 0 {
		parts = append(parts, r.say("Nothing had been changed.", "Es war noch nichts verändert."))
	}
	if standing := r.standingList(h); standing != "" {
		parts = append(parts, r.say("Still standing: %s.", "Bestehen geblieben: %s.", standing))
	}
	if h.failure != nil && h.state != Denied && !isPaused(*h.failure) {
		parts = append(parts, h.failure.Kind.Rule().Advice.In(r.lang))
	}
	if h.state == Undone && !h.cancel && len(r.start.Undo) == 0 {
		parts = append(parts, r.say("Then start it anew: sayso retry %s", "Dann starte neu: sayso retry %s", r.id))
	}
	return strings.Join(parts, " ")
}

func (r *run) sayUndoneList() string {
	if len(r.undone.Words) == 0 {
		return r.say("There was nothing to undo.", "Es war nichts rückgängig zu machen.")
	}
	if r.undone.More > 0 {
		return r.say("Undone: %s; and %d more.", "Rückgängig gemacht: %s; und %d weitere.", strings.Join(r.undone.Words, "; "), r.undone.More)
	}
	return r.say("Undone: %s.", "Rückgängig gemacht: %s.", strings.Join(r.undone.Words, "; "))
}

func (r *run) sayReason(h *stop) string {
	switch {
	case h.failure != nil && h.failure.Kind == connectors.Denied && h.state == Denied:
		return sentence(h.failure.Message)
	case h.failure != nil && h.node != nil:
		return r.sayFailedStep(h.node, *h.failure)
	case h.cancel:
		return r.say("Cancelled.", "Abgebrochen.")
	}
	return r.say("Undone.", "Rückgängig gemacht.")
}

func (r *run) sayFailedStep(n *node, f activities.Failure) string {
	return r.say("Step %s (%s) failed: %s", "Schritt %s (%s) ist gescheitert: %s", n.outcome.ID, what(n), sentence(f.Message))
}

// sayUnknown is what a person reads when nobody can tell whether a step was done.
func (r *run) sayUnknown(n *node, f activities.Failure) string {
	doubt := n.frozen.Doubt.In(r.lang)
	if doubt == "" {
		doubt = r.say("I don't know whether it was done", "Ich weiß nicht, ob es geschehen ist")
	}
	return r.say("%s: step %s (%s): %s Look in the app, then decide: retry (it was not done), skip (it was done), undo or stop.",
		"%s: Schritt %s (%s): %s Sieh in der App nach und entscheide dann: retry (es ist nicht geschehen), skip (es ist geschehen), undo oder stop.",
		doubt, n.outcome.ID, what(n), sentence(f.Message))
}

func (r *run) sayUndoFailed(d Done, f activities.Failure) string {
	return r.say("Undoing step %s failed, so this is left standing: %s. Reason: %s Decide: retry, skip (leave it and undo the rest) or stop.",
		"Schritt %s ließ sich nicht rückgängig machen, also besteht noch: %s. Grund: %s Entscheide: retry, skip (es lassen und den Rest rückgängig machen) oder stop.",
		d.Path, r.whatAt(d), sentence(f.Message))
}

func (r *run) sayApprove() string {
	return r.say("May the plan %q go on?", "Darf der Plan %q weitergehen?", r.start.Frozen.Plan.Name)
}

func (r *run) sayGates(n *node, why string) string {
	return r.say("%s (step %s). %s", "%s (Schritt %s). %s", what(n), n.outcome.ID, why)
}

// sayFourEyes says who can't approve.
func sayFourEyes(starter string) words {
	if starter == "" {
		return words{"it takes two people, and nobody knows who started this run, so nobody can approve it",
			"dazu braucht es zwei Personen, und niemand weiß, wer diesen Lauf gestartet hat; also kann ihn niemand freigeben"}
	}
	return words{"it takes two people: " + starter + " started this run, so somebody else has to approve it",
		"dazu braucht es zwei Personen: " + starter + " hat diesen Lauf gestartet, also muss jemand anderes ihn freigeben"}
}

func (r *run) sayExpired(wait time.Duration) string {
	return r.say("Nobody approved within %s, so it counts as denied.", "Niemand hat es innerhalb von %s freigegeben, also gilt es als abgelehnt.", wait)
}

func (r *run) sayRejected(by string) string {
	if by == "" {
		return r.say("The approval was refused.", "Die Freigabe wurde verweigert.")
	}
	return r.say("%s refused the approval.", "%s hat die Freigabe verweigert.", by)
}

func (r *run) sayUndo(d Done) string { return r.say("Undo: %s", "Rückgängig: %s", r.whatAt(d)) }

// sayMadeUpFor says that a plan's own way of undoing was gone.
func (r *run) sayMadeUpFor(d Done) string {
	return r.say("%s – made up for by %s", "%s – wettgemacht durch %s", r.whatAt(d), d.Custom.Do)
}

// sayPerhaps says something of which nobody knows whether it was done.
func (r *run) sayPerhaps(what string) string {
	return r.say("%s (if it was done)", "%s (falls es geschehen ist)", what)
}

// undoneBy says that something was taken back, where its connector has no words of its own for it.
func (r *run) undoneBy(way, what string) string {
	how, ok := map[string]words{
		"restore": {"put back as it was", "wieder wie vorher"},
		"delete":  {"deleted again", "wieder gelöscht"},
		"cancel":  {"cancelled", "storniert"},
		"archive": {"archived", "archiviert"},
	}[way]
	if !ok {
		how = words{"taken back", "zurückgenommen"}
	}
	return what + " – " + how.in(r.lang)
}

// what says a step in words: what it did latest, or its action.
func what(n *node) string { return firstOf(n.outcome.Says, n.outcome.Do) }

// whatAt says an effect in words. Of a step in a loop only what it did latest is known, so the others are said as the preview did.
func (r *run) whatAt(d Done) string {
	n := r.nodeOf(d)
	switch {
	case d.Path == n.outcome.ID:
		return what(n)
	case d.In > 0:
		return n.outcome.Do + " (" + d.Path + ")"
	}
	return firstOf(r.previewed(n), n.outcome.Do) + " (" + d.Path + ")"
}

// standingList names what is left standing, of those effects that should be known about: those that can't be undone, or weren't.
func (r *run) standingList(h *stop) string {
	list := append(slices.Clone(r.final.Words), r.finalBefore()...)
	if h.keep || r.recovery != nil {
		for i, d := range r.done {
			if i == maxNamed {
				list = append(list, r.say("and %d more", "und %d weitere", len(r.done)-i))
				break
			}
			list = append(list, r.whatAt(d))
		}
	}
	if r.final.More > 0 {
		list = append(list, r.say("and %d more that can't be undone", "und %d weitere, die sich nicht rückgängig machen lassen", r.final.More))
	}
	return strings.Join(list, "; ")
}

// sentence ends a text with a full stop, as errors don't.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") {
		return text
	}
	return text + "."
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
