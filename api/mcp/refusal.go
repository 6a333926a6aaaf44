package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
	"sayso/connectors"
)

// refusal is an error of a tool, and the language of who called.
type refusal struct {
	error

	lang string
}

func (r refusal) Unwrap() error { return r.error }

// metaError and metaChallenge are where programs find an error, and what ChatGPT needs to have a person allow more.
const (
	metaError     = "sayso/error"
	metaChallenge = "mcp/www_authenticate"
)

// Codes of this surface's own.
const (
	codeArguments = "bad_arguments" // they don't fit the schema
	codeInternal  = "internal"      // our fault, and in our log
)

// problem is an error as programs get it.
type problem struct {
	Code    string          `json:"code"`
	Kind    connectors.Kind `json:"kind"`
	Message string          `json:"message"`
	Fix     string          `json:"fix"`
	Retry   float64         `json:"retry_after_seconds,omitempty"`
	Link    string          `json:"link,omitempty"` // where a person does what was refused
}

// refusals is the middleware that says errors of tools in words.
func (s *Server) refusals(door string) sdk.Middleware {
	return func(next sdk.MethodHandler) sdk.MethodHandler {
		return func(ctx context.Context, method string, r sdk.Request) (sdk.Result, error) {
			result, err := next(ctx, method, r)
			if called, ok := result.(*sdk.CallToolResult); ok && err == nil && called.GetError() != nil {
				s.explain(ctx, door, called)
			}
			return result, err
		}
	}
}

func (s *Server) explain(ctx context.Context, door string, result *sdk.CallToolResult) {
	p := s.problemOf(ctx, result.GetError())
	text := fmt.Sprintf("%s: %s\n%s", p.Code, p.Message, p.Fix)
	if p.Link != "" && !strings.Contains(text, p.Link) {
		text += "\n" + p.Link
	}
	result.Content = []sdk.Content{&sdk.TextContent{Text: strings.TrimSpace(text)}}
	result.Meta = sdk.Meta{metaError: p}
	if challenge := s.challenge(ctx, door, result.GetError()); challenge != "" {
		result.Meta[metaChallenge] = []string{challenge}
		noteChallenge(ctx, challenge)
	}
}

// problemOf says an error. One that nobody classified is ours: it goes into the log, and its words to nobody.
func (s *Server) problemOf(ctx context.Context, err error) problem {
	ours, isOurs := errors.AsType[refusal](err)
	if !isOurs { // the SDK held the arguments to the schema
		return problem{Code: codeArguments, Kind: connectors.Invalid, Message: err.Error(), Fix: "Call the tool again with arguments that fit its schema."}
	}
	if _, classified := errors.AsType[*connectors.Error](err); !classified {
		s.Log.ErrorContext(ctx, "mcp: a tool failed", "error", err)
		return problem{Code: codeInternal, Kind: connectors.Unknown, Message: connectors.Doc{En: "Sayso itself failed; its log says why.",
			De: "Sayso selbst hat versagt; sein Protokoll sagt, warum."}.In(ours.lang), Fix: fixOf(codeInternal, connectors.Unknown).In(ours.lang)}
	}
	e := connectors.AsError(err)
	p := problem{Code: e.Code, Kind: e.Kind, Message: e.Message, Fix: fixOf(e.Code, e.Kind).In(ours.lang), Retry: e.RetryAfter.Seconds()}
	if e.Status != 0 { // in a vendor's words
		p.Message = Data(e.Message).String()
	}
	if where, ok := errors.AsType[*api.NeedsPerson](err); ok {
		p.Link = where.URL
	}
	return p
}

// challenge is what makes a client have a person allow more; "" where that wouldn't help.
func (s *Server) challenge(ctx context.Context, door string, err error) string {
	needs, narrowed := errors.AsType[*api.NeedsScope](err)
	caller, known := callerOf(ctx)
	if !narrowed || !known || s.Challenge == nil {
		return ""
	}
	return s.Challenge(door, caller, needs.Permission)
}

// fixes say what an assistant does about an error of a code.
var fixes = map[string]connectors.Doc{
	"digest_changed": {En: "Call validate_plan again, show the person the effects, and start with the new digest.",
		De: "Rufe validate_plan noch einmal auf, zeige die Wirkungen und starte mit dem neuen Digest."},
	"digest_required":     {En: "Call validate_plan and show the person the effects first.", De: "Rufe zuerst validate_plan auf und zeige die Wirkungen."},
	"bad_plan":            {En: "Correct the plan as the problem says, and call validate_plan.", De: "Korrigiere den Plan, wie das Problem es sagt, und rufe validate_plan auf."},
	"no_run":              {En: "list_runs lists the runs.", De: "list_runs listet die Läufe auf."},
	"no_plan":             {En: "compile_plan or validate_plan gives the id of a plan.", De: "compile_plan oder validate_plan gibt die Kennung eines Plans."},
	"no_workflow":         {En: "search finds workflows.", De: "search findet Arbeitsabläufe."},
	"stale_version":       {En: "Fetch the workflow, make the change anew, and give its version.", De: "Lies den Arbeitsablauf neu, ändere ihn noch einmal und gib seine Version an."},
	api.CodeRole:          {En: "Somebody with another role has to do it; trying again can't help.", De: "Das muss jemand mit einer anderen Rolle tun; es zu wiederholen hilft nicht."},
	api.CodeScope:         {En: "Have the person allow this access, then call again.", De: "Lass den Menschen diesen Zugriff erlauben und rufe dann noch einmal auf."},
	api.CodeNeedsPerson:   {En: "Give the person the link; then call get_run to see how it went on.", De: "Gib dem Menschen den Link; get_run zeigt dann, wie es weiterging."},
	"key_reused":          {En: "Use a new idempotency key for another start.", De: "Nimm für einen anderen Start einen neuen Schlüssel."},
	"still_standing":      {En: "Call undo_run first.", De: "Rufe zuerst undo_run auf."},
	"dropped_steps":       {En: "Ask the person what becomes of it, and give dropped: undo or keep.", De: "Frage, was damit werden soll, und gib dropped an: undo oder keep."},
	connectors.CodeNotYet: {En: "Plan without this app.", De: "Plane ohne diese App."},
	codeInternal:          {En: "Try once more; if it fails again, tell the person.", De: "Versuche es noch einmal; scheitert es wieder, sage es dem Menschen."},
}

func fixOf(code string, kind connectors.Kind) connectors.Doc {
	if fix, ok := fixes[code]; ok {
		return fix
	}
	return kind.Rule().Advice
}

// protocolError is a problem as a JSON-RPC error, for what isn't a tool.
func protocolError(p problem) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return &jsonrpc.Error{Code: int64(p.Kind.Rule().MCP), Message: p.Code + ": " + p.Message, Data: data}
}
