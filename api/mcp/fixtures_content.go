//go:build conformance

package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/connectors"
)

// picture is a red dot.
func picture() []byte {
	dot := image.NewRGBA(image.Rect(0, 0, 1, 1))
	dot.Set(0, 0, color.RGBA{R: 255, A: 255})
	var b bytes.Buffer
	_ = png.Encode(&b, dot) // into memory
	return b.Bytes()
}

// sound is a WAV file of no length.
func sound() []byte {
	return []byte("RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data\x00\x00\x00\x00")
}

// addContentFixtures adds tools that give each kind of content.
func addContentFixtures(to *sdk.Server) {
	text := &sdk.TextContent{Text: "This is a simple text response for testing."}
	shot := &sdk.ImageContent{Data: picture(), MIMEType: "image/png"}
	file := &sdk.EmbeddedResource{Resource: &sdk.ResourceContents{URI: "test://embedded-resource", MIMEType: "text/plain", Text: "This is an embedded resource content."}}
	for name, content := range map[string][]sdk.Content{
		"test_simple_text":            {text},
		"test_image_content":          {shot},
		"test_audio_content":          {&sdk.AudioContent{Data: sound(), MIMEType: "audio/wav"}},
		"test_embedded_resource":      {file},
		"test_multiple_content_types": {text, shot, file},
		"test_streaming_elicitation":  {text},
	} {
		fixture(to, name, func(context.Context, *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
			return &sdk.CallToolResult{Content: content}, nil
		})
	}
	fixture(to, "test_error_handling", func(context.Context, *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		return nil, refusal{connectors.Errorf(connectors.Unavailable, "This tool intentionally returns an error for testing"), ""}
	})
	fixture(to, "test_tool_with_progress", func(ctx context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		for _, done := range []float64{0, 50, 100} {
			if err := r.Session.NotifyProgress(ctx, &sdk.ProgressNotificationParams{ProgressToken: r.Params.GetProgressToken(), Progress: done, Total: 100}); err != nil {
				return nil, err
			}
			pace(ctx)
		}
		return words(fmt.Sprint(r.Params.GetProgressToken())), nil
	})
}

// pace lets a little time pass, as work does.
func pace(ctx context.Context) {
	select {
	case <-time.After(50 * time.Millisecond):
	case <-ctx.Done():
	}
}

// addChangeFixtures adds tools that change what is listed.
func addChangeFixtures(to *sdk.Server) {
	fixture(to, "test_trigger_tool_change", func(context.Context, *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		fixture(to, "test_changed", func(context.Context, *sdk.CallToolRequest) (*sdk.CallToolResult, error) { return words("changed"), nil })
		return words("the list of tools has changed"), nil
	})
	fixture(to, "test_trigger_prompt_change", func(context.Context, *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		to.AddPrompt(described("test_changed"), prompt("", "changed"))
		return words("the list of prompts has changed"), nil
	})
}

// addClientFixtures adds tools that need something of the client while they are at work: logs, and what only a client with a session can give.
func addClientFixtures(to *sdk.Server) {
	log := func(ctx context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		for _, line := range []string{"Tool execution started", "Tool processing data", "Tool execution completed"} {
			if err := r.Session.Log(ctx, &sdk.LoggingMessageParams{Level: "info", Data: line}); err != nil {
				return nil, err
			}
			pace(ctx)
		}
		return words("logged"), nil
	}
	fixture(to, "test_tool_with_logging", log)
	fixture(to, "test_logging_tool", log)
	fixture(to, "test_missing_capability", func(_ context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		if can := r.ClientCapabilities(); can != nil && can.Sampling != nil {
			return words("the client can sample"), nil
		}
		data, err := json.Marshal(sdk.MissingRequiredClientCapabilityData{RequiredCapabilities: &sdk.ClientCapabilities{Sampling: &sdk.SamplingCapabilities{}}})
		if err != nil {
			return nil, err
		}
		return nil, &jsonrpc.Error{Code: sdk.CodeMissingRequiredClientCapabilities, Message: "this takes a client that can sample", Data: data}
	})
}
