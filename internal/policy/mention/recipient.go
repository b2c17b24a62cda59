package mention

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who gets the data of a sentence that passes it on.

// Addressed reports that behind the verb at word i stands who something goes to.
func (s *Sentence) Addressed(i int) bool {
	for hi := s.Clauses[s.In[i]].Hi; i < hi; i++ {
		if w := s.Ws[i].Low; w == "with" || w == "to" {
			return true
		}
	}
	return false
}

// ToTheSame reports that a sentence names nobody because the one before did: "We share
// data with advertisers. We may disclose your IMEI for that purpose."
func (s *Sentence) ToTheSame(m grammar.Mood) bool {
	if m.At < 0 || m.Denied || m.Party == grammar.ThirdParty || s.Addressed(m.At) || s.Before.Denied || !s.Before.Verb.PassesOn() {
		return false
	}
	return m.Verb == word.Share || m.Verb == word.Sell || m.Verb == word.Give && s.RefersBack() || m.Verb == word.Include && s.sharedData(m.At)
}

// sharedData: "the data that we share | includes", where the sentence before says with whom.
func (s *Sentence) sharedData(at int) bool {
	n := grammar.HitFrom(s.Verbs, at) - 1
	if n < 0 || s.Verbs[n].Lo > grammar.MaxItem || !s.AnyIn(0, s.Verbs[n].Lo, word.Detail) {
		return false
	}
	k := s.Verb(s.Verbs[n])
	return k.PassesOn() && (s.Is(s.Verbs[n].Lo-1, word.We) || s.Is(s.Verbs[n].Lo-1, word.Modal|word.Detail))
}

// Recipient finds who gets the data: a third party behind "with" or "to".
func (s *Sentence) Recipient(x *Mention, m grammar.Mood) {
	moves := m.Verb.PassesOn() || m.Verb == word.Give
	left := s.LeavesOut(m.At)
	for _, p := range s.Parties {
		k := s.Party(p)
		if left > 0 && (p.Lo > left) != (m.Left > 0) { // "with our provider, but not | with advertisers"
			continue
		}
		if !k.IsThird() || p.Lo == 0 { // "to other countries" names nobody
			continue
		}
		for i := p.Lo - 1; i >= 0 && i >= p.Lo-8; i-- {
			w := s.Ws[i].Low
			if w == "with" || w == "to" || w == "by" && m.Party != grammar.FirstParty {
				if !moves && w != "by" || s.HasSense(i-1, word.Dealing) || s.contraryDeed(m, i) || !s.leadsTo(i+1, p.Lo) || w == "by" && !m.Denied && m.At >= 0 && m.At < i && s.AnyIn(m.At, i, word.Negating) { // "is read there, and not stored by others"
					break
				}
				if x.Recipient == "" {
					lo := i + 1
					switch {
					case s.Joins(lo): // "transferred to, and stored by, | our partners"
						lo = max(lo, s.Comma[p.Lo])
					case lo+1 == p.Lo && s.IsOne(lo, "a", "an") && s.CueAt(p.Hi, p.Hi+1) == word.Server: // "to a | Google server"
						lo++
					}
					x.Recipient = s.Whole(lo, p.Hi)
					x.Third = s.Tables.Parties.Entries[p.Entry].Name
				} else if k == word.Ads || k == word.Analytics { // "our affiliates, vendors and advertisers"
					x.Third = s.Tables.Parties.Entries[p.Entry].Name
				}
				break
			}
			if s.Is(i, word.Preposition) && !(w == "of" && s.HasSense(i-1, word.HostNoun, word.Portion)) { // not "to the servers | of advertisers", "any | of our partners"
				break
			}
		}
	}
	if x.Recipient == "" && moves && m.At >= 0 {
		s.recipientBefore(x, m.At)
	}
	if x.Recipient == "" && m.At >= 0 && (m.Verb == word.Give || m.Verb == word.Send) {
		s.recipientBehind(x, m.At)
	}
	if x.Recipient == "" && m.At > 0 && m.Verb == word.Collect && s.Ws[m.At].Low == "access" { // "we give advertisers | access to"
		if k := s.lettingBefore(m.At); k >= 0 { // "we allow advertisers | access to"
			s.recipientBehind(x, k)
		} else if n := grammar.HitFrom(s.Verbs, m.At) - 1; n >= 0 && s.Verb(s.Verbs[n]) == word.Give && s.In[s.Verbs[n].Lo] == s.In[m.At] && !s.Moods[n].ByUser {
			s.recipientBehind(x, s.Verbs[n].Lo)
		}
	}
	if x.Recipient == "" && m.At >= 0 && (m.Verb.PassesOn() || m.Verb == word.Give || m.Verb == word.Use && s.HasSense(m.At, word.HandedTo)) {
		lo, hi, ok := s.given(m.At)
		if !ok {
			lo, hi, ok = s.whoever(m)
		}
		if ok {
			x.Recipient, x.Third = s.Whole(lo, hi), ThirdClass
		}
	}
}

// contraryDeed reports that the "to" at word i is of another deed, which is denied where this one is
// said to be done, or the other way round: "we share it and do not sell it | to advertisers".
func (s *Sentence) contraryDeed(m grammar.Mood, i int) bool {
	n := grammar.HitFrom(s.Verbs, i) - 1
	return n >= 0 && m.At >= 0 && s.Verbs[n].Lo > m.At && s.Closes[s.Verbs[n].Lo] > i && s.Moods[n].Mood.Verb.PassesOn() && !s.Moods[n].ByUser && s.Moods[n].Mood.Denied != m.Denied
}

const ThirdClass = "third" // of parties.txt: any other

