package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Denials of passing on, keeping, following or sending, which leave open that data is read: "not sold",
// "never leaves your phone".

// onlyMoves reports that a denial is of passing on, keeping or following, not of
// collecting or using: "not sold", "not stored on our servers", "we do not track your
// location", which may be read once. In "not collected, used or shared" the first verb
// denies it all.
func (s *Sentence) onlyMoves(x *Mention, m grammar.Mood) bool {
	if m.At < 0 {
		return false
	}
	if x.Entry == s.Kinds.Aimed && x.Entry >= 0 && s.HasSense(m.At, word.Arriving, word.PutForth, word.Showing) { // ads that nobody is shown, or receives
		return false
	}
	held := isHeld(s.Reader, x.Entry)
	passes := held && (s.follows(m.At) || s.IsOne(m.At, "show", "shows", "showing")) || m.Verb.PassesOn() || m.Verb == word.Give || m.Verb == word.Store || s.jotted(m.At) || s.arrives(m.At)
	if !passes && !s.Is(m.At, word.Moving|word.JoinsData) {
		return false
	}
	if n := grammar.HitFrom(s.Types, m.At) - 1; m.At > 1 && s.Is(m.At-1, word.ListJoint) && n >= 0 && s.Types[n].Hi == m.At-1 && s.Types[n].Hi > s.Types[n].Lo+1 && strings.HasSuffix(s.Ws[m.At-2].Low, "ing") && !(held && s.HasSense(m.At-2, word.Following)) { // "no location sampling or | sharing"
		return false
	}
	for i, v := range s.Verbs {
		k := s.Verb(v)
		if o := grammar.Next(s.Ws, v.Hi-1); o == "it" || o == "them" { // "we do not sell it, nor use it for ads"
			continue
		}
		if !s.Moods[i].Mood.Denied || s.jotted(v.Lo) || strings.HasSuffix(s.Ws[v.Lo].Low, "ings") || // "voice recordings"
			held && s.HasSense(v.Lo, word.Following) { // "processed in memory, never stored"
			continue
		}
		if !passes && (v.Lo >= m.At || !s.Beside(v.Lo, m.At)) { // "not linked to you, based on", but "not scan, export or upload"
			continue
		}
		if s.IsOne(v.Lo-1, "the", "a", "each", "this") && !strings.HasSuffix(s.Ws[v.Lo].Low, "ion") || v.Lo > m.At && s.SenseIn(m.At+1, v.Lo, word.Afterward) { // "the results of the | scan", "not kept after data is | retrieved"
			continue
		}
		if v.Lo < m.At && s.Joins(m.At-1) && s.takesOther(v.Hi, m.At) { // "we do not collect your name or | store your location"
			continue
		}
		if v.Lo != m.At && s.In[v.Lo] == s.In[m.At] && !s.Participle(v) && (k == word.Collect || k == word.Use || k == word.Infer) && !s.Is(v.Lo, word.Moving) {
			return false
		}
	}
	return true
}

// takesOther reports that words [lo, hi) name what a verb before them is done to.
func (s *Sentence) takesOther(lo, hi int) bool {
	return lo < hi-1 && (s.Is(lo, word.Determiner|word.You|word.Detail) || s.HasSense(lo, word.Individual) || s.TypeAt(lo))
}

// follows reports a verb of following or analysing at word i; not an item of its own: "no | tracking, no device ID".
func (s *Sentence) follows(i int) bool {
	item := strings.HasSuffix(s.Ws[i].Low, "ing") && (i+1 < len(s.Ws) && s.Ws[i+1].Before == ',' || s.Joins(i+1) && s.IsOne(i+2, "no"))
	return s.HasSense(i, word.Following) && !item
}

// arrives reports a verb at word i of getting data from the device: "never reaches our servers", "we do not receive
// it"; not what "the app never sees", which is on the device.
func (s *Sentence) arrives(i int) bool {
	if !s.HasSense(i, word.Arriving) {
		return false
	}
	for k := s.Clauses[s.In[i]].Head; k < i; k++ {
		if s.HasSense(k, word.Product) && s.SelfAt(k) && !s.HasSense(k+1, word.OffDevice) {
			return false
		}
	}
	return true
}

// isHeld reports a type of what a device holds, which can be read without following anybody; a face that is
// not tracked is not measured.
func isHeld(r *grammar.Reader, entry int) bool {
	return entry >= 0 && slices.ContainsFunc(r.Tables.Ontology[entry].Says, func(say lexicon.Says) bool {
		p, _ := practice.Get(say.Practice)
		return p.Held()
	})
}

// followedIn is the word of a denied name that tells of following: "no location | tracking".
func followedIn(r *grammar.Reader, x *Mention) string {
	ws := prose.AppendWords(nil, x.Term)
	if len(ws) < 2 || !isHeld(r, x.Entry) {
		return ""
	}
	last := &ws[len(ws)-1]
	if c := r.Words.ClassesOf(last); !c.Sense.Has(word.Following) {
		return ""
	}
	return last.Low
}

// jotted reports a verb at word i that keeps as well, beside one that keeps: "never | recorded or stored",
// "neither cached nor | logged".
func (s *Sentence) jotted(i int) bool {
	if !s.HasSense(i, word.Jotting) {
		return false
	}
	for k := grammar.HitFrom(s.Verbs, i-maxDeedWords); k < len(s.Verbs) && s.Verbs[k].Lo <= i+maxDeedWords; k++ {
		if v := s.Verbs[k]; s.Verb(v) == word.Store && s.In[v.Lo] == s.In[i] && s.Beside(v.Lo, i) {
			return true
		}
	}
	return false
}

// onlyLeaves reports that a denial is of leaving the device: "never leaves your phone",
// "stays on your phone", "is not uploaded", "not sent to our servers", "we never receive it". To be sent to
// nobody but others is to be passed on.
func (s *Sentence) onlyLeaves(x *Mention, m grammar.Mood) bool {
	if m.At < 0 || !s.onlyMoves(x, m) {
		return false
	}
	toOthers := x.Recipient != "" || x.Third != ""
	return m.Stays || !toOthers && (m.Verb == word.Send && !s.amongDeeds(m) || s.HasSense(m.At, word.Uploading) || s.arrives(m.At))
}

// amongDeeds reports a verb beside one of passing on or keeping: "not sold, sent or kept".
func (s *Sentence) amongDeeds(m grammar.Mood) bool {
	for _, v := range s.Verbs {
		if k := s.Verb(v); v.Lo != m.At && s.In[v.Lo] == s.In[m.At] && (k == word.Share || k == word.Sell) && s.Beside(v.Lo, m.At) {
			return true
		}
	}
	return false
}

// deedWords are those of a deed with its "not": "never leaves your phone".
func (s *Sentence) deedWords(m grammar.Mood) string {
	lo, hi := m.At, m.At+1
	if k := grammar.HitFrom(s.Verbs, m.At); k < len(s.Verbs) && s.Verbs[k].Lo == m.At {
		hi = s.Verbs[k].Hi
	}
	if n := s.Clauses[s.In[m.At]].Negated; n >= 0 && n < m.At && m.At-n < maxDeedWords {
		lo = n
	}
	for hi < len(s.Ws) && hi < m.At+maxDeedWords && (s.Ws[hi].Before == ' ' || s.Ws[hi].Before == '-') && !s.Is(hi, word.ListJoint|word.Contrast) {
		hi++
	}
	for hi-1 > m.At && s.Is(hi-1, word.Preposition) { // "transmission | of"
		hi--
	}
	return s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]
}

const maxDeedWords = 6
