package mcp

import (
	"context"
	_ "embed" // the guide

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
	"sayso/connectors"
)

// guide tells how a plan is written.
//
//go:embed guide.md
var guide string

const guideURI = scheme + "guide"

const yamlType, textType, jsonType = "application/yaml", "text/markdown", "application/json"

// addResources adds what can be read without a tool.
func (s *Server) addResources(to *sdk.Server) {
	to.AddResource(&sdk.Resource{URI: guideURI, Name: "guide", Title: "How to write a plan", MIMEType: textType, Size: int64(len(guide))},
		func(context.Context, *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
			return contents(guideURI, textType, guide), nil
		})
	for _, t := range []*sdk.ResourceTemplate{
		{URITemplate: scheme + kindWorkflow + "/{name}", Name: kindWorkflow, Title: "A saved workflow", MIMEType: yamlType},
		{URITemplate: scheme + kindPlan + "/{id}", Name: kindPlan, Title: "A plan that was compiled or checked", MIMEType: yamlType},
		{URITemplate: scheme + kindRun + "/{id}", Name: kindRun, Title: "How a run stands", MIMEType: textType},
		{URITemplate: scheme + kindAction + "/{name}", Name: kindAction, Title: "What an action takes and gives", MIMEType: jsonType},
	} {
		to.AddResourceTemplate(t, s.read(t.MIMEType))
	}
}

func contents(uri, mime, text string) *sdk.ReadResourceResult {
	return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: uri, MIMEType: mime, Text: text}}}
}

func (s *Server) read(mime string) sdk.ResourceHandler {
	return func(ctx context.Context, r *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
		caller, desk, err := s.deskOf(ctx)
		if err != nil {
			return nil, s.wireError(ctx, r.Params.URI, err)
		}
		d, err := document(ctx, caller, desk, r.Params.URI)
		if err != nil {
			return nil, s.wireError(ctx, r.Params.URI, err)
		}
		return contents(d.URL, mime, d.Text), nil
	}
}

// listing is the middleware that adds the caller's own workflows and latest runs to the resources that are listed.
func (s *Server) listing(next sdk.MethodHandler) sdk.MethodHandler {
	return func(ctx context.Context, method string, r sdk.Request) (sdk.Result, error) {
		result, err := next(ctx, method, r)
		list, ok := result.(*sdk.ListResourcesResult)
		if err != nil || !ok {
			return result, err
		}
		caller, desk, err := s.deskOf(ctx)
		if err != nil {
			return nil, s.wireError(ctx, "", err)
		}
		own, err := ownResources(ctx, caller, desk)
		if err != nil {
			return nil, s.wireError(ctx, "", err)
		}
		list.Resources = append(list.Resources, own...)
		return list, nil
	}
}

func ownResources(ctx context.Context, caller api.Caller, desk *api.Desk) (list []*sdk.Resource, err error) {
	if caller.May(api.ReadPlans) == nil {
		workflows, err := desk.Workflows(ctx, api.Page{Limit: api.MaxLimit})
		if err != nil {
			return nil, err
		}
		for _, w := range workflows.Items {
			list = append(list, &sdk.Resource{URI: scheme + kindWorkflow + "/" + w.Name, Name: w.Name, Description: w.Says, MIMEType: yamlType})
		}
	}
	if caller.May(api.ReadRuns) == nil {
		runs, err := desk.Runs(ctx, api.RunFilter{}, api.Page{})
		if err != nil {
			return nil, err
		}
		for _, r := range runs.Items {
			list = append(list, &sdk.Resource{URI: scheme + kindRun + "/" + r.RunID, Name: r.RunID, Title: r.Plan + " " + string(r.State), MIMEType: textType})
		}
	}
	return list, nil
}

// wireError is an error where the protocol has no result to put it in.
func (s *Server) wireError(ctx context.Context, uri string, err error) error {
	if connectors.KindOf(err) == connectors.NotFound && uri != "" {
		return sdk.ResourceNotFoundError(uri)
	}
	p := s.problemOf(ctx, refusal{err, ""})
	return protocolError(p)
}
