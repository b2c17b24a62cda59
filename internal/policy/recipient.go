package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Who gets the data of a sentence that passes it on.

// addressed reports that behind the verb at word i stands who something goes to.
func (s *sentence) addressed(i int) bool {
	for hi := s.clauses[s.in[i]].hi; i < hi; i++ {
		if w := s.ws[i].Low; w == "with" || w == "to" {
			return true
		}
	}
	return false
}

// toTheSame reports that a sentence names nobody because the one before did: "We share
// data with advertisers. We may disclose your IMEI for that purpose."
func (r *sentenceReader) toTheSame(s *sentence, m mood) bool {
	if m.at < 0 || m.denied || m.party == thirdParty || s.addressed(m.at) || r.before.denied || !r.before.verb.passesOn() {
		return false
	}
	return m.verb == share || m.verb == sell || m.verb == give && s.refersBack() || m.verb == include && r.sharedData(s, m.at)
}

// sharedData: "the data that we share | includes", where the sentence before says with whom.
func (r *sentenceReader) sharedData(s *sentence, at int) bool {
	n := hitFrom(s.verbs, at) - 1
	if n < 0 || s.verbs[n].Lo > maxItem || !s.anyIn(0, s.verbs[n].Lo, detail) {
		return false
	}
	k := r.verb(s.verbs[n])
	return k.passesOn() && (s.is(s.verbs[n].Lo-1, weWord) || s.is(s.verbs[n].Lo-1, modal|detail))
}

// recipient finds who gets the data: a third party behind "with" or "to".
func (r *sentenceReader) recipient(x *Mention, s *sentence, m mood) {
	moves := m.verb.passesOn() || m.verb == give
	left := s.leavesOut(m.at)
	for _, p := range s.parties {
		k := r.party(p)
		if left > 0 && (p.Lo > left) != (m.left > 0) { // "with our provider, but not | with advertisers"
			continue
		}
		if !k.isThird() || p.Lo == 0 { // "to other countries" names nobody
			continue
		}
		for i := p.Lo - 1; i >= 0 && i >= p.Lo-8; i-- {
			w := s.ws[i].Low
			if w == "with" || w == "to" || w == "by" && m.party != firstParty {
				if !moves && w != "by" || s.hasSense(i-1, dealing) || s.contraryDeed(m, i) || !s.leadsTo(i+1, p.Lo) || w == "by" && !m.denied && m.at >= 0 && m.at < i && s.anyIn(m.at, i, negating) { // "is read there, and not stored by others"
					break
				}
				if x.Recipient == "" {
					lo := i + 1
					switch {
					case s.joins(lo): // "transferred to, and stored by, | our partners"
						lo = max(lo, s.comma[p.Lo])
					case lo+1 == p.Lo && s.isOne(lo, "a", "an") && r.cueAt(s, p.Hi, p.Hi+1) == server: // "to a | Google server"
						lo++
					}
					x.Recipient = r.whole(s, lo, p.Hi)
					x.Third = r.tables.Parties.Entries[p.Entry].Name
				} else if k == ads || k == analytics { // "our affiliates, vendors and advertisers"
					x.Third = r.tables.Parties.Entries[p.Entry].Name
				}
				break
			}
			if s.is(i, preposition) && !(w == "of" && s.hasSense(i-1, hostNoun, portion)) { // not "to the servers | of advertisers", "any | of our partners"
				break
			}
		}
	}
	if x.Recipient == "" && moves && m.at >= 0 {
		r.recipientBefore(x, s, m.at)
	}
	if x.Recipient == "" && m.at >= 0 && (m.verb == give || m.verb == send) {
		r.recipientBehind(x, s, m.at)
	}
	if x.Recipient == "" && m.at > 0 && m.verb == collect && s.ws[m.at].Low == "access" { // "we give advertisers | access to"
		if k := s.lettingBefore(m.at); k >= 0 { // "we allow advertisers | access to"
			r.recipientBehind(x, s, k)
		} else if n := hitFrom(s.verbs, m.at) - 1; n >= 0 && r.verb(s.verbs[n]) == give && s.in[s.verbs[n].Lo] == s.in[m.at] && !s.moods[n].byUser {
			r.recipientBehind(x, s, s.verbs[n].Lo)
		}
	}
	if x.Recipient == "" && m.at >= 0 && (m.verb.passesOn() || m.verb == give || m.verb == use && s.hasSense(m.at, handedTo)) {
		lo, hi, ok := r.given(s, m.at)
		if !ok {
			lo, hi, ok = r.whoever(s, m)
		}
		if ok {
			x.Recipient, x.Third = r.whole(s, lo, hi), thirdClass
		}
	}
}

