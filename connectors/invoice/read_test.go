package invoice_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/stretchr/testify/require"
)

// What is in a PDF is read with pdfcpu, which has nothing in common with what wrote it.

// configuration is relaxed in one point that matters: associated files came to PDF 1.7 with PDF/A-3, not with the base standard.
func configuration() *model.Configuration {
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationRelaxed
	return c
}

// pages reads the texts on each page in the order in which they were drawn, one a line.
func pages(t testing.TB, pdf []byte) []string {
	t.Helper()
	api.DisableConfigDir()
	ctx, err := api.ReadValidateAndOptimize(bytes.NewReader(pdf), configuration())
	require.NoError(t, err)
	var all []string
	for page := 1; page <= ctx.PageCount; page++ {
		r, err := pdfcpu.ExtractPageContent(ctx, page)
		require.NoError(t, err)
		raw, err := io.ReadAll(r)
		require.NoError(t, err)
		all = append(all, drawn(raw))
	}
	return all
}

var shown = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) Tj`)

// drawn decodes the strings that a page's content shows: UTF-16, with some bytes escaped.
func drawn(content []byte) string {
	var text strings.Builder
	for _, m := range shown.FindAllSubmatch(content, -1) {
		var raw []byte
		for i := 0; i < len(m[1]); i++ {
			c := m[1][i]
			if c == '\\' {
				i++
				c = m[1][i]
				if c == 'r' {
					c = '\r'
				}
			}
			raw = append(raw, c)
		}
		var units []uint16
		for i := 0; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		text.WriteString(string(utf16.Decode(units)) + "\n")
	}
	return text.String()
}

// enclosed reads the XML out of a PDF.
func enclosed(t testing.TB, pdf []byte) []byte {
	t.Helper()
	api.DisableConfigDir()
	files, err := api.ExtractAttachmentsRaw(bytes.NewReader(pdf), "", nil, configuration())
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.Equal(t, "factur-x.xml", files[0].FileName)
	raw, err := io.ReadAll(files[0])
	require.NoError(t, err)
	return raw
}

// element is an XML element of any name.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func parse(t testing.TB, raw []byte) element {
	t.Helper()
	var e element
	require.NoError(t, xml.Unmarshal(raw, &e))
	return e
}

// all gives the elements at a path of local names, such as "ExchangedDocument/ID".
func (e element) all(path string) []element {
	found := []element{e}
	for name := range strings.SplitSeq(path, "/") {
		var next []element
		for _, f := range found {
			for _, c := range f.Children {
				if c.XMLName.Local == name {
					next = append(next, c)
				}
			}
		}
		found = next
	}
	return found
}

// text gives the text of the first element at a path, "" where there is none.
func (e element) text(path string) string {
	if found := e.all(path); len(found) > 0 {
		return strings.TrimSpace(found[0].Text)
	}
	return ""
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