// recipientBehind: "we may give our advertisers | your device ID".
func (s *Sentence) recipientBehind(x *Mention, at int) {
	n := grammar.HitFrom(s.Parties, at+1)
	if n == len(s.Parties) || !s.Party(s.Parties[n]).IsThird() {
		return
	}
	p := s.Parties[n]
	if p.Lo > at+2 || p.Lo == at+2 && !s.Is(at+1, word.Determiner) {
		return
	}
	if hi := s.alsoTo(p.Hi); hi < len(s.Ws) && (s.TypeAt(hi) || s.Is(hi, word.Determiner|word.Detail) || s.HasSense(hi, word.Whose) || s.IsOne(hi, "with", "access")) { // "our affiliates and partners | with"
		x.Recipient, x.Third = s.Text[s.Ws[at+1].Start:s.Ws[hi-1].End], s.Tables.Parties.Entries[p.Entry].Name
	}
}

// lettingBefore is the "allow" before word i in its clause, or -1.
func (s *Sentence) lettingBefore(i int) int {
	for k := i - 1; k >= 0 && k >= i-grammar.MaxAddress && s.In[k] == s.In[i]; k-- {
		if s.Is(k, word.Letting) && !s.IsOne(k, "partner") {
			return k
		}
	}
	return -1
}

// leadsTo reports that words [lo, hi) only tell more of who stands at hi: "our trusted |
// partners", not "to | help advertisers", "with you, and our partners", "to the US. Google".
func (s *Sentence) leadsTo(lo, hi int) bool {
	if lo == hi {
		return true
	}
	if s.Ws[lo].Low == "your" || s.Ws[lo-1].Low == "to" && s.HasSense(lo, word.BareVerb) {
		return false
	}
	for k := lo; k < hi; k++ {
		if s.Is(k, word.Modal|word.Be|word.Relative|word.We|word.They) && !(k == lo && hi == lo+1 && s.Ws[k].Low == "that") || s.Ws[k].Low == "you" || s.Ws[k].Low == "us" || s.Ws[k].Low == "where" {
			return false
		}
	}
	return !slices.ContainsFunc(s.Places, func(p lexicon.Hit) bool { return p.Lo >= lo && p.Hi <= hi && s.Ws[p.Hi].Before != ' ' })
}

// recipientBefore resolves "we share with them": the third party named before, or in the sentence
// before.
func (s *Sentence) recipientBefore(x *Mention, at int) {
	for i := at; i+1 < len(s.Ws) && i < at+12; i++ {
		if w := s.Ws[i].Low; s.Ws[i+1].Low != "them" || w != "with" && w != "to" && i != at { // "we provide them with"
			continue
		}
		for k := len(s.Parties) - 1; k >= 0; k-- {
			if p := s.Parties[k]; p.Hi <= i && s.Party(p).IsThird() {
				x.Recipient = s.Whole(p.Lo, p.Hi)
				x.Third = s.Tables.Parties.Entries[p.Entry].Name
				return
			}
		}
		if s.Before.Verb.PassesOn() && !s.Before.Denied { // "The data we share with them"
			x.Recipient, x.Third = s.Before.Recipient, s.Before.Third
		}
		return
	}
}

// AsksForWhom reports a lead-in that ends with "with", "to" or "these third parties", or has
// "the following categories of recipients".
func AsksForWhom(r *grammar.Reader, text string) bool {
	ws := r.AppendWords(nil, text)
	n := len(ws)
	if n == 0 || ws[n-1].Low == "with" || ws[n-1].Low == "to" {
		return n > 0
	}
	who := r.Tables.Parties.Find(nil, ws, text)
	for i := range ws {
		behind := ws[i+1 : min(i+1+grammar.MaxOpening, n)]
		if ws[i].Low == "following" && (slices.ContainsFunc(behind, func(w prose.Word) bool { return w.Norm == "recipient" }) ||
			slices.ContainsFunc(who, func(p lexicon.Hit) bool { return p.Lo >= i && p.Lo <= i+grammar.MaxOpening && r.Party(p).IsThird() })) {
			return true
		}
	}
	return len(who) > 0 && who[len(who)-1].Hi == n && r.Party(who[len(who)-1]).IsThird()
}

// LeavesOut finds the "not" behind the verb at word i that leaves out some to whom, or some
// of what for, it is done: "we share it with our host, but not with advertisers". It is 0 if
// there is none.
func (s *Sentence) LeavesOut(i int) int {
	if i < 0 || !s.Any(word.Negating) {
		return 0
	}
	for k := i + 2; k+1 < len(s.Ws) && k < i+maxLeft; k++ {
		if w := s.Ws[k].Low; w != "not" && w != "never" || !s.Apart(k) && !s.Is(k-1, word.Joining) {
			continue
		}
		switch s.Ws[k+1].Low {
		case "with", "to", "when", "while":
			return k
		case "for":
			if !s.Is(k+2, word.Further) && !s.Is(k+3, word.Further) { // "not for any other purpose" leaves open which
				return k
			}
		}
	}
	return 0
}

const maxLeft = 40 // words

// alsoLeft finds what a statement leaves out, which is a denial of its own.
func (s *Sentence) alsoLeft(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	k := s.LeavesOut(m.At)
	if m.Denied || k == 0 || h.Lo > k || m.Verb == word.Include || m.Verb == word.Control {
		return grammar.Mood{}, false
	}
	m.Denied, m.Left, m.Also = true, k, false
	return m, true
}

// leftScope is the words of what is left out.
func (s *Sentence) leftScope(k int) string {
	hi := k + 2
	for hi < len(s.Ws) && hi < k+8 && (s.Ws[hi].Before == ' ' || s.Ws[hi].Before == '-') {
		hi++
	}
	return s.Text[s.Ws[k].Start:s.Ws[hi-1].End]
}
