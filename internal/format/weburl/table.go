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
	bare map[entry]bool
}

// tables is built on first use. The files are part of the program and checked by
// a test, so a mistake in them is a mistake in the build.
var tables = sync.OnceValue(func() *table {
	t := &table{boilerplate: map[entry]string{}, urls: map[string][]string{}, bare: map[entry]bool{}}
	rows, err := load("boilerplate.txt", boilerplateText, []string{"host", "domain", "root", "url"}, reasons)
	if err != nil {
		panic(err)
	}
	for _, r := range rows {
		t.boilerplate[r.entry] = r.reason
		if r.kind == "url" {
			host, path, _ := strings.Cut(r.value, "/")
			t.urls[host] = append(t.urls[host], "/"+path)
		}
	}
	rows, err = load("bare.txt", bareText, []string{"root", "reverse", "key", "never", "strong", "middling", "start"}, nil)
	if err != nil {
		panic(err)
	}
	for _, r := range rows {
		t.bare[r.entry] = true
	}
	return t
})

// reasons that a row of boilerplate.txt may give.
var reasons = []string{"namespace", "licence", "example", "local", "documentation"}

type row struct {
	entry
	reason string
}

// load reads a table: lines of a kind, then a reason if the table has reasons,
// then one or more values; "#" starts a comment. Unknown words, values that are
// not lower case, and values given twice are errors with their line.
func load(file, text string, kinds, reasons []string) ([]row, error) {
	var out []row
	seen := map[entry]int{}
	for i, line := range strings.Split(text, "\n") {
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
			if n := seen[e]; n > 0 {
				return nil, fail("%s %s stands in line %d already", kind, w, n)
			}
			seen[e] = i + 1
			out = append(out, row{e, reason})
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
