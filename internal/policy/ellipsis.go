package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Clauses that leave their verb to what stands before them: "we collect your location, our
// partners do not", "The Android app reads it. The iOS app does not."

// elliptic gives what was said of data before to a clause that has no verb of its own. from
// is how many mentions there were before the sentence.
func (r *reader) elliptic(s *sentence, b *document.Block, from int) {
	lo := from
	if r.spoke.block == s.block && r.spoke.hi == from {
		lo = r.spoke.lo
	}
	r.leftToData(s, lo, from)
	r.spoke = span{s.block, from, len(r.said)}
	r.likewise(s, from)
	for k := range s.clauses {
		aux, denied, ok := s.leavesVerb(k)
		if !ok || r.byUsers(s, k, aux) {
			continue
		}
		said := r.said[from:r.spoke.hi]
		if k == 0 && len(s.clauses) == 1 {
			said = r.said[lo:from]
		}
		for _, x := range slices.Clone(said[:min(len(said), maxNamed)]) {
			if x.Action == "" || x.Modality == message.Names || denied == (x.Modality == message.Denies) {
				continue
			}
			r.said = append(r.said, r.inPlace(s, b, x, k, aux, denied))
		}
	}
}

// leftToData reads data that leaves its verb to the clause before, or to the sentence before,
// which mentions [lo, from) are of: "your name is collected, | your location is not".
func (r *reader) leftToData(s *sentence, lo, from int) {
	begin, not, ok := s.leavesToData()
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
	m := mood{known: true, verb: verbNames[last.Action], at: -1, recipient: last.Recipient, third: last.Third}
	switch last.Party {
	case message.FirstParty:
		m.party = firstParty
	case message.ThirdParty:
		m.party = thirdParty
	}
	a, left := yes, *s
	if not {
		a = no
	}
	left.types = s.types[hitFrom(s.types, begin):]
	at = len(r.said)
	r.answered(&left, m, a, s.block, s.from, s.to)
	for n := at; n < len(r.said); n++ {
		r.said[n].row = ""
	}
}

// leavesToData finds where data begins that ends the sentence with the helper of a verb that it
// has not, and whether it says "not": "your name is collected, | your location is not".
func (s *sentence) leavesToData() (begin int, not, ok bool) {
	i, be := len(s.ws)-1, false
	for ; i >= 0 && s.is(i, modal|beWord|negating); i-- {
		be, not = be || s.is(i, modal|beWord), not || s.is(i, negating) || strings.HasSuffix(s.ws[i].Low, "n't")
	}
	if !be || i < 0 {
		return 0, false, false
	}
	for begin = i; begin > 0 && s.ws[begin].Before == ' ' && !s.is(begin-1, contrast); {
		begin--
	}
	for n := begin; n > 0; n-- { // of a list: "; your name, your location and your contacts are not"
		if s.ws[n].Before == ';' || s.is(n-1, contrast) {
			begin = n
			break
		}
		if s.verbAt(n - 1) {
			break
		}
	}
	k := hitFrom(s.types, i+1) - 1
	ok = k >= 0 && s.types[k].Hi == i+1 && !s.verbBetween(begin, len(s.ws)) && !(begin < i && s.anyIn(begin+1, i, youWord|relativeWord|supposing)) && !s.clauses[s.in[i]].supposed
	return begin, not, ok
}

// leftData is where the data begins that only leftToData speaks of, behind other data of the
// sentence; past its end if there is none.
func (s *sentence) leftData() int {
	if begin, _, ok := s.leavesToData(); ok && hitFrom(s.types, begin) > 0 && s.verbBetween(0, begin) {
		return begin
	}
	return len(s.ws)
}

// byUsers: "users may do so in the settings".
func (r *sentenceReader) byUsers(s *sentence, k, aux int) bool {
	lo := s.headBefore(s.clauses[k].lo, aux)
	return slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return p.Lo >= lo && p.Hi <= aux && r.party(p) == user })
}

// likewise reads "we use it, as do our partners", "nor do our partners", "AdMob may use it, and
// so may we".
func (r *reader) likewise(s *sentence, from int) {
	for i := 1; i+1 < len(s.ws); i++ {
		if !s.is(i, doWord|modal) || s.ws[i-1].Before != ',' && s.ws[i-1].Low != "as" && !(i > 1 && s.ws[i-2].Low == "and") {
			continue
		}
		how := s.ws[i-1].Low
		if how != "as" && how != "so" && how != "nor" && how != "neither" {
			continue
		}
		by := r.alike(s, i)
		if by == message.AnyParty {
			continue
		}
		for _, x := range slices.Clone(r.said[from:min(len(r.said), from+maxNamed)]) {
			if negates := how == "nor" || how == "neither"; x.Action == "" || x.Modality == message.Names || x.Party == by || negates != (x.Modality == message.Denies) {
				continue
			}
			x.Party = by
			r.said = append(r.said, x)
		}
	}
}

