package grammar

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who shows aimed ads to whom, and what is only said of them to whoever turns them off.

// shows adds the verb that puts ads before somebody, which elsewhere says nothing of data: "serves
// our users | relevant ads".
func (s *Sentence) shows(lo int) {
	for k := lo - 1; k >= 0 && k >= lo-MaxShown && !s.parted(k, k+1) && !s.VerbAt(k); k-- {
		if s.HasSense(k, word.Showing) && !s.Is(k-1, word.Determiner) || k == lo-1 && s.HasSense(k, word.AimingWord) && s.Is(k-1, word.Modal|word.Negating|word.ListJoint|word.We) {
			own := k // where its clause begins
			for own > 0 && own > k-MaxShown && !s.Is(own, word.We) {
				own--
			}
			mine := s.Is(own, word.We) && s.Ws[own].Before != '(' && (own == 0 || s.Ws[own].Before == ',' || s.IsOne(own-1, "so", "and", "but", "then") || s.IsOne(own-1, "that") && s.IsOne(own-2, "so")) // not "the content we show you"
			if !slices.ContainsFunc(s.Verbs[:HitFrom(s.Verbs, k)], func(v lexicon.Hit) bool {
				return (v.Lo > own || !mine) && s.Verb(v) != word.Control && !s.Is(v.Lo, word.Do) && !s.usOnly(v)
			}) { // not "it is used for | serving", "allows us to know you and to | deliver"
				s.addVerb(k)
			}
			return
		}
		if s.Is(k, word.Modal|word.Be|word.Relative|word.Contrast|word.Negating) {
			return
		}
	}
}

// areShown adds the verb that says who puts ads before somebody: "targeted ads in our app | are served by".
func (s *Sentence) areShown(hi int) {
	if !s.Is(hi, word.Be|word.Modal|word.Preposition) { // not "remarketing services are provided by"
		return
	}
	for k := hi; k+1 < len(s.Ws) && k <= hi+MaxShown && !s.parted(k, k+1) && !s.VerbAt(k) && s.Ws[k+1].Before == ' '; k++ {
		if s.Is(k, word.Be) && s.HasSense(k+1, word.PutForth) {
			if k+2 < len(s.Ws) && s.Ws[k+2].Low == "by" {
				s.addVerb(k + 1)
			}
			return
		}
		if s.Is(k, word.Relative|word.Contrast|word.Negating|word.We|word.You) {
			return
		}
	}
}

// usOnly reports "helps us", "allows us to", which govern nothing by themselves.
func (s *Sentence) usOnly(v lexicon.Hit) bool { return s.HasSense(v.Lo, word.Serving) && v.Hi > v.Lo+1 }
