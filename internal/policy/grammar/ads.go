package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Ads that are aimed at somebody, where no phrase of the tables says so: the noun is an ad, and
// beside it stands what aims it ("relevant content and ads", "ads that match your interests",
// "adapt our advertising to"). Which type that is the tables say (lexicon types.txt, "aimed").

const (
	MaxShown   = 4  // words from a verb to the ads: "serve to our users ads"
	maxAimed   = 7  // words from what aims ads back to them: "customized or more relevant third-party ads"
	MaxFitting = 12 // words from an ad to what it fits
	maxTrait   = 6  // words from there to whom, or what of him: "based on how you use our app"
	maxToAd    = 9  // words from a deed to the ads: "customize the content that we show you, including ads"
)

// aimedAds adds the type that an ad makes with what aims it, and the verb that does so.
func (s *Sentence) aimedAds() {
	if s.Kinds.Aimed < 0 {
		return
	}
	s.Types = slices.DeleteFunc(s.Types, func(h lexicon.Hit) bool { // "contextually-relevant ads"
		return h.Entry == s.Kinds.Aimed && h.Lo > 0 && strings.HasPrefix(s.Ws[h.Lo-1].Low, "contextual") && s.Ws[h.Lo-1].Low != "contextual"
	})
	ads := s.AnySense(word.Advert, word.OfferNoun) // in few sentences
	for i := 0; ads && i < len(s.Ws); i++ {
		offer := s.HasSense(i, word.OfferNoun)
		if !s.AdAt(i) && !offer {
			continue
		}
		if n := HitFrom(s.Types, i+1) - 1; n >= 0 && i < s.Types[n].Hi { // the tables know better
			continue
		}
		lo, hi, verb := i, i+1, -1
		if k := s.aimedBefore(i); k >= 0 && (!offer || s.Ws[k].Low != "relevant" && s.Ws[k].Low != "specific") {
			lo = k
		} else if offer {
			continue
		} else if k := s.aiming(i); k >= 0 {
			lo, verb = k, k
		} else if k := s.relevanceOf(i); k >= 0 {
			lo, verb = k, k
		} else if k := s.picked(i); k >= 0 {
			lo, verb = k, k
		} else if k, passive := s.fits(i); k >= 0 {
			hi = k + 1
			if passive {
				hi, verb = i+1, k
			}
		} else {
			continue
		}
		if inside := func(h lexicon.Hit) bool { return h.Lo < hi && lo < h.Hi }; verb >= 0 || slices.ContainsFunc(s.Types, inside) || lo == i && slices.ContainsFunc(s.Verbs, inside) {
			lo, hi = i, i+1 // what stands between speaks for itself
		}
		n := HitFrom(s.Types, lo)
		s.Types = slices.Insert(s.Types, n, lexicon.Hit{Lo: lo, Hi: hi, Entry: s.Kinds.Aimed})
		if verb >= 0 {
			s.addVerb(verb)
			s.Verbs = slices.DeleteFunc(s.Verbs, func(v lexicon.Hit) bool { return verb < v.Lo && v.Hi <= i && s.Is(v.Lo-1, word.We) }) // "the content we show you, including ads"
		}
	}
	for _, h := range s.Types {
		if h.Entry == s.Kinds.Aimed {
			s.shows(h.Lo)
			s.areShown(h.Hi)
		}
	}
}

// AdAt reports an ad at word i: not "ad partners", "ad-free", "advertising is based".
func (s *Sentence) AdAt(i int) bool {
	for k := i - 1; k > 0 && k >= i-2; k-- { // "other than ads", "instead of general ads"
		if s.IsOne(k, "than", "of") && s.IsOne(k-1, "other", "rather", "instead") {
			return false
		}
	}
	return s.HasSense(i, word.Advert) && !(i+1 < len(s.Ws) && (s.Ws[i+1].Before == ' ' || s.Ws[i+1].Before == '-') && s.HasSense(i+1, word.AdCompany))
}

