package oauth

import (
	"io/fs"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
)

// Every text is there in both languages, and every text that a page asks for is there.
func TestWords(t *testing.T) {
	for name, doc := range words {
		require.NotEmpty(t, doc.En, name)
		require.NotEmpty(t, doc.De, name)
	}
	asks := regexp.MustCompile(`index \$?\.T "([^"]+)"|\$?\.T\.(\w+)`)
	found := 0
	require.NoError(t, fs.WalkDir(pageFiles, "pages", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := pageFiles.ReadFile(path)
		require.NoError(t, err)
		for _, m := range asks.FindAllStringSubmatch(string(raw), -1) {
			require.Contains(t, words, m[1]+m[2], path)
			found++
		}
		return nil
	}))
	require.Greater(t, found, 20)
}

// Every permission is a scope with words of its own, so that nobody agrees to what they can't read.
func TestScopesHaveWords(t *testing.T) {
	var scopes []api.Permission
	for _, w := range scopeWords {
		require.NotEmpty(t, w.says.En)
		require.NotEmpty(t, w.says.De)
		scopes = append(scopes, w.scope)
	}
	require.ElementsMatch(t, api.Permissions(), scopes)
}
