package declaration

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

//go:embed data/*.txt
var data embed.FS

// Form is one kind of declaration, with what its own rules leave out.
type Form struct {
	ID     message.Form
	Name   string
	Speaks string // whose app it speaks of: "android", "ios"
	// Ephemeral: it need not show what is kept in memory only, no longer than a
	// request takes. OwnCode: it speaks of one program, not of the libraries in
	// it. Asks: it says what is asked for, and nothing of what becomes of it but
	// by promises of its own.
	Ephemeral, OwnCode, Asks bool
	Inside                   bool // read out of the app's package, not given as a file
	Tracking                 bool // it tells of each type whether it is used for tracking
	// Ads are its words for purposes that hold advertising, by others or by the
	// publisher.
	Ads []string
}

// relation is how a type of a form stands to a practice; types.txt defines them.
type relation string

const (
	is    relation = "is"
	holds relation = "holds"
	may   relation = "may"
	wide  relation = "wide"
	room  relation = "room"
)

// omissible reports whether a form that does not name the type leaves the
// practice out.
func (r relation) omissible() bool { return r != may && r != room }

type says struct {
	relation relation
	practice practice.ID
}

// dataType is one row of types.txt. A category has no id of its own.
type dataType struct {
	category, id, name string
	says               []says
	rule               string // "types.txt:12"
}

// pageLine is one row of pages.txt.
type pageLine struct{ kind, text, mark, rule string }

// family is the vocabulary that forms of one publisher share.
type family struct {
	types    []dataType
	byID     map[string]*dataType
	byName   map[string]*dataType // by normal name, categories among them
	lines    map[string]*pageLine // by normal text
	purposes map[string]*pageLine // by id
	names    []string             // of types and purposes, the longest first
	ads      []string             // purposes that hold advertising, in the form's words
	silentOn []practice.ID        // practices that an empty form leaves out, in report order
}

type tables struct {
	forms    map[message.Form]Form
	order    []Form
	families map[string]*family
	asks     wording
	phrases  map[string][]phrase // of the things that texts ask for, by first word
}

// phrase is one way to call a thing.
type phrase struct {
	words []string
	t     *dataType
}

// rationales is the family of types.txt whose ids are lists of phrases.
const rationales = "rationale"

// load returns the tables of this build; the tests of this package rule an
// error out.
var load = sync.OnceValues(func() (*tables, error) {
	t := &tables{forms: map[message.Form]Form{}, families: map[string]*family{}, asks: wording{classes: map[string]map[string]bool{}}, phrases: map[string][]phrase{}}
	for _, f := range []struct {
		name   string
		fields int
		add    func(row []string, rule string) error
	}{
		{"forms.txt", 4, t.addForm},
		{"types.txt", 5, t.addType},
		{"pages.txt", 5, t.addLine},
		{"asks.txt", 3, t.asks.add},
	} {
		text, err := data.ReadFile("data/" + f.name)
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			row := strings.Split(line, "|")
			for i := range row {
				row[i] = strings.TrimSpace(row[i])
			}
			for len(row) < f.fields && f.name == "pages.txt" { // the last ones may be missing
				row = append(row, "")
			}
			rule := fmt.Sprintf("%s:%d", f.name, n)
			if len(row) != f.fields {
				return nil, fmt.Errorf("%s: %d fields, not %d", rule, len(row), f.fields)
			}
			if err := f.add(row, rule); err != nil {
				return nil, fmt.Errorf("%s: %w", rule, err)
			}
		}
	}
	for _, f := range t.families {
		f.finish()
	}
	for id, f := range t.forms {
		family, _, _ := strings.Cut(string(id), "-")
		if v := t.families[family]; v != nil {
			f.Ads = v.ads
			t.forms[id] = f
		}
	}
	for i := range t.families[rationales].types {
		x := &t.families[rationales].types[i]
		for name := range strings.SplitSeq(x.id, ",") {
			words := wordsOf(name)
			t.phrases[words[0]] = append(t.phrases[words[0]], phrase{words, x})
		}
	}
	return t, nil
})

func (t *tables) addForm(row []string, _ string) error {
	f := Form{ID: message.Form(row[0]), Speaks: row[1], Name: row[3]}
	for _, word := range strings.Fields(row[2]) {
		flag, ok := map[string]*bool{"ephemeral": &f.Ephemeral, "own-code": &f.OwnCode, "asks": &f.Asks, "inside": &f.Inside, "tracking": &f.Tracking}[word]
		if !ok {
			return fmt.Errorf("unknown rule %q", word)
		}
		*flag = true
	}
	t.forms[f.ID] = f
	t.order = append(t.order, f)
	return nil
}

func (t *tables) family(name string) *family {
	if t.families[name] == nil {
		t.families[name] = &family{byID: map[string]*dataType{}, byName: map[string]*dataType{}, lines: map[string]*pageLine{}, purposes: map[string]*pageLine{}}
	}
	return t.families[name]
}

func (t *tables) addType(row []string, rule string) error {
	x := dataType{category: row[1], id: row[2], name: row[3], rule: rule}
	for _, word := range strings.Fields(row[4]) {
		if word == "-" {
			continue
		}
		r, p, _ := strings.Cut(word, ":")
		id, err := practice.Parse(p)
		if err != nil {
			return err
		}
		switch relation(r) {
		case is, holds, may, wide, room:
		default:
			return fmt.Errorf("unknown relation %q", r)
		}
		x.says = append(x.says, says{relation(r), id})
	}
	if x.name == "" {
		x.name = x.id
	}
	f := t.family(row[0])
	f.types = append(f.types, x)
	return nil
}

func (t *tables) addLine(row []string, rule string) error {
	switch row[1] {
	case "section", "none", "silent", "end", "purpose", "mark", "sure":
	default:
		return fmt.Errorf("unknown kind %q", row[1])
	}
	f := t.family(row[0])
	key := normal(row[2])
	if f.lines[key] != nil {
		return fmt.Errorf("%q stands there twice", row[2])
	}
	f.lines[key] = &pageLine{kind: row[1], text: row[2], mark: row[3], rule: rule}
	if row[1] == "purpose" && strings.HasSuffix(row[3], "ads") {
		f.ads = append(f.ads, row[2])
	}
	if row[4] != "" {
		f.purposes[row[4]] = f.lines[key]
	}
	return nil
}
