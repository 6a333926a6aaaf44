package edit

import (
	"encoding/json"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"

	"sayso/workflows/plan"
)

// replace gives the text with some of its bytes replaced.
func (s *source) replace(from, to int, by string) string { return s.text[:from] + by + s.text[to:] }

// insertLines puts lines in front of a line. They come with line breaks; a text that ends without one stays so.
func (s *source) insertLines(n int, lines string) string {
	lines = strings.ReplaceAll(lines, "\n", s.eol)
	if n >= len(s.starts) {
		if s.text != "" && !strings.HasSuffix(s.text, "\n") {
			return s.text + s.eol + strings.TrimSuffix(lines, s.eol)
		}
		return s.text + lines
	}
	return s.replace(s.starts[n], s.starts[n], lines)
}

// insertStep puts a step into the list of another one: behind it, or in front of it.
func (s *source) insertStep(beside string, behind bool, step plan.Step) (string, error) {
	at, err := s.find(beside)
	if err != nil {
		return "", err
	}
	from, to, err := s.lines(at)
	if err != nil {
		return "", err
	}
	lines, err := written(step, at.list.Column-1)
	if err != nil {
		return "", err
	}
	if behind {
		return s.insertLines(to, lines), nil
	}
	return s.insertLines(s.above(from), lines), nil
}

// written writes a step as an item of a list at a depth.
func written(step plan.Step, depth int) (string, error) {
	raw, err := plan.Marshal(&plan.Plan{Name: "x", Steps: []plan.Step{step}})
	if err != nil {
		return "", err
	}
	_, list, found := strings.Cut(string(raw), "\nsteps:\n")
	if !found {
		return "", errLayout
	}
	var out strings.Builder
	width := len(list) - len(strings.TrimLeft(list, " "))
	for line := range strings.Lines(list) {
		if strings.TrimSpace(line) != "" {
			line = strings.Repeat(" ", depth) + line[min(width, len(line)):]
		}
		out.WriteString(line)
	}
	return out.String(), nil
}

// removeStep takes the lines of a step out.
func (s *source) removeStep(id string) (string, error) {
	at, err := s.find(id)
	if err != nil {
		return "", err
	}
	from, to, err := s.lines(at)
	if err != nil {
		return "", err
	}
	return s.replace(s.starts[from], s.end(to-1), ""), nil
}

// setCondition gives a step a condition, in the place of the one that it has.
func (s *source) setCondition(id, condition string) (string, error) {
	at, err := s.find(id)
	if err != nil {
		return "", err
	}
	if _, v := field(at.node, "if"); v != nil {
		return s.setScalar(v, condition, at.node.Style&yaml.FlowStyle != 0)
	}
	_, v := field(at.node, "id")
	return s.setBehind(at.node, v, "if", condition)
}

// setBehind adds a key to a map, behind a value that it has.
func (s *source) setBehind(of, value *yaml.Node, key, text string) (string, error) {
	end, err := s.scalarEnd(value)
	if err != nil {
		return "", err
	}
	if of.Style&yaml.FlowStyle != 0 {
		return s.replace(end, end, ", "+key+": "+scalar(text, 0, true)), nil
	}
	return s.insertLines(value.Line, strings.Repeat(" ", of.Column-1)+key+": "+scalar(text, 0, false)+"\n"), nil
}

// setScalar replaces a scalar and keeps its quotes.
func (s *source) setScalar(n *yaml.Node, text string, flow bool) (string, error) {
	end, err := s.scalarEnd(n)
	if err != nil {
		return "", err
	}
	return s.replace(s.offset(n), end, scalar(text, n.Style, flow)), nil
}

// scalar writes a text as a scalar in a style, with quotes where it needs them.
func scalar(text string, style yaml.Style, flow bool) string {
	switch {
	case style&yaml.SingleQuotedStyle != 0 && !strings.ContainsAny(text, "\n\r"):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case style&yaml.DoubleQuotedStyle == 0 && plain(text, flow):
		return text
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(quoted))
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// plain reports whether a text can be written without quotes.
func plain(text string, flow bool) bool {
	if day.MatchString(text) { // which plans read as text, other than most readers of YAML do
		return true
	}
	raw, err := yaml.Marshal(text)
	return err == nil && strings.TrimSuffix(string(raw), "\n") == text && (!flow || !strings.ContainsAny(text, ",[]{}:#"))
}

// setSchedule makes a time table what starts the plan. An empty time zone keeps the one that is there.
func (s *source) setSchedule(t plan.Schedule) (string, error) {
	key, trigger := field(s.root, "trigger")
	if key == nil {
		return s.addTrigger(t)
	}
	_, schedule := field(trigger, "schedule")
	if schedule == nil {
		return s.replaceTrigger(key, t)
	}
	flow := (trigger.Style|schedule.Style)&yaml.FlowStyle != 0
	_, cron := field(schedule, "cron")
	text, err := s.setScalar(cron, t.Cron, flow)
	if err != nil || t.Timezone == "" {
		return text, err
	}
	again, err := readSource(text)
	if err != nil {
		return "", err
	}
	_, trigger = field(again.root, "trigger")
	_, schedule = field(trigger, "schedule")
	if _, zone := field(schedule, "timezone"); zone != nil {
		return again.setScalar(zone, t.Timezone, flow)
	}
	_, cron = field(schedule, "cron")
	return again.setBehind(schedule, cron, "timezone", t.Timezone)
}

func scheduleLines(t plan.Schedule) string {
	lines := "trigger:\n  schedule:\n    cron: " + scalar(t.Cron, 0, false) + "\n"
	if t.Timezone != "" {
		lines += "    timezone: " + t.Timezone + "\n"
	}
	return lines
}

// addTrigger writes a trigger where the language has it: in front of connections and steps.
func (s *source) addTrigger(t plan.Schedule) (string, error) {
	if s.root.Style&yaml.FlowStyle != 0 {
		return "", errLayout
	}
	line := -1
	for _, name := range []string{"connections", "steps"} {
		if key, _ := field(s.root, name); key != nil && (line < 0 || key.Line-1 < line) {
			line = key.Line - 1
		}
	}
	if line < 0 {
		return "", errLayout
	}
	return s.insertLines(s.above(line), scheduleLines(t)), nil
}

// replaceTrigger writes a trigger in the place of one that isn't a time table.
func (s *source) replaceTrigger(key *yaml.Node, t plan.Schedule) (string, error) {
	if s.root.Style&yaml.FlowStyle != 0 {
		return "", errLayout
	}
	from := key.Line - 1
	to := from + 1
	for to < len(s.starts) && (s.blank(to) || s.comment(to) || s.indent(to) >= key.Column) {
		to++
	}
	for to > from+1 && (s.blank(to-1) || s.comment(to-1) && s.indent(to-1) < key.Column) {
		to--
	}
	return s.replace(s.starts[from], s.end(to-1), strings.ReplaceAll(scheduleLines(t), "\n", s.eol)), nil
}
