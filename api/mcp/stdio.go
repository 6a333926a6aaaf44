package mcp

import (
	"context"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
)

// Serve talks to one client over a pair of streams, until it leaves or ctx ends. The caller is who started it: the owner of this machine.
func (s *Server) Serve(ctx context.Context, c api.Caller, in io.ReadCloser, out io.WriteCloser) error {
	return s.full.Run(WithCaller(ctx, c), &sdk.IOTransport{Reader: in, Writer: out})
}

// ServeReadOnly is Serve with the tools that change nothing, and no others.
func (s *Server) ServeReadOnly(ctx context.Context, c api.Caller, in io.ReadCloser, out io.WriteCloser) error {
	return s.readOnly.Run(WithCaller(ctx, c), &sdk.IOTransport{Reader: in, Writer: out})
}
