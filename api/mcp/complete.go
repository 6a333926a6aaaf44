package mcp

import (
	"context"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
)

const maxCompletions = 100 // as the protocol says

// complete gives the names that begin as a person has typed: those of workflows and runs, wherever the protocol asks for one.
func (s *Server) complete(ctx context.Context, r *sdk.CompleteRequest) (*sdk.CompleteResult, error) {
	values := []string{}
	caller, desk, err := s.deskOf(ctx)
	if err != nil {
		return nil, s.wireError(ctx, "", err)
	}
	var own []*sdk.Resource
	if caller.May(api.ReadPlans) == nil || caller.May(api.ReadRuns) == nil {
		if own, err = ownResources(ctx, caller, desk); err != nil {
			return nil, s.wireError(ctx, "", err)
		}
	}
	for _, resource := range own {
		kind, name, _ := strings.Cut(strings.TrimPrefix(resource.URI, scheme), "/")
		if asksFor(r.Params, kind) && strings.HasPrefix(name, r.Params.Argument.Value) && len(values) < maxCompletions {
			values = append(values, name)
		}
	}
	return &sdk.CompleteResult{Completion: sdk.CompletionResultDetails{Values: values, Total: len(values)}}, nil
}

// asksFor reports whether an argument is a name of a kind.
func asksFor(p *sdk.CompleteParams, kind string) bool {
	if p.Ref == nil {
		return false
	}
	return strings.HasPrefix(p.Ref.URI, scheme+kind+"/") || kind == kindRun && p.Argument.Name == "run_id"
}
