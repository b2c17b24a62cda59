package declaration

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// wording is asks.txt: how a text asks for a permission, and what it promises.
type wording struct {
	classes   map[string]map[string]bool // words by class
	patterns  []pattern
	libraries []string // how the names of resources of libraries begin
}

// pattern is one row, which speaks of one thing.
type pattern struct {
	kind, label string
	parts       []part
}

// part is one step of a pattern: a word of a class, a word as it is, the thing,
// or up to gap words between.
type part struct {
	class string
	word  string
	thing bool
	gap   int
}

const (
	kindAsk    = "ask"
	kindStays  = "stays"
	kindLimit  = "limit"
	kindRefuse = "refuse"
)

func (w *wording) add(row []string, _ string) error {
	kind, label, text := row[0], row[1], row[2]
	switch kind {
	case "class":
		set := map[string]bool{}
		for _, word := range strings.Fields(text) {
			set[word] = true
		}
		w.classes[label] = set
		return nil
	case "library":
		w.libraries = append(w.libraries, text)
		return nil
	case kindAsk, kindStays, kindLimit, kindRefuse:
	default:
		return fmt.Errorf("unknown kind %q", kind)
	}
	p := pattern{kind: kind, label: label}
	things := 0
	for _, word := range strings.Fields(text) {
		switch {
		case word == "T":
			p.parts = append(p.parts, part{thing: true})
			things++
		case word[0] == '~':
			n, err := strconv.Atoi(word[1:])
			if err != nil || n < 1 || n > maxGap {
				return fmt.Errorf("bad gap %q", word)
			}
			p.parts = append(p.parts, part{gap: n})
		case word[0] == '@':
			if w.classes[word[1:]] == nil {
				return fmt.Errorf("no class %q above", word)
			}
			p.parts = append(p.parts, part{class: word[1:]})
		default:
			p.parts = append(p.parts, part{word: word})
		}
	}
	if things != 1 || len(p.parts) < 2 || p.parts[0].gap > 0 || p.parts[len(p.parts)-1].gap > 0 {
		return fmt.Errorf("pattern %q: one T, and a word at either end", text)
	}
	w.patterns = append(w.patterns, p)
	return nil
}

// maxGap bounds the words between two steps: further apart, they belong to
// different clauses.
const maxGap = 6

// maxReach bounds the words from the start of a pattern to its thing: more than
// the gaps of any have room for. It keeps long texts cheap.
const maxReach = 3 * maxGap

func (w *wording) is(class, word string) bool { return w.classes[class][word] }

// has reports whether any word is of the class.
func (w *wording) has(class string, words []string) bool {
	return slices.ContainsFunc(words, func(x string) bool { return w.classes[class][x] })
}

// placeholder stands for a format's place in a text: "%1$s", "{name}".
const placeholder = "%"

// wordsOf cuts a sentence into small words. Marks are dropped, but for the
// apostrophe in a word.
func wordsOf(s string) []string {
	fields := strings.FieldsFunc(normal(s), func(r rune) bool {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '\'', r == '%', r == '$', r == '-', r == '_', r >= 0x80 && r != '“' && r != '”' && r != '—' && r != '–' && r != '…':
			return false
		}
		return true
	})
	out := fields[:0]
	for _, f := range fields {
		if f = strings.Trim(f, "'-_"); strings.Contains(f, "%") {
			f = placeholder
		}
		if f != "" {
			out = append(out, f)
		}
	}
	return out
}

// wordsIn are the words of a sentence, with "app" for the app's own name.
func wordsIn(s string, own []string) []string {
	words := wordsOf(s)
	if len(own) == 0 {
		return words
	}
	for i := 0; i+len(own) <= len(words); i++ {
		if slices.Equal(words[i:i+len(own)], own) {
			words = append(append(words[:i:i], "app"), words[i+len(own):]...)
		}
	}
	return words
}

// sentences cuts a text at full stops, question marks and line ends. A stop
// between two letters or digits ("v1.2", "e.g") ends nothing.
func sentences(s string) []string {
	var out []string
	from := 0
	for i := 0; i < len(s); i++ {
		end := s[i] == '\n'
		if s[i] == '.' || s[i] == '!' || s[i] == '?' {
			end = i+1 == len(s) || strings.IndexByte(" \n\r\t\")", s[i+1]) >= 0
		}
		if end {
			out = append(out, s[from:i+1])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

// match looks for p in words, with the thing at words[at:end]. It returns where
// the match begins.
func (w *wording) match(p *pattern, words []string, at, end int) (begin int, ok bool) {
	for begin := max(0, at-maxReach); begin <= at; begin++ {
		if w.step(p.parts, words, begin, at, end) {
			return begin, true
		}
	}
	return 0, false
}

// step matches parts from word i on.
func (w *wording) step(parts []part, words []string, i, at, end int) bool {
	if len(parts) == 0 {
		return true
	}
	p := parts[0]
	switch {
	case p.thing:
		return i == at && w.step(parts[1:], words, end, at, end)
	case p.gap > 0:
		for n := 0; n <= p.gap && i+n <= len(words); n++ {
			if w.step(parts[1:], words, i+n, at, end) {
				return true
			}
			if i+n < len(words) && w.stops(words[i+n]) {
				break
			}
		}
		return false
	case i >= len(words):
		return false
	case p.class != "":
		return w.is(p.class, words[i]) && w.step(parts[1:], words, i+1, at, end)
	}
	return words[i] == p.word && w.step(parts[1:], words, i+1, at, end)
}

// stops reports whether a word ends a gap: behind it somebody else is spoken of,
// or the opposite is said.
func (w *wording) stops(word string) bool {
	return word == placeholder || w.is("not", word) || w.is("others", word) || w.is("unless", word)
}

// asks reports whether the words ask for the thing at words[at:end].
func (w *wording) asks(words []string, at, end int) bool {
	for i := range w.patterns {
		p := &w.patterns[i]
		if p.kind != kindAsk {
			continue
		}
		begin, ok := w.match(p, words, at, end)
		if !ok || w.has("not", words[max(0, begin-2):begin]) {
			continue
		}
		if slices.Contains(words[:begin], placeholder) && w.is("wants", words[begin]) || w.has("others", words[max(0, begin-2):begin]) {
			continue
		}
		return true
	}
	return false
}

// promises are the kinds and labels of what the words say is not done with the
// thing at words[at:end].
func (w *wording) promises(words []string, at, end int) []pattern {
	var out []pattern
	for i := range w.patterns {
		p := w.patterns[i]
		if p.kind == kindAsk || slices.ContainsFunc(out, func(o pattern) bool { return o.kind == p.kind && o.label == p.label }) {
			continue
		}
		if begin, ok := w.match(&p, words, at, end); ok && !w.has("others", words[:begin]) {
			out = append(out, p)
		}
	}
	return out
}

// clauses are the word lists in which a sentence may ask: all of it, or, where it
// tells of what went wrong, those of its parts that do not.
func (w *wording) clauses(sentence string, own []string) [][]string {
	words := wordsIn(sentence, own)
	if !w.has("broken", words) {
		return [][]string{words}
	}
	var out [][]string
	for _, part := range strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune(",;:–—", r) }) {
		if words := wordsIn(part, own); !w.has("broken", words) {
			out = append(out, words)
		}
	}
	return out
}

// condition is a sentence from the word on that makes it hold only sometimes.
func (w *wording) condition(words []string) string {
	i := slices.IndexFunc(words, func(x string) bool { return w.is("unless", x) })
	if i < 0 {
		return ""
	}
	return strings.Join(words[i:], " ")
}
