package problem

import (
	"slices"

	"sayso/connectors"
)

// Code is a kind of refusal that programs can tell apart. Codes are part of the contract: none changes its meaning, and none goes away.
type Code struct {
	Code string
	Kind connectors.Kind
	Doc  string
}

// Codes lists all codes that an answer over HTTP can carry, by name. What an app or the system below answers in codes of its own comes under the
// code of its kind.
func Codes() []Code {
	list := []Code{
		// What kind of thing went wrong, where there is no more to say.
		{string(connectors.Invalid), connectors.Invalid, "The request itself is wrong; sending it again can't help."},
		{string(connectors.Denied), connectors.Denied, "The credential is good, but not for this."},
		{string(connectors.Expired), connectors.Expired, "A credential is missing, wrong or no longer good."},
		{string(connectors.NotFound), connectors.NotFound, "There is nothing of this name."},
		{string(connectors.Conflict), connectors.Conflict, "Things aren't as the request needs them."},
		{string(connectors.Limited), connectors.Limited, "Too many requests; see Retry-After."},
		{string(connectors.Unavailable), connectors.Unavailable, "Certainly not done; the same request may work later."},
		{string(connectors.Unknown), connectors.Unknown, "Sent to an app, and nobody can say whether it was done."},

		// HTTP.
		{"bad_request", connectors.Invalid, "A header or a part of the address can't be read; the message names it."},
		{"bad_json", connectors.Invalid, "The body is not the JSON that the operation takes."},
		{"bad_host", connectors.Denied, "The request came to a host name, or from a web page, that isn't ours."},
		{"no_route", connectors.NotFound, "There is no such address."},
		{"no_method", connectors.Invalid, "The address doesn't take this method."},
		{"not_json", connectors.Invalid, "The body must be application/json."},
		{"too_large", connectors.Invalid, "The body is too large."},
		{"rate_limited", connectors.Limited, "Too many requests of this caller; see Retry-After."},
		{"internal", connectors.Unavailable, "A fault of Sayso's own; its log has more."},
		{"key_required", connectors.Invalid, "The operation takes an Idempotency-Key header."},
		{"key_in_flight", connectors.Conflict, "A request with this Idempotency-Key is being carried out."},
		{"key_unfinished", connectors.Conflict, "A request with this Idempotency-Key was begun and has no answer; look whether it was done."},
		{"match_required", connectors.Invalid, "The operation takes an If-Match header with the ETag that was read."},

		// Who asks.
		{"bad_token", connectors.Expired, "The API key or access token is missing, unknown, expired or revoked."},
		{"role_lacks_permission", connectors.Denied, "The caller's role doesn't allow it."},
		{"insufficient_scope", connectors.Denied, "The credential was narrowed; a wider one of the same caller can do it."},
		{"needs_person", connectors.Denied, "A person has to do it; decide_url says where."},
		{"kept_to_others", connectors.Denied, "The policy keeps it to others."},
		{"not_asked", connectors.Denied, "The approval is asked of somebody else."},
		{"four_eyes", connectors.Conflict, "Who started the run can't approve it."},
		{"not_recorded", connectors.Unavailable, "The change can't be recorded, so it wasn't made."},

		// Plans and workflows.
		{"bad_plan", connectors.Invalid, "The plan has problems; problems lists them."},
		{"which_plan", connectors.Invalid, "None or several of a plan's id, its text and a workflow were given."},
		{"no_plan", connectors.NotFound, "There is no such plan."},
		{"no_workflow", connectors.NotFound, "There is no such workflow, or not this version of it."},
		{"no_app", connectors.NotFound, "There is no such app."},
		{"other_name", connectors.Invalid, "The plan has another name than the workflow."},
		{"stale_version", connectors.Conflict, "The workflow was changed or deleted since it was read."},
		{"workflow_exists", connectors.Conflict, "There is a workflow of this name already."},
		{"workflow_disabled", connectors.Conflict, "The workflow is switched off."},
		{"plan_paused", connectors.Conflict, "The plan is paused."},
		{"digest_required", connectors.Invalid, "Say with its digest which plan was read."},
		{"digest_changed", connectors.Conflict, "What was read is not what would happen now; read it again."},
		{"not_understood", connectors.Invalid, "The prompt has no words."},
		{"too_long", connectors.Invalid, "The prompt is too long."},
		{"long_query", connectors.Invalid, "The search is too long."},
		{"not_yet", connectors.Invalid, "The app is known and can't be reached yet."},

		// Runs.
		{"bad_key", connectors.Invalid, "The idempotency key is malformed."},
		{"key_reused", connectors.Conflict, "The idempotency key was used for something else."},
		{"no_run", connectors.NotFound, "There is no such run."},
		{"bad_cursor", connectors.Invalid, "The cursor is none that a list gave out."},
		{"bad_limit", connectors.Invalid, "A page has 1 to 100 items."},
		{"bad_filter", connectors.Invalid, "The filter can't be understood."},
		{"not_waiting", connectors.Conflict, "The run isn't waiting for a decision."},
		{"other_step", connectors.Conflict, "The run waits at another step."},
		{"not_a_choice", connectors.Conflict, "The question has no such answer."},
		{"paused", connectors.Conflict, "The run waits for a paused connection; other arguments aren't taken."},
		{"bad_output", connectors.Conflict, "The output given for a skipped step is no JSON."},
		{"run_over", connectors.Conflict, "The run is over."},
		{"completed", connectors.Conflict, "The run is completed; start its plan again."},
		{"still_standing", connectors.Conflict, "The run left something standing; undo it first."},
		{"still_running", connectors.Conflict, "The run goes on by itself."},
		{"undoing", connectors.Conflict, "The run is being undone."},
		{"undo_run", connectors.Conflict, "The run was started to take back another."},
		{"undone", connectors.Conflict, "What the run did was taken back."},
		{"taken_over", connectors.Conflict, "Another run has taken over what this one did."},
		{"nothing_to_undo", connectors.Conflict, "The run left nothing that could be undone."},
		{"in_doubt", connectors.Conflict, "Nobody can tell whether a step was done."},
		{"too_much", connectors.Conflict, "The run did more than a changed plan can take over."},
		{"dropped_steps", connectors.Invalid, "The changed plan has no steps for what the run did; say what becomes of it."},
		{"engine", connectors.Unavailable, "The engine doesn't answer."},
		{"ledger", connectors.Unavailable, "The effect ledger doesn't answer."},

		// Connections.
		{"no_connection", connectors.NotFound, "There is no such connection."},
		{"connection_paused", connectors.Conflict, "The connection is paused."},
		{"not_paused", connectors.Conflict, "It isn't paused."},
		{"private_address", connectors.Denied, "The address is on a private network."},

		// Keys and members.
		{"bad_name", connectors.Invalid, "The name is missing or too long."},
		{"bad_role", connectors.Invalid, "There is no such role."},
		{"bad_scope", connectors.Invalid, "The role doesn't allow what the scope names."},
		{"bad_expiry", connectors.Invalid, "The time until a key expires can't be read, or is over."},
		{"key_exists", connectors.Conflict, "A key of this name exists."},
		{"no_token", connectors.NotFound, "There is no such key."},
		{"no_member", connectors.NotFound, "There is no such member."},
		{"name_taken", connectors.Conflict, "Another member has this name."},
		{"last_admin", connectors.Conflict, "The last administrator of a workspace stays one."},
		{"bad_policy", connectors.Unavailable, "The policy of the workspace isn't sound, so nothing is planned and nothing runs."},
		{"no_workspace", connectors.NotFound, "There is no such workspace."},
		{"bad_workspace", connectors.Invalid, "The name of the workspace is malformed."},
		{"workspace_exists", connectors.Conflict, "A workspace of this name exists."},

		// The database.
		{"store_read_only", connectors.Unavailable, "The database can't be written."},
		{"store_full", connectors.Unavailable, "The disk is full."},
		{"store_busy", connectors.Unavailable, "Another process keeps the database busy."},
		{"store_corrupt", connectors.Unavailable, "The database is damaged."},
		{"store_failed", connectors.Unavailable, "The disk or the system failed."},
		{"store_no_folder", connectors.Unavailable, "The data folder is gone."},
	}
	slices.SortFunc(list, func(a, b Code) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return list
}
