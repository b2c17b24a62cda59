package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Services of others that an app holds are told about one after the other: "AdMob is an
// advertising service of Google. It collects device IDs. Personal Data collected: ...".
// "It" and "this service" are such a service then, not the publisher's own.

// Introduces reports a sentence that brings in a service of others by its name: "AdMob is
// an advertising service", "we use AdMob".
func (s *Sentence) Introduces() bool {
	for _, p := range s.Parties {
		if !s.Party(p).IsThird() || !s.Ws[p.Lo].Upper {
			continue
		}
		if p.Lo == 0 {
			return s.toldWhat(p.Hi)
		}
		if s.HasSense(p.Hi, word.ServiceNoun) && s.Clauses[s.In[p.Lo]].Subject == grammar.We && s.Clauses[s.In[p.Lo]].Negated < 0 { // "we have integrated the AdMob service"
			return true
		}
		k := grammar.HitFrom(s.Verbs, p.Lo) - 1
		return k >= 0 && s.Verb(s.Verbs[k]) == word.Use && s.Clauses[s.In[p.Lo]].Subject == grammar.We && !s.Moods[k].Mood.Denied && p.Lo-s.Verbs[k].Hi <= grammar.MaxOpening
	}
	return false
}

// toldWhat: "AdMob | (Google Inc.) is an advertising service", "Unity Analytics | This is a
// service".
func (s *Sentence) toldWhat(i int) bool {
	for ; i+1 < len(s.Ws) && i < RunIn; i++ {
		if s.Is(i, word.Be) {
			return s.Is(i+1, word.Determiner)
		}
		if !s.Ws[i].Upper {
			return false
		}
	}
	return false
}

// aboutService reports a sentence whose subject is the service brought in before it.
func (s *Sentence) aboutService(b *document.Block) bool {
	named := s.Is(0, word.It) || s.Ws[0].Low == "this" && s.HasSense(1, word.ServiceNoun) && !s.Ws[1].Upper
	return named && (s.Service || ThirdTitle(s.Reader, b))
}

// OfService gives to the service what a sentence about it says that it does.
func (s *Sentence) OfService(b *document.Block) {
	if !s.aboutService(b) {
		return
	}
	for i, v := range s.Verbs {
		c := &s.Clauses[s.In[v.Lo]]
		if o := &s.Moods[i]; !o.ByUser && c.Subject != grammar.We && c.Subject != grammar.You && !s.Done(v) && (o.Mood.Party == grammar.Anyone || s.In[v.Lo] == 0) {
			o.Mood.Party = grammar.ThirdParty
		}
	}
}

// feeds reports that what is used is used to run a service of others: "this app uses
// identifiers | to run the Firebase Analytics service": they go to it.
func (s *Sentence) feeds(v, h lexicon.Hit) bool {
	if s.Verb(v) != word.Use {
		return false
	}
	for n := grammar.HitFrom(s.Parties, h.Hi); n < len(s.Parties); n++ {
		p := s.Parties[n]
		if p.Lo > h.Hi+grammar.MaxBeside {
			break
		}
		if s.In[p.Lo] != s.In[v.Lo] || !s.Party(p).IsThird() || !s.Ws[p.Lo].Upper {
			continue
		}
		for i := p.Lo - 1; i > h.Hi && i >= p.Lo-grammar.MaxOpening; i-- {
			if w := s.Ws[i].Low; w == "run" || w == "operate" || strings.HasPrefix(w, "execut") {
				return true
			}
		}
	}
	return false
}
