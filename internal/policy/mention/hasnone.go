package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Data that is said not to be had or to be: "the app has no location features", "there is none".

// hasNone: "the app has no location features", "it does not have location permission", and
// "No location tracking." as a sentence of its own.
func (s *Sentence) hasNone(h lexicon.Hit, item bool) bool {
	k := h.Lo - 1
	for s.Is(k, word.Determiner|word.You) && s.Ws[k].Low != "no" {
		k--
	}
	switch {
	case k < 0:
		return false
	case s.inNone(h, item):
		return true
	case s.Ws[k].Low == "no":
		return k == 0 && s.noneOf() && (len(s.Ws) <= RunIn || s.aimedBy(h)) && (item || s.Text[s.Hi-1] == '.') || k > 0 && s.Having(k-1) && !s.Is(k-2, word.You)
	}
	c := &s.Clauses[s.In[h.Lo]]
	return s.Having(k) && c.Negated == k-1 && c.Subject != grammar.You && !c.Supposed
}

// nonePassed: "No location data | shared with third parties", without a verb of its own, denies that deed.
func (s *Sentence) nonePassed(h lexicon.Hit) (grammar.Mood, bool) {
	if s.Ws[0].Low != "no" || h.Lo > grammar.MaxBeside || !s.noneOf() {
		return grammar.Mood{}, false
	}
	n := grammar.HitFrom(s.Verbs, h.Hi)
	if n == len(s.Verbs) || s.Verbs[n].Lo != h.Hi || !s.Participle(s.Verbs[n]) {
		return grammar.Mood{}, false
	}
	k := s.Verb(s.Verbs[n])
	return grammar.Mood{Known: true, Verb: k, Denied: true, At: h.Hi}, k.PassesOn() || k == word.Store
}

// inNone: "No contacts, location or | device ID.", "There are no accounts, no ads, and no | advertising ID", "it
// has no camera, location or | contacts permission".
func (s *Sentence) inNone(h lexicon.Hit, item bool) bool {
	if len(s.Ws) > grammar.MaxBeside {
		return false
	}
	from := 0
	if s.Ws[0].Low == "there" && s.Is(1, word.Be) {
		from = 2
	} else {
		for from < h.Lo && !(s.Having(from) && s.Ws[from+1].Low == "no") {
			from++
		}
		if from++; from >= h.Lo || s.Clauses[s.In[h.Lo]].Subject == grammar.You || s.Clauses[s.In[h.Lo]].Supposed {
			from = 0
		}
	}
	if s.Ws[from].Low != "no" || from == 0 && !item && s.Text[s.Hi-1] != '.' || s.Is(from+1, word.Further) || grammar.Next(s.Ws, from) == "of" {
		return false
	}
	for k := from + 1; k < len(s.Ws); k++ {
		if !s.inList(k) && !(k >= h.Hi && s.Is(k, word.Toward)) {
			return false
		}
		if k >= h.Hi && s.Is(k, word.Toward) { // "no device ID | in this app"
			break
		}
	}
	return true
}

// inList reports a word that goes on with a list of things.
func (s *Sentence) inList(k int) bool {
	return (s.Ws[k].Before == ' ' || s.Ws[k].Before == ',' || s.Ws[k].Before == '-') && !s.Dashed(k) && !s.Is(k, word.Preposition|word.Toward|word.Relative|word.Modal|word.Contrast|word.Supposing|word.We|word.It|word.They|word.Negating) && (!s.VerbAt(k) || strings.HasSuffix(s.Ws[k].Low, "ing") || strings.HasSuffix(s.Ws[k].Low, "ion"))
}

// aimedBy: "no targeted advertising | based on how you use the app", and nothing else.
func (s *Sentence) aimedBy(h lexicon.Hit) bool {
	return h.Hi < len(s.Ws) && s.Ws[h.Hi].Low == "based" && !slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool { return v.Lo > h.Hi })
}

// thereIsNo: "there is no face recognition in this app".
func (s *Sentence) thereIsNo(h lexicon.Hit) bool {
	k := h.Lo - 1
	return k > 1 && s.Ws[k].Low == "no" && s.Is(k-1, word.Be) && s.Ws[k-2].Low == "there"
}

// deniedUnknown: "no faceprints are attached", "we never see your face": a verb that is
// not known is denied, so the context may not speak for it.
func (s *Sentence) deniedUnknown(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	if c.Negated < 0 || c.Negated >= h.Lo {
		return false
	}
	return c.Subject == grammar.We || c.Negated == c.Lo && s.Any(word.Modal)
}

// lacked reports data of which a condition says that it is not there, and nothing else: "your rough location
// when your exact one | isn't needed", "if no device ID is available"; not "when it is read".
func (s *Sentence) lacked(h lexicon.Hit) bool {
	k := h.Lo - 1
	for k > 0 && s.Is(k, word.Determiner|word.You) {
		k--
	}
	if k > 1 && s.Ws[k+1].Low == "no" && s.Is(k, word.Be) && s.Ws[k-1].Low == "there" && s.Is(k-2, word.Supposing) { // "if there is no | device ID"
		return true
	}
	if !s.Is(k, word.Supposing) || k+1 < h.Lo && s.Ws[k+1].Before != ' ' {
		return false
	}
	return s.IsOne(k+1, "no") || s.Is(h.Hi, word.Negating) && s.Is(h.Hi, word.Modal) || s.Is(h.Hi, word.Modal) && s.Is(h.Hi+1, word.Negating)
}

// noneOf reports "No names or contacts": a phrase that denies all it lists.
func (s *Sentence) noneOf() bool {
	i := 0
	if s.Ws[0].Low == "there" && s.Is(1, word.Be) { // "There is no device identifier"
		i = 2
	}
	return i < len(s.Ws) && s.Ws[i].Low == "no" && grammar.Next(s.Ws, i) != "of" && !s.AnyIn(i, len(s.Ws), word.Modal|word.Negating|word.We)
}
