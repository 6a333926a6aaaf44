package apitest

import (
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FormType is what browsers send forms as.
const FormType = "application/x-www-form-urlencoded"

// Reply is an answer that was read to its end.
type Reply struct {
	*http.Response

	Text string // of the body
}

// Send sends a request and reads the answer to its end.
func Send(t testing.TB, c *http.Client, r *http.Request) Reply {
	t.Helper()
	answer, err := c.Do(r) //nolint:gosec // to the server of the test
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return Reply{answer, string(body)}
}

// Location is where the answer sends the browser, without its query, and its query.
func (r Reply) Location(t testing.TB) (string, url.Values) {
	t.Helper()
	require.Equal(t, http.StatusSeeOther, r.StatusCode, r.Text)
	base, query, _ := strings.Cut(r.Header.Get("Location"), "?")
	values, err := url.ParseQuery(query)
	require.NoError(t, err)
	return base, values
}

// JSON is the object that the answer has.
func (r Reply) JSON(t testing.TB) map[string]any {
	t.Helper()
	var m map[string]any
	require.NoError(t, json.Unmarshal([]byte(r.Text), &m), r.Text)
	return m
}

var (
	inputs     = regexp.MustCompile(`<input ([^>]*)>`)
	selects    = regexp.MustCompile(`(?s)<select [^>]*name="([^"]*)"[^>]*>\s*<option value="([^"]*)"`)
	attributes = regexp.MustCompile(`([\w-]+)(?:="([^"]*)")?`)
)

// Fields are what a browser would send of the first form of a page as it stands: what is hidden, filled in beforehand, ticked or first in a list.
func (r Reply) Fields() url.Values {
	form, _, _ := strings.Cut(r.Text, "</form>")
	values := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(form, -1) {
		has := map[string]string{}
		for _, a := range attributes.FindAllStringSubmatch(m[1], -1) {
			has[a[1]] = html.UnescapeString(a[2])
		}
		if _, ticked := has["checked"]; ticked || has["type"] != "checkbox" {
			values.Set(has["name"], has["value"])
		}
	}
	for _, m := range selects.FindAllStringSubmatch(form, -1) {
		values.Set(m[1], html.UnescapeString(m[2]))
	}
	return values
}

// Browser is what a person uses: it keeps cookies, follows nothing by itself, and says where a form comes from.
type Browser struct {
	Client *http.Client
	Lang   string

	t    testing.TB
	site string
}

// NewBrowser is a fresh one that trusts a server.
func NewBrowser(t testing.TB, at *httptest.Server) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	trusting, ok := at.Client().Transport.(*http.Transport)
	require.True(t, ok)
	return &Browser{t: t, site: at.URL, Lang: "en", Client: &http.Client{Jar: jar, Transport: trusting.Clone(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// Get opens an address; one without a host is the server's.
func (b *Browser) Get(address string) Reply {
	b.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = b.site + address
	}
	return b.send(http.MethodGet, address, nil, nil)
}

// Post sends a form from a page of the server's, unless header says that it comes from elsewhere.
func (b *Browser) Post(path string, form url.Values, header ...string) Reply {
	b.t.Helper()
	return b.send(http.MethodPost, b.site+path, form, append([]string{"Content-Type", FormType, "Sec-Fetch-Site", "same-origin"}, header...))
}

func (b *Browser) send(method, address string, form url.Values, header []string) Reply {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, address, strings.NewReader(form.Encode()))
	require.NoError(b.t, err)
	r.Header.Set("Accept-Language", b.Lang)
	for pair := range slices.Chunk(header, 2) {
		r.Header.Set(pair[0], pair[1])
	}
	return Send(b.t, b.Client, r)
}

// Submit sends the form of a page as it stands, but for what a person filled in: names and values. An empty value unticks.
func (b *Browser) Submit(page Reply, path string, filled ...string) Reply {
	b.t.Helper()
	form := page.Fields()
	for pair := range slices.Chunk(filled, 2) {
		if form.Set(pair[0], pair[1]); pair[1] == "" {
			form.Del(pair[0])
		}
	}
	return b.Post(path, form)
}

// SignIn signs a person in, who was made by [AddPerson].
func (b *Browser) SignIn(login string) {
	b.t.Helper()
	in := b.Submit(b.Get("/oauth/signin"), "/oauth/signin", "login", login, "password", Password)
	require.Equal(b.t, http.StatusOK, in.StatusCode, in.Text)
}

// Open opens an address for which somebody has to be signed in, and signs them in on the way where nobody is.
func (b *Browser) Open(address, login string) Reply {
	b.t.Helper()
	page := b.Get(address)
	if page.StatusCode != http.StatusSeeOther {
		return page
	}
	to, query := page.Location(b.t)
	require.Equal(b.t, "/oauth/signin", to)
	in := b.Submit(b.Get(to+"?"+query.Encode()), "/oauth/signin", "login", login, "password", Password)
	require.Equal(b.t, http.StatusSeeOther, in.StatusCode, in.Text)
	return b.Get(in.Header.Get("Location"))
}

// Allow agrees to what a client asks for on the page at an address, and gives what the client is told.
func (b *Browser) Allow(page Reply, filled ...string) (string, url.Values) {
	b.t.Helper()
	require.Equal(b.t, http.StatusOK, page.StatusCode, page.Text+page.Header.Get("Location"))
	return b.Submit(page, "/oauth/authorize", append([]string{"decision", "allow"}, filled...)...).Location(b.t)
}