// contraryDeed reports that the "to" at word i is of another deed, which is denied where this one is
// said to be done, or the other way round: "we share it and do not sell it | to advertisers".
func (s *sentence) contraryDeed(m mood, i int) bool {
	n := hitFrom(s.verbs, i) - 1
	return n >= 0 && m.at >= 0 && s.verbs[n].Lo > m.at && s.closes[s.verbs[n].Lo] > i && s.moods[n].mood.verb.passesOn() && !s.moods[n].byUser && s.moods[n].mood.denied != m.denied
}

const thirdClass = "third" // of parties.txt: any other

// recipientBehind: "we may give our advertisers | your device ID".
func (r *sentenceReader) recipientBehind(x *Mention, s *sentence, at int) {
	n := hitFrom(s.parties, at+1)
	if n == len(s.parties) || !r.party(s.parties[n]).isThird() {
		return
	}
	p := s.parties[n]
	if p.Lo > at+2 || p.Lo == at+2 && !s.is(at+1, determiner) {
		return
	}
	if hi := r.alsoTo(s, p.Hi); hi < len(s.ws) && (s.typeAt(hi) || s.is(hi, determiner|detail) || s.hasSense(hi, whose) || s.isOne(hi, "with", "access")) { // "our affiliates and partners | with"
		x.Recipient, x.Third = s.text[s.ws[at+1].Start:s.ws[hi-1].End], r.tables.Parties.Entries[p.Entry].Name
	}
}

// lettingBefore is the "allow" before word i in its clause, or -1.
func (s *sentence) lettingBefore(i int) int {
	for k := i - 1; k >= 0 && k >= i-maxAddress && s.in[k] == s.in[i]; k-- {
		if s.is(k, letting) && !s.isOne(k, "partner") {
			return k
		}
	}
	return -1
}

// leadsTo reports that words [lo, hi) only tell more of who stands at hi: "our trusted |
// partners", not "to | help advertisers", "with you, and our partners", "to the US. Google".
func (s *sentence) leadsTo(lo, hi int) bool {
	if lo == hi {
		return true
	}
	if s.ws[lo].Low == "your" || s.ws[lo-1].Low == "to" && s.hasSense(lo, bareVerb) {
		return false
	}
	for k := lo; k < hi; k++ {
		if s.is(k, modal|beWord|relativeWord|weWord|theyWord) && !(k == lo && hi == lo+1 && s.ws[k].Low == "that") || s.ws[k].Low == "you" || s.ws[k].Low == "us" || s.ws[k].Low == "where" {
			return false
		}
	}
	return !slices.ContainsFunc(s.places, func(p lexicon.Hit) bool { return p.Lo >= lo && p.Hi <= hi && s.ws[p.Hi].Before != ' ' })
}

// recipientBefore resolves "we share with them": the third party named before, or in the sentence
// before.
func (r *sentenceReader) recipientBefore(x *Mention, s *sentence, at int) {
	for i := at; i+1 < len(s.ws) && i < at+12; i++ {
		if w := s.ws[i].Low; s.ws[i+1].Low != "them" || w != "with" && w != "to" && i != at { // "we provide them with"
			continue
		}
		for k := len(s.parties) - 1; k >= 0; k-- {
			if p := s.parties[k]; p.Hi <= i && r.party(p).isThird() {
				x.Recipient = r.whole(s, p.Lo, p.Hi)
				x.Third = r.tables.Parties.Entries[p.Entry].Name
				return
			}
		}
		if r.before.verb.passesOn() && !r.before.denied { // "The data we share with them"
			x.Recipient, x.Third = r.before.recipient, r.before.third
		}
		return
	}
}

