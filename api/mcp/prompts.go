package mcp

import (
	"context"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Prompts are what a person picks from a menu of their client.

// addPrompts adds them.
func (s *Server) addPrompts(to *sdk.Server) {
	to.AddPrompt(&sdk.Prompt{Name: "automate", Title: "Automate something", Description: "Make a plan of a wish, read it, run it",
		Arguments: []*sdk.PromptArgument{{Name: "wish", Description: "What should happen", Required: true}}},
		prompt("wish", "Make a Sayso plan of this wish with compile_plan. Ask me its open questions. Show me every effect, and what can't be undone. "+
			"Start it only after I have said yes, then tell me how it went. The wish:\n\n"))
	to.AddPrompt(&sdk.Prompt{Name: "repair", Title: "Repair a run", Description: "Find out what went wrong in a run, and go on",
		Arguments: []*sdk.PromptArgument{{Name: "run_id", Description: "The run", Required: true}}},
		prompt("run_id", "Find out with propose_repair what went wrong in this Sayso run. Explain it in a few words, propose a corrected plan, and show me what would be "+
			"kept, taken back and done. Go on only after I have said yes. The run: "))
}

func prompt(argument, text string) sdk.PromptHandler {
	return func(_ context.Context, r *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
		return &sdk.GetPromptResult{Messages: []*sdk.PromptMessage{{Role: "user", Content: &sdk.TextContent{Text: text + r.Params.Arguments[argument]}}}}, nil
	}
}
