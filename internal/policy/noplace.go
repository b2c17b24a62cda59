package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/practice"
)

// Places that a sentence speaks of and that no data goes to by it: those of the authorities,
// laws and people it means, and those of rights.

// entitledTo: "users are entitled to learn about transfers to a third country", "you have the
// right to know"; not "we reserve the right to transfer".
func (s *sentence) entitledTo(i int) bool {
	if s.any(weWord) || s.ws[0].Low == "by" || s.ws[0].Low == "if" {
		return false
	}
	for k := 0; k < min(i, maxBeside); k++ {
		if s.is(k, claim) && (k == 0 || s.anyIn(max(k-maxOpening, 0), k, modal|beWord)) {
			return true
		}
	}
	return false
}

// toWhom reports that the verb at word i tells who somebody is.
func (s *sentence) toWhom(i int) bool {
	for k := i - 1; k > 0 && k >= i-maxWhom; k-- {
		if s.ws[k].Low == "whom" {
			return s.is(k-1, toward|preposition)
		}
	}
	return false
}

const maxWhom = 10 // words: "to whom the personal data have been or will be disclosed"

// ofOthers reports a place that tells which authorities, laws or people are meant: "requests
// from authorities within or outside your country", "laws outside it", "people around the world".
func (r *sentenceReader) ofOthers(s *sentence, d destination) bool {
	if !d.outside || d.lo == 0 {
		return false
	}
	if w := s.ws[d.hi-1].Low; w == "world" || w == "worldwide" {
		return s.is(d.lo-1, peopleWord) || s.hasSense(d.lo-1, legal)
	}
	k, within := d.lo-1, false
	for s.is(k, listJoint|determiner) || k >= 0 && s.ws[k].Low == "within" {
		within = within || s.ws[k].Low == "within"
		k--
	}
	if k < 0 || s.ws[k+1].Before == ',' {
		return false
	}
	if k > 0 && !s.verbBetween(d.lo, d.hi) && (s.is(k, toward) && s.hasSense(k-1, legal) || s.ws[k].Low == "elsewhere" && s.lawsOf(k)) { // "laws in | other countries", "of the EU or elsewhere | outside"
		return true
	}
	n := hitFrom(s.parties, k+1) - 1
	if n < 0 || s.parties[n].Hi != k+1 || r.party(s.parties[n]) != authority {
		return s.hasSense(k, legal)
	}
	for i := k; i >= 0 && i > k-maxWhom && !within; i-- {
		within = s.ws[i].Low == "from"
	}
	return within
}

// lawsOf: "the laws of the EU or | elsewhere".
func (s *sentence) lawsOf(i int) bool {
	n := hitFrom(s.places, i) - 1
	if n < 0 || i-s.places[n].Hi > 1 {
		return false
	}
	k := s.placesWith(s.places[n]).Lo - 1
	for k > 0 && s.is(k, determiner) {
		k--
	}
	return k > 0 && s.isOne(k, "of", "in") && s.hasSense(k-1, legal)
}

// entitledIf: "where data are transferred to a third country, | you have the right to be
// informed of the safeguards": the law speaks, of whoever does it.
func (s *sentence) entitledIf(i int) bool {
	if w := s.ws[0].Low; w != "where" && w != "if" && w != "when" || s.any(weWord) {
		return false
	}
	for end := min(len(s.ws)-2, i+maxBeside); i < end; i++ {
		if s.is(i, youWord|personWord|theyWord) && s.is(i+1, modal) && s.anyIn(i+2, min(i+5, len(s.ws)), claim) {
			return true
		}
	}
	return false
}

// origin: "personal data collected within the EEA is sent to", "a transfer by controllers in the
// EEA to processors in": where data comes from.
func (r *sentenceReader) origin(s *sentence, p lexicon.Hit) bool {
	p = s.placesWith(p)
	in := p.Lo - 1
	for in > 0 && s.is(in, determiner) {
		in--
	}
	if in < 1 {
		return false
	}
	switch s.ws[in].Low {
	case "in", "within", "inside":
	default:
		return false
	}
	if k := hitFrom(s.verbs, in) - 1; k >= 0 && r.gathers(s, s.verbs[k], in) {
		return !s.thereBehind(p.Hi) && !r.keptWhole(s, k, p)
	}
	if next(s.ws, p.Hi-1) != "to" {
		return false
	}
	for i := in - 1; i > 0 && i >= in-maxOrigin && !s.verbAt(i); i-- {
		if w := s.ws[i].Low; w == "by" || w == "from" {
			return true
		}
	}
	return false
}

// onlyNamed reports a place in a sentence that says what a section is about or how something is
// called: "this section provides information for users in | the EEA", "transfers outside | the EEA
// are referred to as".
func (s *sentence) onlyNamed(d destination) bool {
	if s.is(0, pointing) && s.is(1, paper) && s.hasSense(2, presenting) && !s.any(weWord) {
		return true
	}
	for k := d.hi; k+1 < len(s.ws) && k < d.hi+maxBeside && !s.is(k, relativeWord) && s.ws[k].Before != '('; k++ {
		if s.is(k, beWord) {
			return s.calledAt(k+1) >= 0
		}
	}
	return d.lo > 1 && s.quoted(d.lo) && s.ws[d.lo-1].Low == "as"
}

