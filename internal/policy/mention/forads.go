package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// KnownAt reports an ad that the tables have in a type of their own: "targeted | ads".
func (s *Sentence) KnownAt(i int) bool {
	n := grammar.HitFrom(s.Types, i+1) - 1
	return n >= 0 && i < s.Types[n].Hi
}

const maxForAds = 6 // words from "for" to the ads: "for targeting, marketing or advertising"

// aimOfAds is the word that begins the aim that ads at word i stand in: "for | marketing and advertising",
// "to | show you ads", "in | advertising"; 0 if there is none.
func (s *Sentence) aimOfAds(i int) int {
	if i+1 < len(s.Ws) && s.Ws[i+1].Before == '-' { // "ad-related"
		return 0
	}
	if i+1 < len(s.Ws) && s.Ws[i+1].Before == ' ' && !s.Is(i+1, word.Preposition|word.Toward|word.ListJoint|word.Relative|word.Contrast|word.You|word.Determiner) && !s.IsOne(i+1, "purposes", "purpose", "activities", "campaigns", "efforts", "reasons", "ends", "unless", "without") {
		return 0 // "in advertising contracts"
	}
	shown := false
	for k := i - 1; k > 0 && k >= i-maxForAds; k-- {
		switch w := s.Ws[k].Low; {
		case w == "for":
			return k
		case w == "in" && !shown && !s.AnyIn(k+1, i, word.Determiner), w == "to" && shown && k+1 < i:
			return k
		case s.HasSense(k, word.Showing) || s.VerbAt(k) && strings.HasSuffix(s.Ws[k].Low, "ing"):
			shown = true
		case s.Is(k, word.Modal|word.Relative|word.Contrast|word.Negating), s.Ws[k+1].Before == ';', s.Is(k, word.Preposition) && w != "of":
			return 0
		}
	}
	return 0
}

// Unserved reads a denial of using data for the ads at word i, and to which data it is bound: "your data
// is not used for advertising", "no data is collected to show ads", "any data for ads" under "We do not collect".
func (s *Sentence) Unserved(b *Around, i int) (m grammar.Mood, bound string, ok bool) {
	aim := s.aimOfAds(i)
	if aim == 0 {
		return m, "", false
	}
	for n := grammar.HitFrom(s.Verbs, aim) - 1; n >= 0 && aim-s.Verbs[n].Hi <= maxAim; n-- {
		v, o := s.Verbs[n], &s.Moods[n]
		c := &s.Clauses[s.In[v.Lo]]
		if v.Hi > aim { // "opt in to ads"
			continue
		}
		if s.In[v.Lo] > 0 && (c.Subject == grammar.Relative || s.Clauses[s.In[v.Lo]-1].Subject == grammar.Relative || c.Subject == grammar.You) || o.Mood.Verb.PassesOn() && o.Mood.Denied { // "what you submit", "use or share"
			continue
		}
		m = o.Mood
		if s.Is(aim-1, word.Negating) && (s.Ws[aim-1].Before == ',' || s.Joins(aim-2) || s.Is(aim-2, word.Contrast)) { // "is used for support, never for ads", "and never for ads"
			m.Denied = true
		}
		if k := o.Mood.Verb; !m.Denied || o.ByUser || o.Mood.Idle || k != word.Use && k != word.Infer && k != word.Collect || c.Supposed || c.Asked || c.Voids(v.Lo) || c.Subject == grammar.Relative || c.Subject == grammar.You {
			return m, "", false
		}
		if s.AnyIn(v.Hi, aim, word.Contrast) { // "unless that is necessary for ads"
			return m, "", false
		}
		lo, hi := v.Hi, aim
		if v.Lo-c.Head > maxAim {
			return m, "", false
		}
		if (s.Done(v) || s.Is(v.Lo-1, word.Negating)) && s.ParticipleAt(v.Lo) { // "is never stored and | never used"
			for lo, hi = c.Head, v.Lo; hi > lo && (hi > max(c.Negated, c.Head+1) && c.Negated > c.Head || s.Is(hi-1, word.Be|word.Modal|word.Filler|word.Negating) || s.ParticipleAt(hi-1) || s.VerbAt(hi-1) || s.Joins(hi-1)); hi-- {
			}
		} else if s.ParticipleAt(v.Lo) { // "pixels such as those used for ads"
			return m, "", false
		}
		for k := lo + 1; k < hi; k++ {
			if s.Ws[k].Low == "for" {
				hi = k
			}
		}
		bound, ok = s.dataIn(lo, hi)
		return m, bound, ok
	}
	if b.Kind == document.Item && len(s.Verbs) == 0 && s.AnyIn(0, aim, word.Detail) {
		m = b.Mood
		bound, ok = s.dataIn(0, aim)
		return m, bound, ok && m.Denied && (m.Verb == word.Use || m.Verb == word.Collect)
	}
	return m, "", false
}

