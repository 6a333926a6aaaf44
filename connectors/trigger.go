package connectors

// Trigger declares an event of an app that can start a plan. It is declared here so that plans can be written and
// checked; the triggers package drives it.
type Trigger[In, Out any] struct {
	Name string
	Doc  Doc
	Asks Phrases
}

// Event is a trigger without its type parameters.
type Event struct {
	App, Name string
	Doc       Doc
	Asks      Phrases
	In, Out   *Schema
}

// Ref is the event's name in plans: "jira.issue_created".
func (e *Event) Ref() string { return e.App + "." + e.Name }

// DefineTrigger erases the types of a trigger.
func DefineTrigger[In, Out any](t Trigger[In, Out]) *Event {
	return &Event{Name: t.Name, Doc: t.Doc, Asks: t.Asks, In: SchemaOf[In](), Out: SchemaOf[Out]()}
}
