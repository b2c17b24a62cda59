package policy

import "strings"

// Who else gets data, in one coordination: "our affiliates, agents, vendors or advertisers" is
// quoted as it stands in the text, as far as others are named in it.

const (
	maxJoined   = 12 // of who is joined
	maxJoinedTo = 40 // words of them all
)

// alsoTo is the end of the coordination whose first member ends before word hi: the end of the last
// of those joined to it who are others. Not "with partners, | and advertisers may collect", "with
// advertisers, | your name".
func (r *sentenceReader) alsoTo(s *sentence, hi int) int {
	last, end := hi, min(len(s.ws), hi+maxJoinedTo)
	for at, n := hi, 0; n < maxJoined; n++ {
		from := s.behindJoint(at)
		if from < 0 || from >= end || s.in[from] != s.in[hi-1] || s.closes[from] != s.closes[hi-1] {
			break
		}
		to, other := r.joinedOther(s, from, end)
		if to < 0 {
			break
		}
		if at = to; other {
			last = at
		}
	}
	return last
}

// behindJoint is the word behind what joins the next of a list to what ends before word i: a
// comma, "and", "as well as", "including"; -1 if nothing does.
func (s *sentence) behindJoint(i int) int {
	if i >= len(s.ws) || i == 0 {
		return -1
	}
	if s.ws[i].Before == '(' { // "partners (such as Acme) and"
		if s.closes[i]-i > maxMore || s.closes[i] >= len(s.ws) {
			return -1
		}
		i = s.closes[i]
	}
	from, joint := i, s.ws[i].Before == ',' || s.ws[i].Before == '/'
	for i < len(s.ws) && i <= from+maxJoint {
		switch {
		case s.joins(i), s.isOne(i, "including", "e.g", "like"):
			joint, i = true, i+1
		case s.isOne(i, "as") && s.isOne(i+1, "well") || s.isOne(i, "such") && s.isOne(i+1, "as"), s.isOne(i, "along", "together") && s.isOne(i+1, "with"):
			joint, i = true, i+2
		case joint && s.isOne(i, "with", "to", "also", "even"):
			i++
		case !joint || s.isOne(i, "this", "that", "these", "those"): // ", and those partners use"
			return -1
		default:
			return i
		}
	}
	return -1
}

const (
	maxMore  = 10 // words of a bracket behind a member
	maxJoint = 4  // words of what joins: ", as well as with"
)

// joinedOther is where the member that begins at word lo ends, and whether it names others; -1 if
// no member begins there. One that no table knows may stand between two: "successors, assigns".
func (r *sentenceReader) joinedOther(s *sentence, lo, end int) (int, bool) {
	if s.hasSense(lo, bareVerb, showing, aimingWord) {
		return -1, false
	}
	n := hitFrom(s.parties, lo)
	if n < len(s.parties) && s.parties[n].Lo <= lo+maxWho && r.party(s.parties[n]).isThird() {
		if hi := r.headOf(s, s.parties[n].Hi); s.member(lo, hi) && s.endsMember(hi) {
			return hi, true
		}
	}
	hi := lo + 1
	for hi < end && hi < lo+maxWho && (s.ws[hi].Before == ' ' || s.ws[hi].Before == '-') && !s.joins(hi) && !s.is(hi, preposition|toward|relativeWord) {
		hi++
	}
	name, many := s.ws[lo].Upper && s.ws[hi-1].Upper && s.ws[lo].Before != '"', s.ws[hi-1].Low != s.ws[hi-1].Norm
	if !s.member(lo, hi) || !s.endsMember(hi) || !name && !many {
		return -1, false
	}
	return hi, name || s.hasSense(hi-1, somebody, otherNoun)
}

// headOf is the end of who is named up to word hi where the noun comes behind: "law enforcement |
// agencies", "third-party | network advertisers".
func (r *sentenceReader) headOf(s *sentence, hi int) int {
	head := hi
	for k := hi; k < len(s.ws) && k <= hi+1 && s.ws[k].Before == ' ' && !s.verbAt(k) && !s.is(k, preposition|toward|listJoint); k++ {
		n := hitFrom(s.parties, k)
		if s.hasSense(k, somebody, otherNoun) || n < len(s.parties) && s.parties[n].Lo == k && s.parties[n].Hi == k+1 && r.party(s.parties[n]).isThird() {
			head = k + 1
		}
	}
	return head
}

// member reports that words [lo, hi) can be somebody: no data, no place, nothing that is done.
func (s *sentence) member(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		deed := s.verbAt(k) && !strings.HasSuffix(s.ws[k].Low, "ing") && !strings.HasSuffix(s.ws[k].Low, "ed") && !(k == hi-1 && s.singular(k) && (hi == len(s.ws) || s.ws[hi].Before != ' ')) // "successors and assigns,"
		if deed || s.typeAt(k) || s.closes[k] != s.closes[lo] || s.is(k, modal|beWord|relativeWord|weWord|theyWord|itWord|negating|contrast|supposing|preposition|toward) || s.isOne(k, "you", "us", "them", "your") {
			return false
		}
	}
	n := hitFrom(s.places, lo)
	return hi > lo && !(n < len(s.places) && s.places[n].Lo < hi)
}

// endsMember reports that somebody may end before word hi: not "partners' | sites", "court | order",
// "and advertisers | use".
func (s *sentence) endsMember(hi int) bool {
	last := &s.ws[hi-1]
	if strings.HasSuffix(last.Low, "'") || strings.HasSuffix(last.Low, "'s") {
		return false
	}
	if hi == len(s.ws) || s.ws[hi].Before != ' ' || s.is(hi, preposition|toward|relativeWord|modal|beWord|contrast|listJoint) || s.joins(hi) || strings.HasSuffix(s.ws[hi].Low, "ed") || strings.HasSuffix(s.ws[hi].Low, "ly") {
		return true
	}
	return last.Low != last.Norm && !s.typeAt(hi) && !(s.verbAt(hi) && s.baseForm(hi) && next(s.ws, hi) != "to") // "vendors | access to"
}

// whole is the text of words [lo, hi) and of who is joined to them.
func (r *sentenceReader) whole(s *sentence, lo, hi int) string {
	hi = r.alsoTo(s, r.headOf(s, hi))
	end := s.ws[hi-1].End
	if hi < len(s.ws) && s.ws[hi].Before == '(' && s.closes[hi]-hi <= maxMore && s.is(hi, exemplary) && r.thirdBetween(s, hi, s.closes[hi]) { // "partners (such as advertisers)"
		end = s.ws[s.closes[hi]-1].End
		end += strings.IndexAny(s.text[end:], ")]") + 1
	}
	return s.text[s.ws[lo].Start:end]
}
