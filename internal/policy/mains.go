package policy

import "strings"

// A sentence of several main clauses, each whole by itself, is read clause by clause, as if
// full stops stood between them: "we do not sell your contacts, | and ad networks collect
// your device ID". What one of them denies, asks for or makes depend on consent is no matter
// of the others. Where one leans on another ("but we do not share it") they stay together.

// cut is where one main clause ends and the next begins, the word that joins them between.
type cut struct{ end, begin int }

// opened counts the words at the start that change nothing: "Please note that", "However,",
// "2.1".
func (r *reader) opened(s *sentence) int {
	n := 0
	for n < 2 && n+minMain < len(s.ws) && s.ws[n+1].Upper && s.numbers(n) && strings.IndexByte(".;:,?", s.text[s.hi-1]) >= 0 { // not of a title
		n++
	}
	if n+1 < len(s.ws) && s.ws[n].Low == "even" && s.ws[n+1].Low == "though" {
		return n + 1
	}
	for _, c := range s.cues {
		if c.Lo != n || r.kinds.cue[c.Entry] != opening || c.Hi+minMain > len(s.ws) {
			continue
		}
		if s.ws[c.Hi-1].Low == "that" || s.ws[c.Hi].Before == ',' || s.ws[c.Hi].Before == ':' {
			return c.Hi
		}
	}
	return n
}

// unpointed counts the words without a bracket at the end that only points elsewhere: "(see
// section 4 below)".
func (s *sentence) unpointed() int {
	n := len(s.ws)
	k := n - 1
	for k > 1 && s.closes[k-1] == n {
		k--
	}
	if k == 0 || s.closes[k] != n || s.ws[k].Before != '(' || n-k > maxPointer {
		return n
	}
	switch s.ws[k].Low {
	case "see", "refer", "as", "described", "explained", "cf":
	default:
		return n
	}
	for i := k + 1; i < n; i++ {
		switch s.ws[i].Low {
		case "section", "sections", "below", "above", "article", "paragraph", "clause", "chapter", "annex":
			return k
		}
	}
	return n
}

const maxPointer = 10 // words

// numbers reports that word i is the number of a paragraph: "2.1", "b)".
func (s *sentence) numbers(i int) bool {
	w := &s.ws[i]
	if w.Low[0] >= '0' && w.Low[0] <= '9' {
		return strings.Trim(w.Low, "0123456789.") == ""
	}
	return len(w.Low) == 1 && (s.ws[i+1].Before == ')' || s.ws[i+1].Before == '.')
}

// mains finds the cuts of a sentence.
func (r *reader) mains(s *sentence) []cut {
	var cuts []cut
	lo := 0
	for i := minMain; i+minMain < len(s.ws); i++ {
		begin, tight := s.joint(i)
		if begin == 0 || s.closes[i] != noBracket && s.ws[i].Before != '(' && s.closes[i] != i+1 || i-lo < minMain || !s.whole(lo, i, tight) {
			continue
		}
		if s.ws[begin].Low == "that" && begin > i && s.clauses[s.in[i-1]].subject != relative { // "we confirm that ... and that"
			begin++
		}
		begin = r.startOf(s, begin)
		if begin+minMain <= len(s.ws) && s.stands(begin, tight) && !s.lastOfThree(i, begin) && !s.leans(begin, s.endOf(begin)) {
			cuts = append(cuts, cut{i, begin})
			lo, i = begin, begin
		}
	}
	return cuts
}

// startOf is where a clause begins behind its number and the words that change nothing:
// "(2) | your", "as a result | our".
func (r *reader) startOf(s *sentence, i int) int {
	if i+1 < len(s.ws) && s.closes[i] == i+1 && len(s.ws[i].Low) <= maxNumber {
		i++
	}
	for _, c := range s.cues {
		if c.Lo == i && r.kinds.cue[c.Entry] == opening && c.Hi < len(s.ws) {
			return c.Hi
		}
	}
	return i
}

const maxNumber = 4 // bytes: "viii"

const minMain = 3 // words of a main clause

// joint is where the clause behind the joint at word i begins, 0 if there is none. A tight
// one, without a comma, may as well join two nouns.
func (s *sentence) joint(i int) (begin int, tight bool) {
	begin = i
	switch s.ws[i].Low {
	case "and", "but", "while", "whereas", "although", "though", "yet", "however":
		begin++
		if s.ws[i].Before == ' ' {
			return begin, true
		}
	case "because", "since", "as", "so":
		begin++
	case "in":
		if next(s.ws, i) == "which" && next(s.ws, i+1) == "case" {
			begin += 3
		}
	case "which":
		if next(s.ws, i) == "means" {
			if begin += 2; next(s.ws, i+1) == "that" {
				begin++
			}
		}
	}
	switch {
	case s.ws[i].Before == ';':
		if begin < len(s.ws) && s.ws[begin].Low == "however" {
			begin++
		}
		return begin, false
	case s.ws[i].Before == ',' && begin > i:
		return begin, false
	case s.ws[i].Before == '(' && s.closes[i] == len(s.ws): // "(your contacts are not kept)."
		return i, false
	}
	return 0, false
}

