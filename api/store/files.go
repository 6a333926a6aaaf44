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
	"strings"

	"sayso/connectors"
)

// Files keeps contents in a folder: each in a folder of its own that is named by the hash of its bytes, under the file's name, so that
// people find it too. It is the adapter of [connectors.Files].
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
	path := f.Path(file)
	if _, err := os.Stat(path); err == nil {
		return file, nil
	}
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = f.write(path, content)
	}
	if err != nil {
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
	content, err := os.ReadFile(f.Path(file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, connectors.Errorf(connectors.NotFound, "the file %s is no longer stored", file.Name)
	}
	return content, err
}

// Path is where a stored content lies, for people who want to open it.
func (f *Files) Path(file connectors.File) string {
	return filepath.Join(f.dir, file.Ref[len("sha256:"):], safeName(file.Name))
}

// safeName makes a name that every file system takes and that leads nowhere else.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) || r == 0x7f {
			return '_'
		}
		return r
	}, name)
	if len(name) > maxName { // the ending says what it is
		end := filepath.Ext(name)
		name = strings.ToValidUTF8(name[:max(0, maxName-len(end))], "") + end
	}
	if strings.Trim(name, ". ") == "" {
		return "file"
	}
	return name
}

// maxName is below what file systems allow, in bytes.
const maxName = 200
