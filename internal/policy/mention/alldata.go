package mention

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What is denied of all data at once: "the app does not collect any data", "we collect no personal
// information", "nothing is collected". It names no practice and speaks of each.

// AllData finds a denial that any data is collected, and the words that bound it to the personal of it, if any
// do. Only what is plain counts: the publisher denies it, and nothing is told of the data or the deed but that it
// is anybody's, in any way.
func (s *Sentence) AllData(b *Around) (h lexicon.Hit, m grammar.Mood, personal string, ok bool) {
	for i, tries := 0, 0; i < len(s.Ws) && tries < mostWhole; i++ {
		lo := s.wholly(i)
		if lo < 0 {
			continue
		}
		tries++
		h = lexicon.Hit{Lo: lo, Hi: i + 1, Entry: s.Tables.Type(WholeType)}
		for h.Lo < i && s.IsOne(h.Lo, "no", "zero") {
			h.Lo++
		}
		m, ok = s.noneTaken(b, h)
		if !ok {
			continue
		}
		h.Lo = lo
		for k := lo; k <= i; k++ {
			if s.HasSense(k, word.Individual) && !s.IsOne(k, "user", "users", "user's") { // "user data" is any of it
				personal = s.Text[s.Ws[k].Start:s.Ws[i].End]
				break
			}
		}
		return h, m, personal, true
	}
	return h, m, "", false
}

// DeedOn is a denied deed with its "not" and the data h: "not collect any data", "collects nothing", "no data is sent".
func (s *Sentence) DeedOn(h lexicon.Hit, m grammar.Mood) string {
	lo, hi := h.Lo, h.Hi
	at := m.At
	if at < 0 && lo > 0 && s.VerbAt(lo-1) { // "collects | nothing"
		at = lo - 1
	}
	if at >= 0 {
		lo, hi = min(lo, at), max(hi, at+1)
		if n := s.Clauses[s.In[at]].Negated; n >= 0 && n < lo && lo-n < maxDeedWords {
			lo = n
		}
	}
	return s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]
}

// DeniesAny reports a sentence with a "not" or "nothing" in it, whatever it denies.
func (s *Sentence) DeniesAny() bool {
	if slices.ContainsFunc(s.Moods, func(o grammar.Reading) bool { return o.Mood.Denied }) {
		return true
	}
	return slices.ContainsFunc(s.Ws, func(w prose.Word) bool { return w.Low == "nothing" || w.Low == "no" })
}

const (
	WholeType   = "personal-data"
	AllDataType = "all-data" // of a mention of all data at once

	mostWhole = 8 // times that a sentence may name any data
)

// Topic is what a denial at word i is about, where the heading above or the words before a colon name something
// less than all data: "Crash reports: no personal data is collected".
func (s *Sentence) Topic(b *document.Block, i int) string {
	for k := min(i, len(s.Ws)-1); k > 0; k-- {
		if s.Ws[k].Before == ':' {
			if text := s.Text[s.Ws[0].Start:s.Ws[k-1].End]; !overall(s.Reader, text) {
				return text
			}
		}
	}
	if n := len(b.Heading); n > 0 && !overall(s.Reader, b.Heading[n-1]) {
		return b.Heading[n-1]
	}
	return ""
}

// overall reports a title of all that a policy is about: "Information we collect", "In short".
func overall(r *grammar.Reader, title string) bool {
	return slices.ContainsFunc(prose.AppendWords(nil, title), func(w prose.Word) bool {
		c := r.Words.ClassesOf(&w)
		return c.Sense.Has(word.Overall)
	})
}

// wholly is where a phrase for any data at all begins that word i ends: "any personal | data", "no | information",
// "| anything"; -1 if there is none, as in "health data", "other data", "shared data", "the data".
func (s *Sentence) wholly(i int) int {
	if !s.IsOne(i, "data", "information", "anything", "nothing") || i+1 < len(s.Ws) && s.Ws[i+1].Before == '-' {
		return -1
	}
	if n := grammar.HitFrom(s.Types, i+1) - 1; n >= 0 && i < s.Types[n].Hi && !slices.Contains([]string{WholeType, "information"}, s.Tables.Ontology[s.Types[n].Entry].Name) {
		return -1
	}
	lo := i
	for lo > 0 && s.Ws[lo].Before == ' ' && (s.HasSense(lo-1, word.Individual) || s.IsOne(lo-1, "any", "no", "zero", "your", "of", "all")) {
		lo--
	}
	if lo > 0 && !(s.VerbAt(lo-1) && !s.ParticipleAt(lo-1) || s.Joins(lo-1) || s.Is(lo-1, word.Negating|word.Modal)) && s.Ws[lo].Before == ' ' {
		return -1
	}
	return lo
}

// noneTaken reports that the publisher denies that it collects the data h, without a limit.
func (s *Sentence) noneTaken(b *Around, h lexicon.Hit) (grammar.Mood, bool) {
	if s.IsOne(h.Hi-1, "nothing") {
		return s.takesNothing(h)
	}
	if !s.KnownAt(h.Hi - 1) { // a plain "data" is no term of the tables
		types := s.Types
		defer func() { s.Types = types }()
		s.Types = slices.Insert(slices.Clone(types), grammar.HitFrom(types, h.Lo), h)
	}
	m, governed, said := s.Says(h, b, false)
	if !said || !governed || !m.Denied || m.Also || m.Idle || m.Handed || m.Party == grammar.ThirdParty {
		return m, false
	}
	end := h.Hi
	if m.At >= 0 {
		n := grammar.HitFrom(s.Verbs, m.At)
		v := s.Verbs[n]
		if c := &s.Clauses[s.In[v.Lo]]; c.Supposed || c.Subject == grammar.You || c.Subject == grammar.They || c.Subject == grammar.Relative {
			return m, false
		}
		if s.staysAll(h, v, m) {
			return m, true
		}
		switch {
		case v.Lo > h.Lo: // "no data | is collected"
			if !s.collects(v) || !s.Done(v) || !s.subjectOf(h, v) {
				return m, false
			}
			end = s.deedsEnd(v.Hi)
		case m.Party != grammar.FirstParty || !s.collects(v):
			return m, false
		}
	} else if b.Mood.Verb != word.Collect || m.Party != grammar.FirstParty && !s.noneOf() {
		return m, false
	}
	return m, s.ofAnybody(end)
}

