package place

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/catalog/data"
)

// Tables are the data files of this package, read.
type Tables struct {
	owners    []*owners
	storage   map[string]entry
	global    map[string]entry
	countries map[string]string // "aws eu-west-1" -> "IE"
	under     map[string][]*pattern
	patterns  []*pattern
}

// entry is a listed host name.
type entry struct {
	provider, country, note, file string
	line                          int
}

// pattern is one RE2 pattern over host names. It is compiled when it is first
// asked.
type pattern struct {
	file, provider, expr, confidence, note string
	line                                   int
	how                                    how
	arg                                    string
	tokens                                 map[string]string
	storage, hint                          bool
	suffixes                               []string
	examples                               []example

	once sync.Once
	re   *regexp.Regexp
	err  error
}

type example struct{ host, country string }

// how a region becomes a country.
type how uint8

const (
	undecided how = iota
	byTable
	byCountry
	byTokens
	byLetters
)

func rule(file string, line int) string { return file + ":" + strconv.Itoa(line) }

func compile(expr string) (*regexp.Regexp, error) { return regexp.Compile(expr) }

// Parse reads those of the files that are named place-*.txt. Like the rest of
// the catalog they are read strictly; owners are only found, and patterns
// compiled when they are first asked: Check does the rest.
func Parse(files []data.File) (*Tables, error) {
	t := &Tables{
		storage: make(map[string]entry, 220), global: map[string]entry{}, countries: make(map[string]string, 440), under: map[string][]*pattern{},
	}
	for _, f := range files {
		if !strings.HasPrefix(f.Name, "place-") {
			continue
		}
		l := &loader{Reader: data.NewReader(f.Name, f.Text), t: t, sources: map[string]bool{}}
		if err := l.load(); err != nil {
			return nil, err
		}
		if l.form == "owners" {
			o, err := index(f.Name, f.Text)
			if err != nil {
				return nil, err
			}
			t.owners = append(t.owners, o)
		}
	}
	for _, p := range t.patterns {
		for _, s := range p.suffixes {
			t.under[s] = append(t.under[s], p)
		}
	}
	return t, nil
}

// loader reads one file.
type loader struct {
	data.Reader
	t        *Tables
	form     string
	dated    bool
	sources  map[string]bool
	provider string
}

var forms = map[string]func(*loader, *data.Line) error{
	"owners": (*loader).owner, "countries": (*loader).country, "storage": (*loader).endpoint, "regions": (*loader).pattern,
}

func (l *loader) load() error {
	for {
		line, ok, err := l.Next()
		if err != nil {
			return err
		}
		if !ok || l.form == "owners" && !headers[line.Words[0]] {
			break // owners reads on
		}
		if err := l.read(line); err != nil {
			return l.Errorf("%v", err)
		}
	}
	if l.form == "" || !l.dated {
		return l.Errorf("the file names no form (holds ...) or no date")
	}
	return l.finishPattern()
}

func (l *loader) read(line *data.Line) error {
	w := line.Words
	switch {
	case l.form == "":
		if len(w) != 2 || w[0] != "holds" || forms[w[1]] == nil {
			return fmt.Errorf("the first line is not \"holds\" and a known form")
		}
		l.form = w[1]
		return nil
	case w[0] == "date" && len(w) == 2:
		l.dated = true
		return nil
	case w[0] == "source" && len(w) == 4:
		l.sources[w[1]] = true
		return nil
	case w[0] == "from" && len(w) == 2:
		if !l.sources[w[1]] {
			return fmt.Errorf("unknown source %q", w[1])
		}
		return nil
	case w[0] == "provider" && len(w) == 2 && (l.form == "countries" || l.form == "storage"):
		l.provider = w[1]
		return nil
	}
	return forms[l.form](l, line)
}

// owner is for what stands above the first owner and is no head of a file.
func (l *loader) owner(line *data.Line) error {
	return fmt.Errorf("unknown word %q, or wrong number of words", line.Words[0])
}

// country reads: REGION CC [checked].
func (l *loader) country(line *data.Line) error {
	w := line.Words
	if l.provider == "" || len(w) < 2 || len(w) > 3 || len(w) == 3 && w[2] != "checked" || !isCountry(w[1]) {
		return fmt.Errorf("unknown line: a region, a country and perhaps \"checked\", below a provider")
	}
	key := l.provider + " " + w[0]
	if l.t.countries[key] != "" {
		return fmt.Errorf("region %s of %s twice", w[0], l.provider)
	}
	l.t.countries[key] = w[1]
	return nil
}

// endpoint reads: HOST CC, or HOST ANY.
func (l *loader) endpoint(line *data.Line) error {
	w := line.Words
	if l.provider == "" || len(w) != 2 || w[1] != "ANY" && !isCountry(w[1]) {
		return fmt.Errorf("unknown line: a host and a country or ANY, below a provider")
	}
	return list(l.t.storage, w[0], entry{l.provider, strings.TrimPrefix(w[1], "ANY"), line.Note, l.File(), line.Number})
}

