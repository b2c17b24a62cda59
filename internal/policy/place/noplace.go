package place

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Places that a sentence speaks of and that no data goes to by it: those of the authorities,
// laws and people it means, and those of rights.

// entitledTo: "users are entitled to learn about transfers to a third country", "you have the
// right to know"; not "we reserve the right to transfer".
func (s *Sentence) entitledTo(i int) bool {
	if s.Any(word.We) || s.Ws[0].Low == "by" || s.Ws[0].Low == "if" {
		return false
	}
	for k := 0; k < min(i, grammar.MaxBeside); k++ {
		if s.Is(k, word.Claim) && (k == 0 || s.AnyIn(max(k-grammar.MaxOpening, 0), k, word.Modal|word.Be)) {
			return true
		}
	}
	return false
}

// toWhom reports that the verb at word i tells who somebody is.
func (s *Sentence) toWhom(i int) bool {
	for k := i - 1; k > 0 && k >= i-maxWhom; k-- {
		if s.Ws[k].Low == "whom" {
			return s.Is(k-1, word.Toward|word.Preposition)
		}
	}
	return false
}

const maxWhom = 10 // words: "to whom the personal data have been or will be disclosed"

// ofOthers reports a place that tells which authorities, laws or people are meant: "requests
// from authorities within or outside your country", "laws outside it", "people around the world".
func (s *Sentence) ofOthers(d Destination) bool {
	if !d.Outside || d.Lo == 0 {
		return false
	}
	if w := s.Ws[d.Hi-1].Low; w == "world" || w == "worldwide" {
		return s.Is(d.Lo-1, word.People) || s.HasSense(d.Lo-1, word.Legal)
	}
	k, within := d.Lo-1, false
	for s.Is(k, word.ListJoint|word.Determiner) || k >= 0 && s.Ws[k].Low == "within" {
		within = within || s.Ws[k].Low == "within"
		k--
	}
	if k < 0 || s.Ws[k+1].Before == ',' {
		return false
	}
	if s.Ws[k].Low == "of" && s.IsOne(k-1, "those", "that") { // "laws that differ from those of | other countries"
		return true
	}
	if k > 0 && !s.VerbBetween(d.Lo, d.Hi) && (s.Is(k, word.Toward) && s.HasSense(k-1, word.Legal) || s.Ws[k].Low == "elsewhere" && s.lawsOf(k)) { // "laws in | other countries", "of the EU or elsewhere | outside"
		return true
	}
	n := grammar.HitFrom(s.Parties, k+1) - 1
	if n < 0 || s.Parties[n].Hi != k+1 || s.Party(s.Parties[n]) != word.Authority {
		return s.HasSense(k, word.Legal)
	}
	for i := k; i >= 0 && i > k-maxWhom && !within; i-- {
		within = s.Ws[i].Low == "from"
	}
	return within
}

// lawsOf: "the laws of the EU or | elsewhere".
func (s *Sentence) lawsOf(i int) bool {
	n := grammar.HitFrom(s.Places, i) - 1
	if n < 0 || i-s.Places[n].Hi > 1 {
		return false
	}
	k := s.placesWith(s.Places[n]).Lo - 1
	for k > 0 && s.Is(k, word.Determiner) {
		k--
	}
	return k > 0 && s.IsOne(k, "of", "in") && s.HasSense(k-1, word.Legal)
}

// entitledIf: "where data are transferred to a third country, | you have the right to be
// informed of the safeguards": the law speaks, of whoever does it.
func (s *Sentence) entitledIf(i int) bool {
	if w := s.Ws[0].Low; w != "where" && w != "if" && w != "when" || s.Any(word.We) {
		return false
	}
	for end := min(len(s.Ws)-2, i+grammar.MaxBeside); i < end; i++ {
		if s.Is(i, word.You|word.Person|word.They) && s.Is(i+1, word.Modal) && s.AnyIn(i+2, min(i+5, len(s.Ws)), word.Claim) {
			return true
		}
	}
	return false
}

