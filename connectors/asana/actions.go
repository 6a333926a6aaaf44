package asana

import "sayso/connectors"

type createIn struct {
	Name     string          `json:"name" jsonschema:"What is to be done, in one line" de:"Was zu tun ist, in einer Zeile" trust:"text"`
	Project  string          `json:"project,omitempty" jsonschema:"Project: name or id" de:"Projekt: Name oder ID"`
	Notes    connectors.Text `json:"notes,omitempty" jsonschema:"More about it" de:"Mehr dazu" trust:"text"`
	Assignee string          `json:"assignee,omitempty" jsonschema:"Who is to do it: name, e-mail address, or me" de:"Wer es tun soll: Name, E-Mail-Adresse oder ich"`
	Due      connectors.Date `json:"due,omitempty" jsonschema:"Day it is due" de:"Tag, an dem sie fällig ist"`
}

type createOut struct {
	ID  string         `json:"id" jsonschema:"Id of the task" de:"ID der Aufgabe"`
	URL connectors.URL `json:"url" jsonschema:"Link to the task" de:"Link zur Aufgabe"`
}

type idOut struct {
	ID string `json:"id" jsonschema:"Id of the task" de:"ID der Aufgabe"`
}

func createTask() *connectors.Operation {
	return connectors.Define(connectors.Action[createIn, createOut]{
		Name: "create_task",
		Doc:  connectors.Doc{En: "Create a task", De: "Eine Aufgabe anlegen"},
		Asks: createAsks(),
		Says: connectors.Sentence{
			En: "Create the task “{name}”[ in project {project}][ for {assignee}][, due {due}]",
			De: "Die Aufgabe „{name}“[ im Projekt {project}][ für {assignee}] anlegen[, fällig {due}]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete",
		Undone: connectors.Sentence{En: "task {name} deleted (people may have been notified of it)", De: "Aufgabe {name} gelöscht (es können Benachrichtigungen hinausgegangen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the task was created.", De: "Ich weiß nicht, ob die Aufgabe angelegt wurde."},
	})
}

type updateIn struct {
	Task     string          `json:"task" jsonschema:"Task: id, link or name" de:"Aufgabe: ID, Link oder Name"`
	Name     string          `json:"name,omitempty" jsonschema:"New name" de:"Neuer Name" trust:"text"`
	Notes    connectors.Text `json:"notes,omitempty" jsonschema:"New description" de:"Neue Beschreibung" trust:"text"`
	Assignee string          `json:"assignee,omitempty" jsonschema:"Who is to do it: name, e-mail address, or me" de:"Wer es tun soll: Name, E-Mail-Adresse oder ich"`
	Due      connectors.Date `json:"due,omitempty" jsonschema:"Day it is due" de:"Tag, an dem sie fällig ist"`
}

func updateTask() *connectors.Operation {
	return connectors.Define(connectors.Action[updateIn, idOut]{
		Name: "update_task",
		Doc:  connectors.Doc{En: "Change a task: name, description, assignee, due date", De: "Eine Aufgabe ändern: Name, Beschreibung, Zuständige, Fälligkeit"},
		Asks: updateAsks(),
		Says: connectors.Sentence{
			En: "Change task {task}[: name “{name}”][, for {assignee}][, due {due}][, description “{notes}”]",
			De: "Aufgabe {task} ändern[: Name „{name}“][, für {assignee}][, fällig {due}][, Beschreibung „{notes}“]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "task {task} as it was", De: "Aufgabe {task} wieder im alten Stand"},
		Doubt:  connectors.Doc{En: "I don't know whether the task was changed.", De: "Ich weiß nicht, ob die Aufgabe geändert wurde."},
	})
}

type completeIn struct {
	Task string `json:"task" jsonschema:"Task: id, link or name" de:"Aufgabe: ID, Link oder Name"`
}

func completeTask() *connectors.Operation {
	return connectors.Define(connectors.Action[completeIn, idOut]{
		Name:   "complete_task",
		Doc:    connectors.Doc{En: "Mark a task as done", De: "Eine Aufgabe als erledigt markieren"},
		Asks:   completeAsks(),
		Says:   connectors.Sentence{En: "Mark task {task} as done", De: "Aufgabe {task} als erledigt markieren"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "reopen",
		Undone: connectors.Sentence{En: "task {task} open again", De: "Aufgabe {task} wieder offen"},
		Doubt:  connectors.Doc{En: "I don't know whether the task was completed.", De: "Ich weiß nicht, ob die Aufgabe erledigt wurde."},
	})
}

type commentIn struct {
	Task string          `json:"task" jsonschema:"Task: id, link or name" de:"Aufgabe: ID, Link oder Name"`
	Body connectors.Text `json:"body" jsonschema:"What the comment says" de:"Was im Kommentar steht" trust:"text"`
}

type commentOut struct {
	ID string `json:"id" jsonschema:"Id of the comment" de:"ID des Kommentars"`
}

func addComment() *connectors.Operation {
	return connectors.Define(connectors.Action[commentIn, commentOut]{
		Name:   "add_comment",
		Doc:    connectors.Doc{En: "Comment on a task", De: "Eine Aufgabe kommentieren"},
		Asks:   commentAsks(),
		Says:   connectors.Sentence{En: "Comment on task {task}: “{body}”", De: "Aufgabe {task} kommentieren: „{body}“"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete",
		Undone: connectors.Sentence{En: "comment on {task} deleted (people may have been notified of it)", De: "Kommentar zu {task} gelöscht (es können Benachrichtigungen hinausgegangen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the comment was added.", De: "Ich weiß nicht, ob der Kommentar hinzugefügt wurde."},
	})
}

type completedIn struct {
	Project string `json:"project,omitempty" jsonschema:"Only in this project" de:"Nur in diesem Projekt"`
}

type completedOut struct {
	ID       string         `json:"id" jsonschema:"Id of the task" de:"ID der Aufgabe"`
	Name     string         `json:"name" jsonschema:"Name of the task" de:"Name der Aufgabe" trust:"text"`
	Assignee string         `json:"assignee" jsonschema:"Who did it" de:"Wer sie erledigt hat"`
	URL      connectors.URL `json:"url" jsonschema:"Link to the task" de:"Link zur Aufgabe"`
}

func taskCompleted() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[completedIn, completedOut]{
		Name: "task_completed",
		Doc:  connectors.Doc{En: "A task is completed", De: "Eine Aufgabe wird erledigt"},
		Asks: completedAsks(),
	})
}