// whole reports that words [lo, hi) are a main clause that nothing behind it completes, and
// that tells of no case or place which the next may be in as well.
func (s *sentence) whole(lo, hi int, tight bool) bool {
	if s.limits(lo) || tight && s.ws[lo].Low == "please" {
		return false
	}
	for k := lo; k < hi; k++ {
		if s.ws[k].Before == ':' || s.ws[k].Low == "not" && next(s.ws, k) == "only" || s.ws[k].Low == "either" || s.ws[k].Low == "both" {
			return false
		}
	}
	c := &s.clauses[s.in[hi-1]]
	if c.supposed || c.asked || c.except || tight && (c.subject == relative || c.subject == you && c.lo > lo) {
		return false
	}
	if c.subject != nobody && !s.verbBetween(c.lo, hi) && !s.anyIn(c.lo, hi, modal|beWord) {
		return false
	}
	n := hitFrom(s.verbs, hi) - 1
	if n < 0 || s.verbs[n].Lo < lo {
		return s.anyIn(lo, hi, beWord)
	}
	k := hitFrom(s.types, hi) - 1
	return s.verbs[n].Hi != hi || s.done(s.verbs[n]) || k >= 0 && s.types[k].Hi == hi
}

// lastOfThree reports that what ", and" joins at word i may be the last of three: "in the EEA, the
// UK, and Switzerland is governed by". Who acts by a pronoun is none of them.
func (s *sentence) lastOfThree(i, begin int) bool {
	if s.ws[i].Low != "and" || s.ws[i].Before != ',' || s.is(begin, weWord|youWord|negating) || s.limits(begin) {
		return false
	}
	return s.comma[i-1] > 0 && i-s.comma[i-1] <= maxItem
}

const maxItem = 6 // words of an item of a list

// limits reports words that begin a case or a place for what follows them: "without your
// consent", "in the free version"; not "at no time", "in general".
func (s *sentence) limits(i int) bool {
	switch s.ws[i].Low {
	case "without", "under", "as", "at", "during", "depending", "except", "unless", "besides", "regarding", "within", "outside", "upon", "like", "unlike", "whether", "not", "either", "because", "since", "due", "should", "otherwise", "subject":
		return next(s.ws, i) != "no"
	}
	return s.is(i, supposing|preposition|contrast|relativeWord) && !(s.is(i, preposition) && (next(s.ws, i) == "no" || next(s.ws, i) == "general" || next(s.ws, i) == "addition"))
}

// stands reports that a main clause with a subject of its own begins at word i.
func (s *sentence) stands(i int, tight bool) bool {
	for n := 0; n < 2 && i < len(s.ws) && (strings.HasSuffix(s.ws[i].Low, "ly") || s.ws[i].Low == "also" || s.ws[i].Low == "therefore"); n++ {
		i++
	}
	if i+1 >= len(s.ws) {
		return false
	}
	switch w := s.ws[i].Low; {
	case w == "we" || w == "i", w == "you" && s.is(i+1, modal) && s.ws[i-1].Low != "while": // not "while you are using it"
		return s.finiteIn(i+1, i+4)
	case w == "neither" || w == "none" || w == "nobody" || w == "nothing" || w == "no" && !tight:
		return s.finiteIn(i+1, i+12)
	case w == "please", w == "never" && s.baseForm(i+1), !tight && s.hasSense(i, bidding):
		return true
	case s.is(i, preposition) && next(s.ws, i) == "no", (w == "at" || w == "under") && next(s.ws, i) == "no":
		return s.finiteIn(i+2, i+6)
	case s.limits(i):
		for k := i + 1; !tight && k < min(len(s.ws), i+maxFront); k++ {
			if s.is(k, relativeWord|weWord) && !s.is(i, supposing) || s.ws[k].Before == ';' {
				break
			}
			if s.ws[k].Before == ',' && !s.limits(k) && s.stands(k, false) {
				return true
			}
		}
		return false
	}
	if tight && s.ws[i-1].Low == "and" {
		return s.andOther(i-1) || s.complete(i-1) && s.is(i, determiner) && s.ownFinite(i)
	}
	return s.ownFinite(i) || !tight && (s.interrupted(i) || s.several(i))
}

