package declaration

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Text is a string resource of an app, as it stands in its table.
type Text struct {
	Name   string // "string/location_rationale"
	Text   string
	Offset int64 // in bytes of the table's file
	Length int
}

// Bounds of a text that asks for a permission: longer ones are terms and
// policies, which speak of permissions too, and are read as policies if given.
const (
	minText = 12
	maxText = maxQuote
)

// maxTexts bounds the texts that are told of one practice; an app asks in a
// handful of places.
const maxTexts = 8

// MayAsk reports whether Rationales would look into a text at all; it is cheap,
// for the many strings of an app that ask for nothing.
func MayAsk(text string) bool {
	if len(text) < minText || len(text) > maxText {
		return false
	}
	for i := range len(text) - 4 {
		switch text[i] | 0x20 {
		case 'p', 'a', 'g', 'e', 'n', 'r', 'w':
			for _, stem := range stems {
				if len(text)-i >= len(stem) && strings.EqualFold(text[i:i+len(stem)], stem) {
					return true
				}
			}
		}
	}
	return false
}

// stems begin the words without which no pattern that asks or refuses fits.
var stems = []string{"permi", "acces", "allow", "autho", "grant", "give ", "enabl", "need", "requ", "want", "ask"}

// Rationales reads the texts with which the Android app called app asks for
// permissions, out of all its strings in the configuration for English. file is
// the table that holds them. It is nil if no text asks for anything that is a
// practice.
func Rationales(file, app string, texts []Text) (*Result, error) {
	t, err := load()
	if err != nil {
		return nil, fmt.Errorf("tables of declarations: %w", err)
	}
	r := &reader{t: t, name: file, ids: map[string]int{}, named: map[practice.ID]bool{}}
	r.res.Form = t.forms[message.AndroidRationale]
	own := wordsOf(app)
	told := map[practice.ID]int{}
	seen := map[string]bool{}
	for i := range texts {
		x := &texts[i]
		if !MayAsk(x.Text) || seen[x.Text] || t.asks.library(x.Name) {
			continue
		}
		seen[x.Text] = true
		r.rationale(x, own, told)
	}
	if len(r.res.Statements) == 0 {
		return nil, nil
	}
	r.finish()
	return &r.res, nil
}

// library reports whether the name of a resource is one of a library.
func (w *wording) library(name string) bool {
	_, entry, _ := strings.Cut(name, "/")
	return slices.ContainsFunc(w.libraries, func(begin string) bool { return strings.HasPrefix(entry, begin) })
}

// thing is one naming of a thing in the words of a sentence.
type thing struct {
	t       *dataType
	term    string
	at, end int
}

// maxThings bounds the things of one sentence; a list of permissions names five.
const maxThings = 16

// it reports whether the thing stands for what a text named before.
func (th *thing) it() bool { return th.t.category == "it" }

// other reports whether the thing is no practice.
func (th *thing) other() bool { return th.t.category == "other" }

// thingsIn finds the things that words name; of two that begin together, the
// longer.
func (t *tables) thingsIn(words []string) []thing {
	var out []thing
	for i := 0; i < len(words) && len(out) < maxThings; i++ {
		var best thing
		for _, p := range t.phrases[words[i]] {
			if end := i + len(p.words); end > best.end && end <= len(words) && slices.Equal(words[i:end], p.words) {
				best = thing{p.t, strings.Join(p.words, " "), i, end}
			}
		}
		if best.t != nil {
			out = append(out, best)
			i = best.end - 1
		}
	}
	return out
}

// rationale reads one text: first what it asks for, then what it promises of
// that.
func (r *reader) rationale(x *Text, own []string, told map[practice.ID]int) {
	w := &r.t.asks
	var asked []thing
	alone := true // nothing else is named that "it" could be
	promised := map[*dataType][]promise{}
	for _, sentence := range sentences(x.Text) {
		for _, words := range w.clauses(sentence, own) {
			for _, th := range r.t.thingsIn(words) {
				alone = alone && !th.other()
				if !th.it() && !th.other() && !names(asked, th.t) && w.asks(words, th.at, th.end) {
					asked = append(asked, th)
				}
			}
		}
		words := wordsIn(sentence, own)
		for _, th := range r.t.thingsIn(words) {
			for _, p := range w.promises(words, th.at, th.end) {
				if t := about(th, p.kind, asked, alone); t != nil {
					promised[t] = append(promised[t], promise{p.kind, p.label, cmp.Or(termOf(asked, t), th.term), w.condition(words)})
				}
			}
		}
	}
	a := answer{source: source{x.Text, x.Offset, x.Length}, marks: []message.Mark{message.AskedFor}, heading: []string{x.Name}, party: message.FirstParty}
	for _, th := range asked {
		r.ask(th, a, told)
	}
	for i := range r.t.families[rationales].types {
		if t := &r.t.families[rationales].types[i]; len(promised[t]) > 0 {
			r.promise(t, promised[t], a)
		}
	}
}

// about is what a promise on th speaks of: what the text asks for, or, where it
// says that it does not ask, what it names. It is nil if that is not sure.
func about(th thing, kind string, asked []thing, alone bool) *dataType {
	switch {
	case th.other():
		return nil
	case th.it():
		if kind == kindRefuse || !alone || len(asked) != 1 {
			return nil
		}
		return asked[0].t
	case kind == kindRefuse || names(asked, th.t):
		return th.t
	}
	return nil
}

// termOf is how a text calls what it asks for, "" if it does not ask for it.
func termOf(asked []thing, t *dataType) string {
	for _, th := range asked {
		if th.t == t {
			return th.term
		}
	}
	return ""
}

func names(things []thing, t *dataType) bool {
	return slices.ContainsFunc(things, func(th thing) bool { return th.t == t })
}

// ask states that a thing is asked for.
func (r *reader) ask(th thing, a answer, told map[practice.ID]int) {
	for _, s := range th.t.says {
		if told[s.practice]++; told[s.practice] > maxTexts {
			continue
		}
		m := message.Hazy
		if s.relation == is {
			m = message.Conditional
		}
		r.add(s.practice, m, th.term, th.t.rule, a)
	}
}

// promise is what a text says is not done with a thing.
type promise struct {
	kind, label, term, unless string
}

// promise denies what all promises of one text on one thing deny. One that the
// data stays on the device, under no condition, has no scope: it holds the
// others.
func (r *reader) promise(t *dataType, ps []promise, a answer) {
	var scope []message.Scope
	add := func(kind message.ScopeKind, text string) {
		if x := (message.Scope{Kind: kind, Text: text}); text != "" && !slices.Contains(scope, x) {
			scope = append(scope, x)
		}
	}
	stays := slices.ContainsFunc(ps, func(p promise) bool { return p.kind == kindStays && p.unless == "" })
	for _, p := range ps {
		if stays {
			break
		}
		add(message.ScopeAction, p.label)
		add(message.ScopeException, p.unless)
	}
	a.marks = nil // a promise asks for nothing
	for _, s := range t.says {
		r.add(s.practice, message.Denies, ps[0].term, t.rule, a).Scope = slices.Clone(scope)
	}
}
