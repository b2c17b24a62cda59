// Package html writes a run as one self-contained page: to read on a screen, to
// print, to file as an exhibit.
//
// How: the run becomes a page of plain Go values (model.go), each string
// cleaned and bounded, and html/template escapes it by context. The page has no
// script and asks nothing from anywhere; a content security policy in it
// forbids both, should an escape ever fail. Folded parts are details elements,
// which print unfolded.
//
// Limits: it lists what the stream lists, so at most message.MaxPlaces places
// for each piece of evidence. Same run, same bytes.
//
// Reference: WCAG 2.2 level AA; CSP level 3.
package html

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/report/view"
)

//go:embed templates
var files embed.FS

//go:embed page.css
var css string

var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page.tmpl").Funcs(template.FuncMap{"parts": parts, "fits": fits}).ParseFS(files, "templates/*.tmpl"))
})

// Words up to maxWord bytes fit the narrowest column; names up to maxLine a line
// of the narrowest page.
const (
	maxWord = 14
	maxLine = 24
)

// fits tells a cell whose words need no breaking.
func fits(s string) bool {
	return !slices.ContainsFunc(strings.Fields(s), func(w string) bool { return len(w) > maxWord })
}

// parts cuts the long words of s, names of classes and files mostly, where a
// line may break: a name is easier to read part by part.
func parts(s string) []string {
	var out []string
	begin, word := 0, 0 // of the part and of the word
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != ' ' {
			continue
		}
		at := ""
		switch {
		case i-word > maxLine:
			at = "./$(,"
		case i-word > maxWord:
			at = "/"
		}
		for k := word + 1; k < i-1; k++ {
			if strings.IndexByte(at, s[k]) >= 0 && s[k+1] != ')' {
				out, begin = append(out, s[begin:k+1]), k+1
			}
		}
		word = i + 1
	}
	return append(out, s[begin:])
}

// policy lets the page use its one style element and the empty icon, nothing
// else. It names the style by digest, so that an injected one has no effect.
func policy() string {
	sum := sha256.Sum256([]byte(css))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}

// Write writes c as one HTML page on w.
func Write(w io.Writer, c *view.Case) error {
	b := bufio.NewWriter(w)
	m := newModel(c)
	m.CSS, m.CSP = template.CSS(css), policy()
	if err := page().Execute(b, m); err != nil {
		return err
	}
	return b.Flush()
}
