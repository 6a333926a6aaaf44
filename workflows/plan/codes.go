package plan

import "sayso/connectors"

// The codes of problems. They are stable: programs, and models that mend their own plans, rely on them.
const (
	// Reading the text.
	CodeTooLarge      = "too_large"
	CodeNotUTF8       = "not_utf8"
	CodeEmpty         = "empty"
	CodeSyntax        = "syntax"
	CodeTab           = "tab"
	CodeManyDocuments = "many_documents"
	CodeTooDeep       = "too_deep"
	CodeAlias         = "alias"
	CodeTag           = "tag"
	CodeDoubledKey    = "doubled_key"
	CodeUnknownKey    = "unknown_key"
	CodeMissingKey    = "missing_key"
	CodeWrongKind     = "wrong_kind"
	CodeMoreProblems  = "more_problems"

	// The plan as a whole.
	CodeBadName        = "bad_name"
	CodeLanguage       = "language"
	CodeNoSteps        = "no_steps"
	CodeTooManySteps   = "too_many_steps"
	CodeTrigger        = "trigger"
	CodeCron           = "cron"
	CodeTimezone       = "timezone"
	CodeUnknownEvent   = "unknown_event"
	CodeInputType      = "input_type"
	CodeInputDefault   = "input_default"
	CodeUnknownInput   = "unknown_input"
	CodeMissingInput   = "missing_input"
	CodeBadConnection  = "bad_connection"
	CodeNoConnection   = "no_connection"
	CodeWhatConnection = "which_connection"
	CodeNotYet         = connectors.CodeNotYet

	// A step.
	CodeBadID           = "bad_id"
	CodeDoubledID       = "doubled_id"
	CodeStepKind        = "step_kind"
	CodeUnknownApp      = "unknown_app"
	CodeUnknownAction   = "unknown_action"
	CodeDuration        = "duration"
	CodeRetry           = "retry"
	CodeOnFailure       = "on_failure"
	CodeUndo            = "undo"
	CodeOrder           = "order"
	CodeUnknownArgument = "unknown_argument"
	CodeMissingArgument = "missing_argument"
	CodeOneOf           = "one_of"
	CodeControl         = "control"
	CodeUnknownPlan     = "unknown_plan"
	CodeRecursion       = "recursion"
	CodeCallDepth       = "call_depth"
	CodeCalled          = "called_plan"

	// A value.
	CodeType         = "type"
	CodeChoice       = "choice"
	CodeAmount       = "amount"
	CodeExpression   = "expression"
	CodeUnknownStep  = "unknown_step"
	CodeLaterStep    = "later_step"
	CodeHiddenStep   = "hidden_step"
	CodeUnknownField = "unknown_field"
	CodeMayBeMissing = "may_be_missing"
	CodeUntrusted    = "untrusted"

	// The policy.
	CodeRule      = "rule"
	CodeNeverTrue = "never_true"
	CodePolicy    = "policy"
)

// entry is one line of the table: how bad it is, what to say, and what to do. Words in braces are filled in.
type entry struct {
	severity     Severity
	message, fix connectors.Doc
}

