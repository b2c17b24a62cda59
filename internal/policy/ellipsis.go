package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Clauses that leave their verb to what stands before them: "we collect your location, our
// partners do not", "The Android app reads it. The iOS app does not."

// elliptic gives what was said of data before to a clause that has no verb of its own. from
// is how many mentions there were before the sentence.
func (r *reader) elliptic(s *mention.Sentence, b *document.Block, from int) {
	lo := from
	if r.spoke.block == s.Block && r.spoke.hi == from {
		lo = r.spoke.lo
	}
	r.leftToData(s, lo, from)
	r.spoke = span{s.Block, from, len(r.said)}
	r.likewise(s, from)
	for k := range s.Clauses {
		aux, denied, ok := s.LeavesVerb(k)
		if !ok || s.ByUsers(k, aux) {
			continue
		}
		said := r.said[from:r.spoke.hi]
		if k == 0 && len(s.Clauses) == 1 {
			said = r.said[lo:from]
		}
		for _, x := range slices.Clone(said[:min(len(said), grammar.MaxNamed)]) {
			if x.Action == "" || x.Modality == message.Names || denied == (x.Modality == message.Denies) {
				continue
			}
			r.said = append(r.said, r.inPlace(s, b, x, k, aux, denied))
		}
	}
}

// leftToData reads data that leaves its verb to the clause before, or to the sentence before,
// which mentions [lo, from) are of: "your name is collected, | your location is not".
func (r *reader) leftToData(s *mention.Sentence, lo, from int) {
	begin, not, ok := s.LeavesToData()
	if !ok {
		return
	}
	at := len(r.said)
	if begin == 0 {
		if at = from; lo == from {
			return
		}
	}
	if at == 0 || at == from && begin > 0 {
		return
	}
	last := r.said[at-1]
	if last.Action == "" || last.Modality == message.Names {
		return
	}
	m := grammar.Mood{Known: true, Verb: word.VerbNames[last.Action], At: -1, Recipient: last.Recipient, Third: last.Third}
	switch last.Party {
	case message.FirstParty:
		m.Party = grammar.FirstParty
	case message.ThirdParty:
		m.Party = grammar.ThirdParty
	}
	a, left := mention.Yes, *s
	if not {
		a = mention.No
	}
	left.Types = s.Types[grammar.HitFrom(s.Types, begin):]
	at = len(r.said)
	r.answered(&left, m, a, s.Block, s.From, s.To)
	for n := at; n < len(r.said); n++ {
		r.said[n].Row = ""
	}
}

// likewise reads "we use it, as do our partners", "nor do our partners", "AdMob may use it, and
// so may we".
func (r *reader) likewise(s *mention.Sentence, from int) {
	for i := 1; i+1 < len(s.Ws); i++ {
		if !s.Is(i, word.Do|word.Modal) || s.Ws[i-1].Before != ',' && s.Ws[i-1].Low != "as" && !(i > 1 && s.Ws[i-2].Low == "and") {
			continue
		}
		how := s.Ws[i-1].Low
		if how != "as" && how != "so" && how != "nor" && how != "neither" {
			continue
		}
		by := s.Alike(i)
		if by == message.AnyParty {
			continue
		}
		for _, x := range slices.Clone(r.said[from:min(len(r.said), from+grammar.MaxNamed)]) {
			if negates := how == "nor" || how == "neither"; x.Action == "" || x.Modality == message.Names || x.Party == by || negates != (x.Modality == message.Denies) {
				continue
			}
			x.Party = by
			r.said = append(r.said, x)
		}
	}
}

// span is mentions [lo, hi) of a sentence.
type span struct{ block, lo, hi int }

// inPlace is mention x said of whom clause k speaks.
func (r *reader) inPlace(s *mention.Sentence, b *document.Block, x mention.Mention, k, aux int, denied bool) mention.Mention {
	c := s.Clauses[k]
	c.Lo = s.HeadBefore(c.Lo, aux)
	if x.Block != s.Block || x.Start != s.From { // of the sentence before
		x.Row = x.Term
		x.Start, x.End = s.From, s.To
		x.Offset, x.Length = r.Doc.Source(b, s.From, s.To)
	}
	x.Modality, x.Scope, x.Recipient, x.Third = message.States, nil, "", ""
	x.Party = message.AnyParty
	switch c.Subject {
	case grammar.We:
		x.Party = message.FirstParty
	case grammar.They:
		x.Party = message.ThirdParty
	default:
		for _, p := range s.Parties {
			if kind := r.Party(p); p.Lo >= c.Lo && p.Hi <= aux && (kind == word.Self || kind.IsThird()) {
				x.Party = message.FirstParty
				if kind.IsThird() {
					x.Party = message.ThirdParty
				}
				break
			}
		}
	}
	if !denied {
		return x
	}
	x.Modality = message.Denies
	switch before := k - 1; {
	case c.Subject == grammar.Nobody && x.Party != message.ThirdParty: // "the paid version does not"
		x.Scope = []message.Scope{{Kind: message.ScopeVersion, Text: s.Text[s.Ws[c.Lo].Start:s.Ws[aux].End]}}
	case before >= 0 && s.Clauses[before].Hi == s.Clauses[k].Lo && s.Bounding(before): // "but on iOS | we do not"
		x.Scope = []message.Scope{{Kind: message.ScopeFeature, Text: s.Text[s.Ws[s.Clauses[before].Lo].Start:s.Ws[s.Clauses[before].Hi-1].End]}}
	}
	return x
}