// several reports nouns at word i that have one verb behind them: "your contacts, your name
// and your age are not stored", "AdMob, Unity Ads and others collect your".
func (s *sentence) several(i int) bool {
	if !s.is(i, determiner) && !s.ws[i].Upper && !s.typeAt(i) {
		return false
	}
	joined := false
	for k := i + 1; k < len(s.ws) && k <= i+maxSeveral; k++ {
		if s.ws[k].Before == ';' || s.ws[k].Before == ':' || s.is(k, relativeWord|weWord|youWord|contrast) || s.ws[k].Low == "to" || s.ws[k].Low == "as" {
			return false
		}
		joined = joined || s.ws[k].Low == "and" || s.ws[k].Low == "or"
		if joined && s.is(k, modal|beWord) {
			return true
		}
		if v := hitFrom(s.verbs, k); joined && s.verbAt(k) && s.partyEnds(k) {
			return s.is(s.verbs[v].Hi, determiner) || s.verbs[v].Hi > k+1
		}
	}
	return false
}

const (
	maxFront   = 14 // words of a case or a place before its main clause
	maxSeveral = 16 // words from the first noun to the verb
)

// finiteIn reports a verb that has its subject before it among words [lo, hi).
func (s *sentence) finiteIn(lo, hi int) bool {
	for k := lo; k < min(hi, len(s.ws)); k++ {
		if s.is(k, modal|beWord) || s.verbAt(k) && !strings.HasSuffix(s.ws[k].Low, "ing") {
			return true
		}
	}
	return false
}

// ownFinite reports a noun at word i that has a verb of its own behind it: "our partners in
// the US may", "AdMob collects your".
func (s *sentence) ownFinite(i int) bool {
	if s.is(i, youWord|theyWord|itWord|weWord) {
		return false
	}
	known := s.is(i, determiner) || s.ws[i].Upper || s.typeAt(i) || s.namedTo(i) < len(s.ws)
	for k := i + 1; k < len(s.ws) && k <= i+maxSubject; k++ {
		if s.closes[k] != s.closes[i] {
			continue
		}
		if s.ws[k].Before == ',' || s.ws[k].Before == ';' || s.ws[k].Before == ':' || s.is(k, relativeWord|weWord|youWord|contrast) || s.ws[k].Low == "to" {
			return false
		}
		if s.is(k, modal|beWord) && s.ws[k].Low != "be" && s.ws[k].Low != "been" && s.ws[k].Low != "being" {
			return true
		}
		if known && k <= i+3 && s.singular(k) && s.ws[k].Before == ' ' && s.is(k+1, determiner) && !strings.HasSuffix(s.ws[k].Low, "'s") { // "our app integrates the"
			return true
		}
		if known && s.verbAt(k) && s.singular(k) && s.verbAt(k+1) && s.ws[k+1].Before == ',' && s.singular(k+1) { // "the Operator collects, stores and uses"
			return true
		}
		if known && s.verbAt(k) && !strings.HasSuffix(s.ws[k].Low, "ing") && !strings.HasSuffix(s.ws[k].Low, "ed") {
			v := s.verbs[hitFrom(s.verbs, k)]
			if object := s.is(v.Hi, determiner) || v.Hi > k+1 || s.typeAt(v.Hi); object && (s.singular(k) || s.partyEnds(k)) {
				return true
			}
		}
	}
	return false
}

// interrupted reports a noun at word i with something put in before its verb: "Acme, which
// we work with, collects", "your data, including your location, may be".
func (s *sentence) interrupted(i int) bool {
	if !s.is(i, determiner) && !s.ws[i].Upper {
		return false
	}
	k := i + 1
	for k < len(s.ws) && k <= i+maxSubject && s.ws[k].Before != ',' && !s.is(k, modal|beWord|relativeWord|weWord|youWord|contrast|preposition) {
		k++
	}
	if k >= len(s.ws) || s.ws[k].Before != ',' || !s.is(k, relativeWord|listing) {
		return false
	}
	for k++; k < len(s.ws) && k <= i+maxPutIn; k++ {
		if s.ws[k].Before == ',' && (s.is(k, modal|beWord) || s.verbAt(k) && s.singular(k)) {
			return true
		}
	}
	return false
}

const maxPutIn = 24 // words from a subject to its verb, behind what is put in

const maxSubject = 8 // words from the first of a subject to its verb

// endOf is where the main clause that begins at word i ends at the latest.
func (s *sentence) endOf(i int) int {
	for k := i + minMain; k < len(s.ws); k++ {
		if s.ws[k].Before == ';' {
			return k
		}
	}
	return len(s.ws)
}

// leans reports that words [lo, hi) need what was said before: "it", "do so", "the same".
func (s *sentence) leans(lo, hi int) bool {
	if s.is(hi-1, modal|doWord|negating) {
		return true
	}
	for k := lo; k < hi; k++ {
		switch s.ws[k].Low {
		case "it", "them", "they", "these", "those", "same", "former", "latter", "its":
			return true
		case "this", "that":
			if !(s.partyEnds(k + 2)) && (s.ws[k].Low == "this" || s.is(k+1, detail|modal|beWord) || k+1 == hi) {
				return true
			}
		case "such":
			if next(s.ws, k) != "as" {
				return true
			}
		case "so":
			if s.is(k-1, doWord) || s.ws[k-1].Low == "doing" {
				return true
			}
		}
	}
	return false
}
