package connectors

import "context"

// File is a handle to stored content. The content itself never travels in plans, workflow histories or logs.
type File struct {
	Ref       string `json:"ref" jsonschema:"Where the content is kept; made by the store"`
	Name      string `json:"name" jsonschema:"File name with its ending"`
	MediaType string `json:"media_type" jsonschema:"Such as application/pdf"`
	Size      int64  `json:"size" jsonschema:"Bytes"`
}

// Files keeps contents. The same content put twice has the same Ref.
type Files interface {
	Put(ctx context.Context, name, mediaType string, content []byte) (File, error)
	Get(ctx context.Context, file File) ([]byte, error)
}