// alike is who does the same, behind the helper at word i: "so do | our partners"; anybody if
// what follows is another clause.
func (r *sentenceReader) alike(s *sentence, i int) message.Party {
	if w := s.ws[i+1].Low; w == "we" && (i+2 == len(s.ws) || s.ws[i+2].Before != ' ') {
		return message.FirstParty
	}
	n := hitFrom(s.parties, i+1)
	if n == len(s.parties) || s.parties[n].Lo > i+3 || !r.party(s.parties[n]).isThird() || s.verbBetween(i, s.parties[n].Hi+1) {
		return message.AnyParty
	}
	return message.ThirdParty
}

// span is mentions [lo, hi) of a sentence.
type span struct{ block, lo, hi int }

// leavesVerb reports that clause k ends in the helper of a verb that it has not, at word aux,
// and whether it says "not".
func (s *sentence) leavesVerb(k int) (aux int, denied, ok bool) {
	c := &s.clauses[k]
	i := c.hi - 1
	if at := s.doesSo(c); at >= 0 {
		i = at
	}
	for i > c.lo && s.closes[i] == c.hi { // "(see below)"
		i--
	}
	for i > c.lo && (s.ws[i].Low == "so" || s.ws[i].Low == "either" || s.ws[i].Low == "too" || s.ws[i].Low == "this") {
		i--
	}
	end := i
	for i > c.lo && s.is(i, negating) && !s.is(i, doWord|modal) {
		i--
	}
	negated := i < end || s.is(i, negating) || i > c.lo && s.is(i-1, negating) || c.negated >= 0 && c.negated <= i // "and will never do so", "nor will we do so"
	helps := s.is(i, doWord) || s.is(i, modal) && !s.is(i, beWord) && s.carries(i, i+1) && (negated || end < c.hi-1)
	goesOn := c.hi < len(s.ws) && s.ws[c.hi].Before == ' ' // "never do | we share"
	which := c.subject == relative || k > 0 && s.clauses[k-1].subject == relative
	if !helps || goesOn || which || c.subject == you || c.supposed || c.asked || c.cond || c.except {
		return 0, false, false
	}
	head := s.headBefore(c.lo, i)
	compares := s.ws[head].Low == "as" || head > 0 && (s.ws[head-1].Low == "as" || s.ws[head-1].Low == "than")
	if head == i || s.ws[i].Upper || s.ws[i-1].Low == "to" || compares || s.is(head, relativeWord|pointing) && head+1 == i {
		return 0, false, false
	}
	for _, v := range s.verbs {
		if v.Lo >= head && v.Hi <= i && !strings.HasSuffix(s.ws[v.Lo].Low, "ed") { // "the services used in the app do"
			return 0, false, false
		}
	}
	return i, negated, true
}

// doesSo finds "so" in "Google does so | through its SDK", or -1.
func (s *sentence) doesSo(c *clause) int {
	for i := c.lo + 1; i+1 < c.hi; i++ {
		if s.ws[i].Low == "so" && s.is(i-1, doWord) && s.is(i+1, preposition) {
			return i
		}
	}
	return -1
}

// headBefore is where the subject of the helper at word i begins.
func (s *sentence) headBefore(lo, i int) int {
	head := i
	for k := i - 1; k >= lo; k-- {
		if s.is(k, joining|contrast) {
			break
		}
		head = k
	}
	return head
}

// inPlace is mention x said of whom clause k speaks.
func (r *reader) inPlace(s *sentence, b *document.Block, x Mention, k, aux int, denied bool) Mention {
	c := s.clauses[k]
	c.lo = s.headBefore(c.lo, aux)
	if x.Block != s.block || x.Start != s.from { // of the sentence before
		x.row = x.Term
		x.Start, x.End = s.from, s.to
		x.offset, x.length = r.doc.Source(b, s.from, s.to)
	}
	x.Modality, x.Scope, x.Recipient, x.Third = message.States, nil, "", ""
	x.Party = message.AnyParty
	switch c.subject {
	case we:
		x.Party = message.FirstParty
	case they:
		x.Party = message.ThirdParty
	default:
		for _, p := range s.parties {
			if kind := r.party(p); p.Lo >= c.lo && p.Hi <= aux && (kind == self || kind.isThird()) {
				x.Party = message.FirstParty
				if kind.isThird() {
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
	case c.subject == nobody && x.Party != message.ThirdParty: // "the paid version does not"
		x.Scope = []message.Scope{{Kind: message.ScopeVersion, Text: s.text[s.ws[c.lo].Start:s.ws[aux].End]}}
	case before >= 0 && s.clauses[before].hi == s.clauses[k].lo && s.bounding(before): // "but on iOS | we do not"
		x.Scope = []message.Scope{{Kind: message.ScopeFeature, Text: s.text[s.ws[s.clauses[before].lo].Start:s.ws[s.clauses[before].hi-1].End]}}
	}
	return x
}

// bounding reports a clause that only tells where or for whom the next one holds.
func (s *sentence) bounding(k int) bool {
	c := &s.clauses[k]
	i := c.lo
	for s.is(i, contrast|joining) {
		i++
	}
	return i < c.hi && s.is(i, preposition) && !s.verbBetween(c.lo, c.hi) && s.hits(s.types, c.lo, c.hi) == 0
}

// hits counts those that begin between words lo and hi.
func (s *sentence) hits(list []lexicon.Hit, lo, hi int) int {
	return hitFrom(list, hi) - hitFrom(list, lo)
}
