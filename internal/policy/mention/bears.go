package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// On which data of a sentence a consent bears. "We collect your name and, with your
// permission, your location" makes the second conditional and leaves the first as it is; a
// consent at either end of a clause bears on all of it.

// freeOf takes from x, of data h, the consents and limits that bear on other data only.
func (s *Sentence) freeOf(x *Mention, h lexicon.Hit, m grammar.Mood) {
	if x.Modality == message.States && !s.anyBears(word.Feature, h, m) {
		x.Scope = DropScope(x.Scope, message.ScopeFeature)
	}
	if x.Modality == message.Conditional && !m.Cond && !s.anyBears(word.Consent, h, m) {
		x.Modality, x.Scope = message.States, DropScope(x.Scope, message.ScopeConsent)
	}
	if x.Modality == message.Denies && s.Hi-s.Lo < maxDenial {
		s.outOfBrackets(x, h)
	}
}

const maxDenial = 4000 // bytes of a sentence

// outOfBrackets takes from a denial the limits that a bracket tells of an item before it: "your contacts (unless
// you add them), | your location".
func (s *Sentence) outOfBrackets(x *Mention, h lexicon.Hit) {
	for k := h.Lo - 1; k > 0 && k > h.Lo-grammar.MaxBeside && len(x.Scope) > 0; k-- {
		end := s.Closes[k]
		if s.Ws[k].Before != '(' || end > h.Lo || end <= k || !s.TypeEnds(k-1) || !strings.HasPrefix(s.Text[s.Ws[end-1].End:s.Ws[end].Start], "),") {
			continue
		}
		inside := s.Text[s.Ws[k].Start:s.Ws[end-1].End]
		x.Scope = slices.DeleteFunc(x.Scope, func(o message.Scope) bool {
			return strings.Contains(inside, o.Text) && strings.Count(s.Text[s.Lo:s.Hi], o.Text) == strings.Count(inside, o.Text)
		})
	}
}

// anyBears reports that a cue of that class bears on data h of verb m.
func (s *Sentence) anyBears(class word.Cue, h lexicon.Hit, m grammar.Mood) bool {
	return slices.ContainsFunc(s.Cues, func(c lexicon.Hit) bool {
		return s.Cue(c) == class && (class == word.Consent || s.HasSense(c.Lo, word.Sole)) && s.bears(c, h, m)
	})
}

// bears reports that consent c bears on data h of verb m.
func (s *Sentence) bears(c, h lexicon.Hit, m grammar.Mood) bool {
	if s.Closes[c.Lo] != grammar.NoBracket && s.Closes[c.Lo] != s.Closes[h.Lo] {
		return s.bracketBears(c, h)
	}
	lo := s.startOfConsent(c)
	if k := s.semicolon(c.Lo, h.Lo); k >= 0 && (s.SemicolonAt(lo) || m.At >= 0 && (m.At < k) == (h.Lo < k) && !s.listedAt(k)) {
		return false
	}
	if cl := &s.Clauses[s.In[h.Lo]]; cl.Lo > 0 && s.In[c.Lo] != s.In[h.Lo] && cl.Lo < c.Lo && s.HasSense(cl.Lo-1, word.Opposing) && s.Comma[lo] > h.Lo { // "although we read your name, we read your location only if"
		return false
	}
	if h.Lo >= c.Hi && (s.numberIn(c.Hi, h.Lo) && s.numberIn(0, lo) || s.listedOn(lo, c, h, m)) {
		return false
	}
	if h.Hi <= lo {
		if s.ofAnotherNoun(lo, h) {
			return false
		}
		if s.Is(c.Lo, word.You) && s.Is(lo, word.You) { // "if you use it and | you allow us to"
			return true
		}
		return !s.insertedAt(lo, c) && !s.turns(h, lo) && !s.besideOf(h, lo)
	}
	return h.Lo < c.Hi || !s.inAnyCase(c.Hi, h)
}

// ofAnotherNoun reports a consent at word i that only tells which other thing is meant, behind its noun and without
// a comma: "messages | that you choose to receive", "the names | you have given"; not "your location | you
// choose to share", "through settings | you turn on".
func (s *Sentence) ofAnotherNoun(i int, h lexicon.Hit) bool {
	if !s.Is(i, word.You) || s.Ws[i].Before != ' ' {
		return false
	}
	n := i - 1
	if s.Is(n, word.Relative) {
		n--
	}
	if n <= h.Hi || s.TypeEnds(n) || s.Is(n, word.Preposition|word.Toward|word.Contrast|word.Joining|word.ListJoint|word.Supposing|word.Be|word.Modal|word.You|word.It|word.They) || s.VerbAt(n) || s.HasSense(n, word.Chance, word.Clickable, word.ServiceNoun, word.Occurring) || s.IsOne(n, "extent", "way", "time", "times", "what", "where", "as") {
		return false
	}
	for k := n; k >= h.Hi; k-- {
		if s.Ws[k].Before == ',' || s.Joins(k) || s.Is(k-1, word.Preposition|word.Exemplary|word.Listing) {
			return true
		}
	}
	return false
}

