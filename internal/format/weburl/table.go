package weburl

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed boilerplate.txt
var boilerplateText string

//go:embed bare.txt
var bareText string

// entry is a row of a table: what kind of rule for which name.
type entry struct{ kind, value string }

type table struct {
	// boilerplate maps the rows to their reason.
	boilerplate map[entry]string
	// urls lists the path prefixes of a host with url rows.
	urls map[string][]string
	bare map[entry]string // without reasons
}

func (t *table) has(kind, value string) bool {
	_, ok := t.bare[entry{kind, value}]
	return ok
}

// tables is built on first use. The files are part of the program and checked by
// a test, so a mistake in them is a mistake in the build.
var tables = sync.OnceValue(func() *table {
	t := &table{urls: map[string][]string{}}
	var err error
	if t.boilerplate, err = load("boilerplate.txt", boilerplateText, []string{"host", "domain", "root", "url"}, reasons); err != nil {
		panic(err)
	}
	for e := range t.boilerplate {
		if e.kind == "url" {
			host, _, _ := strings.Cut(e.value, "/")
			t.urls[host] = append(t.urls[host], e.value[len(host):])
		}
	}
	for _, paths := range t.urls {
		slices.Sort(paths)
	}
	if t.bare, err = load("bare.txt", bareText, []string{"root", "reverse", "key", "never", "strong", "middling", "start"}, nil); err != nil {
		panic(err)
	}
	return t
})

// reasons that a row of boilerplate.txt may give.
var reasons = []string{"namespace", "licence", "example", "local", "documentation"}

// load reads a table into its reasons by row: lines of a kind, then a reason if the table has reasons,
// then one or more values; "#" starts a comment. Unknown words, values that are
// not lower case, and values given twice are errors with their line.
func load(file, text string, kinds, reasons []string) (map[entry]string, error) {
	out := make(map[entry]string, len(text)/10)
	i := -1
	for line := range strings.Lines(text) {
		i++
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		fail := func(format string, args ...any) error {
			return fmt.Errorf("%s:%d: %s", file, i+1, fmt.Sprintf(format, args...))
		}
		kind, reason := words[0], ""
		if !slices.Contains(kinds, kind) {
			return nil, fail("%q is none of %s", kind, strings.Join(kinds, ", "))
		}
		words = words[1:]
		if len(reasons) > 0 {
			if len(words) == 0 || !slices.Contains(reasons, words[0]) {
				return nil, fail("the second word is none of %s", strings.Join(reasons, ", "))
			}
			reason, words = words[0], words[1:]
		}
		if len(words) == 0 {
			return nil, fail("%q has no value", kind)
		}
		for _, w := range words {
			e := entry{kind, w}
			host, _, isURL := strings.Cut(w, "/")
			if host != strings.ToLower(host) || isURL != (kind == "url") || strings.HasPrefix(w, ".") {
				return nil, fail("%q is not a %s in lower case", w, kind)
			}
			if _, ok := out[e]; ok {
				return nil, fail("%s %s is given twice", kind, w)
			}
			out[e] = reason
		}
	}
	return out, nil
}

// boilerplateReason looks a URL up: by host, by its first label, by a domain it is under, by host
// and start of the path.
func boilerplateReason(name string, path []byte) string {
	t := tables()
	if r := t.boilerplate[entry{"host", name}]; r != "" {
		return r
	}
	root, _, _ := strings.Cut(name, ".")
	if r := t.boilerplate[entry{"root", root}]; r != "" {
		return r
	}
	for d := name; d != ""; {
		if r := t.boilerplate[entry{"domain", d}]; r != "" {
			return r
		}
		_, d, _ = strings.Cut(d, ".")
	}
	if prefixes := t.urls[name]; len(prefixes) > 0 {
		p := strings.ReplaceAll(string(path), `\/`, "/")
		for _, pre := range prefixes {
			if strings.HasPrefix(p, pre) {
				return t.boilerplate[entry{"url", name + pre}]
			}
		}
	}
	return ""
}