// placesWith is the list of places that p is one of, as words [Lo, Hi): "in | the EEA, the UK and
// Switzerland".
func (s *sentence) placesWith(p lexicon.Hit) lexicon.Hit {
	k := hitFrom(s.places, p.Lo)
	for n := k - 1; n >= 0 && s.nothingButJoints(s.places[n].Hi, p.Lo); n-- {
		p.Lo = s.places[n].Lo
	}
	for n := k + 1; n < len(s.places) && s.nothingButJoints(p.Hi, s.places[n].Lo); n++ {
		p.Hi = s.places[n].Hi
	}
	return p
}

// nothingButJoints reports that words [lo, hi) only join what stands around them in a list.
func (s *sentence) nothingButJoints(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if !s.is(k, listJoint|determiner) || s.ws[k].Before != ' ' && s.ws[k].Before != ',' && s.ws[k].Before != ')' {
			return false
		}
	}
	return hi > lo || hi < len(s.ws) && (s.ws[hi].Before == ',' || s.ws[hi].Before == '(' && s.closes[hi] == hi+1) // "the European Economic Area | (EEA)"
}

// keptWhole reports that the place p, behind a verb of collecting, is that of a verb before it: "we
// store the data we collect in | Japan"; not "we store in Ireland what we collect in", "we transfer
// what we collect in | Japan to".
func (r *sentenceReader) keptWhole(s *sentence, collecting int, p lexicon.Hit) bool {
	at := s.verbs[collecting].Lo
	if next(s.ws, p.Hi-1) == "to" || s.in[at] == 0 && at < 2 {
		return false
	}
	for i := collecting - 1; i >= 0; i-- {
		v := s.verbs[i]
		if k := r.verb(v); k != store && !(k == use && strings.HasPrefix(s.ws[v.Lo].Low, "process")) {
			continue
		}
		return at-v.Hi <= maxBeforeOrigin && !slices.ContainsFunc(s.places, func(o lexicon.Hit) bool { return o.Lo > v.Lo && o.Hi <= at })
	}
	return false
}

// deniedWhole: "we do not process the data we collect on | servers in Japan".
func (s *sentence) deniedWhole(i int) bool {
	k := s.in[i]
	if k == 0 || s.clauses[k].subject != we || s.clauses[k].lo == 0 || s.ws[s.clauses[k].lo].Before != ' ' || s.clauses[k-1].negated < 0 {
		return false
	}
	n := hitFrom(s.verbs, s.clauses[k].lo) - 1
	return n >= 0 && s.in[s.verbs[n].Lo] == k-1 && s.moods[n].mood.denied
}

// gathers reports that verb v only collects, and that its place follows at word in: "which we collect
// | in Japan"; not "collected and kept in", "collected from you".
func (r *sentenceReader) gathers(s *sentence, v lexicon.Hit, in int) bool {
	if in-v.Hi > maxOrigin || r.verb(v) != collect || s.closes[v.Lo] != s.closes[in] || s.is(v.Lo-1, listJoint) || v.Lo > 0 && s.ws[v.Lo].Before != ' ' {
		return false
	}
	for _, held := range []string{"record", "upload", "access"} {
		if strings.HasPrefix(s.ws[v.Lo].Low, held) {
			return false
		}
	}
	for k := v.Hi; k < in; k++ {
		if s.ws[k].Before != ' ' || s.ws[k].Low == "place" || // "takes place"
			s.is(k, preposition|toward|away|relativeWord|supposing) {
			return false
		}
	}
	return true
}

// thereBehind: "collected in Japan and kept | there", behind word i.
func (s *sentence) thereBehind(i int) bool {
	for ; i < len(s.ws); i++ {
		if s.ws[i].Low == "there" && !s.is(i+1, beWord) {
			return true
		}
	}
	return false
}

const maxBeforeOrigin = 8 // words: "store | any of the personal data that we | collect in"

const maxOrigin = 4 // words between what collects, or who sends, and the place it is done at

// labelPlace reads a label that names transfers: "Transfers outside the EEA: none" denies them,
// "International transfers: your data does not leave Spain" says what its words say.
func (r *sentenceReader) labelPlace(s *sentence, d destination) bool {
	at := s.labelEnd(d.hi)
	if d.lo > maxLabelled || at < 0 || !d.outside {
		return false
	}
	if rest := len(s.ws) - at; s.isOne(at, "none", "no", "never", "not") && rest <= maxAnswer || rest <= maxAnswer && s.isOne(len(s.ws)-1, "none") {
		s.place(d, practice.TransmitAbroad, mood{known: true, at: -1, denied: true}, message.States)
		return true
	}
	return r.transferred(s) && s.anyIn(at, len(s.ws), negating)
}

// labelEnd is the word behind the colon of a label that ends at word i or with a "transfers" behind it;
// -1 if there is no colon.
func (s *sentence) labelEnd(i int) int {
	for k := i; k < len(s.ws) && k <= i+1; k++ {
		if s.ws[k].Before == ':' {
			return k
		}
		if !strings.HasPrefix(s.ws[k].Low, "transfer") {
			break
		}
	}
	return -1
}

// labelsTransfer reports a label of transfers with its answer: "International transfers: none".
func (r *sentenceReader) labelsTransfer(s *sentence) bool {
	return r.transferred(s) && slices.ContainsFunc(s.cues, func(c lexicon.Hit) bool {
		return (r.cue(c) == abroad || r.cue(c) == outside) && (s.labelEnd(c.Hi) >= 0 || s.labelEnd(c.Hi+1) >= 0)
	})
}

const (
	maxLabelled = 3 // words before the place of a label: "Transfers of data outside"
	maxAnswer   = 3 // words of its answer: "we make none"
)
