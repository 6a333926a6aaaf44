package mcp

import (
	"context"
	"errors"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
	"sayso/connectors"
)

// tool is one thing that an assistant can do. Its schemas come from In and Out.
type tool[In any, Out answer] struct {
	name, title, doc string
	needs            api.Permission // which a credential has to hold; the desk is who asks for it
	hints            hints
	do               func(context.Context, call, In) (Out, error)
}

// answer is what a tool gives. Programs read its fields, people its text.
type answer interface{ text() string }

// hints say how careful a client should be with a tool. They are promises, held by nobody but us.
type hints struct {
	reads    bool // it changes nothing; drafts that are kept under the hash of their text are no change, for nothing refers to them
	destroys bool // it may change or take away what is there
	again    bool // calling it twice with the same arguments does no more than calling it once
	outside  bool // it reaches connected systems, or a language model
}

func (h hints) annotations() *sdk.ToolAnnotations {
	return &sdk.ToolAnnotations{ReadOnlyHint: h.reads, DestructiveHint: &h.destroys, IdempotentHint: h.again, OpenWorldHint: &h.outside}
}

// call is one call of a tool.
type call struct {
	*Server

	caller  api.Caller
	desk    *api.Desk
	request *sdk.CallToolRequest
}

// human is the desk of the caller after a person has pressed a button for this very call.
func (c call) human() *api.Desk {
	caller := c.caller
	caller.Human = true
	return c.Service.For(caller)
}

// reads reports whether the tool belongs to the part of the surface that changes nothing.
func (t tool[In, Out]) reads() bool { return t.hints.reads }

// describe gives the tool as it is listed.
func (t tool[In, Out]) describe() *sdk.Tool {
	return &sdk.Tool{Name: t.name, Title: t.title, Description: t.doc, Annotations: t.hints.annotations(),
		InputSchema: connectors.SchemaOf[In](), OutputSchema: open(connectors.SchemaOf[Out]()),
		Meta: sdk.Meta{"securitySchemes": []map[string]any{{"type": "oauth2", "scopes": []api.Permission{t.needs}}}}}
}

// open lets a result have fields that a client doesn't know yet. Arguments are closed: one that is misspelt must not be overlooked.
func open(s *connectors.Schema) *connectors.Schema {
	if s.Properties != nil {
		s.AdditionalProperties = nil
	}
	for _, p := range s.Properties {
		open(p)
	}
	if s.Items != nil {
		open(s.Items)
	}
	return s
}

// add registers the tool.
func (t tool[In, Out]) add(s *Server, to *sdk.Server) {
	sdk.AddTool(to, t.describe(), func(ctx context.Context, r *sdk.CallToolRequest, in In) (*sdk.CallToolResult, Out, error) {
		var none Out
		c, err := s.call(ctx, r)
		if err != nil {
			return nil, none, refusal{err, ""}
		}
		out, err := t.do(ctx, c, in)
		if asks, ok := errors.AsType[*elicitation](err); ok {
			return &sdk.CallToolResult{InputRequests: asks.requests, RequestState: asks.state}, none, nil
		}
		if err != nil {
			return nil, none, refusal{err, c.caller.Lang}
		}
		return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: out.text()}}}, out, nil
	})
}

// registrable is a tool without its types.
type registrable interface {
	reads() bool
	describe() *sdk.Tool
	add(s *Server, to *sdk.Server)
}

// tools lists all, in the order in which an assistant needs them. The golden file in testdata is what clients see of them.
func tools() []registrable {
	return []registrable{
		searchTool(), fetchTool(), findActionsTool(), describeActionsTool(), connectAppTool(),
		compilePlanTool(), validatePlanTool(), saveWorkflowTool(),
		startRunTool(), getRunTool(), listRunsTool(), decideApprovalTool(), proposeRepairTool(), retryRunTool(), undoRunTool(), cancelRunTool(),
	}
}
