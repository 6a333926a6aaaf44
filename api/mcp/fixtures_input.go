//go:build conformance

package mcp

import (
	"context"
	"fmt"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// What the fixtures ask of clients.

func elicit(message, field, kind string) sdk.InputRequest {
	return &sdk.ElicitParams{Message: message, RequestedSchema: &jsonschema.Schema{Type: "object", Required: []string{field},
		Properties: map[string]*jsonschema.Schema{field: {Type: kind}}}}
}

func sample(text string) sdk.InputRequest {
	return &sdk.CreateMessageParams{MaxTokens: 100, Messages: []*sdk.SamplingMessage{{Role: "user", Content: &sdk.TextContent{Text: text}}}}
}

func needs(state string, requests sdk.InputRequestMap) *sdk.CallToolResult {
	return &sdk.CallToolResult{InputRequests: requests, RequestState: state}
}

// given is a field of an answer that was accepted.
func given(answers sdk.InputResponseMap, id, field string) (any, bool) {
	answer, ok := answers[id].(*sdk.ElicitResult)
	if !ok || answer.Action != "accept" {
		return nil, false
	}
	value, ok := answer.Content[field]
	return value, ok && value != ""
}

// sampled is the first text of an answer.
func sampled(answers sdk.InputResponseMap, id string) (string, bool) {
	answer, ok := answers[id].(*sdk.CreateMessageWithToolsResult)
	if !ok {
		return "", false
	}
	for _, c := range answer.Content {
		if text, ok := c.(*sdk.TextContent); ok {
			return text.Text, true
		}
	}
	return "", true
}

// addInputFixtures adds tools that ask the client something and are called again with the answer. What they need to remember the client
// carries, sealed as ours is.
func (s *Server) addInputFixtures(to *sdk.Server) {
	asksOne(to, "test_input_required_result_elicitation", "user_name", func() sdk.InputRequest { return elicit("What is your name?", "name", "string") },
		func(a sdk.InputResponseMap) (string, bool) {
			name, ok := given(a, "user_name", "name")
			return fmt.Sprintf("Hello, %v!", name), ok
		})
	asksOne(to, "test_input_required_result_sampling", "capital_question", func() sdk.InputRequest { return sample("What is the capital of France?") },
		func(a sdk.InputResponseMap) (string, bool) { return sampled(a, "capital_question") })
	asksOne(to, "test_input_required_result_list_roots", "client_roots", func() sdk.InputRequest { return &sdk.ListRootsParams{} },
		func(a sdk.InputResponseMap) (string, bool) {
			roots, ok := a["client_roots"].(*sdk.ListRootsResult)
			return fmt.Sprintf("%+v", roots), ok
		})
	fixture(to, "test_input_required_result_request_state", s.confirmed)
	fixture(to, "test_input_required_result_tampered_state", s.confirmed)
	fixture(to, "test_input_required_result_multi_round", s.rounds)
	fixture(to, "test_input_required_result_multiple_inputs", s.several)
	fixture(to, "test_input_required_result_capabilities", whatItCan)
}

func asksOne(to *sdk.Server, name, id string, ask func() sdk.InputRequest, answer func(sdk.InputResponseMap) (string, bool)) {
	fixture(to, name, func(_ context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		if text, ok := answer(r.Params.InputResponses); ok {
			return words(text), nil
		}
		return needs("", sdk.InputRequestMap{id: ask()}), nil
	})
}

// confirmed goes on with a state of ours alone.
func (s *Server) confirmed(_ context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
	if r.Params.RequestState != "" {
		if _, err := s.unseal(r.Params.RequestState); err != nil {
			return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: err.Error()}
		}
		if _, ok := given(r.Params.InputResponses, "confirm", "ok"); ok {
			return words("state-ok"), nil
		}
	}
	state, err := s.seal(asking{Run: "confirm"})
	return needs(state, sdk.InputRequestMap{"confirm": elicit("Please confirm", "ok", "boolean")}), err
}

// rounds asks twice, and keeps what was said first in the state.
func (s *Server) rounds(_ context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
	if r.Params.RequestState == "" {
		state, err := s.seal(asking{Run: "first"})
		return needs(state, sdk.InputRequestMap{"step1": elicit("What is your name?", "name", "string")}), err
	}
	was, err := s.unseal(r.Params.RequestState)
	if err != nil {
		return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: err.Error()}
	}
	if was.Run == "first" {
		name, _ := given(r.Params.InputResponses, "step1", "name")
		state, err := s.seal(asking{Run: "second", Step: fmt.Sprint(name)})
		return needs(state, sdk.InputRequestMap{"step2": elicit("What is your favourite colour?", "color", "string")}), err
	}
	colour, _ := given(r.Params.InputResponses, "step2", "color")
	return words(fmt.Sprintf("%s likes %v", was.Step, colour)), nil
}

// several asks three things at once.
func (s *Server) several(_ context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
	name, named := given(r.Params.InputResponses, "user_name", "name")
	greeting, greeted := sampled(r.Params.InputResponses, "greeting")
	roots, rooted := r.Params.InputResponses["client_roots"].(*sdk.ListRootsResult)
	if named && greeted && rooted {
		return words(fmt.Sprintf("%s %v, %d roots", greeting, name, len(roots.Roots))), nil
	}
	state, err := s.seal(asking{Run: "several"})
	return needs(state, sdk.InputRequestMap{"user_name": elicit("What is your name?", "name", "string"), "greeting": sample("Say hello"),
		"client_roots": &sdk.ListRootsParams{}}), err
}

// whatItCan asks only what the client can be asked.
func whatItCan(_ context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
	can := r.ClientCapabilities()
	requests := sdk.InputRequestMap{}
	if can != nil && can.Elicitation != nil {
		requests["user_name"] = elicit("What is your name?", "name", "string")
	}
	if can != nil && can.Sampling != nil {
		requests["greeting"] = sample("Say hello")
	}
	if can != nil && can.RootsV2 != nil {
		requests["client_roots"] = &sdk.ListRootsParams{}
	}
	if len(requests) == 0 || len(r.Params.InputResponses) > 0 {
		return words("done"), nil
	}
	return needs("", requests), nil
}
