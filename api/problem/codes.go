package problem

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// Code is a kind of refusal that programs can tell apart. Codes are part of the contract: none changes its meaning, and none goes away.
type Code struct {
	Code string
	Kind connectors.Kind
	Doc  connectors.Doc
}

func doc(en, de string) connectors.Doc { return connectors.Doc{En: en, De: de} }

// codes are all that an answer over HTTP can carry. What an app or the system below answers in codes of its own comes under the code of its kind.
var codes = []Code{
	// What kind of thing went wrong, where there is no more to say.
	{string(connectors.Invalid), connectors.Invalid, doc("The request itself is wrong; sending it again can't help.",
		"Die Anfrage selbst ist falsch; sie noch einmal zu schicken hilft nicht.")},
	{string(connectors.Denied), connectors.Denied, doc("The credential is good, but not for this.", "Der Zugang gilt, aber nicht hierfür.")},
	{string(connectors.Expired), connectors.Expired, doc("A credential is missing, wrong or no longer good.",
		"Ein Zugang fehlt, ist falsch oder gilt nicht mehr.")},
	{string(connectors.NotFound), connectors.NotFound, doc("There is nothing of this name.", "Unter diesem Namen gibt es nichts.")},
	{string(connectors.Conflict), connectors.Conflict, doc("Things aren't as the request needs them.",
		"Die Dinge stehen nicht so, wie die Anfrage es braucht.")},
	{string(connectors.Limited), connectors.Limited, doc("Too many requests; see Retry-After.", "Zu viele Anfragen; siehe Retry-After.")},
	{string(connectors.Unavailable), connectors.Unavailable, doc("Certainly not done; the same request may work later.",
		"Sicher nicht geschehen; dieselbe Anfrage kann später gelingen.")},
	{string(connectors.Unknown), connectors.Unknown, doc("Sent to an app, and nobody can say whether it was done.",
		"An eine App geschickt, und niemand kann sagen, ob es geschehen ist.")},

	// HTTP.
	{"bad_request", connectors.Invalid, doc("A header or a part of the address can't be read; the message names it.",
		"Ein Header oder ein Teil der Adresse ist nicht zu lesen; die Meldung nennt ihn.")},
	{"bad_json", connectors.Invalid, doc("The body is not the JSON that the operation takes.", "Der Body ist nicht das JSON, das die Operation nimmt.")},
	{"bad_host", connectors.Denied, doc("The request came to a host name, or from a web page, that isn't ours.",
		"Die Anfrage kam an einen Hostnamen oder von einer Webseite, die nicht unsere ist.")},
	{"no_route", connectors.NotFound, doc("There is no such address.", "Diese Adresse gibt es nicht.")},
	{"no_method", connectors.Invalid, doc("The address doesn't take this method.", "Die Adresse nimmt diese Methode nicht.")},
	{"not_json", connectors.Invalid, doc("The body must be application/json.", "Der Body muss application/json sein.")},
	{"too_large", connectors.Invalid, doc("The body is too large.", "Der Body ist zu groß.")},
	{"rate_limited", connectors.Limited, doc("Too many requests of this caller; see Retry-After.", "Zu viele Anfragen von hier; siehe Retry-After.")},
	{"internal", connectors.Unavailable, doc("A fault of Sayso's own; its log has more.", "Ein Fehler von Sayso selbst; sein Log weiß mehr.")},
	{"key_required", connectors.Invalid, doc("The operation takes an Idempotency-Key header.", "Die Operation braucht einen Header Idempotency-Key.")},
	{"key_in_flight", connectors.Conflict, doc("A request with this Idempotency-Key is being carried out.",
		"Eine Anfrage mit diesem Idempotency-Key wird gerade ausgeführt.")},
	{"key_unfinished", connectors.Conflict, doc("A request with this Idempotency-Key was begun and has no answer; look whether it was done.",
		"Eine Anfrage mit diesem Idempotency-Key wurde begonnen und hat keine Antwort; sieh nach, ob es geschehen ist.")},
	{"match_required", connectors.Invalid, doc("The operation takes an If-Match header with the ETag that was read.",
		"Die Operation braucht einen Header If-Match mit dem ETag, der gelesen wurde.")},

	// Who asks.
	{"bad_token", connectors.Expired, doc("The API key or access token is missing, unknown, expired or revoked.",
		"Der API-Schlüssel oder das Zugriffstoken fehlt, ist unbekannt, abgelaufen oder widerrufen.")},
	{"role_lacks_permission", connectors.Denied, doc("The caller's role doesn't allow it.", "Die Rolle erlaubt es nicht.")},
	{"insufficient_scope", connectors.Denied, doc("The credential was narrowed; a wider one of the same caller can do it.",
		"Der Zugang ist eingeschränkt; ein weiterer derselben Person kann es.")},
	{"needs_person", connectors.Denied, doc("A person has to do it; decide_url says where.", "Das muss ein Mensch tun; decide_url sagt, wo.")},
	{"kept_to_others", connectors.Denied, doc("The policy keeps it to others.", "Die Richtlinie behält es anderen vor.")},
	{"not_asked", connectors.Denied, doc("The approval is asked of somebody else.", "Um die Freigabe ist jemand anderes gebeten.")},
	{"four_eyes", connectors.Conflict, doc("Who started the run can't approve it.", "Wer den Lauf gestartet hat, kann ihn nicht freigeben.")},
	{"not_recorded", connectors.Unavailable, doc("The change can't be recorded, so it wasn't made.",
		"Die Änderung lässt sich nicht festhalten, also wurde sie nicht gemacht.")},

	// Plans and workflows.
	{"bad_plan", connectors.Invalid, doc("The plan has problems; problems lists them.", "Der Plan hat Probleme; problems zählt sie auf.")},
	{"which_plan", connectors.Invalid, doc("None or several of a plan's id, its text and a workflow were given.",
		"Von Kennung und Text eines Plans und einem Arbeitsablauf wurde keines oder mehr als eines genannt.")},
	{"no_plan", connectors.NotFound, doc("There is no such plan.", "Diesen Plan gibt es nicht.")},
	{"no_workflow", connectors.NotFound, doc("There is no such workflow, or not this version of it.",
		"Diesen Arbeitsablauf oder diese Version gibt es nicht.")},
	{"no_app", connectors.NotFound, doc("There is no such app.", "Diese App gibt es nicht.")},
	{"other_name", connectors.Invalid, doc("The plan has another name than the workflow.", "Der Plan heißt anders als der Arbeitsablauf.")},
	{"stale_version", connectors.Conflict, doc("The workflow was changed or deleted since it was read.",
		"Der Arbeitsablauf wurde geändert oder gelöscht, seit er gelesen wurde.")},
	{"workflow_exists", connectors.Conflict, doc("There is a workflow of this name already.", "Einen Arbeitsablauf dieses Namens gibt es schon.")},
	{"workflow_disabled", connectors.Conflict, doc("The workflow is switched off.", "Der Arbeitsablauf ist ausgeschaltet.")},
	{"plan_paused", connectors.Conflict, doc("The plan is paused.", "Der Plan pausiert.")},
	{"digest_required", connectors.Invalid, doc("Say with its digest which plan was read.", "Sage mit seinem Digest, welcher Plan gelesen wurde.")},
	{"digest_changed", connectors.Conflict, doc("What was read is not what would happen now; read it again.",
		"Was gelesen wurde, ist nicht, was jetzt geschähe; lies es noch einmal.")},
	{"not_understood", connectors.Invalid, doc("The prompt has no words.", "Der Prompt hat keine Wörter.")},
	{"too_long", connectors.Invalid, doc("The prompt is too long.", "Der Prompt ist zu lang.")},
	{"long_query", connectors.Invalid, doc("The search is too long.", "Die Suche ist zu lang.")},
	{"not_yet", connectors.Invalid, doc("The app is known and can't be reached yet.", "Die App ist bekannt und noch nicht zu erreichen.")},

	// Runs.
	{"bad_key", connectors.Invalid, doc("The idempotency key is malformed.", "Der Idempotenzschlüssel ist fehlerhaft.")},
	{"key_reused", connectors.Conflict, doc("The idempotency key was used for something else.",
		"Der Idempotenzschlüssel wurde für etwas anderes benutzt.")},
	{"no_run", connectors.NotFound, doc("There is no such run.", "Diesen Lauf gibt es nicht.")},
	{"bad_cursor", connectors.Invalid, doc("The cursor is none that a list gave out.", "Der Cursor stammt aus keiner Liste.")},
	{"bad_limit", connectors.Invalid, doc("A page has 1 to 100 items.", "Eine Seite hat 1 bis 100 Einträge.")},
	{"bad_filter", connectors.Invalid, doc("The filter can't be understood.", "Der Filter ist nicht zu verstehen.")},
	{"not_waiting", connectors.Conflict, doc("The run isn't waiting for a decision.", "Der Lauf wartet auf keine Entscheidung.")},
	{"other_step", connectors.Conflict, doc("The run waits at another step.", "Der Lauf wartet bei einem anderen Schritt.")},
	{"not_a_choice", connectors.Conflict, doc("The question has no such answer.", "Diese Antwort hat die Frage nicht.")},
	{"paused", connectors.Conflict, doc("The run waits for a paused connection; other arguments aren't taken.",
		"Der Lauf wartet auf eine pausierte Verbindung; andere Argumente werden nicht genommen.")},
	{"bad_output", connectors.Conflict, doc("The output given for a skipped step is no JSON.",
		"Das für einen übersprungenen Schritt Gegebene ist kein JSON.")},
	{"run_over", connectors.Conflict, doc("The run is over.", "Der Lauf ist vorbei.")},
	{"completed", connectors.Conflict, doc("The run is completed; start its plan again.", "Der Lauf ist abgeschlossen; starte seinen Plan noch einmal.")},
	{"still_standing", connectors.Conflict, doc("The run left something standing; undo it first.",
		"Der Lauf hat etwas hinterlassen; mach ihn zuerst rückgängig.")},
	{"still_running", connectors.Conflict, doc("The run goes on by itself.", "Der Lauf geht von selbst weiter.")},
	{"undoing", connectors.Conflict, doc("The run is being undone.", "Der Lauf wird gerade rückgängig gemacht.")},
	{"undo_run", connectors.Conflict, doc("The run was started to take back another.", "Der Lauf wurde gestartet, um einen anderen zurückzunehmen.")},
	{"undone", connectors.Conflict, doc("What the run did was taken back.", "Was der Lauf getan hat, wurde zurückgenommen.")},
	{"taken_over", connectors.Conflict, doc("Another run has taken over what this one did.", "Ein anderer Lauf hat übernommen, was dieser getan hat.")},
	{"nothing_to_undo", connectors.Conflict, doc("The run left nothing that could be undone.",
		"Der Lauf hat nichts hinterlassen, was sich zurücknehmen ließe.")},
	{"in_doubt", connectors.Conflict, doc("Nobody can tell whether a step was done.", "Niemand kann sagen, ob ein Schritt geschehen ist.")},
	{"too_much", connectors.Conflict, doc("The run did more than a changed plan can take over.",
		"Der Lauf hat mehr getan, als ein geänderter Plan übernehmen kann.")},
	{"dropped_steps", connectors.Invalid, doc("The changed plan has no steps for what the run did; say what becomes of it.",
		"Der geänderte Plan hat keine Schritte für das, was der Lauf getan hat; sage, was daraus wird.")},
	{"engine", connectors.Unavailable, doc("The engine doesn't answer.", "Die Engine antwortet nicht.")},
	{"ledger", connectors.Unavailable, doc("The effect ledger doesn't answer.", "Das Wirkungsbuch antwortet nicht.")},

	// Connections.
	{"no_connection", connectors.NotFound, doc("There is no such connection.", "Diese Verbindung gibt es nicht.")},
	{"connection_paused", connectors.Conflict, doc("The connection is paused.", "Die Verbindung pausiert.")},
	{"not_paused", connectors.Conflict, doc("It isn't paused.", "Sie pausiert nicht.")},
	{"private_address", connectors.Denied, doc("The address is on a private network.", "Die Adresse liegt in einem privaten Netz.")},

	// Keys and members.
	{"bad_name", connectors.Invalid, doc("The name is missing or too long.", "Der Name fehlt oder ist zu lang.")},
	{"bad_role", connectors.Invalid, doc("There is no such role.", "Diese Rolle gibt es nicht.")},
	{"bad_scope", connectors.Invalid, doc("The role doesn't allow what the scope names.", "Die Rolle erlaubt nicht, was der Scope nennt.")},
	{"bad_expiry", connectors.Invalid, doc("The time until a key expires can't be read, or is over.",
		"Die Zeit bis zum Ablauf eines Schlüssels ist nicht zu lesen oder vorbei.")},
	{"key_exists", connectors.Conflict, doc("A key of this name exists.", "Einen Schlüssel dieses Namens gibt es.")},
	{"no_token", connectors.NotFound, doc("There is no such key.", "Diesen Schlüssel gibt es nicht.")},
	{"no_member", connectors.NotFound, doc("There is no such member.", "Dieses Mitglied gibt es nicht.")},
	{"name_taken", connectors.Conflict, doc("Another member has this name.", "Ein anderes Mitglied heißt so.")},
	{"last_admin", connectors.Conflict, doc("The last administrator of a workspace stays one.",
		"Der letzte Administrator eines Arbeitsbereichs bleibt einer.")},
	{"bad_policy", connectors.Unavailable, doc("The policy of the workspace isn't sound, so nothing is planned and nothing runs.",
		"Die Richtlinie des Arbeitsbereichs ist nicht in Ordnung, also wird nichts geplant und nichts läuft.")},
	{"no_workspace", connectors.NotFound, doc("There is no such workspace.", "Diesen Arbeitsbereich gibt es nicht.")},
	{"bad_workspace", connectors.Invalid, doc("The name of the workspace is malformed.", "Der Name des Arbeitsbereichs ist fehlerhaft.")},
	{"workspace_exists", connectors.Conflict, doc("A workspace of this name exists.", "Einen Arbeitsbereich dieses Namens gibt es.")},

	// The database.
	{"store_read_only", connectors.Unavailable, doc("The database can't be written.", "Die Datenbank lässt sich nicht schreiben.")},
	{"store_full", connectors.Unavailable, doc("The disk is full.", "Die Platte ist voll.")},
	{"store_busy", connectors.Unavailable, doc("Another process keeps the database busy.", "Ein anderer Prozess hält die Datenbank besetzt.")},
	{"store_corrupt", connectors.Unavailable, doc("The database is damaged.", "Die Datenbank ist beschädigt.")},
	{"store_failed", connectors.Unavailable, doc("The disk or the system failed.", "Die Platte oder das System hat versagt.")},
	{"store_no_folder", connectors.Unavailable, doc("The data folder is gone.", "Der Datenordner ist weg.")},
}

// Codes lists all codes that an answer over HTTP can carry, by name.
func Codes() []Code {
	return slices.SortedFunc(slices.Values(codes), func(a, b Code) int { return strings.Compare(a.Code, b.Code) })
}
