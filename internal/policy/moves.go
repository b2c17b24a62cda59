package policy

import "strings"

// Denials of passing on, keeping or sending, which leave open that data is read: "not sold",
// "never leaves your phone".

// onlyMoves reports that a denial is of passing on or keeping, not of
// collecting or using: "not sold", "not stored on our servers". In "not
// collected, used or shared" the first verb denies it all.
func (r *sentenceReader) onlyMoves(s *sentence, m mood) bool {
	if m.at < 0 {
		return false
	}
	passes := m.verb.passesOn() || m.verb == give || m.verb == store || r.jotted(s, m.at)
	if !passes && !s.is(m.at, moving|joinsData) {
		return false
	}
	if n := hitFrom(s.types, m.at) - 1; m.at > 1 && s.is(m.at-1, listJoint) && n >= 0 && s.types[n].Hi == m.at-1 && s.types[n].Hi > s.types[n].Lo+1 && strings.HasSuffix(s.ws[m.at-2].Low, "ing") { // "no location tracking or | sharing"
		return false
	}
	for i, v := range s.verbs {
		k := r.verb(v)
		if o := next(s.ws, v.Hi-1); o == "it" || o == "them" { // "we do not sell it, nor use it for ads"
			continue
		}
		if !s.moods[i].mood.denied || r.jotted(s, v.Lo) { // "processed in memory, never stored"
			continue
		}
		if !passes && (v.Lo >= m.at || !s.beside(v.Lo, m.at)) { // "not linked to you, based on", but "not scan, export or upload"
			continue
		}
		if v.Lo != m.at && s.in[v.Lo] == s.in[m.at] && !s.participle(v) && (k == collect || k == use || k == infer) && !s.is(v.Lo, moving) {
			return false
		}
	}
	return true
}

// jotted reports a verb at word i that keeps as well, beside one that keeps: "never | recorded or stored",
// "neither cached nor | logged".
func (r *sentenceReader) jotted(s *sentence, i int) bool {
	if !s.hasSense(i, jotting) {
		return false
	}
	for k := hitFrom(s.verbs, i-maxDeedWords); k < len(s.verbs) && s.verbs[k].Lo <= i+maxDeedWords; k++ {
		if v := s.verbs[k]; r.verb(v) == store && s.in[v.Lo] == s.in[i] && s.beside(v.Lo, i) {
			return true
		}
	}
	return false
}

// onlyLeaves reports that a denial is of leaving the device: "never leaves your phone",
// "stays on your phone", "is not uploaded", "not sent to our servers". To be sent to nobody
// but others is to be passed on.
func (r *sentenceReader) onlyLeaves(x *Mention, s *sentence, m mood) bool {
	if m.at < 0 || !r.onlyMoves(s, m) {
		return false
	}
	toOthers := x.Recipient != "" || x.Third != ""
	return m.stays || !toOthers && (m.verb == send && !s.amongDeeds(r, m) || s.hasSense(m.at, uploading))
}

// amongDeeds reports a verb beside one of passing on or keeping: "not sold, sent or kept".
func (s *sentence) amongDeeds(r *sentenceReader, m mood) bool {
	for _, v := range s.verbs {
		if k := r.verb(v); v.Lo != m.at && s.in[v.Lo] == s.in[m.at] && (k == share || k == sell) && s.beside(v.Lo, m.at) {
			return true
		}
	}
	return false
}

// deedWords are those of a deed with its "not": "never leaves your phone".
func (s *sentence) deedWords(m mood) string {
	lo, hi := m.at, m.at+1
	if k := hitFrom(s.verbs, m.at); k < len(s.verbs) && s.verbs[k].Lo == m.at {
		hi = s.verbs[k].Hi
	}
	if n := s.clauses[s.in[m.at]].negated; n >= 0 && n < m.at && m.at-n < maxDeedWords {
		lo = n
	}
	for hi < len(s.ws) && hi < m.at+maxDeedWords && (s.ws[hi].Before == ' ' || s.ws[hi].Before == '-') && !s.is(hi, listJoint|contrast) {
		hi++
	}
	for hi-1 > m.at && s.is(hi-1, preposition) { // "transmission | of"
		hi--
	}
	return s.text[s.ws[lo].Start:s.ws[hi-1].End]
}

const maxDeedWords = 6
