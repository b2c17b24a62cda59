package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// BeginsAim reports an item that begins with what something is used for: "Showing you ads".
func (s *Sentence) BeginsAim() bool {
	return s.Clauses[0].Subject == grammar.Nobody && strings.HasSuffix(s.Ws[0].Low, "ing") && s.VerbAt(0)
}

// OthersBefore reports a third party before word i, other than "by us or | our affiliates".
func (s *Sentence) OthersBefore(i int) bool {
	for n := 0; n < len(s.Parties) && s.Parties[n].Lo < i && n < grammar.MaxBeside; n++ {
		if p := s.Parties[n]; s.Party(p).IsThird() && !s.BesideUs(p) {
			return true
		}
	}
	return false
}

// LeavesActor reports a verb of an item that does not say who does it: "to | show ads", "| serving
// ads", "location | collected via GPS", "data that | identifies your device"; not "some partners | use".
func (s *Sentence) LeavesActor(v lexicon.Hit) bool {
	if c := &s.Clauses[s.In[v.Lo]]; c.Subject == grammar.Relative {
		return (s.Is(c.Lo-1, word.Detail) || s.TypeEnds(c.Lo-1)) && !s.ownSubject(c)
	}
	if s.In[v.Lo] != 0 || s.Clauses[0].Subject != grammar.Nobody {
		return false
	}
	if s.Done(v) || s.ParticipleAt(v.Lo) {
		return true
	}
	return s.Lo == 0 && (v.Lo == 0 || strings.HasSuffix(s.Ws[v.Lo].Low, "ing") || s.Ws[v.Lo].Before != ' ' || s.Joins(v.Lo-1) || s.Ws[v.Lo-1].Low == "to" || strings.HasSuffix(s.Ws[v.Lo-1].Low, "ly"))
}

// UnderName gives verbs without a subject to the third party that the sentence before or the
// heading names: "Google AdMob: shows ads. Collects device IDs."
func (s *Sentence) UnderName(b *document.Block) {
	if len(s.Verbs) == 0 {
		return
	}
	sdk := s.aboutSDK()
	if begins := s.Verbs[0].Lo == 0 && s.Singular(0) && s.Clauses[0].Subject == grammar.Nobody; !sdk && (!begins || !s.OfThird && !ThirdTitle(s.Reader, b)) {
		return
	}
	for i, v := range s.Verbs {
		if o := &s.Moods[i]; (sdk || s.In[v.Lo] == 0) && !o.ByUser && o.Mood.Party == grammar.Anyone {
			o.Mood.Party = grammar.ThirdParty
		}
	}
}

// aboutSDK: "SDK name: JPush; information collected: your location".
func (s *Sentence) aboutSDK() bool {
	for i := 1; i < len(s.Ws) && i <= 5; i++ {
		if s.Ws[i].Before == ':' {
			return slices.ContainsFunc(s.Ws[:i], func(w prose.Word) bool { return w.Norm == "sdk" })
		}
	}
	return false
}

// BeginsThird reports a sentence that begins with the name of a third party.
func (s *Sentence) BeginsThird() bool {
	if len(s.Parties) == 0 || s.Parties[0].Lo != 0 || !s.Party(s.Parties[0]).IsThird() {
		return false
	}
	i := s.Parties[0].Hi
	for i < len(s.Ws) && i < 5 && s.Ws[i].Upper && s.Ws[i].Before == ' ' {
		i++
	}
	return i == len(s.Ws) || s.Ws[i].Before == ':'
}

// ThirdTitle reports a block under the name of a third party.
func ThirdTitle(r *grammar.Reader, b *document.Block) bool {
	if len(b.Heading) == 0 || len(b.Heading[len(b.Heading)-1]) > 40 {
		return false
	}
	text := b.Heading[len(b.Heading)-1]
	ws := r.AppendWords(nil, text)
	for _, h := range r.Tables.Parties.Find(nil, ws, text) {
		if h.Lo == 0 && (h.Hi+1 >= len(ws) || len(ws) <= RunIn && capital(ws[h.Hi:])) && r.Party(h).IsThird() {
			return true
		}
	}
	return false
}

// capital reports words that go on a name: "for Firebase", "(Google Inc.)".
func capital(ws []prose.Word) bool {
	return !slices.ContainsFunc(ws, func(w prose.Word) bool { return !w.Upper && len(w.Low) > 3 })
}