// recipientOfItem finds who an item names under "We share your data with:": "Advertising
// networks (the data include your device ID)".
func (r *reader) recipientOfItem(x *Mention, s *sentence) {
	b := &r.doc.Blocks[s.block]
	if b.Kind != document.Item || b.Lead < 0 || s.lo > 0 || len(s.parties) == 0 || s.parties[0].Lo > maxOpening {
		return
	}
	p := s.parties[0]
	if !r.party(p).isThird() || s.verbBetween(0, p.Lo) || s.anyIn(0, p.Lo, preposition|toward) {
		return
	}
	if m := r.leadOf(b.Lead); m.known && !m.denied && m.verb.passesOn() && r.asks(b.Lead) {
		x.Recipient, x.Third = r.whole(s, p.Lo, p.Hi), r.tables.Parties.Entries[p.Entry].Name
	}
}

// asks remembers what asksForWhom says of the lead-in at block i, which its items ask in turn.
func (r *reader) asks(i int) bool {
	if r.askedOf != i+1 {
		r.askedOf, r.forWhom = i+1, r.asksForWhom(r.doc.Blocks[i].Text)
	}
	return r.forWhom
}

// asksForWhom reports a lead-in that ends with "with", "to" or "these third parties", or has
// "the following categories of recipients".
func (r *sentenceReader) asksForWhom(text string) bool {
	ws := r.appendWords(nil, text)
	n := len(ws)
	if n == 0 || ws[n-1].Low == "with" || ws[n-1].Low == "to" {
		return n > 0
	}
	who := r.tables.Parties.Find(nil, ws, text)
	for i := range ws {
		behind := ws[i+1 : min(i+1+maxOpening, n)]
		if ws[i].Low == "following" && (slices.ContainsFunc(behind, func(w prose.Word) bool { return w.Norm == "recipient" }) ||
			slices.ContainsFunc(who, func(p lexicon.Hit) bool { return p.Lo >= i && p.Lo <= i+maxOpening && r.party(p).isThird() })) {
			return true
		}
	}
	return len(who) > 0 && who[len(who)-1].Hi == n && r.party(who[len(who)-1]).isThird()
}

const maxOpening = 3 // words before who an item names: "our trusted third-party"

// leavesOut finds the "not" behind the verb at word i that leaves out some to whom, or some
// of what for, it is done: "we share it with our host, but not with advertisers". It is 0 if
// there is none.
func (s *sentence) leavesOut(i int) int {
	if i < 0 {
		return 0
	}
	for k := i + 2; k+1 < len(s.ws) && k < i+maxLeft; k++ {
		if w := s.ws[k].Low; w != "not" && w != "never" || !s.apart(k) && !s.is(k-1, joining) {
			continue
		}
		switch s.ws[k+1].Low {
		case "with", "to", "when", "while":
			return k
		case "for":
			if !s.is(k+2, further) && !s.is(k+3, further) { // "not for any other purpose" leaves open which
				return k
			}
		}
	}
	return 0
}

const maxLeft = 40 // words

// alsoLeft finds what a statement leaves out, which is a denial of its own.
func (r *sentenceReader) alsoLeft(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	k := s.leavesOut(m.at)
	if m.denied || k == 0 || h.Lo > k || m.verb == include || m.verb == control {
		return mood{}, false
	}
	m.denied, m.left, m.also = true, k, false
	return m, true
}

// leftScope is the words of what is left out.
func (s *sentence) leftScope(k int) string {
	hi := k + 2
	for hi < len(s.ws) && hi < k+8 && (s.ws[hi].Before == ' ' || s.ws[hi].Before == '-') {
		hi++
	}
	return s.text[s.ws[k].Start:s.ws[hi-1].End]
}
