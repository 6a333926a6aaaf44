package rest

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"

	"sayso/api"
	"sayso/api/problem"
	"sayso/connectors"
)

//go:embed docs.html
var docsPage string

// operationLine is a route as people read it.
type operationLine struct {
	Method, Path, Group, Says string
	Needs                     []string
	Params                    []parameter
	Body, Out                 string // the names of schemas
}

// mountPage serves the page that shows the operations and the codes of errors, in the reader's language. It needs nothing from elsewhere.
func (s *server) mountPage(e gin.IRouter, all []route) error {
	pages := map[string][]byte{}
	for _, lang := range api.Languages() {
		page, err := s.page(all, lang)
		if err != nil {
			return err
		}
		pages[lang] = page
	}
	e.GET("/docs", func(c *gin.Context) {
		lang := c.Query("lang") // of the link from the page in the other language
		if pages[lang] == nil {
			lang = api.LanguageOf(c.GetHeader("Accept-Language"))
		}
		c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		c.Header("Content-Language", lang)
		c.Header("Vary", "Accept-Language")
		c.Data(http.StatusOK, "text/html; charset=utf-8", pages[lang])
	})
	return nil
}

// page writes the page in a language.
func (s *server) page(all []route, lang string) ([]byte, error) {
	say := func(en, de string) string { return connectors.Doc{En: en, De: de}.In(lang) }
	in := func(en string) string { return say(en, german[en]) }
	page, err := template.New("docs").Funcs(template.FuncMap{"say": say}).Parse(docsPage)
	if err != nil {
		return nil, err
	}
	var lines []operationLine
	types := schemas{map[string]*schema{}}
	for _, r := range all {
		op, err := types.operation(r)
		if err != nil {
			return nil, err
		}
		for i := range op.Parameters {
			op.Parameters[i].Description = in(op.Parameters[i].Description)
		}
		line := operationLine{Method: r.method, Path: openPath(r.path), Group: in(r.group), Says: in(r.says), Needs: op.Needs, Params: op.Parameters, Out: nameOf(r.out)}
		if op.Body != nil {
			line.Body = op.Body.Content["application/json"].Schema.Ref[len("#/components/schemas/"):]
		}
		lines = append(lines, line)
	}
	codes := map[string]string{}
	for _, c := range problem.Codes() {
		codes[c.Code] = c.Doc.In(lang)
	}
	var html bytes.Buffer
	err = page.Execute(&html, map[string]any{"Lang": lang, "URL": s.PublicURL, "Operations": lines, "Codes": codes})
	return html.Bytes(), err
}