func list(m map[string]entry, host string, e entry) error {
	if err := checkHost(host); err != nil {
		return err
	}
	if old, ok := m[host]; ok {
		return fmt.Errorf("%s is already at %s", host, rule(old.file, old.line))
	}
	m[host] = e
	return nil
}

// pattern reads the lines of place-regions.txt.
func (l *loader) pattern(line *data.Line) error {
	w := line.Words
	var p *pattern
	if n := len(l.t.patterns); n > 0 {
		p = l.t.patterns[n-1]
	}
	switch {
	case w[0] == "pattern" && len(w) == 4:
		if err := l.finishPattern(); err != nil {
			return err
		}
		if w[3] != "high" && w[3] != "medium" && w[3] != "low" {
			return fmt.Errorf("unknown confidence %q", w[3])
		}
		for _, old := range l.t.patterns {
			if old.expr == w[2] {
				return fmt.Errorf("pattern is already at line %d", old.line)
			}
		}
		l.t.patterns = append(l.t.patterns, &pattern{file: l.File(), line: line.Number, provider: w[1], expr: w[2], confidence: w[3], note: line.Note})
		return nil
	case w[0] == "global" && len(w) == 2:
		return list(l.t.global, w[1], entry{note: line.Note, file: l.File(), line: line.Number})
	case p == nil:
		return fmt.Errorf("unknown word %q before the first pattern", w[0])
	case w[0] == "under" && len(w) > 1:
		p.suffixes = append([]string(nil), w[1:]...)
	case w[0] == "table" && len(w) == 2:
		p.how, p.arg = byTable, w[1]
	case w[0] == "country" && len(w) == 2 && (w[1] == "?" || isCountry(w[1])):
		p.how, p.arg = byCountry, strings.Trim(w[1], "?")
	case w[0] == "letters" && len(w) == 1:
		p.how = byLetters
	case w[0] == "tokens" && len(w) > 1:
		p.how, p.tokens = byTokens, map[string]string{}
		for _, t := range w[1:] {
			a, c, ok := strings.Cut(t, "=")
			if !ok || c != "?" && !isCountry(c) {
				return fmt.Errorf("token %q is not NAME=CC", t)
			}
			p.tokens[a] = strings.Trim(c, "?")
		}
	case w[0] == "storage" && len(w) == 1:
		p.storage = true
	case w[0] == "hint" && len(w) == 1:
		p.hint = true
	case w[0] == "example" && len(w) == 3 && (w[2] == "?" || isCountry(w[2])):
		p.examples = append(p.examples, example{w[1], strings.Trim(w[2], "?")})
	default:
		return fmt.Errorf("unknown word %q, or wrong number of words", w[0])
	}
	return nil
}

// finishPattern refuses a pattern that is not whole.
func (l *loader) finishPattern() error {
	if len(l.t.patterns) == 0 {
		return nil
	}
	p := l.t.patterns[len(l.t.patterns)-1]
	if p.how == undecided || len(p.suffixes) == 0 || len(p.examples) == 0 {
		return fmt.Errorf("%s: the pattern lacks suffixes, a country or an example", rule(p.file, p.line))
	}
	return nil
}

// Check refuses what Parse leaves out because it costs more than all the rest:
// owners that are not well written, and patterns that do not do what they say.
// It compiles every pattern and holds it against its examples: each must match,
// give its country, and be out of the reach of the patterns before it.
func (t *Tables) Check() error {
	seen := map[string]*owners{}
	for _, o := range t.owners {
		if err := o.check(seen); err != nil {
			return err
		}
	}
	for i, p := range t.patterns {
		at := rule(p.file, p.line)
		if _, err := compile(p.expr); err != nil {
			return fmt.Errorf("%s: %v", at, err)
		}
		for _, e := range p.examples {
			var info Info
			if !p.match(e.host, t.countries, &info) || info.Country != e.country {
				return fmt.Errorf("%s: %s gives %q, not %q", at, e.host, info.Country, e.country)
			}
			if got := t.Lookup(e.host); got.Country != e.country {
				return fmt.Errorf("%s: %s gives %q by %s, not %q", at, e.host, got.Country, got.Rule, e.country)
			}
			for _, before := range t.patterns[:i] {
				if before.match(e.host, t.countries, &info) {
					return fmt.Errorf("%s: never reached by %s: line %d takes it", at, e.host, before.line)
				}
			}
		}
	}
	return nil
}

func isCountry(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// checkHost refuses what can never be a host name.
func checkHost(s string) error {
	if !isHost(s) {
		return fmt.Errorf("%q can never be a host name in lower case", s)
	}
	return nil
}

func isHost(s string) bool {
	if s == "" || s[0] == '.' || s[len(s)-1] == '.' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' && s[i-1] != '.') {
			return false
		}
	}
	return true
}
