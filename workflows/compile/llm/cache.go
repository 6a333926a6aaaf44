package llm

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Cache keeps answers, so that the same prompt costs once and gives the same plan, also when a person looks at it first and runs it then.
// What can't be kept or found is asked for anew.
type Cache interface {
	Get(key string) (answer string, ok bool)
	Put(key, answer string)
}

// cacheKey stands for all that an answer depends on: the model and where it is, the system prompt, the catalogue that is offered, the day,
// what was written and what was answered. The first messages hold all of that where the endpoint knows no schemas.
func cacheKey(s Settings, first []openai.ChatCompletionMessage) string {
	raw, err := json.Marshal([]any{s.BaseURL, s.Model, promptVersion, first})
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// Folder is a cache of files in a folder, which only its owner can read. The prompts themselves are not in it, but the answers hold what they
// made of them.
type Folder struct{ dir string }

// NewFolder keeps answers in a folder, which is made when the first is kept.
func NewFolder(dir string) *Folder { return &Folder{dir} }

// maxKept is how many answers are kept; the oldest make room.
const maxKept = 500

// Get reads an answer.
func (f *Folder) Get(key string) (string, bool) {
	raw, err := os.ReadFile(filepath.Join(f.dir, key+".json"))
	return string(raw), err == nil
}

// Put keeps an answer. It is written under another name first, so that nobody reads half of one.
func (f *Folder) Put(key, answer string) {
	if os.MkdirAll(f.dir, 0o700) != nil {
		return
	}
	file := filepath.Join(f.dir, key+".json")
	fresh, err := os.CreateTemp(f.dir, "new-*")
	if err != nil {
		return
	}
	_, err = fresh.WriteString(answer)
	if closed := fresh.Close(); err != nil || closed != nil || os.Rename(fresh.Name(), file) != nil {
		_ = os.Remove(fresh.Name())
		return
	}
	f.prune()
}

// prune removes the oldest answers where there are too many.
func (f *Folder) prune() {
	files, err := os.ReadDir(f.dir)
	if err != nil || len(files) <= maxKept {
		return
	}
	age := map[string]time.Time{}
	for _, file := range files {
		if info, err := file.Info(); err == nil {
			age[file.Name()] = info.ModTime()
		}
	}
	names := sortedKeys(age)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(age[a].UnixNano(), age[b].UnixNano()) })
	for _, name := range names[:max(len(names)-maxKept, 0)] {
		_ = os.Remove(filepath.Join(f.dir, name))
	}
}
