package rest_test

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"sayso/api/problem"
	"sayso/api/rest"
)

func load(t testing.TB) *openapi3.T {
	t.Helper()
	raw, err := rest.Document("http://sayso.test")
	require.NoError(t, err)
	doc, err := openapi3.NewLoader().LoadFromData(raw)
	require.NoError(t, err)
	return doc
}

func TestTheDocumentIsOpenAPI(t *testing.T) {
	doc := load(t)
	require.Equal(t, "3.1.0", doc.OpenAPI)
	require.NoError(t, doc.Validate(t.Context()))
	require.Greater(t, doc.Paths.Len(), 20)
	s := newStage(t)
	s.send("GET", "/openapi.json", "").good(200, nil)
}

// The page needs nothing from elsewhere, and names each operation and each code.
func TestThePage(t *testing.T) {
	s := newStage(t)
	page := s.send("GET", "/docs", "").good(200, nil)
	require.Contains(t, page.header.Get("Content-Security-Policy"), "default-src 'none'")
	for path, item := range load(t).Paths.Map() {
		require.Contains(t, page.body, path)
		for _, op := range item.Operations() {
			require.NotEmpty(t, op.Summary)
		}
	}
	for _, c := range problem.Codes() {
		require.Contains(t, page.body, "<code>"+c.Code+"</code>")
	}
	require.NotContains(t, page.body, "src=")
}

// The page is there in German as well, for who asks for it or follows the link, and all of it is.
func TestThePageInGerman(t *testing.T) {
	s := newStage(t)
	english := s.send("GET", "/docs", "", "Accept-Language", "fr, en;q=0.5, de;q=0.3").good(200, nil)
	require.Equal(t, "en", english.header.Get("Content-Language"))
	german := s.send("GET", "/docs", "", "Accept-Language", "de-AT, en;q=0.5").good(200, nil)
	require.Equal(t, "de", german.header.Get("Content-Language"))
	require.Equal(t, "Accept-Language", german.header.Get("Vary"))
	require.Contains(t, english.body, `<a href="?lang=de"`)
	require.Contains(t, german.body, `<a href="?lang=en"`)
	require.Equal(t, german.body, s.send("GET", "/docs?lang=de", "").good(200, nil).body)
	require.Equal(t, english.body, s.send("GET", "/docs?lang=en", "", "Accept-Language", "de").good(200, nil).body)
	require.Equal(t, english.body, s.send("GET", "/docs?lang=xx", "").good(200, nil).body)

	code := regexp.MustCompile(`(?s)<(style|code)[ >].*?</(style|code)>`)
	words := regexp.MustCompile(`>([^<>]* [^<>]*\p{L}[^<>]*)<`)
	said := func(page string) (list []string) {
		for _, m := range words.FindAllStringSubmatch(code.ReplaceAllString(page, ""), -1) {
			list = append(list, strings.TrimSpace(m[1]))
		}
		return list
	}
	in := said(english.body)
	for _, text := range said(german.body) {
		require.False(t, strings.Contains(text, " ") && slices.Contains(in, text), "this is still English: %s", text)
	}
	require.Greater(t, len(in), 100)
	require.Contains(t, german.body, "Einen Lauf starten.")
	require.NotContains(t, german.body, "<td></td>", "each code and parameter has words")
}

// The README lists every code that an answer can carry.
func TestTheReadmeListsEveryCode(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	begin, end := []byte("<!-- codes -->\n"), []byte("<!-- /codes -->")
	from, to := bytes.Index(readme, begin)+len(begin), bytes.Index(readme, end)
	require.True(t, from > len(begin) && to >= from, "the README has a list of codes")
	if *update {
		readme = slices.Concat(readme[:from], []byte(codesTable()), readme[to:])
		require.NoError(t, os.WriteFile("../../README.md", readme, 0o600))
		return
	}
	require.Equal(t, codesTable(), string(readme[from:to]), "-update writes the table anew")
}

var update = flag.Bool("update", false, "write the README's table anew")

func codesTable() string {
	var b strings.Builder
	b.WriteString("| code | meaning |\n|---|---|\n")
	for _, c := range problem.Codes() {
		b.WriteString("| `" + c.Code + "` | " + c.Doc.En + " |\n")
	}
	return b.String()
}

// coded is where the use cases and the engine say a code.
var coded = regexp.MustCompile(`(?:Code: |invalid\(|conflict\((?:[a-z.A-Z]+, )?|missing\(|problem\.New\(|no\()"([a-z_]+)"`)

// Every code in the sources of the use cases, the routes and what they stand on is in the list.
func TestEveryCodeIsListed(t *testing.T) {
	known := map[string]bool{}
	for _, c := range problem.Codes() {
		known[c.Code] = true
	}
	found := 0
	for _, dir := range []string{"..", ".", "../../workflows"} {
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		for _, f := range files {
			if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
				continue
			}
			source, err := os.ReadFile(dir + "/" + f.Name())
			require.NoError(t, err)
			for _, match := range coded.FindAllSubmatch(source, -1) {
				found++
				if code := string(match[1]); !known[code] {
					require.Contains(t, notAnswers, code, "%s/%s says %s, which is in no list", dir, f.Name(), code)
				}
			}
		}
	}
	require.Greater(t, found, 60, "the sources still say codes in this way")
}

// notAnswers are codes that a run's outcome carries, and no answer that is an error.
const notAnswers = "cancelled rejected approval_expired no_event missing_value unreachable too_deep timeout"
