package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// On which data of a sentence a consent bears. "We collect your name and, with your
// permission, your location" makes the second conditional and leaves the first as it is; a
// consent at either end of a clause bears on all of it.

// FreeOf takes from x, of data h, the consents and limits that bear on other data only.
func (s *MSentence) FreeOf(x *Mention, h lexicon.Hit, m Mood) {
	if x.Modality == message.States && !s.anyBears(word.Feature, h, m) {
		x.Scope = DropScope(x.Scope, message.ScopeFeature)
	}
	if x.Modality == message.Conditional && !m.Cond && !s.anyBears(word.Consent, h, m) {
		x.Modality, x.Scope = message.States, DropScope(x.Scope, message.ScopeConsent)
	}
}

// anyBears reports that a cue of that class bears on data h of verb m.
func (s *MSentence) anyBears(class word.Cue, h lexicon.Hit, m Mood) bool {
	return slices.ContainsFunc(s.Cues, func(c lexicon.Hit) bool {
		return s.Cue(c) == class && (class == word.Consent || s.hasSense(c.Lo, word.Sole)) && s.bears(c, h, m)
	})
}

// bears reports that consent c bears on data h of verb m.
func (s *MSentence) bears(c, h lexicon.Hit, m Mood) bool {
	if s.closes[c.Lo] != noBracket && s.closes[c.Lo] != s.closes[h.Lo] {
		return s.bracketBears(c, h)
	}
	lo := s.startOfConsent(c)
	if k := s.semicolon(c.Lo, h.Lo); k >= 0 && (s.semicolonAt(lo) || m.At >= 0 && (m.At < k) == (h.Lo < k) && !s.listedAt(k)) {
		return false
	}
	if cl := &s.Clauses[s.In[h.Lo]]; cl.Lo > 0 && s.In[c.Lo] != s.In[h.Lo] && cl.Lo < c.Lo && s.hasSense(cl.Lo-1, word.Opposing) && s.comma[lo] > h.Lo { // "although we read your name, we read your location only if"
		return false
	}
	if h.Lo >= c.Hi && (s.numberIn(c.Hi, h.Lo) && s.numberIn(0, lo) || s.listedOn(lo, c, h, m)) {
		return false
	}
	if h.Hi <= lo {
		if s.Is(c.Lo, word.You) && s.Is(lo, word.You) { // "if you use it and | you allow us to"
			return true
		}
		return !s.insertedAt(lo, c) && !s.turns(h, lo) && !s.besideOf(h, lo)
	}
	return h.Lo < c.Hi || !s.inAnyCase(c.Hi, h)
}

