package policy

// A sentence of several main clauses, each whole by itself, is read clause by clause, as if
// full stops stood between them: "we do not sell your contacts, | and ad networks collect
// your device ID". What one of them denies, asks for or makes depend on consent is no matter
// of the others. Where one leans on another ("but we do not share it") they stay together.

// cut is where one main clause ends and the next begins, the word that joins them between.
type cut struct{ end, begin int }

// mains finds the cuts of a sentence.
func (r *sentenceReader) mains(s *sentence) []cut {
	var cuts []cut
	lo := 0
	for i := minMain; i+minMain < len(s.ws); i++ {
		begin, tight := s.joint(i)
		if begin == 0 || s.closes[i] != noBracket && s.ws[i].Before != '(' && s.closes[i] != i+1 || i-lo < minMain {
			continue
		}
		if from := r.behindConsent(s, lo, i); !s.whole(from, i, tight) {
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
func (r *sentenceReader) startOf(s *sentence, i int) int {
	if i+1 < len(s.ws) && s.closes[i] == i+1 && len(s.ws[i].Low) <= maxNumber {
		i++
	}
	for _, c := range s.cues {
		if c.Lo == i && r.cue(c) == opening && c.Hi < len(s.ws) {
			return c.Hi
		}
	}
	return i
}

// behindConsent is where the words begin that follow a consent at word lo, if what ends at word i
// ends with a semicolon: "if you agree, | we read your contacts;" says nothing of what comes behind.
func (r *sentenceReader) behindConsent(s *sentence, lo, i int) int {
	if s.ws[i].Before != ';' || !s.limits(lo) || r.cueAt(s, lo, lo+1) != consent {
		return lo
	}
	for k := lo + 1; k < i; k++ {
		if s.ws[k].Before == ',' {
			return k
		}
	}
	return lo
}

const maxNumber = 4 // bytes: "viii"

const minMain = 3 // words of a main clause

// joint is where the clause behind the joint at word i begins, 0 if there is none. A tight
// one, without a comma, may as well join two nouns.
func (s *sentence) joint(i int) (begin int, tight bool) {
	begin = i
	switch w := s.ws[i].Low; {
	case w == "and" || s.hasSense(i, opposing):
		begin++
		if s.ws[i].Before == ' ' {
			return begin, true
		}
	case w == "because", w == "since", w == "as", w == "so":
		begin++
	case w == "in":
		if next(s.ws, i) == "which" && next(s.ws, i+1) == "case" {
			begin += 3
		}
	case w == "which":
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
	return s.verbs[n].Hi != hi || s.done(s.verbs[n]) || s.typeEnds(hi-1)
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
		if s.hasSense(k, leaning) {
			return true
		}
		switch s.ws[k].Low {
		case "this", "that":
			if !(s.partyEnds(k + 2)) && (s.ws[k].Low == "this" || s.is(k+1, detail|modal|beWord) || k+1 == hi) {
				return true
			}
		case "such":
			if next(s.ws, k) != "as" {
				return true
			}
		case "neither", "nor":
			if s.is(k+1, doWord|modal) && !s.verbBetween(k, hi) { // "and neither will our partners"
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
