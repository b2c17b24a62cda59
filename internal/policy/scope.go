package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

var scopeKinds = map[cueClass]message.ScopeKind{
	consent:   message.ScopeConsent,
	knowledge: message.ScopeKnowledge,
	audience:  message.ScopeAudience,
	version:   message.ScopeVersion,
	purpose:   message.ScopePurpose,
	exception: message.ScopeException,
	feature:   message.ScopeFeature,
}

// scopes attaches what limits the statement. For a denial every limit in the
// sentence counts: better one too many than a contradiction too many. For an
// affirmation, only consent (it makes it conditional) and version.
func (r *sentenceReader) scopes(x *Mention, s *sentence, m mood) {
	for _, c := range s.cues {
		kind := r.cue(c)
		words := s.text[s.ws[c.Lo].Start:s.ws[c.Hi-1].End]
		switch {
		case kind == soft && m.denied:
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeKnowledge, Text: words})
		case kind == consent && m.denied && s.is(c.Lo, supposing) && s.is(c.Lo+1, youWord) && !s.refusal(c.Lo): // "if you choose Nearby, we do not collect"
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: words})
		case kind == consent && x.Modality == message.States:
			x.Modality = message.Conditional
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeConsent, Text: words})
		case kind == exception && m.denied && x.entry == r.kinds.aimed && s.ws[c.Lo].Low == "based" && s.anyTrait(c.Hi, s.phraseEnd(c.Hi)): // "no ads based on your interests" are none at all
		case kind == exception && m.denied && s.ws[c.Lo].Low == "based": // "no ads based on your health": others are left open
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.text[s.ws[c.Lo].Start:s.ws[s.phraseEnd(c.Hi)-1].End]})
		case scopeKinds[kind] != "" && (m.denied || kind == version && s.bounds(c.Lo) || kind == consent || kind == feature && s.hasSense(c.Lo, sole)): // "only while you use the app"
			x.Scope = append(x.Scope, message.Scope{Kind: scopeKinds[kind], Text: words})
		}
	}
	if x.Modality != message.Denies {
		if words := r.localWords(s, m); words != "" {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeDevice, Text: words})
		}
		return
	}
	if m.why.Kind == message.ScopeException && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopeException }) {
		x.Scope = append(x.Scope, m.why)
	}
	if words := r.condition(s, m.at); words != "" && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return strings.Contains(words, o.Text) }) {
		kind := message.ScopeFeature
		if r.isRefusal(words) { // "if you decline it, we do not collect": else it is done
			kind = message.ScopeConsent
		}
		x.Scope = append(x.Scope, message.Scope{Kind: kind, Text: words})
	}
	if words := r.front(s, m); words != "" && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return strings.Contains(words, o.Text) }) {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: words})
	}
	if m.verb == include { // "usage data does not include": says nothing of other data
		words := "does not include"
		if m.at >= 0 {
			lo, hi := s.clauses[s.in[m.at]].head, m.at+1
			if s.done(s.verbs[hitFrom(s.verbs, m.at)]) && s.isOne(hi, "in", "within") { // "is never included | in backups"
				lo, hi = hi, s.phraseEnd(hi)
			}
			words = s.text[s.ws[lo].Start:s.ws[hi-1].End]
		}
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: words})
	}
	if m.handed && m.at >= 0 { // "partners send us your age, but not your location"
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.text[s.ws[s.clauses[s.in[m.at]].head].Start:s.ws[m.at].End]})
	}
	if words := r.toolOf(s, m); words != "" {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: words})
	}
	if words := r.productOf(s, m); words != "" {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: words})
	}
	if words := r.aimOf(s, m); words != "" && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopePurpose }) {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopePurpose, Text: words})
	}
	switch {
	case r.onlyLeaves(x, s, m):
		words := s.deedWords(m)
		if m.left > 0 { // "sent to AdMob, | not to us"
			words = s.leftScope(m.left)
		}
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeDevice, Text: words})
	case r.onlyMoves(s, m):
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeAction, Text: s.ws[m.at].Low})
	}
	for _, p := range s.places {
		if words, ok := r.peopleOf(s, p); ok {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeJurisdiction, Text: words})
		}
	}
	if m.left > 0 && len(x.Scope) == 0 {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopePurpose, Text: s.leftScope(m.left)})
	}
}