// origin: "personal data collected within the EEA is sent to", "a transfer by controllers in the
// EEA to processors in": where data comes from.
func (s *Sentence) origin(p lexicon.Hit) bool {
	p = s.placesWith(p)
	in := p.Lo - 1
	for in > 0 && s.Is(in, word.Determiner) {
		in--
	}
	if in < 1 {
		return false
	}
	switch s.Ws[in].Low {
	case "in", "within", "inside":
	default:
		return false
	}
	for k := in - 1; k > 1 && k >= in-grammar.MaxOpening && !s.VerbAt(k); k-- { // "transferred to us from organizations | in the EEA"
		if s.Ws[k].Low == "from" {
			if s.Ws[k-1].Low == "us" {
				return true
			}
			break
		}
	}
	if k := grammar.HitFrom(s.Verbs, in) - 1; k >= 0 && s.gathers(s.Verbs[k], in) {
		return !s.thereBehind(p.Hi) && !s.keptWhole(k, p)
	}
	if grammar.Next(s.Ws, p.Hi-1) != "to" {
		return false
	}
	for i := in - 1; i > 0 && i >= in-maxOrigin && !s.VerbAt(i); i-- {
		if w := s.Ws[i].Low; w == "by" || w == "from" {
			return true
		}
	}
	return false
}

// onlyNamed reports a place in a sentence that says what a section is about or how something is
// called: "this section provides information for users in | the EEA", "transfers outside | the EEA
// are referred to as".
func (s *Sentence) onlyNamed(d Destination) bool {
	for k, hi := 1, s.Clauses[s.In[d.Lo]].Lo; k < hi; k++ { // "we make no representation that"
		if s.Ws[k].Norm == "representation" && (s.Ws[k-1].Low == "no" || s.Is(k-2, word.Negating)) {
			return true
		}
	}
	if s.Is(0, word.Pointing) && s.Is(1, word.Paper) && s.HasSense(2, word.Presenting) && !s.Any(word.We) {
		return true
	}
	for k := d.Hi; k+1 < len(s.Ws) && k < d.Hi+grammar.MaxBeside && !s.Is(k, word.Relative) && s.Ws[k].Before != '('; k++ {
		if s.Is(k, word.Be) {
			return s.CalledAt(k+1) >= 0
		}
	}
	return d.Lo > 1 && s.Quoted(d.Lo) && s.Ws[d.Lo-1].Low == "as"
}

// placesWith is the list of places that p is one of, as words [Lo, Hi): "in | the EEA, the UK and
// Switzerland".
func (s *Sentence) placesWith(p lexicon.Hit) lexicon.Hit {
	k := grammar.HitFrom(s.Places, p.Lo)
	for n := k - 1; n >= 0 && s.nothingButJoints(s.Places[n].Hi, p.Lo); n-- {
		p.Lo = s.Places[n].Lo
	}
	for n := k + 1; n < len(s.Places) && s.nothingButJoints(p.Hi, s.Places[n].Lo); n++ {
		p.Hi = s.Places[n].Hi
	}
	return p
}

// nothingButJoints reports that words [lo, hi) only join what stands around them in a list.
func (s *Sentence) nothingButJoints(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if !s.Is(k, word.ListJoint|word.Determiner) || s.Ws[k].Before != ' ' && s.Ws[k].Before != ',' && s.Ws[k].Before != ')' {
			return false
		}
	}
	return hi > lo || hi < len(s.Ws) && (s.Ws[hi].Before == ',' || s.Ws[hi].Before == '(' && s.Closes[hi] == hi+1) // "the European Economic Area | (EEA)"
}

// keptWhole reports that the place p, behind a verb of collecting, is that of a verb before it: "we
// store the data we collect in | Japan"; not "we store in Ireland what we collect in", "we transfer
// what we collect in | Japan to".
func (s *Sentence) keptWhole(collecting int, p lexicon.Hit) bool {
	at := s.Verbs[collecting].Lo
	if grammar.Next(s.Ws, p.Hi-1) == "to" || s.In[at] == 0 && at < 2 {
		return false
	}
	for i := collecting - 1; i >= 0; i-- {
		v := s.Verbs[i]
		if k := s.Verb(v); k != word.Store && !(k == word.Use && strings.HasPrefix(s.Ws[v.Lo].Low, "process")) {
			continue
		}
		return at-v.Hi <= maxBeforeOrigin && !slices.ContainsFunc(s.Places, func(o lexicon.Hit) bool { return o.Lo > v.Lo && o.Hi <= at })
	}
	return false
}

