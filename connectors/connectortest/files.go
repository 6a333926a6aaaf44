package connectortest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"sayso/connectors"
)

// Files keeps contents in memory.
type Files struct {
	mu       sync.Mutex
	contents map[string][]byte
}

// NewFiles makes an empty store.
func NewFiles() *Files { return &Files{contents: map[string][]byte{}} }

// Put keeps a content; the same one twice has the same Ref.
func (f *Files) Put(_ context.Context, name, mediaType string, content []byte) (connectors.File, error) {
	sum := sha256.Sum256(content)
	ref := "sha256:" + hex.EncodeToString(sum[:])
	f.mu.Lock()
	defer f.mu.Unlock()
	f.contents[ref] = append([]byte(nil), content...)
	return connectors.File{Ref: ref, Name: name, MediaType: mediaType, Size: int64(len(content))}, nil
}

// Get gives a content back.
func (f *Files) Get(_ context.Context, file connectors.File) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	content, ok := f.contents[file.Ref]
	if !ok {
		return nil, connectors.Errorf(connectors.NotFound, "the file %s is not kept here", file.Name)
	}
	return append([]byte(nil), content...), nil
}