// localWords are those by which data that is kept stays where it is: "is stored | locally", "is
// processed | on your phone"; not "on your phone and on our servers", "in your phone's contacts".
func (r *sentenceReader) localWords(s *sentence, m mood) string {
	if m.at < 0 {
		return ""
	}
	v := s.verbs[hitFrom(s.verbs, m.at)]
	keeps := func(v lexicon.Hit) bool {
		return r.verb(v) == store || strings.HasPrefix(s.ws[v.Lo].Low, "process")
	}
	if !keeps(v) || !s.done(v) || s.clauses[s.in[v.Lo]].subject == relative {
		return ""
	}
	k := v.Hi
	for k < len(s.ws) && k < v.Hi+maxLocal && (s.joins(k) || s.is(k, filler) || s.verbAt(k) && keeps(s.verbs[hitFrom(s.verbs, k)])) { // "stored and processed locally"
		k++
	}
	end := k
	if k < len(s.ws) && s.ws[k].Low == "locally" {
		end = k + 1
	}
	if end+2 < len(s.ws) && s.isOne(end, "on", "in", "within") && s.is(end+1, determiner) && s.ws[end+1].Low != "our" {
		n := end + 2
		for n < len(s.ws)-1 && s.isOne(n, "own", "user's", "mobile", "local") {
			n++
		}
		if s.hasSense(n, apparatus) && !s.owns(n) {
			end = n + 1
		}
	}
	if end == k || s.joins(end) && s.is(end+1, preposition) { // "on your phone and on our servers"
		return ""
	}
	return s.text[s.ws[v.Lo].Start:s.ws[end-1].End]
}

const maxLocal = 3 // words between a verb and where it is done

// phraseEnd is the word behind a phrase that begins at word i: at a comma, a bracket or a clause.
func (s *sentence) phraseEnd(i int) int {
	for i < len(s.ws) && s.ws[i].Before == ' ' && !s.is(i, relativeWord|modal) {
		i++
	}
	return i
}

// anyTrait reports that words [lo, hi) are any data on somebody, or what all ads that are aimed go by.
func (s *sentence) anyTrait(lo, hi int) bool {
	if s.isOne(lo, "how") { // "based on how you use the app"
		return true
	}
	for k := lo; k < hi; k++ {
		if !s.general(k, k+1) && !s.hasSense(k, conduct) {
			return false
		}
	}
	return hi > lo
}

// refusal reports that the clause behind word i says no: "if you opt out", "if you turn
// it off", "if you do not agree".
func (s *sentence) refusal(i int) bool {
	for k := i + 1; k < len(s.ws) && (s.in[k] == s.in[i] || s.in[k] == s.in[i+1]); k++ {
		if s.is(k, negating) || s.hasSense(k, refusing) {
			return true
		}
	}
	return false
}

// isRefusal reports the words of a condition by which the user says no.
func (r *sentenceReader) isRefusal(words string) bool {
	ws := prose.AppendWords(nil, words)
	return slices.ContainsFunc(ws, func(w prose.Word) bool {
		c := r.words.classesOf(&w)
		return c.sense.has(refusing) || c.set&negating != 0
	})
}

// productOf finds the product that a denial is of, where the publisher is known and
// called otherwise: "Acme Maps does not use your location" leaves Acme's others open.
func (r *sentenceReader) productOf(s *sentence, m mood) string {
	self := r.publisher
	if self == "" || m.at < 0 || m.party != anyone {
		return ""
	}
	c := &s.clauses[s.in[m.at]]
	hi := c.head
	for hi < len(s.ws) && hi < m.at && s.ws[hi].Upper && (hi == c.head || s.ws[hi].Before == ' ') {
		hi++
	}
	if hi == c.head || hi > c.negated || c.subject != nobody || s.sets[c.head]&^nameless != 0 || !s.is(hi, modal|negating) && !s.is(hi, preposition) {
		return ""
	}
	name := s.text[s.ws[c.head].Start:s.ws[hi-1].End]
	if k := hitFrom(s.types, c.head); k < len(s.types) && s.types[k].Lo < hi || r.partyAt(s, c.head) || hasName(r.title, name) || hasName(self, s.text[s.ws[c.head].Start:s.ws[c.head].End]) {
		return ""
	}
	return name
}

// toolOf finds the tool that does not do it: "session cookies do not read your device ID"
// leaves open what else does.
func (r *sentenceReader) toolOf(s *sentence, m mood) string {
	if m.at < 0 || m.party != anyone {
		return ""
	}
	c := &s.clauses[s.in[m.at]]
	for k := hitFrom(s.types, c.lo); k < len(s.types) && s.types[k].Hi <= min(c.negated, c.lo+runIn); k++ {
		if h := s.types[k]; r.tables.Ontology[h.Entry].Name == "cookie" && !s.is(h.Lo-1, preposition) && s.is(h.Hi, modal|negating) {
			return s.text[s.ws[c.lo].Start:s.ws[h.Hi-1].End]
		}
	}
	return ""
}

