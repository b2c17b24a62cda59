package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Services of others that an app holds are told about one after the other: "AdMob is an
// advertising service of Google. It collects device IDs. Personal Data collected: ...".
// "It" and "this service" are such a service then, not the publisher's own.

// introduces reports a sentence that brings in a service of others by its name: "AdMob is
// an advertising service", "we use AdMob".
func (r *sentenceReader) introduces(s *sentence) bool {
	for _, p := range s.parties {
		if !r.party(p).isThird() || !s.ws[p.Lo].Upper {
			continue
		}
		if p.Lo == 0 {
			return s.toldWhat(p.Hi)
		}
		if s.hasSense(p.Hi, serviceNoun) && s.clauses[s.in[p.Lo]].subject == we && s.clauses[s.in[p.Lo]].negated < 0 { // "we have integrated the AdMob service"
			return true
		}
		k := hitFrom(s.verbs, p.Lo) - 1
		return k >= 0 && r.verb(s.verbs[k]) == use && s.clauses[s.in[p.Lo]].subject == we && !s.moods[k].mood.denied && p.Lo-s.verbs[k].Hi <= maxOpening
	}
	return false
}

// toldWhat: "AdMob | (Google Inc.) is an advertising service", "Unity Analytics | This is a
// service".
func (s *sentence) toldWhat(i int) bool {
	for ; i+1 < len(s.ws) && i < runIn; i++ {
		if s.is(i, beWord) {
			return s.is(i+1, determiner)
		}
		if !s.ws[i].Upper {
			return false
		}
	}
	return false
}

// aboutService reports a sentence whose subject is the service brought in before it.
func (r *sentenceReader) aboutService(s *sentence, b *document.Block) bool {
	named := s.is(0, itWord) || s.ws[0].Low == "this" && s.hasSense(1, serviceNoun) && !s.ws[1].Upper
	return named && (r.service || r.thirdTitle(b))
}

// ofService gives to the service what a sentence about it says that it does.
func (r *sentenceReader) ofService(s *sentence, b *document.Block) {
	if !r.aboutService(s, b) {
		return
	}
	for i, v := range s.verbs {
		c := &s.clauses[s.in[v.Lo]]
		if o := &s.moods[i]; !o.byUser && c.subject != we && c.subject != you && !s.done(v) && (o.mood.party == anyone || s.in[v.Lo] == 0) {
			o.mood.party = thirdParty
		}
	}
}

// dataOfThird reports a line that tells what a service gets, under its name or beside what
// it is: "AdMob is an advertising service. | Personal Data collected: device ID".
func (r *reader) dataOfThird(s *sentence, b *document.Block) bool {
	i := 1
	for i < len(s.ws) && i < runIn && s.ws[i].Before != ':' {
		i++
	}
	if i == len(s.ws) || s.ws[i].Before != ':' || s.any(weWord) || !s.anyIn(0, i, detail) {
		return false
	}
	if r.service || r.thirdTitle(b) {
		return true
	}
	k := s.block - 1
	if k < 0 || r.doc.Blocks[k].Kind == document.Heading {
		return false
	}
	text := clip(r.doc.Blocks[k].Text, maxServiceText)
	who := r.tables.Parties.Find(nil, prose.AppendWords(nil, text), text)
	return len(who) > 0 && who[0].Lo == 0 && r.party(who[0]).isThird()
}

const maxServiceText = 200 // bytes of the start of what a service is

// feeds reports that what is used is used to run a service of others: "this app uses
// identifiers | to run the Firebase Analytics service": they go to it.
func (r *sentenceReader) feeds(s *sentence, v, h lexicon.Hit) bool {
	if r.verb(v) != use {
		return false
	}
	for n := hitFrom(s.parties, h.Hi); n < len(s.parties); n++ {
		p := s.parties[n]
		if p.Lo > h.Hi+maxBeside {
			break
		}
		if s.in[p.Lo] != s.in[v.Lo] || !r.party(p).isThird() || !s.ws[p.Lo].Upper {
			continue
		}
		for i := p.Lo - 1; i > h.Hi && i >= p.Lo-maxOpening; i-- {
			if w := s.ws[i].Low; w == "run" || w == "operate" || strings.HasPrefix(w, "execut") {
				return true
			}
		}
	}
	return false
}
