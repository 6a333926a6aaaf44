package slack

import (
	"errors"
	"slices"

	"sayso/connectors"
)

// meaning is what one of Slack's error words stands for.
type meaning struct {
	kind connectors.Kind
	says string // "" where the word says enough
}

// meanings are Slack's words, from the method pages of docs.slack.dev. A word that isn't here is the caller's mistake.
var meanings = map[string]meaning{
	"invalid_auth":     {connectors.Expired, "Slack doesn't know the token"},
	"not_authed":       {connectors.Expired, "Slack got no token"},
	"token_expired":    {connectors.Expired, "the token has expired"},
	"token_revoked":    {connectors.Expired, "the token was revoked"},
	"account_inactive": {connectors.Expired, "the token belongs to a user or workspace that was deactivated"},

	"missing_scope":                       {connectors.Denied, "the token lacks a scope"},
	"not_allowed_token_type":              {connectors.Denied, "this kind of token may not do that"},
	"no_permission":                       {connectors.Denied, "the token has no permission for that"},
	"access_denied":                       {connectors.Denied, "access is denied"},
	"ekm_access_denied":                   {connectors.Denied, "an administrator has suspended posting"},
	"team_access_not_granted":             {connectors.Denied, "the app has no access to the workspace"},
	"org_login_required":                  {connectors.Denied, "the workspace is being moved to an organisation"},
	"restricted_action":                   {connectors.Denied, "the workspace's settings don't allow that"},
	"restricted_action_read_only":         {connectors.Denied, "the channel is read-only"},
	"restricted_action_thread_only":       {connectors.Denied, "the channel takes answers in threads only"},
	"user_is_restricted":                  {connectors.Denied, "the bot is a restricted user"},
	"not_in_channel":                      {connectors.Denied, "the bot is not in the channel; invite it there with /invite"},
	"cant_update_message":                 {connectors.Denied, "only the bot's own messages can be changed"},
	"cant_delete_message":                 {connectors.Denied, "only the bot's own messages can be deleted"},
	"cant_delete_file":                    {connectors.Denied, "only the bot's own files can be deleted"},
	"cant_archive_general":                {connectors.Denied, "the general channel can't be archived"},
	"cannot_dm_bot":                       {connectors.Denied, "bots can't be messaged directly"},
	"edit_window_closed":                  {connectors.Denied, "the message is too old to be changed"},
	"compliance_exports_prevent_deletion": {connectors.Denied, "compliance rules keep the message from being deleted"},

	"channel_not_found": {connectors.NotFound, "the bot sees no such channel"},
	"user_not_found":    {connectors.NotFound, "there is no such user"},
	"users_not_found":   {connectors.NotFound, "nobody has that e-mail address"},
	"message_not_found": {connectors.NotFound, "there is no such message"},
	"thread_not_found":  {connectors.NotFound, "there is no such message"},
	"file_not_found":    {connectors.NotFound, "there is no such file"},
	"file_deleted":      {connectors.NotFound, "the file was deleted"},

	"is_archived":      {connectors.Conflict, "the channel is archived"},
	"already_archived": {connectors.Conflict, "the channel is already archived"},
	"name_taken":       {connectors.Conflict, "a channel of that name exists already, perhaps an archived one"},
	"already_reacted":  {connectors.Conflict, "the reaction is there already"},
	"no_reaction":      {connectors.Conflict, "the reaction is not there"},
	"user_disabled":    {connectors.Conflict, "the user was deactivated"},

	"ratelimited":  {connectors.Limited, "Slack asks for a pause"},
	"rate_limited": {connectors.Limited, "Slack asks for a pause"},

	"service_unavailable": {connectors.Unavailable, "Slack is down for now"},
	"team_added_to_org":   {connectors.Unavailable, "the workspace is being moved"},
	"request_timeout":     {connectors.Unavailable, "Slack didn't get the whole request"},

	// Slack says of these two that the call may have succeeded in part.
	"internal_error": {connectors.Unknown, "Slack failed, and may have done it or not"},
	"fatal_error":    {connectors.Unknown, "Slack failed, and may have done it or not"},

	"msg_too_long":           {connectors.Invalid, "the text is longer than 40,000 characters"},
	"no_text":                {connectors.Invalid, "the text is empty"},
	"invalid_name":           {connectors.Invalid, "Slack doesn't know that emoji"},
	"invalid_name_specials":  {connectors.Invalid, "the name may hold letters, digits, - and _ only"},
	"invalid_name_required":  {connectors.Invalid, "the name is empty"},
	"invalid_name_maxlength": {connectors.Invalid, "the name is longer than 80 characters"},
	"too_many_reactions":     {connectors.Invalid, "the message has as many reactions as Slack allows"},
}

// failure makes an error of one of Slack's words. The HTTP status is 200 as a rule; where it isn't and the word says nothing of its
// own, the status decides.
func failure(word, needed string, resp *connectors.Response, reads bool) error {
	m, known := meanings[word]
	e := resp.Err()
	switch {
	case e == nil:
		e = &connectors.Error{Kind: connectors.Invalid, Status: resp.Status}
		if known {
			e.Kind = m.kind
		}
	case known && resp.Status < 500:
		e.Kind = m.kind
	}
	e.Code, e.Message = word, "Slack: "+word
	if m.says != "" {
		e.Message = "Slack: " + m.says + " (" + word + ")"
	}
	if e.Kind == connectors.Unknown && reads {
		e.Kind = connectors.Unavailable
		e.Message = "Slack failed (" + word + ")"
	}
	if needed != "" {
		e.Message += "; it needs " + needed
	}
	return e
}

// says reports whether an error is one of Slack's words.
func says(err error, words ...string) bool {
	var e *connectors.Error
	return errors.As(err, &e) && slices.Contains(words, e.Code)
}