// besideOf reports other data behind "as well as", "and also", "or by" between data h and word hi,
// where a consent begins that is of the other alone: "your device ID as well as your location | if you
// turn it on"; not "your device ID as well as your location, | if you agree".
func (s *Sentence) besideOf(h lexicon.Hit, hi int) bool {
	for k := h.Hi; k+2 < hi; k++ {
		if s.Closes[k] != grammar.NoBracket || s.Ws[hi].Before != ' ' && s.Ws[k].Before != ',' {
			continue
		}
		switch w := s.Ws[k].Low; {
		case w == "as" && s.Ws[k+1].Low == "well", w == "and" && s.Ws[k+1].Low == "also", w == "or" && s.Is(k+1, word.ByMeans):
			return s.typeIn(k, hi) && !s.AnyIn(k, hi, word.We) // not "as well as your name, which | we collect if"
		}
	}
	return false
}

// listedOn reports that data h goes on a list behind the consent of an earlier item, which begins at
// word lo: "your location when you allow it, | your device ID"; not "if you turn on GPS, Bluetooth".
func (s *Sentence) listedOn(lo int, c, h lexicon.Hit, m grammar.Mood) bool {
	if m.At < 0 || m.At >= lo || s.Ws[lo].Before != ' ' || !s.TypeEnds(lo-1) {
		return false
	}
	for k := c.Hi; k <= h.Lo && k < c.Hi+maxCause; k++ {
		if s.Ws[k].Before == ',' {
			return !s.TypeEnds(k-1) && !s.VerbBetween(k, h.Lo) && !s.Is(k, word.Exemplary)
		}
	}
	return false
}

// startOfConsent is where the words before the cue begin that belong to it: "and only | if".
func (s *Sentence) startOfConsent(c lexicon.Hit) int {
	lo := c.Lo
	if cl := &s.Clauses[s.In[lo]]; cl.Supposed { // "where you have | given your consent"
		lo = cl.Lo
	}
	for lo > 0 && (s.HasSense(lo-1, word.Sole) || s.Is(lo-1, word.Preposition|word.Supposing)) {
		lo--
	}
	return lo
}

// insertedAt reports that the consent c, which begins at word i, is put between a conjunction and
// what it joins: "and, with your permission, your location", which is all that it bears on. What
// follows stands behind a comma or in a clause of its own: not "and if you allow us to read it".
func (s *Sentence) insertedAt(i int, c lexicon.Hit) bool {
	if i < 2 || !s.Is(i, word.Preposition|word.Supposing) && !s.HasSense(i, word.Sole) && !s.HasSense(i, word.OpensConsent) {
		return false
	}
	if !s.Joins(i-1) && !s.HasSense(i-1, word.Opposing) || s.Ws[i-1].Low == "or" && s.Ws[i].Before == ' ' {
		return false
	}
	for k := c.Hi; k < len(s.Ws); k++ {
		if s.Ws[k].Before != ' ' || s.Ws[k].Low == "we" {
			return s.typeFrom(k) || s.VerbBetween(k, len(s.Ws))
		}
	}
	return s.TypeAt(c.Hi) // "and with your consent your location"
}

// turns reports that between data h and word hi, where a consent begins, other data is set
// against it: "your name is always collected, | your location only if you agree".
func (s *Sentence) turns(h lexicon.Hit, hi int) bool {
	if slices.ContainsFunc(s.Types, func(o lexicon.Hit) bool { return o.Entry == h.Entry && o.Lo > h.Lo && o.Hi <= hi }) {
		return false // "we ask for your contacts, but do not read your contacts without your consent"
	}
	for k := h.Hi; k < hi; k++ {
		if s.Closes[k] == grammar.NoBracket && (s.HasSense(k, word.Opposing) || s.HasSense(k, word.Anyhow)) && s.typeIn(k, hi) {
			return true
		}
	}
	return false
}

// inAnyCase reports that what is said of data h is said to be done in any case, in another main
// clause than the consent that ends before word lo.
func (s *Sentence) inAnyCase(lo int, h lexicon.Hit) bool {
	joined := false
	for k := lo; k < s.Clauses[s.In[h.Lo]].Hi; k++ {
		joined = joined || k < h.Lo && s.Closes[k] == grammar.NoBracket && (s.Ws[k].Low == "and" || s.HasSense(k, word.Opposing)) && s.VerbBetween(lo, k)
		if joined && s.HasSense(k, word.Anyhow) && s.In[k] == s.In[h.Lo] && s.Closes[k] == s.Closes[h.Lo] {
			return true
		}
	}
	return false
}