// staysAll: "your data | never leaves your device", "we do not | send any data to our servers", "no data is | sent
// over the internet"; not "to Acme's servers".
func (s *Sentence) staysAll(h, v lexicon.Hit, m grammar.Mood) bool {
	if !m.Stays && m.Verb != word.Send || v.Lo < h.Lo && m.Party != grammar.FirstParty || v.Lo > h.Lo && !s.subjectOf(h, v) {
		return false
	}
	i := max(v.Hi, h.Hi)
	for i < len(s.Ws) && (s.Ws[i].Before == ' ' || s.Ws[i].Before == '-') {
		if !s.HasSense(i, word.OffDevice) && !s.Joins(i) && !s.Is(i, word.Determiner|word.Toward|word.Away) {
			return false
		}
		i++
	}
	return true
}

// takesNothing: "we collect | nothing", "| nothing is collected".
func (s *Sentence) takesNothing(h lexicon.Hit) (grammar.Mood, bool) {
	m := grammar.Mood{Known: true, Verb: word.Collect, Denied: true, Party: grammar.FirstParty, At: -1}
	n := grammar.HitFrom(s.Verbs, h.Lo) - 1
	if n >= 0 && s.Verbs[n].Hi == h.Lo && s.collects(s.Verbs[n]) && s.Moods[n].Mood.Party == grammar.FirstParty && !s.Moods[n].Mood.Denied {
		return m, s.ofAnybody(h.Hi)
	}
	if n++; n < len(s.Verbs) && h.Lo == 0 && s.Verb(s.Verbs[n]) == word.Send {
		m.Verb, m.Party = word.Send, grammar.Anyone
		return m, s.staysAll(h, s.Verbs[n], m)
	}
	if n < len(s.Verbs) && h.Lo == 0 && s.Is(h.Hi, word.Be) && s.Verbs[n].Lo == h.Hi+1 && s.collects(s.Verbs[n]) {
		return m, s.ofAnybody(s.deedsEnd(s.Verbs[n].Hi))
	}
	return m, false
}

// collects reports a verb of taking data, or one beside it: "collect, store or | share".
func (s *Sentence) collects(v lexicon.Hit) bool {
	for n := grammar.HitFrom(s.Verbs, max(0, v.Lo-grammar.MaxItem)); n < len(s.Verbs) && s.Verbs[n].Lo <= v.Lo+grammar.MaxItem; n++ {
		if o := s.Verbs[n]; s.Verb(o) == word.Collect && s.In[o.Lo] == s.In[v.Lo] && s.HasSense(o.Lo, word.Taking) && (o.Lo == v.Lo || s.Beside(min(o.Lo, v.Lo), max(o.Lo, v.Lo))) {
			return true
		}
	}
	return false
}

// subjectOf reports that nothing but the data h is the subject of verb v behind it.
func (s *Sentence) subjectOf(h, v lexicon.Hit) bool {
	for k := h.Hi; k < v.Lo; k++ {
		if !s.Is(k, word.Be|word.Modal|word.Filler|word.Negating) {
			return false
		}
	}
	return true
}

// deedsEnd is behind the deeds that go on at word i: "collected | , stored or transmitted".
func (s *Sentence) deedsEnd(i int) int {
	for i < len(s.Ws) && (s.Joins(i) || s.Ws[i].Before == ',' && s.ParticipleAt(i) || s.ParticipleAt(i) && s.Joins(i-1)) {
		i++
	}
	return i
}

// ofAnybody reports that from word i on a phrase ends, or says only that it is of anybody and in any way: "| from
// you", "| at all", "| about our users", ", accounts or".
func (s *Sentence) ofAnybody(i int) bool {
	for i < len(s.Ws) && s.Ws[i].Before == ' ' && !s.Joins(i) {
		switch {
		case s.IsOne(i, "at") && s.IsOne(i+1, "all"):
			i += 2
		case s.IsOne(i, "whatsoever", "whatever", "ever"):
			i++
		case s.IsOne(i, "of", "in") && s.IsOne(i+1, "any") && s.IsOne(i+2, "kind", "sort", "type", "way", "form"):
			i += 3
		case s.IsOne(i, "from", "about", "on", "of"):
			k := i + 1
			for s.Is(k, word.Determiner) || s.IsOne(k, "any", "all", "its", "of") {
				k++
			}
			if !s.IsOne(k, "you", "yours", "user", "users", "anyone", "anybody") && !(k > i+1 && s.IsOne(k, "device", "devices")) {
				return false
			}
			i = k + 1
			if s.IsOne(i, "of") && s.IsOne(i+1, "our", "the", "this") && s.HasSense(i+2, word.Product) { // "users | of our app"
				i += 3
			}
		default:
			return false
		}
	}
	return true
}