// codes is the one table of all problems.
var codes = map[string]entry{
	CodeTooLarge: {Error,
		connectors.Doc{En: "The text is larger than 1 MiB.", De: "Der Text ist größer als 1 MiB."},
		connectors.Doc{En: "Keep long texts out of it, in files or records.", De: "Halte lange Texte heraus, in Dateien oder Datensätzen."}},
	CodeNotUTF8: {Error,
		connectors.Doc{En: "The text is not valid UTF-8.", De: "Der Text ist kein gültiges UTF-8."},
		connectors.Doc{En: "Save the file as UTF-8.", De: "Speichere die Datei als UTF-8."}},
	CodeEmpty: {Error,
		connectors.Doc{En: "The text is empty.", De: "Der Text ist leer."},
		connectors.Doc{En: "Write a name and steps for a plan, rules for a policy.", De: "Schreibe für einen Plan einen Namen und Schritte, für eine Richtlinie Regeln (rules)."}},
	CodeSyntax: {Error,
		connectors.Doc{En: "The text can't be read as YAML: {detail}.", De: "Der Text ist nicht als YAML lesbar: {detail}."},
		connectors.Doc{En: "Look at the indentation, colons and quotes here.", De: "Sieh dir hier Einrückung, Doppelpunkte und Anführungszeichen an."}},
	CodeTab: {Error,
		connectors.Doc{En: "There is a tab here.", De: "Hier steht ein Tabulator."},
		connectors.Doc{En: `Indent with spaces; within a text, write "\t" in double quotes.`, De: `Rücke mit Leerzeichen ein; in einem Text schreibe "\t" in doppelten Anführungszeichen.`}},
	CodeManyDocuments: {Error,
		connectors.Doc{En: "A second document begins here.", De: "Hier beginnt ein zweites Dokument."},
		connectors.Doc{En: "Write one document in a file, and no line of ---.", De: "Schreibe ein Dokument je Datei und keine Zeile aus ---."}},
	CodeTooDeep: {Error,
		connectors.Doc{En: "This is nested more than 64 deep.", De: "Das ist über 64 Stufen tief verschachtelt."},
		connectors.Doc{En: "Flatten it.", De: "Mache es flacher."}},
	CodeAlias: {Error,
		connectors.Doc{En: "Anchors, aliases and merge keys (&, *, <<) are not allowed here.", De: "Anker, Verweise und Zusammenführungen (&, *, <<) sind hier nicht erlaubt."},
		connectors.Doc{En: "Write the value out.", De: "Schreibe den Wert aus."}},
	CodeTag: {Error,
		connectors.Doc{En: "The tag {tag} is not allowed here.", De: "Die Markierung {tag} ist hier nicht erlaubt."},
		connectors.Doc{En: "Leave it out; quote what should be text.", De: "Lass sie weg; setze in Anführungszeichen, was Text sein soll."}},
	CodeDoubledKey: {Error,
		connectors.Doc{En: "{key} is already there, in line {line}.", De: "{key} steht schon in Zeile {line}."},
		connectors.Doc{En: "Keep one of the two.", De: "Behalte eines von beiden."}},
	CodeUnknownKey: {Error,
		connectors.Doc{En: "{key} is not known here.", De: "{key} ist hier nicht bekannt."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeMissingKey: {Error,
		connectors.Doc{En: "{key} is missing.", De: "{key} fehlt."},
		connectors.Doc{En: "Add {key}.", De: "Ergänze {key}."}},
	CodeWrongKind: {Error,
		connectors.Doc{En: "{key} takes {wanted}, but this is {got}.", De: "{key} nimmt {wanted}, aber das ist {got}."},
		connectors.Doc{En: "Write {wanted}.", De: "Schreibe {wanted}."}},
	CodeMoreProblems: {Warning,
		connectors.Doc{En: "There are {n} more problems.", De: "Es gibt {n} weitere Probleme."},
		connectors.Doc{En: "Correct these first, and check again.", De: "Behebe erst diese und prüfe dann noch einmal."}},

	CodeBadName: {Error,
		connectors.Doc{En: "{name} is no name for a plan.", De: "{name} ist kein Name für einen Plan."},
		connectors.Doc{En: "Use up to 100 small letters, digits and hyphens, such as {example}.", De: "Nimm bis zu 100 Kleinbuchstaben, Ziffern und Bindestriche, etwa {example}."}},
	CodeLanguage: {Error,
		connectors.Doc{En: "{value} is not a language that Sayso speaks.", De: "{value} ist keine Sprache, die Sayso spricht."},
		connectors.Doc{En: "Write en or de.", De: "Schreibe en oder de."}},
	CodeNoSteps: {Error,
		connectors.Doc{En: "The plan has no steps.", De: "Der Plan hat keine Schritte."},
		connectors.Doc{En: "Add a step with an id and an action.", De: "Ergänze einen Schritt mit id und Aktion."}},
	CodeTooManySteps: {Error,
		connectors.Doc{En: "The plan has {n} steps; {max} are allowed.", De: "Der Plan hat {n} Schritte; erlaubt sind {max}."},
		connectors.Doc{En: "Split it into several plans.", De: "Teile ihn in mehrere Pläne."}},
	CodeTrigger: {Error,
		connectors.Doc{En: "A trigger is exactly one of manual, schedule, on and webhook; here are {n}.", De: "Ein Auslöser ist genau eines von manual, schedule, on und webhook; hier sind es {n}."},
		connectors.Doc{En: "Write one of them, or take trigger out; then the plan is started by hand.", De: "Schreibe eines davon, oder nimm trigger heraus; dann wird der Plan von Hand gestartet."}},
	CodeCron: {Error,
		connectors.Doc{En: "{value} is not a schedule, or one that never comes.", De: "{value} ist kein Zeitplan, oder einer, der nie eintritt."},
		connectors.Doc{En: `Write five fields: minute, hour, day, month, weekday with Sunday as 0; "30 7 * * 1-5" is weekdays at 7:30.`,
			De: `Schreibe fünf Felder: Minute, Stunde, Tag, Monat, Wochentag mit Sonntag als 0; "30 7 * * 1-5" ist werktags um 7:30.`}},
	CodeTimezone: {Error,
		connectors.Doc{En: "{value} is not a time zone.", De: "{value} ist keine Zeitzone."},
		connectors.Doc{En: "Write it as Europe/Berlin or UTC.", De: "Schreibe sie als Europe/Berlin oder UTC."}},
	CodeUnknownEvent: {Error,
		connectors.Doc{En: "There is no event {event}.", De: "Es gibt kein Ereignis {event}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeInputType: {Error,
		connectors.Doc{En: "{value} is not a type.", De: "{value} ist kein Typ."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeInputDefault: {Warning,
		connectors.Doc{En: "The input {name} has no default, but nobody is there to give it when the trigger starts the plan.",
			De: "Die Eingabe {name} hat keinen Vorgabewert, aber wenn der Auslöser den Plan startet, ist niemand da, sie anzugeben."},
		connectors.Doc{En: "Add a default with {wanted}.", De: "Ergänze default; es nimmt {wanted}."}},
	CodeUnknownInput: {Error,
		connectors.Doc{En: "The plan has no input {name}.", De: "Der Plan hat keine Eingabe {name}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeMissingInput: {Error,
		connectors.Doc{En: "The input {name} is needed and was not given.", De: "Die Eingabe {name} wird gebraucht und wurde nicht angegeben."},
		connectors.Doc{En: "Give {wanted}: --input {name}=…", De: "Gib {wanted} an: --input {name}=…"}},
	CodeBadConnection: {Error,
		connectors.Doc{En: "{value} is not a connection of {app}.", De: "{value} ist keine Verbindung von {app}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeNoConnection: {Error,
		connectors.Doc{En: "{app} is not connected.", De: "{app} ist nicht verbunden."},
		connectors.Doc{En: "Connect it: sayso connect {app}", De: "Verbinde es: sayso connect {app}"}},
	CodeNotYet: {Error,
		connectors.Doc{En: "{says}", De: "{says}"},
		connectors.Doc{En: "Keep the plan until it can, or take out what needs {app}.", De: "Heb den Plan auf, bis das geht, oder nimm heraus, was {app} braucht."}},
	CodeWhatConnection: {Error,
		connectors.Doc{En: "{app} has several connections: {options}.", De: "{app} hat mehrere Verbindungen: {options}."},
		connectors.Doc{En: "Say which under connections, such as {app}: {first}", De: "Sage welche unter connections, etwa {app}: {first}"}},

	CodeBadID: {Error,
		connectors.Doc{En: "{id} can't be {what}.", De: "{id} kann nicht {what} sein."},
		connectors.Doc{En: "Use small letters, digits and underscores, such as {example}.", De: "Nimm Kleinbuchstaben, Ziffern und Unterstriche, etwa {example}."}},
	CodeDoubledID: {Error,
		connectors.Doc{En: "Another step is already called {id}.", De: "Ein anderer Schritt heißt schon {id}."},
		connectors.Doc{En: "Give this one another id, such as {example}.", De: "Gib diesem eine andere id, etwa {example}."}},
	CodeStepKind: {Error,
		connectors.Doc{En: "{what}", De: "{what}"},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeUnknownApp: {Error,
		connectors.Doc{En: "There is no app {app}.", De: "Es gibt keine App {app}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeUnknownAction: {Error,
		connectors.Doc{En: "{app} has no action {action}.", De: "{app} hat keine Aktion {action}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeDuration: {Error,
		connectors.Doc{En: "{value} is not a duration between {least} and {most}.", De: "{value} ist keine Dauer zwischen {least} und {most}."},
		connectors.Doc{En: "Write it as 30s, 10m, 2h or 3d.", De: "Schreibe sie als 30s, 10m, 2h oder 3d."}},
	CodeRetry: {Error,
		connectors.Doc{En: "{what}", De: "{what}"},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeOnFailure: {Error,
		connectors.Doc{En: "{value} is nothing that can follow on a failure.", De: "{value} kann nicht auf einen Fehlschlag folgen."},
		connectors.Doc{En: "Write undo, park or continue.", De: "Schreibe undo, park oder continue."}},
	CodeUndo: {Error,
		connectors.Doc{En: "{what}", De: "{what}"},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeOrder: {Warning,
		connectors.Doc{En: "{step} can't be undone, but {later} after it can still fail.", De: "{step} lässt sich nicht rückgängig machen, aber {later} danach kann noch scheitern."},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeUnknownArgument: {Error,
		connectors.Doc{En: "{of} has no {argument}.", De: "{of} hat kein {argument}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeMissingArgument: {Error,
		connectors.Doc{En: "{of} needs {argument}: {doc}.", De: "{of} braucht {argument}: {doc}."},
		connectors.Doc{En: "Add {argument} with {wanted}.", De: "Ergänze {argument}; es nimmt {wanted}."}},
	CodeOneOf: {Error,
		connectors.Doc{En: "{of} needs at least one of {options}.", De: "{of} braucht mindestens eines von {options}."},
		connectors.Doc{En: "Add one of them.", De: "Ergänze eines davon."}},
	CodeControl: {Error,
		connectors.Doc{En: "{what}", De: "{what}"},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeUnknownPlan: {Error,
		connectors.Doc{En: "There is no saved plan {plan}.", De: "Es gibt keinen gespeicherten Plan {plan}."},
		connectors.Doc{En: "Save it first, or name another one. {hint}", De: "Speichere ihn erst, oder nenne einen anderen. {hint}"}},
	CodeRecursion: {Error,
		connectors.Doc{En: "The plan would call itself: {chain}.", De: "Der Plan würde sich selbst aufrufen: {chain}."},
		connectors.Doc{En: "Take out one of these calls; each goes through a list.", De: "Nimm einen dieser Aufrufe heraus; eine Liste geht each durch."}},
	CodeCallDepth: {Error,
		connectors.Doc{En: "More than {max} plans call each other in a row: {chain}.", De: "Über {max} Pläne rufen einander der Reihe nach auf: {chain}."},
		connectors.Doc{En: "Write the steps of {plan} where it is called.", De: "Schreibe die Schritte von {plan} dorthin, wo er aufgerufen wird."}},
	CodeCalled: {Error,
		connectors.Doc{En: "The plan {plan} can't be run from here. At {at}: {said}", De: "Der Plan {plan} lässt sich von hier aus nicht ausführen. Bei {at}: {said}"},
		connectors.Doc{En: "In {plan}: {fix}", De: "In {plan}: {fix}"}},

	CodeType: {Error,
		connectors.Doc{En: "{argument} takes {wanted}, but this is {got}.", De: "{argument} nimmt {wanted}, aber das ist {got}."},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeChoice: {Error,
		connectors.Doc{En: "{value} is not a choice for {argument}.", De: "{value} gibt es für {argument} nicht."},
		connectors.Doc{En: "Write one of: {options}.", De: "Schreibe eines von: {options}."}},
	CodeAmount: {Error,
		connectors.Doc{En: "{argument} is {value}, but it must be more than zero.", De: "{argument} ist {value}, muss aber größer als null sein."},
		connectors.Doc{En: "Write a positive amount.", De: "Schreibe einen positiven Betrag."}},
	CodeExpression: {Error,
		connectors.Doc{En: "In {expression}: {detail}.", De: "In {expression}: {detail}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeUnknownStep: {Error,
		connectors.Doc{En: "{expression} refers to {name}, which is no step of this plan.", De: "{expression} bezieht sich auf {name}; einen solchen Schritt hat der Plan nicht."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeLaterStep: {Error,
		connectors.Doc{En: "{expression} refers to {name}, which has not run by then.", De: "{expression} bezieht sich auf {name}; der Schritt ist dann noch nicht gelaufen."},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeHiddenStep: {Error,
		connectors.Doc{En: "{expression} refers to {name}, which stands inside {around} and can't be seen from here.", De: "{expression} bezieht sich auf {name}; der Schritt steht in {around} und ist von hier aus nicht zu sehen."},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeUnknownField: {Error,
		connectors.Doc{En: "{expression}: {of} has no {name}.", De: "{expression}: {of} hat kein {name}."},
		connectors.Doc{En: "{hint}", De: "{hint}"}},
	CodeMayBeMissing: {Error,
		connectors.Doc{En: "{expression} may be missing, since {name} {why}.", De: "{expression} kann fehlen, denn {name} {why}."},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeUntrusted: {Error,
		connectors.Doc{En: "{argument} must not be filled from {cause}: that is {level}, and could make {step} do what nobody asked for.",
			De: "{argument} darf nicht aus {cause} gefüllt werden: das ist {level}, und es könnte {step} etwas tun lassen, das niemand wollte."},
		connectors.Doc{En: "Put an approve step right before {step}, write the value yourself, or vouch for it with trust: [{name}].",
			De: "Setze einen approve-Schritt direkt vor {step}, schreibe den Wert selbst, oder verbürge dich mit trust: [{name}]."}},

	CodeRule: {Error,
		connectors.Doc{En: "{what}", De: "{what}"},
		connectors.Doc{En: "{fix}", De: "{fix}"}},
	CodeNeverTrue: {Warning,
		connectors.Doc{En: "{expression} names an app or an action that there isn't, so the rule may never apply.",
			De: "{expression} nennt eine App oder Aktion, die es nicht gibt; so trifft die Regel vielleicht nie zu."},
		connectors.Doc{En: "Correct the name; `sayso apps` lists what there is.", De: "Berichtige den Namen; `sayso apps` listet auf, was es gibt."}},
	CodePolicy: {Error,
		connectors.Doc{En: "The policy forbids {step}: {says}", De: "Die Richtlinie verbietet {step}: {says}"},
		connectors.Doc{En: "Change the step; the rule {rule} is in line {line} of {file}.", De: "Ändere den Schritt; die Regel {rule} steht in Zeile {line} von {file}."}},
}
