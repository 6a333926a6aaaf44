//go:build conformance

package mcp

import (
	"context"
	"fmt"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// addReadFixtures adds resources and prompts.
func addReadFixtures(to *sdk.Server) {
	fixed := func(c sdk.ResourceContents) sdk.ResourceHandler {
		return func(context.Context, *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
			one := c
			return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{&one}}, nil
		}
	}
	for _, c := range []sdk.ResourceContents{
		{URI: "test://static-text", MIMEType: "text/plain", Text: "This is the content of the static text resource."},
		{URI: "test://static-binary", MIMEType: "image/png", Blob: picture()},
		{URI: "test://watched-resource", MIMEType: "text/plain", Text: "Watched resource content"},
	} {
		to.AddResource(&sdk.Resource{URI: c.URI, Name: strings.TrimPrefix(c.URI, "test://"), MIMEType: c.MIMEType}, fixed(c))
	}
	to.AddResourceTemplate(&sdk.ResourceTemplate{URITemplate: "test://template/{id}/data", Name: "template", MIMEType: jsonType},
		func(_ context.Context, r *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
			id := strings.TrimSuffix(strings.TrimPrefix(r.Params.URI, "test://template/"), "/data")
			return contents(r.Params.URI, jsonType, fmt.Sprintf(`{"id": %q, "templateTest": true, "data": %q}`, id, "Data for ID: "+id)), nil
		})
	addPromptFixtures(to)
}

func addPromptFixtures(to *sdk.Server) {
	said := func(content ...sdk.Content) *sdk.GetPromptResult {
		result := &sdk.GetPromptResult{}
		for _, c := range content {
			result.Messages = append(result.Messages, &sdk.PromptMessage{Role: "user", Content: c})
		}
		return result
	}
	text := func(s string) sdk.Content { return &sdk.TextContent{Text: s} }
	to.AddPrompt(described("test_simple_prompt"), prompt("", "This is a simple prompt for testing."))
	to.AddPrompt(described("test_prompt_with_arguments", "arg1", "arg2"),
		func(_ context.Context, r *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
			return said(text(fmt.Sprintf("Prompt with arguments: arg1='%s', arg2='%s'", r.Params.Arguments["arg1"], r.Params.Arguments["arg2"]))), nil
		})
	to.AddPrompt(described("test_prompt_with_embedded_resource", "resourceUri"),
		func(_ context.Context, r *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
			return said(&sdk.EmbeddedResource{Resource: &sdk.ResourceContents{URI: r.Params.Arguments["resourceUri"], MIMEType: "text/plain",
				Text: "Embedded resource content for testing."}}, text("Please process the embedded resource above.")), nil
		})
	to.AddPrompt(described("test_prompt_with_image"), func(context.Context, *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
		return said(&sdk.ImageContent{Data: picture(), MIMEType: "image/png"}, text("Please analyze the image above.")), nil
	})
	to.AddPrompt(described("test_input_required_result_prompt"), func(_ context.Context, r *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
		if about, ok := given(r.Params.InputResponses, "user_context", "context"); ok {
			return said(text(fmt.Sprint("Context: ", about))), nil
		}
		return &sdk.GetPromptResult{InputRequests: sdk.InputRequestMap{"user_context": elicit("Please give some context", "context", "string")}}, nil
	})
}

func described(name string, arguments ...string) *sdk.Prompt {
	p := &sdk.Prompt{Name: name, Description: "a fixture of the conformance suite"}
	for _, a := range arguments {
		p.Arguments = append(p.Arguments, &sdk.PromptArgument{Name: a, Description: "an argument", Required: true})
	}
	return p
}
