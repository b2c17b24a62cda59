package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who else gets data, in one coordination: "our affiliates, agents, vendors or advertisers" is
// quoted as it stands in the text, as far as others are named in it.

const (
	maxJoined   = 12 // of who is joined
	maxJoinedTo = 40 // words of them all
)

// alsoTo is the end of the coordination whose first member ends before word hi: the end of the last
// of those joined to it who are others. Not "with partners, | and advertisers may collect", "with
// advertisers, | your name".
func (s *Sentence) alsoTo(hi int) int {
	last, end := hi, min(len(s.Ws), hi+maxJoinedTo)
	for at, n := hi, 0; n < maxJoined; n++ {
		from := s.behindJoint(at)
		if from < 0 || from >= end || s.In[from] != s.In[hi-1] || s.Closes[from] != s.Closes[hi-1] {
			break
		}
		to, other := s.joinedOther(from, end)
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
func (s *Sentence) behindJoint(i int) int {
	if i >= len(s.Ws) || i == 0 {
		return -1
	}
	if s.Ws[i].Before == '(' { // "partners (such as Acme) and"
		if s.Closes[i]-i > maxMore || s.Closes[i] >= len(s.Ws) {
			return -1
		}
		i = s.Closes[i]
	}
	from, joint := i, s.Ws[i].Before == ',' || s.Ws[i].Before == '/'
	for i < len(s.Ws) && i <= from+maxJoint {
		switch {
		case s.Joins(i), s.IsOne(i, "including", "e.g", "like"):
			joint, i = true, i+1
		case s.IsOne(i, "as") && s.IsOne(i+1, "well") || s.IsOne(i, "such") && s.IsOne(i+1, "as"), s.IsOne(i, "along", "together") && s.IsOne(i+1, "with"):
			joint, i = true, i+2
		case joint && s.IsOne(i, "with", "to", "also", "even"):
			i++
		case !joint || s.IsOne(i, "this", "that", "these", "those"): // ", and those partners use"
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
func (s *Sentence) joinedOther(lo, end int) (int, bool) {
	if s.HasSense(lo, word.BareVerb, word.Showing, word.AimingWord) {
		return -1, false
	}
	n := grammar.HitFrom(s.Parties, lo)
	if n < len(s.Parties) && s.Parties[n].Lo <= lo+grammar.MaxWho && s.Party(s.Parties[n]).IsThird() {
		if hi := s.headOf(s.Parties[n].Hi); s.member(lo, hi) && s.endsMember(hi) {
			return hi, true
		}
	}
	hi := lo + 1
	for hi < end && hi < lo+grammar.MaxWho && (s.Ws[hi].Before == ' ' || s.Ws[hi].Before == '-') && !s.Joins(hi) && !s.Is(hi, word.Preposition|word.Toward|word.Relative) {
		hi++
	}
	name, many := s.Ws[lo].Upper && s.Ws[hi-1].Upper && s.Ws[lo].Before != '"', s.Ws[hi-1].Low != s.Ws[hi-1].Norm
	if !s.member(lo, hi) || !s.endsMember(hi) || !name && !many {
		return -1, false
	}
	return hi, name || s.HasSense(hi-1, word.Somebody, word.OtherNoun)
}

// headOf is the end of who is named up to word hi where the noun comes behind: "law enforcement |
// agencies", "third-party | network advertisers", "third-party | mobile apps".
func (s *Sentence) headOf(hi int) int {
	head := hi
	for k := hi; k < len(s.Ws) && k <= hi+1 && s.Ws[k].Before == ' ' && !s.VerbAt(k) && !s.Is(k, word.Preposition|word.Toward|word.ListJoint); k++ {
		n := grammar.HitFrom(s.Parties, k)
		if s.HasSense(k, word.Somebody, word.OtherNoun) || n < len(s.Parties) && s.Parties[n].Lo == k && s.Parties[n].Hi == k+1 && (s.Party(s.Parties[n]).IsThird() || s.Party(s.Parties[n]) == word.Self && !s.HasSense(k, word.HostNoun)) { // not "a Google server"
			head = k + 1
		}
	}
	return head
}

// member reports that words [lo, hi) can be somebody: no data, no place, nothing that is done.
func (s *Sentence) member(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		deed := s.VerbAt(k) && !strings.HasSuffix(s.Ws[k].Low, "ing") && !strings.HasSuffix(s.Ws[k].Low, "ed") && !(k == hi-1 && s.Singular(k) && (hi == len(s.Ws) || s.Ws[hi].Before != ' ')) // "successors and assigns,"
		if deed || s.TypeAt(k) || s.Closes[k] != s.Closes[lo] || s.Is(k, word.Modal|word.Be|word.Relative|word.We|word.They|word.It|word.Negating|word.Contrast|word.Supposing|word.Preposition|word.Toward) || s.IsOne(k, "you", "us", "them", "your") {
			return false
		}
	}
	n := grammar.HitFrom(s.Places, lo)
	return hi > lo && !(n < len(s.Places) && s.Places[n].Lo < hi)
}

// endsMember reports that somebody may end before word hi: not "partners' | sites", "court | order",
// "and advertisers | use".
func (s *Sentence) endsMember(hi int) bool {
	last := &s.Ws[hi-1]
	if strings.HasSuffix(last.Low, "'") || strings.HasSuffix(last.Low, "'s") {
		return false
	}
	if hi == len(s.Ws) || s.Ws[hi].Before != ' ' || s.Is(hi, word.Preposition|word.Toward|word.Relative|word.Modal|word.Be|word.Contrast|word.ListJoint) || s.Joins(hi) || strings.HasSuffix(s.Ws[hi].Low, "ed") || strings.HasSuffix(s.Ws[hi].Low, "ly") {
		return true
	}
	return last.Low != last.Norm && !s.TypeAt(hi) && !(s.VerbAt(hi) && s.BaseForm(hi) && grammar.Next(s.Ws, hi) != "to") // "vendors | access to"
}

// Whole is the text of words [lo, hi) and of who is joined to them.
func (s *Sentence) Whole(lo, hi int) string {
	hi = s.alsoTo(s.headOf(hi))
	end := s.Ws[hi-1].End
	if hi < len(s.Ws) && s.Ws[hi].Before == '(' && s.Closes[hi]-hi <= maxMore && s.Is(hi, word.Exemplary) && s.ThirdBetween(hi, s.Closes[hi]) { // "partners (such as advertisers)"
		end = s.Ws[s.Closes[hi]-1].End
		end += strings.IndexAny(s.Text[end:], ")]") + 1
	}
	return strings.TrimSuffix(strings.TrimSuffix(s.Text[s.Ws[lo].Start:end], "'s"), "’s") // of "Google's servers"
}