// besideOf reports other data behind "as well as", "and also", "or by" between data h and word hi,
// where a consent begins that is of the other alone: "your device ID as well as your location | if you
// turn it on"; not "your device ID as well as your location, | if you agree".
func (s *MSentence) besideOf(h lexicon.Hit, hi int) bool {
	for k := h.Hi; k+2 < hi; k++ {
		if s.closes[k] != noBracket || s.Ws[hi].Before != ' ' && s.Ws[k].Before != ',' {
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
func (s *MSentence) listedOn(lo int, c, h lexicon.Hit, m Mood) bool {
	if m.At < 0 || m.At >= lo || s.Ws[lo].Before != ' ' || !s.typeEnds(lo-1) {
		return false
	}
	for k := c.Hi; k <= h.Lo && k < c.Hi+maxCause; k++ {
		if s.Ws[k].Before == ',' {
			return !s.typeEnds(k-1) && !s.VerbBetween(k, h.Lo) && !s.Is(k, word.Exemplary)
		}
	}
	return false
}

// startOfConsent is where the words before the cue begin that belong to it: "and only | if".
func (s *MSentence) startOfConsent(c lexicon.Hit) int {
	lo := c.Lo
	if cl := &s.Clauses[s.In[lo]]; cl.Supposed { // "where you have | given your consent"
		lo = cl.Lo
	}
	for lo > 0 && (s.hasSense(lo-1, word.Sole) || s.Is(lo-1, word.Preposition|word.Supposing)) {
		lo--
	}
	return lo
}

// insertedAt reports that the consent c, which begins at word i, is put between a conjunction and
// what it joins: "and, with your permission, your location", which is all that it bears on. What
// follows stands behind a comma or in a clause of its own: not "and if you allow us to read it".
func (s *MSentence) insertedAt(i int, c lexicon.Hit) bool {
	if i < 2 || !s.Is(i, word.Preposition|word.Supposing) && !s.hasSense(i, word.Sole) && !s.hasSense(i, word.OpensConsent) {
		return false
	}
	if !s.joins(i-1) && !s.hasSense(i-1, word.Opposing) || s.Ws[i-1].Low == "or" && s.Ws[i].Before == ' ' {
		return false
	}
	for k := c.Hi; k < len(s.Ws); k++ {
		if s.Ws[k].Before != ' ' || s.Ws[k].Low == "we" {
			return s.typeFrom(k) || s.VerbBetween(k, len(s.Ws))
		}
	}
	return s.typeAt(c.Hi) // "and with your consent your location"
}

// joins reports a word that adds one more to a list.
func (s *Sentence) joins(i int) bool {
	if i <= 0 || i >= len(s.Ws) {
		return false
	}
	switch s.Ws[i].Low {
	case "and", "or", "plus", "&":
		return true
	case "as": // "as well as"
		return s.Ws[i-1].Low == "well"
	}
	return false
}

// turns reports that between data h and word hi, where a consent begins, other data is set
// against it: "your name is always collected, | your location only if you agree".
func (s *MSentence) turns(h lexicon.Hit, hi int) bool {
	if slices.ContainsFunc(s.Types, func(o lexicon.Hit) bool { return o.Entry == h.Entry && o.Lo > h.Lo && o.Hi <= hi }) {
		return false // "we ask for your contacts, but do not read your contacts without your consent"
	}
	for k := h.Hi; k < hi; k++ {
		if s.closes[k] == noBracket && (s.hasSense(k, word.Opposing) || s.hasSense(k, word.Anyhow)) && s.typeIn(k, hi) {
			return true
		}
	}
	return false
}

// inAnyCase reports that what is said of data h is said to be done in any case, in another main
// clause than the consent that ends before word lo.
func (s *MSentence) inAnyCase(lo int, h lexicon.Hit) bool {
	joined := false
	for k := lo; k < s.Clauses[s.In[h.Lo]].Hi; k++ {
		joined = joined || k < h.Lo && s.closes[k] == noBracket && (s.Ws[k].Low == "and" || s.hasSense(k, word.Opposing)) && s.VerbBetween(lo, k)
		if joined && s.hasSense(k, word.Anyhow) && s.In[k] == s.In[h.Lo] && s.closes[k] == s.closes[h.Lo] {
			return true
		}
	}
	return false
}

// bracketBears is bears for a consent in a bracket that h is not in: it bears on the data before
// the bracket, or on what follows if it is put in before it; on a whole list if it ends one.
func (s *MSentence) bracketBears(c, h lexicon.Hit) bool {
	first := c.Lo // word of the bracket
	for first > 0 && s.closes[first-1] == s.closes[c.Lo] {
		first--
	}
	end := s.closes[c.Lo]
	n := HitFrom(s.Types, c.Hi)
	other := s.joins(first) && n < len(s.Types) && s.Types[n].Hi <= end && s.comma[s.Types[n].Lo] >= c.Hi
	if s.typeIn(first, c.Lo) || other { // "(or your location, if you allow it)", "(or, if you allow it, your location)"
		return s.bracketAt(h.Hi) == end
	}
	if s.joins(first - 1) { // "and (if you allow it) your location"
		return h.Lo >= end
	}
	at := s.beforeOwner(first)
	if h.Lo >= end { // or in one that explains the same: "your location (if you allow it) (GPS)"
		return !s.ends(at) || end < len(s.Ws) && h.Lo < s.closes[end] && s.closes[end] != noBracket && strings.IndexByte(s.Text[s.Ws[end-1].End:s.Ws[end].Start], '(') >= 0
	}
	if from := s.comma[first]; !s.ends(at) && from >= h.Hi && first-from <= maxItem && !s.VerbBetween(from, first) && s.goesOnAt(end) { // "your location, your sex (if you tell it), hobbies"
		return false
	}
	if !s.ends(at) || h.Hi <= at && s.comma[at-1] <= h.Lo && !s.AnyIn(h.Hi, at, word.ListJoint|word.Exemplary) { // of the same item: "GPS coordinates (if you agree)"
		return true
	}
	return s.closes[h.Lo] >= at && !s.goesOnAt(end) && s.bracketAt(h.Hi) < 0 && !s.numberIn(h.Hi, at) && !s.orAlone(h, at) && !s.consentIn(h.Hi, at)
}

// orAlone reports that data between h and word hi, where a bracket begins, is one of two: "your contacts or
// your location | (if you allow it)".
func (s *MSentence) orAlone(h lexicon.Hit, hi int) bool {
	n := HitFrom(s.Types, hi) - 1
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
func (s *MSentence) consentIn(lo, hi int) bool {
	for k := HitFrom(s.Cues, lo); k < len(s.Cues) && s.Cues[k].Lo < hi; k++ {
		if s.Cue(s.Cues[k]) == word.Consent {
			return true
		}
	}
	return false
}

// beforeOwner is word i, or where "of your phone" begins that ends there: "the precise location | of your
// phone (if you allow it)".
func (s *MSentence) beforeOwner(i int) int {
	for k := i - 1; k > 0 && k >= i-maxOwner && s.Ws[k].Before == ' '; k-- {
		if s.Ws[k].Low == "of" {
			return k
		}
	}
	return i
}

const maxOwner = 4 // words: "of your mobile phone"

// ends reports data that ends before word i.
func (s *MSentence) ends(i int) bool {
	return slices.ContainsFunc(s.Types, func(h lexicon.Hit) bool { return h.Hi == i })
}

// goesOnAt reports that a list goes on at word i, be it with what is no data: ", | education, hobbies".
func (s *MSentence) goesOnAt(i int) bool {
	if i == 0 || i >= len(s.Ws) {
		return false
	}
	comma := strings.IndexByte(s.Text[s.Ws[i-1].End:s.Ws[i].Start], ',') >= 0
	if !comma && !s.joins(i) {
		return false
	}
	for k := i + 1; comma && k < len(s.Ws) && k <= i+maxItem && !s.Is(k-1, word.Contrast|word.Supposing|word.Relative|word.Modal|word.We|word.Preposition|word.Toward) && !s.verbAt(k-1); k++ {
		if s.Ws[k].Before == ',' {
			return true
		}
	}
	return s.typeFrom(i)
}

func (s *MSentence) typeFrom(i int) bool { return HitFrom(s.Types, i) < len(s.Types) }

// typeIn reports data among words [lo, hi).
func (s *MSentence) typeIn(lo, hi int) bool {
	k := HitFrom(s.Types, lo)
	return k < len(s.Types) && s.Types[k].Hi <= hi
}

// semicolon is a word between a and b that follows one, -1 if none does.
func (s *MSentence) semicolon(a, b int) int {
	for k := min(a, b) + 1; k <= max(a, b); k++ {
		if s.semicolonAt(k) {
			return k
		}
	}
	return -1
}

// semicolonAt tells one before word i from a dash, which is as good as a bracket.
func (s *Sentence) semicolonAt(i int) bool { return s.Ws[i].Before == ';' && !s.dashed(i) }

// listedAt reports that what the semicolon before word i parts are items behind a colon.
func (s *MSentence) listedAt(i int) bool {
	for k := 0; k < i; k++ {
		if s.Ws[k].Before == ':' {
			return true
		}
	}
	return false
}

// bracketAt is where a bracket that opens before word i ends, -1 if none does.
func (s *MSentence) bracketAt(i int) int {
	if i < len(s.Ws) && s.Ws[i].Before == '(' && !s.Is(i, word.ListJoint) { // not "(or your location"
		return s.closes[i]
	}
	return -1
}
