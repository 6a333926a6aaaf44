package llm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// extra begins the ids of questions about steps that nothing asks for: "extra.email.send.3f2a9c01". What comes behind the action stands for the step
// with all its values, so that a yes to one is no yes to another.
const extra = "extra."

var questionID = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`)

// crossCheck asks about all in a plan of the model's that the person's own words don't hold: steps that change something and that nothing speaks
// for, and recipients, addresses, records and amounts that come from nowhere.
func (j *job) crossCheck(ctx context.Context, p *plan.Plan) []compile.Question {
	var questions []compile.Question
	says := map[string]string{}
	for _, line := range plan.Preview(j.reg, p, j.lang) {
		says[line.Step[strings.LastIndexByte(line.Step, '/')+1:]] = line.Says
	}
	known := j.evidence(ctx)
	asked := j.askedFor()
	if id := triggerID(p.Trigger); id != "" && !j.heard.Starts && (j.own.Plan == nil || j.own.Plan.Trigger == nil) && !yes(j.request.Answers[id]) {
		questions = append(questions, compile.Question{ID: id, Options: []string{j.in("yes", "ja"), j.in("no", "nein")},
			Ask: j.in("Nothing in the request says that this should happen by itself. Should it, ", "Nichts in der Anweisung sagt, dass das von selbst geschehen soll. Soll es, ") + startWords(*p.Trigger) + "?"})
	}
	walk(p.Steps, func(s plan.Step) {
		op, ok := j.reg.Action(s.Do)
		if !ok {
			return
		}
		if op.Effect == connectors.Read {
			questions = append(questions, j.unfounded(s, op, known.ofReads())...)
			return
		}
		if yes(j.request.Answers[extraID(s)]) {
			return
		}
		if !asked[s.Do] {
			questions = append(questions, compile.Question{ID: extraID(s), Options: []string{j.in("yes", "ja"), j.in("no", "nein")},
				Ask: j.in("Nothing in the request asks for this. Should it be done all the same? ", "Nichts in der Anweisung verlangt das. Soll es trotzdem geschehen? ") + says[s.ID]})
			return
		}
		questions = append(questions, j.unfounded(s, op, known)...)
	})
	return questions
}

// askedFor gives the actions that the embedded compiler finds words for.
func (j *job) askedFor() map[string]bool {
	asked := map[string]bool{}
	for ref := range j.heard.Actions {
		asked[ref] = true
	}
	if j.own.Plan != nil {
		walk(j.own.Plan.Steps, func(s plan.Step) { asked[s.Do] = true })
	}
	return asked
}

// spare takes out of a plan what the person said no to.
func (j *job) spare(p *plan.Plan) {
	no := func(id string) bool { answer := j.request.Answers[id]; return answer != "" && !yes(answer) }
	if no(triggerID(p.Trigger)) {
		p.Trigger = nil
	}
	var ids []string
	walk(p.Steps, func(s plan.Step) {
		if s.Do != "" && no(extraID(s)) {
			ids = append(ids, s.ID)
		}
	})
	for _, id := range ids {
		p.Steps = without(p.Steps, id)
	}
}

func extraID(s plan.Step) string { return extra + s.Do + "." + shortSum([]any{s.Do, s.With}) }

// triggerID is the id of the question about a trigger; "" for a plan that is started by hand.
func triggerID(t *plan.Trigger) string {
	if t == nil {
		return ""
	}
	return extra + "trigger." + shortSum(t)
}

func shortSum(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:4])
}

// startWords says what starts a plan.
func startWords(t plan.Trigger) string {
	if t.Schedule != nil {
		return strings.TrimSpace(t.Schedule.Cron + " " + t.Schedule.Timezone)
	}
	return t.On.Event
}

func yes(answer string) bool {
	return slices.Contains([]string{"y", "yes", "j", "ja"}, strings.ToLower(strings.TrimSpace(answer)))
}

// unfounded asks where the values that steer a step come from, where neither the request nor an answer has them.
func (j *job) unfounded(s plan.Step, op *connectors.Operation, known evidence) (questions []compile.Question) {
	for _, name := range sortedKeys(s.With) {
		in := op.In.Properties[name]
		if in == nil {
			continue
		}
		strange := known.strange(s.With[name], in, slices.Contains(op.In.Required, name) && !ofTheApp[name])
		if len(strange) == 0 {
			continue
		}
		what := connectors.DocOf(in).In(j.lang)
		if what == "" {
			what = name
		}
		questions = append(questions, compile.Question{ID: s.ID + "." + name, Options: strange,
			Ask: what + "? (" + name + j.in(" of ", " von ") + op.Ref() + j.in("; the model says ", "; das Modell sagt ") + strings.Join(strange, ", ") +
				j.in(", which the request doesn't)", ", die Anweisung nicht)")})
	}
	return questions
}

// ofTheApp are the arguments that take an app's own values, which people rarely name: "close it" means Done.
var ofTheApp = set("status state stage priority type")

// evidence is what a person said, in the forms in which values are looked for in it.
type evidence struct {
	lower   string
	folded  string
	amounts map[string]bool // all numbers and amounts of money, by plainNumber
	reads   bool            // values of a step that changes nothing are looked at
}

// ofReads is the evidence for a step that changes nothing: what it looks for may be put in a model's own words, but not where it goes.
func (e evidence) ofReads() evidence {
	e.reads = true
	return e
}

func (j *job) evidence(ctx context.Context) evidence {
	said, amounts := []string{j.prompt}, slices.Clone(j.heard.Amounts)
	for _, id := range sortedKeys(j.answers) {
		said = append(said, j.answers[id])
		// An answer may be a bare number, and a prompt has a letter.
		if heard, err := j.embedded.Hear(ctx, compile.Request{Prompt: j.answers[id] + " x", Lang: j.lang, Now: j.request.Now, Timezone: j.request.Timezone}); err == nil {
			amounts = append(amounts, heard.Amounts...)
		}
	}
	e := evidence{lower: strings.ToLower(strings.Join(said, "\n")), amounts: map[string]bool{}}
	e.folded = connectors.Fold(e.lower)
	for digits := range strings.FieldsFuncSeq(e.lower, func(r rune) bool { return !strings.ContainsRune("0123456789.,", r) }) {
		if digits = strings.Trim(digits, ".,"); !strings.ContainsAny(digits, ".,") { // "3 days" and "#882"; what has marks can be read in two ways
			amounts = append(amounts, digits)
		}
	}
	for _, amount := range amounts {
		e.amounts[plainNumber(amount)] = true
	}
	return e
}

// plainNumber writes equal numbers alike: "1200.00" as "1200".
func plainNumber(text string) string {
	if whole, rest, ok := strings.Cut(text, "."); ok && strings.Trim(rest, "0") == "" {
		return whole
	} else if ok {
		return strings.TrimRight(text, "0")
	}
	return text
}

// strange lists the literals of a value that steer what happens and that nobody said. Free text steers nothing; choices, dates and optional names
// may follow from the words without standing there.
func (e evidence) strange(v any, s *connectors.Schema, needed bool) (list []string) {
	if s == nil {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			list = append(list, e.strange(item, s.Items, needed)...)
		}
	case map[string]any:
		if s.Format == connectors.FormatMoney {
			amount, _ := v["amount"].(string)
			currency, _ := v["currency"].(string)
			if !e.reads && !strings.Contains(amount, "${") && !e.amounts[plainNumber(amount)] {
				list = append(list, amount+" "+currency)
			}
			return list
		}
		for _, name := range sortedKeys(v) {
			list = append(list, e.strange(v[name], s.Properties[name], slices.Contains(s.Required, name))...)
		}
	case json.Number:
		if n := plainNumber(v.String()); n != "1" && !e.reads && !e.amounts[n] { // one is what goes without saying
			list = append(list, v.String())
		}
	case string:
		if !e.said(v, s, needed) {
			list = append(list, v)
		}
	}
	return list
}

// said reports whether a text is one that may stand in a plan: one that the person said, or one that steers nothing.
func (e evidence) said(text string, s *connectors.Schema, needed bool) bool {
	switch {
	case strings.Contains(strings.ReplaceAll(text, "$${", ""), "${"), len(s.Enum) > 0: // references were checked
		return true
	case s.Format == connectors.FormatEmail, s.Format == connectors.FormatURL:
		return strings.Contains(e.lower, strings.ToLower(text))
	case e.reads, s.Format != "" || connectors.Takes(s) == connectors.Free, !needed && connectors.Takes(s) != connectors.Yours:
		return true
	}
	if strings.Contains(e.folded, connectors.Fold(text)) {
		return true
	}
	words := wordsOf(strings.ReplaceAll(text, "{", " "))
	for _, word := range words {
		if len(word) > 2 && !strings.Contains(e.folded, connectors.Fold(word)) {
			return false
		}
	}
	return len(words) > 0
}

// why tells which words each step and each literal comes from.
func (j *job) why(p *plan.Plan) (list []compile.Origin) {
	lower := strings.ToLower(j.request.Prompt)
	walk(p.Steps, func(s plan.Step) {
		if at, ok := j.heard.Actions[s.Do]; ok {
			list = append(list, compile.Origin{Path: s.ID, From: at.From, To: at.To})
		}
		for _, name := range sortedKeys(s.With) {
			text, _ := s.With[name].(string)
			if at := strings.Index(lower, strings.ToLower(text)); text != "" && at >= 0 && len(lower) == len(j.request.Prompt) {
				list = append(list, compile.Origin{Path: s.ID + "." + name, From: at, To: at + len(text)})
			}
		}
	})
	return list
}

// in picks the text of the prompt's language.
func (j *job) in(en, de string) string { return connectors.Doc{En: en, De: de}.In(j.lang) }

func itoa(n int) string { return strconv.Itoa(n) }
