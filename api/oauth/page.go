package oauth

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"net/http"

	"sayso/api"
	"sayso/connectors"
)

//go:embed pages
var pageFiles embed.FS

func parsePages() (*template.Template, error) {
	return template.New("").Option("missingkey=error").ParseFS(pageFiles, "pages/*.html")
}

// page is what every page shows.
type page struct {
	Lang   string
	T      map[string]string // the texts in that language
	Title  string
	Token  string // of its form
	To     string // where to go after signing in
	Notice string // what went wrong
	Who    string // who is signed in

	// sendsTo is where its form may lead beside here: to the client that waits for the answer.
	sendsTo string

	// Of one page each.
	Provider  string // of showSignIn: the name of the provider
	Passwords bool   // of showSignIn: people have passwords here
	Consent   *consentView
	Question  *questionView
	Connect   *connectView
	Grants    []grantView // of showApps
	Login     string      // of showWelcome
	Link      string
}

// languageOf is the language of who asks.
func languageOf(r *http.Request) string { return api.LanguageOf(r.Header.Get("Accept-Language")) }

// newPage begins a page for whoever asks.
func newPage(r *http.Request, v visitor, title string) page {
	lang := languageOf(r)
	p := page{Lang: lang, T: texts(lang), Token: v.formToken(), Who: cmp.Or(v.account.Name, v.account.Login)}
	p.Title = p.T[title]
	return p
}

// show writes a page. It can't be framed (RFC 9700, 4.16), runs no script, loads nothing from elsewhere, is kept by nobody, and tells no other site its
// address, which may hold a link's secret.
func (s *Server) show(w http.ResponseWriter, status int, name string, p page) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name+".html", p); err != nil {
		s.Log.Error("oauth: a page can't be written", "page", name, "error", err)
		http.Error(w, p.T["failed"], http.StatusInternalServerError)
		return
	}
	action := "'self'"
	if p.sendsTo != "" { // browsers hold the redirect after a form to it too
		action += " " + p.sendsTo
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action "+action)
	h.Set("X-Frame-Options", "DENY")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // no-referrer would take the Origin from our own forms
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Lang)
	h.Add("Vary", "Accept-Language, Cookie")
	if s.secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}

// sorry shows a person what went wrong. Nobody is sent anywhere.
func (s *Server) sorry(w http.ResponseWriter, r *http.Request, err error) {
	e := connectors.AsError(err)
	p := newPage(r, visitor{}, "sorry.title")
	status := http.StatusBadRequest
	p.Notice = p.T["error."+e.Code]
	switch {
	case p.Notice == "":
		s.Log.Error("oauth: a page failed", "code", e.Code, "error", e.Message)
		p.Notice, status = p.T["failed"], http.StatusInternalServerError
	case e.Kind == connectors.Denied || e.Code == codeForged:
		status = http.StatusForbidden
	case e.Kind == connectors.Unavailable:
		status = http.StatusServiceUnavailable
	case e.Kind == connectors.Limited:
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", fmt.Sprintf("%.0f", e.RetryAfter.Seconds()))
	}
	s.show(w, status, "sorry", p)
}

func (s *Server) serveStyle(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	sheet, _ := pageFiles.ReadFile("pages/style.css") // it is embedded
	_, _ = w.Write(sheet)
}
