package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"sayso/connectors"
)

// Files keeps contents in a folder, each under the hash of its bytes. It is the adapter of [connectors.Files].
type Files struct{ dir string }

// NewFiles keeps contents in a folder, which is made where it is missing.
func NewFiles(dir string) (*Files, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, connectors.Errorf(connectors.Invalid, "the folder of files can't be made: %w", err)
	}
	return &Files{dir}, nil
}

var fileRef = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// Put stores a content. It is on disk when Put returns.
func (f *Files) Put(_ context.Context, name, mediaType string, content []byte) (connectors.File, error) {
	sum := sha256.Sum256(content)
	file := connectors.File{Ref: "sha256:" + hex.EncodeToString(sum[:]), Name: name, MediaType: mediaType, Size: int64(len(content))}
	path := f.path(file.Ref)
	if _, err := os.Stat(path); err == nil {
		return file, nil
	}
	if err := f.write(path, content); err != nil {
		return connectors.File{}, connectors.Errorf(connectors.Unavailable, "the file %s can't be stored: %w", name, err)
	}
	return file, nil
}

// write makes a file appear whole or not at all, also through a crash.
func (f *Files) write(path string, content []byte) (err error) {
	tmp, err := os.CreateTemp(f.dir, "new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	_, err = tmp.Write(content)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// Get reads a content.
func (f *Files) Get(_ context.Context, file connectors.File) ([]byte, error) {
	if !fileRef.MatchString(file.Ref) {
		return nil, connectors.Errorf(connectors.Invalid, "%q is no stored file", file.Ref)
	}
	content, err := os.ReadFile(f.path(file.Ref))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, connectors.Errorf(connectors.NotFound, "the file %s is no longer stored", file.Name)
	}
	return content, err
}

// Path is where a stored content lies, for people who want to open it.
func (f *Files) Path(file connectors.File) string { return f.path(file.Ref) }

func (f *Files) path(ref string) string { return filepath.Join(f.dir, ref[len("sha256:"):]) }