// deniedWhole: "we do not process the data we collect on | servers in Japan".
func (s *Sentence) deniedWhole(i int) bool {
	k := s.In[i]
	if k == 0 || s.Clauses[k].Subject != grammar.We || s.Clauses[k].Lo == 0 || s.Ws[s.Clauses[k].Lo].Before != ' ' || s.Clauses[k-1].Negated < 0 {
		return false
	}
	n := grammar.HitFrom(s.Verbs, s.Clauses[k].Lo) - 1
	return n >= 0 && s.In[s.Verbs[n].Lo] == k-1 && s.Moods[n].Mood.Denied
}

// gathers reports that verb v only collects, and that its place follows at word in: "which we collect
// | in Japan"; not "collected and kept in", "collected from you".
func (s *Sentence) gathers(v lexicon.Hit, in int) bool {
	if in-v.Hi > maxOrigin || s.Verb(v) != word.Collect || s.Closes[v.Lo] != s.Closes[in] || s.Is(v.Lo-1, word.ListJoint) || v.Lo > 0 && s.Ws[v.Lo].Before != ' ' {
		return false
	}
	for _, held := range []string{"record", "upload", "access"} {
		if strings.HasPrefix(s.Ws[v.Lo].Low, held) {
			return false
		}
	}
	for k := v.Hi; k < in; k++ {
		if s.Ws[k].Before != ' ' || s.Ws[k].Low == "place" || // "takes place"
			s.Is(k, word.Preposition|word.Toward|word.Away|word.Relative|word.Supposing) {
			return false
		}
	}
	return true
}

// thereBehind: "collected in Japan and kept | there", behind word i.
func (s *Sentence) thereBehind(i int) bool {
	for ; i < len(s.Ws); i++ {
		if s.Ws[i].Low == "there" && !s.Is(i+1, word.Be) {
			return true
		}
	}
	return false
}

const maxBeforeOrigin = 8 // words: "store | any of the personal data that we | collect in"

const maxOrigin = 4 // words between what collects, or who sends, and the place it is done at

// labelPlace reads a label that names transfers: "Transfers outside the EEA: none" denies them,
// "International transfers: your data does not leave Spain" says what its words say.
func (s *Sentence) labelPlace(d Destination) bool {
	at := s.labelEnd(d.Hi)
	if d.Lo > maxLabelled || at < 0 || !d.Outside {
		return false
	}
	if rest := len(s.Ws) - at; s.IsOne(at, "none", "no", "never", "not") && rest <= maxAnswer || rest <= maxAnswer && s.IsOne(len(s.Ws)-1, "none") {
		s.Place(d, practice.TransmitAbroad, grammar.Mood{Known: true, At: -1, Denied: true}, message.States)
		return true
	}
	return s.Transferred() && s.AnyIn(at, len(s.Ws), word.Negating)
}

// labelEnd is the word behind the colon of a label that ends at word i or with a "transfers" behind it;
// -1 if there is no colon.
func (s *Sentence) labelEnd(i int) int {
	for k := i; k < len(s.Ws) && k <= i+1; k++ {
		if s.Ws[k].Before == ':' {
			return k
		}
		if !strings.HasPrefix(s.Ws[k].Low, "transfer") {
			break
		}
	}
	return -1
}

// LabelsTransfer reports a label of transfers with its answer: "International transfers: none".
func (s *Sentence) LabelsTransfer() bool {
	return s.Transferred() && slices.ContainsFunc(s.Cues, func(c lexicon.Hit) bool {
		return (s.Cue(c) == word.Abroad || s.Cue(c) == word.Outside) && (s.labelEnd(c.Hi) >= 0 || s.labelEnd(c.Hi+1) >= 0)
	})
}

const (
	maxLabelled = 3 // words before the place of a label: "Transfers of data outside"
	maxAnswer   = 3 // words of its answer: "we make none"
)