// aimOf finds what a denied use is for: "we do not use your contacts to show you ads"
// leaves other uses open.
func (r *sentenceReader) aimOf(s *sentence, m mood) string {
	if m.at < 0 || m.verb != use && m.verb != infer {
		return ""
	}
	c := &s.clauses[s.in[m.at]]
	from := m.at + 1
	if k := hitFrom(s.verbs, m.at); k < len(s.verbs) && s.verbs[k].Lo == m.at { // "subjected to" says no aim
		from = s.verbs[k].Hi
	}
	for i := from; i+1 < len(s.ws) && i < m.at+maxAim; i++ {
		if i >= c.hi && s.ws[i].Before != ',' { // "data which identifies you, such as your name, to show you"
			continue
		}
		if s.ws[i].Low == "to" && s.ws[i-1].Low != "access" && !strings.HasPrefix(s.ws[i-1].Norm, "relat") && !strings.HasSuffix(s.ws[i-1].Low, "related") && !s.is(i+1, determiner|youWord|pointing) && !r.partyAt(s, i+1) && !s.ws[i+1].Upper {
			return s.text[s.ws[i].Start:s.ws[min(i+3, len(s.ws))-1].End]
		}
	}
	return ""
}

const maxAim = 40 // words

// condition is the clause that says under what doing of the user's the verb at
// word i is denied: "if you switch it off, we no longer collect". It is empty if
// there is none, or one of the limits that are told by themselves.
func (r *sentenceReader) condition(s *sentence, at int) string {
	if at < 0 {
		return ""
	}
	for k := max(0, s.in[at]-nearClauses); k < len(s.clauses) && k <= s.in[at]+nearClauses; k++ {
		c := &s.clauses[k]
		if k == s.in[at] || !c.supposed || c.subject != you || r.always(s, k) || k > 0 && s.clauses[k-1].subject == relative {
			continue
		}
		lo := c.lo
		if s.is(lo-1, supposing) {
			lo--
		}
		return s.text[s.ws[lo].Start:s.ws[c.hi-1].End]
	}
	return ""
}

// always reports a clause of what every user does: "when you use our app".
func (r *sentenceReader) always(s *sentence, k int) bool {
	for _, v := range s.verbs {
		if s.in[v.Lo] == k && r.verb(v) == control {
			return false
		}
	}
	for _, p := range s.parties {
		if s.in[p.Lo] == k && r.party(p) == self && (s.is(p.Lo-1, using) || s.is(p.Lo-2, using)) {
			return true
		}
	}
	return false
}

// bounds reports that a version at word i bounds the sentence ("in older versions
// we collect") and is no data itself ("your device and the version of the app").
func (s *sentence) bounds(i int) bool {
	if s.is(i-1, determiner) {
		i--
	}
	return i < 2 || s.is(i-1, preposition)
}

// participle reports a verb that only tells which data is meant: "the location
// data used for this".
func (s *sentence) participle(v lexicon.Hit) bool {
	if v.Lo == 0 || !strings.HasSuffix(s.ws[v.Lo].Low, "ed") || s.ws[v.Lo].Before != ' ' {
		return false
	}
	if s.is(v.Lo-1, detail) {
		return true
	}
	for _, h := range s.types {
		if h.Hi == v.Lo {
			return true
		}
	}
	return false
}

// peopleOf reports that a place stands for its people or its law, not for a
// destination: "U.S. users", "residents of California", "German law".
func (r *sentenceReader) peopleOf(s *sentence, p lexicon.Hit) (string, bool) {
	for i := p.Hi; i < len(s.ws) && i < p.Hi+5; i++ { // "EEA and Brazilian users"
		if w := &s.ws[i]; s.is(i, peopleWord) && w.Before == ' ' {
			return s.text[s.ws[p.Lo].Start:w.End], true
		} else if !w.Upper && w.Low != "and" && w.Low != "or" {
			break
		}
	}
	for i := p.Lo - 1; i >= 0 && i >= p.Lo-4; i-- {
		if w := s.ws[i].Low; w == "to" || w == "into" { // "data of users to the US"
			break
		}
		if s.is(i, peopleWord) && s.is(i+1, detail) { // "user data in the US"
			break
		}
		if s.is(i, peopleWord) && s.ws[i].Norm != "law" || s.is(i, livesWord) && !(i > 0 && r.cueAt(s, i-1, i) == server) { // not "where our servers reside (Japan)"
			return s.text[s.ws[i].Start:s.ws[p.Hi-1].End], true
		}
	}
	if in := p.Lo - 1; next(s.ws, p.Hi-1) == "who" { // "customers and others in the EU | who use it", not "shared with others in the EU who"
		for in > 0 && s.is(in, determiner) {
			in--
		}
		if in > 1 && s.is(in, preposition) && s.isOne(in-1, "others", "those", "anyone", "everyone") && !s.isOne(in-2, "with", "to", "by") {
			return s.text[s.ws[in-1].Start:s.ws[p.Hi-1].End], true
		}
	}
	return "", false
}

func trimmedLower(s string) string { return strings.ToLower(strings.Trim(s, " .*\n\t")) }