// aimedBefore finds what aims the ads in their own phrase: "personalised | content and ads".
func (s *Sentence) aimedBefore(i int) int {
	among := false // "personalised content, | including ads"
	for k := i - 1; k >= 0 && k >= i-maxAimed; k-- {
		if s.Ws[k].Low == "including" && s.HasSense(k-1, word.ShownThing) {
			among = true
			continue
		}
		if s.parted(k, k+1) || s.Is(k, word.Negating|word.Modal|word.Be|word.Preposition|word.Toward|word.Relative|word.Contrast|word.We|word.You|word.They) || s.HasSense(k, word.LessSense) || s.Ws[k].Low == "of" {
			return -1
		}
		if s.HasSense(k, word.AimedWord) {
			if k > 2 && s.Ws[k-1].Low == "non" && s.Joins(k-2) && s.HasSense(k-3, word.AimedWord) { // "personalised | and non-personalised"
				return k - 3
			}
			if among && s.IsOne(k, "relevant", "specific") || s.HasSense(k-1, word.LessSense) || k > 0 && (s.Ws[k-1].Low == "non" || strings.HasPrefix(s.Ws[k-1].Low, "context")) {
				return -1
			}
			return k
		}
		if s.VerbAt(k) {
			return -1
		}
	}
	return -1
}

// aiming finds the deed that aims the ads: "customize | the content we show you, including ads",
// "target and improve our advertising"; not "personalize your experience and show ads".
func (s *Sentence) aiming(i int) int {
	joined, deeds := true, false // all that stands between are deeds done to the ads; there is one
	for k := i - 1; k >= 0 && k >= i-maxToAd; k-- {
		if s.Ws[k+1].Before == ';' || s.Ws[k+1].Before == ':' || s.Ws[k+1].Before == '.' || s.Is(k, word.Negating|word.Modal|word.Be|word.Contrast) {
			return -1
		}
		if s.HasSense(k, word.AimingWord) && !s.Is(k-1, word.Determiner) {
			if k == i-1 && s.Ws[i].Before != ' ' { // "personalizing, advertising and marketing our products"
				return -1
			}
			return k
		}
		row := joined && strings.HasSuffix(s.Ws[k].Low, "ing") && !s.Is(k, word.Listing|word.Advertising) && (s.Ws[k].Before == ',' || s.Joins(k-1)) // "tailoring, reporting and | optimizing"
		switch verb := s.VerbAt(k) || joined && s.HasSense(k, word.Showing) || row; {
		case verb && s.Is(k-1, word.We|word.They|word.You|word.Relative): // "the content | we show you"
		case verb && !joined, s.Ws[k].Low == "to" && k < i-1 && s.VerbAt(k+1):
			return -1
		case verb:
			deeds = true
		case !s.Is(k, word.Determiner|word.ListJoint|word.You) && !s.HasSense(k, word.AimedWord):
			if deeds { // "personalize your experience and show ads"
				return -1
			}
			joined = false
		}
	}
	return -1
}

// relevanceOf finds the deed that makes ads more relevant: "improve | the relevance and effectiveness of our
// products and ads"; not "measure the relevance of ads".
func (s *Sentence) relevanceOf(i int) int {
	of := false
	for k := i - 1; k > 0 && k >= i-MaxFitting && !s.Is(k, word.Modal|word.Be|word.Relative|word.Negating); k-- {
		of = of || s.Ws[k].Low == "of"
		if of && s.Ws[k].Low == "relevance" {
			for n := k - 1; n >= 0 && n >= k-MaxShown; n-- {
				if s.HasSense(n, word.Bettering) {
					return n
				}
			}
			return -1
		}
	}
	return -1
}