// dataIn reports that words [lo, hi) name data, and which, where it is not any.
func (s *Sentence) dataIn(lo, hi int) (bound string, ok bool) {
	for lo < hi && (s.IsOne(lo, "that", "no", "any", "and", "or", "but") || s.VerbAt(lo)) {
		lo++
	}
	if hi > lo && s.refers(lo, hi) { // "we do not sell your data, nor use it for ads"
		if from, to := s.objectBefore(lo - 1); to > from {
			lo, hi = from, to
		}
	}
	if lo >= hi {
		return "", false
	}
	points := s.Is(lo, word.Pointing|word.It|word.They) || s.IsOne(lo, "it", "them")
	data := points && hi == lo+1
	for k := lo; k < hi && !data; k++ {
		n := grammar.HitFrom(s.Types, k)
		data = s.Is(k, word.Detail) || s.HasSense(k, word.RecordNoun) || n < len(s.Types) && s.Types[n].Lo == k && s.Tables.Ontology[s.Types[n].Entry].Name != "cookie" || s.Ws[k].Low == "what"
	}
	if !data || !points && s.general(lo, hi) {
		return "", data
	}
	return s.Text[s.Ws[lo].Start:s.Ws[hi-1].End], true
}

// adPurpose reports words that say nothing but that ads are what for: "for targeted advertising".
func adPurpose(r *grammar.Reader, words string) bool {
	ws := r.AppendWords(nil, words)
	return slices.ContainsFunc(ws, func(w prose.Word) bool {
		c := r.Words.ClassesOf(&w)
		return c.Sense.Has(word.Advert) || c.Sense.Has(word.AimedWord) || w.Low == "targeting" || w.Low == "target"
	})
}

// Unshared reads a denial of passing data on to advertisers or for ads, the word that names them, and to what it is
// bound: "we do not share your data with advertisers", "your health data is not sold for advertising".
func (s *Sentence) Unshared() (m grammar.Mood, at int, limits []message.Scope, ok bool) {
	for n, v := range s.Verbs {
		o := &s.Moods[n]
		c := &s.Clauses[s.In[v.Lo]]
		if m = o.Mood; !m.Denied || !m.Verb.PassesOn() || m.Party == grammar.ThirdParty || m.Idle || m.Handed || o.ByUser || c.Supposed || c.Asked || c.Voids(v.Lo) || c.Subject == grammar.Relative || c.Subject == grammar.You || c.Subject == grammar.They {
			continue
		}
		if at = s.adsGet(v.Hi); at == 0 {
			continue
		}
		lo, hi := v.Hi, v.Hi
		if s.Done(v) {
			for lo, hi = c.Head, v.Lo; hi > lo && (hi > max(c.Negated, c.Head+1) && c.Negated > c.Head || s.Is(hi-1, word.Be|word.Modal|word.Filler|word.Negating) || s.ParticipleAt(hi-1) || s.Joins(hi-1)); hi-- {
			}
		} else {
			for hi < at && !s.IsOne(hi, "with", "to", "for") {
				hi++
			}
		}
		bound, data := s.dataIn(lo, hi)
		if !data || s.otherType(lo, hi) {
			continue
		}
		for k := lo; k < hi && bound == ""; k++ {
			if s.HasSense(k, word.Individual) && !s.IsOne(k, "user", "users", "user's") { // advertisers are served by what is not personal, too
				bound = s.Text[s.Ws[k].Start:s.Ws[hi-1].End]
			}
		}
		limits = []message.Scope{{Kind: message.ScopeAction, Text: s.Ws[v.Lo].Low}}
		if bound != "" {
			limits = append(limits, message.Scope{Kind: message.ScopeFeature, Text: bound})
		}
		return m, at, limits, true
	}
	return m, 0, nil, false
}

// adsGet is a word behind word i at which advertisers are told as those who get it, or ads as what for; 0 if none is.
func (s *Sentence) adsGet(i int) int {
	toward := false
	for k := i; k < len(s.Ws) && k < i+maxAim && s.In[k] == s.In[i-1] && !s.Dashed(k) && s.Ws[k].Before != ';'; k++ {
		switch {
		case s.IsOne(k, "with", "to", "for"):
			toward = true
		case s.VerbAt(k) && !s.HasSense(k, word.Advert) && k > i && !s.Joins(k-1), s.HasSense(k, word.Showing), s.Is(k, word.Modal|word.Relative|word.Contrast|word.We):
			return 0
		case s.HasSense(k, word.Advert) && s.AdAt(k) && !s.KnownAt(k) && s.aimOfAds(k) >= i:
			return k
		}
		for n := grammar.HitFrom(s.Parties, k); toward && n < len(s.Parties) && s.Parties[n].Lo == k; n++ {
			if p := s.Parties[n]; s.Party(p) == word.Ads && !s.IsOne(p.Hi-1, "broker", "brokers") {
				return k
			}
		}
	}
	return 0
}

// otherType reports data of a type of its own among words [lo, hi), which says for itself what is denied of it.
func (s *Sentence) otherType(lo, hi int) bool {
	for n := grammar.HitFrom(s.Types, lo); n < len(s.Types) && s.Types[n].Lo < hi; n++ {
		if name := s.Tables.Ontology[s.Types[n].Entry].Name; name != WholeType && name != "information" {
			return true
		}
	}
	return false
}