// bracketBears is bears for a consent in a bracket that h is not in: it bears on the data before
// the bracket, or on what follows if it is put in before it; on a whole list if it ends one.
func (s *Sentence) bracketBears(c, h lexicon.Hit) bool {
	first := c.Lo // word of the bracket
	for first > 0 && s.Closes[first-1] == s.Closes[c.Lo] {
		first--
	}
	end := s.Closes[c.Lo]
	n := grammar.HitFrom(s.Types, c.Hi)
	other := s.Joins(first) && n < len(s.Types) && s.Types[n].Hi <= end && s.Comma[s.Types[n].Lo] >= c.Hi
	if s.typeIn(first, c.Lo) || other { // "(or your location, if you allow it)", "(or, if you allow it, your location)"
		return s.bracketAt(h.Hi) == end
	}
	if s.Joins(first - 1) { // "and (if you allow it) your location"
		return h.Lo >= end
	}
	at := s.beforeOwner(first)
	if h.Lo >= end { // or in one that explains the same: "your location (if you allow it) (GPS)"
		return !s.ends(at) || end < len(s.Ws) && h.Lo < s.Closes[end] && s.Closes[end] != grammar.NoBracket && strings.IndexByte(s.Text[s.Ws[end-1].End:s.Ws[end].Start], '(') >= 0
	}
	if from := s.Comma[first]; !s.ends(at) && from >= h.Hi && first-from <= grammar.MaxItem && !s.VerbBetween(from, first) && s.goesOnAt(end) { // "your location, your sex (if you tell it), hobbies"
		return false
	}
	if !s.ends(at) || h.Hi <= at && s.Comma[at-1] <= h.Lo && !s.AnyIn(h.Hi, at, word.ListJoint|word.Exemplary) { // of the same item: "GPS coordinates (if you agree)"
		return true
	}
	return s.Closes[h.Lo] >= at && !s.goesOnAt(end) && s.bracketAt(h.Hi) < 0 && !s.numberIn(h.Hi, at) && !s.orAlone(h, at) && !s.consentIn(h.Hi, at)
}

// orAlone reports that data between h and word hi, where a bracket begins, is one of two: "your contacts or
// your location | (if you allow it)".
func (s *Sentence) orAlone(h lexicon.Hit, hi int) bool {
	n := grammar.HitFrom(s.Types, hi) - 1
	if n < 0 || s.Types[n].Hi != hi {
		return false
	}
	k := s.Types[n].Lo - 1
	for k > h.Hi && s.Is(k, word.You|word.Determiner) && s.Ws[k].Low != "or" {
		k--
	}
	return k >= h.Hi && s.Ws[k].Low == "or"
}

// consentIn reports the consent of another item among words [lo, hi): "your contacts (if you allow it) and
// your location | (if you allow it)".
func (s *Sentence) consentIn(lo, hi int) bool {
	for k := grammar.HitFrom(s.Cues, lo); k < len(s.Cues) && s.Cues[k].Lo < hi; k++ {
		if s.Cue(s.Cues[k]) == word.Consent {
			return true
		}
	}
	return false
}

// beforeOwner is word i, or where "of your phone" begins that ends there: "the precise location | of your
// phone (if you allow it)".
func (s *Sentence) beforeOwner(i int) int {
	for k := i - 1; k > 0 && k >= i-maxOwner && s.Ws[k].Before == ' '; k-- {
		if s.Ws[k].Low == "of" {
			return k
		}
	}
	return i
}

const maxOwner = 4 // words: "of your mobile phone"

// ends reports data that ends before word i.
func (s *Sentence) ends(i int) bool {
	return slices.ContainsFunc(s.Types, func(h lexicon.Hit) bool { return h.Hi == i })
}

// goesOnAt reports that a list goes on at word i, be it with what is no data: ", | education, hobbies".
func (s *Sentence) goesOnAt(i int) bool {
	if i == 0 || i >= len(s.Ws) {
		return false
	}
	comma := strings.IndexByte(s.Text[s.Ws[i-1].End:s.Ws[i].Start], ',') >= 0
	if !comma && !s.Joins(i) {
		return false
	}
	for k := i + 1; comma && k < len(s.Ws) && k <= i+grammar.MaxItem && !s.Is(k-1, word.Contrast|word.Supposing|word.Relative|word.Modal|word.We|word.Preposition|word.Toward) && !s.VerbAt(k-1); k++ {
		if s.Ws[k].Before == ',' {
			return true
		}
	}
	return s.typeFrom(i)
}

func (s *Sentence) typeFrom(i int) bool { return grammar.HitFrom(s.Types, i) < len(s.Types) }

// typeIn reports data among words [lo, hi).
func (s *Sentence) typeIn(lo, hi int) bool {
	k := grammar.HitFrom(s.Types, lo)
	return k < len(s.Types) && s.Types[k].Hi <= hi
}

// semicolon is a word between a and b that follows one, -1 if none does.
func (s *Sentence) semicolon(a, b int) int {
	for k := min(a, b) + 1; k <= max(a, b); k++ {
		if s.SemicolonAt(k) {
			return k
		}
	}
	return -1
}

// listedAt reports that what the semicolon before word i parts are items behind a colon.
func (s *Sentence) listedAt(i int) bool {
	for k := 0; k < i; k++ {
		if s.Ws[k].Before == ':' {
			return true
		}
	}
	return false
}

// bracketAt is where a bracket that opens before word i ends, -1 if none does.
func (s *Sentence) bracketAt(i int) int {
	if i < len(s.Ws) && s.Ws[i].Before == '(' && !s.Is(i, word.ListJoint) { // not "(or your location"
		return s.Closes[i]
	}
	return -1
}