// picked finds the deed that chooses the ads by data: "uses your location to choose | which ads you
// see".
func (s *Sentence) picked(i int) int {
	for k := i - 1; k > 0 && k >= i-MaxShown && !s.parted(k, k+1); k-- {
		if !s.HasSense(k, word.Picking) || s.Ws[k].Upper {
			if s.Is(k, word.Supposing|word.Modal|word.Be|word.Relative) && s.Ws[k].Low != "which" && s.Ws[k].Low != "what" || s.Is(k, word.Negating|word.Preposition) || s.HasSense(k, word.AskingHow) && s.Ws[k].Low != "which" && s.Ws[k].Low != "what" {
				return -1
			}
			continue
		}
		for n := k - 1; n >= 0 && n >= k-maxPicked; n-- {
			if s.Is(n, word.Detail) || s.HasSense(n, word.Trait) && !s.IsOne(n, "your", "their", "users", "user's", "individual") || s.IsOne(n, "it", "this") {
				return k
			}
		}
		return -1
	}
	return -1
}

const maxPicked = 12 // words from what ads are chosen by to the choice

// fits finds whom or what ads are made to fit, and whether it is told in the passive: "ads |
// based on your activity", "ads that may interest you", "ads are | tailored".
func (s *Sentence) fits(i int) (at int, passive bool) {
	be, which, not := false, false, false
	for k := i + 1; k < len(s.Ws) && k <= i+MaxFitting; k++ {
		if s.parted(k-1, k) || s.Is(k, word.Contrast) || s.HasSense(k, word.LessSense) || s.AdAt(k) {
			return -1, false
		}
		if s.HasSense(k, word.Fitting) || s.IsOne(k, "like", "enjoy", "love") && k > i+1 && s.Is(k-1, word.You|word.Modal|word.Filler) && s.AnyIn(max(i+1, k-3), k, word.You) { // "ads we think you'll like"
			if be && !which && s.HasSense(k, word.AimedWord) && strings.HasSuffix(s.Ws[k].Low, "ed") {
				return k, true
			}
			if not {
				return -1, false
			}
			if end := s.Whose(k, which || be); end >= 0 {
				return end, false
			}
		}
		not = not || s.Is(k, word.Negating)
		be = be || s.Is(k, word.Be)
		which = which || s.Is(k, word.Relative)
		if !which && !be && s.Is(k, word.ListJoint) && !s.HasSense(k+1, word.ShownThing) && !(s.Joins(k) && (s.HasSense(k+2, word.ShownThing) && !s.VerbAt(k+1) || s.HasSense(k+1, word.OnPage, word.Apparatus, word.Product))) || s.Is(k, word.Supposing) || s.Is(k, word.Negating) && !s.Is(k-1, word.Be|word.Modal) {
			return -1, false
		}
	}
	return -1, false
}

// Whose finds whom what fits at word k is about, or what of him: "based on | your activity",
// "may | interest you", "you may be | interested in"; not "based on your consent", "on the page".
func (s *Sentence) Whose(k int, clause bool) int {
	if s.HasSense(k, word.ByItself) { // "ads you may be interested in"
		if clause || s.AnyIn(max(k-maxTrait, 0), k, word.You) {
			for n := max(k-maxTrait, 0); n < k; n++ {
				if s.Is(n, word.You|word.Person) {
					return k
				}
			}
		}
	}
	for n := k + 1; n < len(s.Ws) && n <= k+maxTrait && s.Ws[n].Before == ' '; n++ {
		switch {
		case s.HasSense(n, word.NoTrait, word.OnPage), s.Is(n, word.We) && s.Ws[n].Low == "our" && !s.Is(n+1, word.Dweller):
			return -1
		case s.Is(n, word.You|word.Person), s.HasSense(n, word.Trait):
			for end := n; end < len(s.Ws) && end <= n+3; end++ {
				if s.HasSense(end, word.NoTrait, word.OnPage) {
					return -1
				}
			}
			return n
		}
	}
	return -1
}

// parted reports a mark between words a and b that ends a phrase.
func (s *Sentence) parted(a, b int) bool {
	for n := a + 1; n <= b; n++ {
		switch s.Ws[n].Before {
		case ' ', ',', '/', '-', '"':
		default:
			return true
		}
	}
	return false
}

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
				return (v.Lo > own || !mine) && s.Verb(v) != word.Control && !s.Is(v.Lo, word.Do) && !s.usOnly(v) && Next(s.Ws, v.Lo) != "of"
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
