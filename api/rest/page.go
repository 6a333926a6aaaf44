package rest

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"

	"sayso/api/problem"
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

// mountPage serves the page that shows the operations and the codes of errors. It needs nothing from elsewhere.
func (s *server) mountPage(e gin.IRouter, all []route) error {
	page, err := template.New("docs").Parse(docsPage)
	if err != nil {
		return err
	}
	var lines []operationLine
	types := schemas{map[string]*schema{}}
	for _, r := range all {
		op, err := types.operation(r)
		if err != nil {
			return err
		}
		line := operationLine{Method: r.method, Path: openPath(r.path), Group: r.group, Says: r.says, Needs: op.Needs, Params: op.Parameters, Out: nameOf(r.out)}
		if op.Body != nil {
			line.Body = op.Body.Content["application/json"].Schema.Ref[len("#/components/schemas/"):]
		}
		lines = append(lines, line)
	}
	var html bytes.Buffer
	if err := page.Execute(&html, map[string]any{"URL": s.PublicURL, "Operations": lines, "Codes": problem.Codes()}); err != nil {
		return err
	}
	e.GET("/docs", func(c *gin.Context) {
		c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		c.Data(http.StatusOK, "text/html; charset=utf-8", html.Bytes())
	})
	return nil
}
