//go:build conformance

package mcp

import (
	"context"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// The official conformance suite asks for tools, prompts and resources of its own. Here they are, behind all that ours are behind.

// fixOptions turns on what the suite looks at and Sayso has no use for: logs in the client, subscriptions, and news of what is listed.
func fixOptions(o *sdk.ServerOptions) {
	o.Capabilities = &sdk.ServerCapabilities{Logging: &sdk.LoggingCapabilities{}}
	o.SubscribeHandler = func(context.Context, *sdk.SubscribeRequest) error { return nil }
	o.UnsubscribeHandler = func(context.Context, *sdk.UnsubscribeRequest) error { return nil }
}

func (s *Server) addFixtures(to *sdk.Server) {
	addContentFixtures(to)
	addChangeFixtures(to)
	addClientFixtures(to)
	s.addInputFixtures(to)
	addReadFixtures(to)
}

// fixture registers a tool that takes no arguments that matter.
func fixture(to *sdk.Server, name string, do func(context.Context, *sdk.CallToolRequest) (*sdk.CallToolResult, error)) {
	sdk.AddTool(to, &sdk.Tool{Name: name, Description: "a fixture of the conformance suite"},
		func(ctx context.Context, r *sdk.CallToolRequest, _ map[string]any) (*sdk.CallToolResult, any, error) {
			result, err := do(ctx, r)
			return result, nil, err
		})
}

func words(text string) *sdk.CallToolResult {
	return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: text}}}
}
