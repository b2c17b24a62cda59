package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

var scopeKinds = map[word.Cue]message.ScopeKind{
	word.Consent:   message.ScopeConsent,
	word.Knowledge: message.ScopeKnowledge,
	word.Audience:  message.ScopeAudience,
	word.Version:   message.ScopeVersion,
	word.Purpose:   message.ScopePurpose,
	word.Exception: message.ScopeException,
	word.Feature:   message.ScopeFeature,
}

// Scopes attaches what limits the statement. For a denial every limit in the
// sentence counts: better one too many than a contradiction too many. For an
// affirmation, only consent (it makes it conditional) and version.
func (s *Sentence) Scopes(x *Mention, m grammar.Mood) {
	for _, c := range s.Cues {
		kind := s.Cue(c)
		words := s.Text[s.Ws[c.Lo].Start:s.Ws[c.Hi-1].End]
		switch {
		case kind == word.Soft && m.Denied:
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeKnowledge, Text: words})
		case kind == word.Consent && m.Denied && s.Is(c.Lo, word.Supposing) && s.Is(c.Lo+1, word.You) && !s.refusal(c.Lo): // "if you choose Nearby, we do not collect"
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: words})
		case kind == word.Consent && (s.evenSo(c.Lo) || !m.Denied && s.Ws[c.Lo].Low == "without" && s.Clauses[s.In[c.Lo]].Negated < 0): // "even if you turn it off, we collect", "we may share it without your consent"
		case kind == word.Consent && x.Modality == message.States:
			x.Modality = message.Conditional
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeConsent, Text: words})
		case kind == word.Exception && m.Denied && x.Entry == s.Kinds.Aimed && s.Ws[c.Lo].Low == "based" && s.anyTrait(c.Hi, s.phraseEnd(c.Hi)): // "no ads based on your interests" are none at all
		case kind == word.Exception && m.Denied && s.Ws[c.Lo].Low == "based": // "no ads based on your health": others are left open
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.Text[s.Ws[c.Lo].Start:s.Ws[s.phraseEnd(c.Hi)-1].End]})
		case scopeKinds[kind] != "" && (m.Denied || kind == word.Version && s.bounds(c.Lo) || kind == word.Consent || kind == word.Feature && s.HasSense(c.Lo, word.Sole)): // "only while you use the app"
			x.Scope = append(x.Scope, message.Scope{Kind: scopeKinds[kind], Text: words})
		}
	}
	if x.Modality != message.Denies {
		if words := s.localWords(m); words != "" {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeDevice, Text: words})
		}
		return
	}
	if m.Why.Kind == message.ScopeException && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopeException }) {
		x.Scope = append(x.Scope, m.Why)
	}
	if words := s.condition(m.At); words != "" && !x.told(words) {
		kind := message.ScopeFeature
		if isRefusal(s.Reader, words) { // "if you decline it, we do not collect": else it is done
			kind = message.ScopeConsent
		}
		x.limit(kind, words)
	}
	if words := s.front(m); !x.told(words) {
		x.limit(message.ScopeFeature, words)
	}
	if m.Verb == word.Include && !(m.Party == grammar.FirstParty && m.At >= 0 && s.Tables.Ontology[x.Entry].Tool && s.selfActs(m.At)) { // "usage data does not include": says nothing of other data; not "our app does not include face recognition"
		words := "does not include"
		if m.At >= 0 {
			lo, hi := s.Clauses[s.In[m.At]].Head, m.At+1
			if s.IsOne(hi, "no") { // "the log includes | no"
				hi++
			}
			if s.Done(s.Verbs[grammar.HitFrom(s.Verbs, m.At)]) && s.IsOne(hi, "in", "within") { // "is never included | in backups"
				lo, hi = hi, s.phraseEnd(hi)
			}
			words = s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]
		}
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: words})
	}
	if m.Handed && m.At >= 0 { // "partners send us your age, but not your location"
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.Text[s.Ws[s.Clauses[s.In[m.At]].Head].Start:s.Ws[m.At].End]})
	}
	x.limit(message.ScopeFeature, s.toolOf(m))
	if words := s.meansOf(m); !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return strings.Contains(o.Text, words) }) {
		x.limit(message.ScopeFeature, words)
	}
	if words := s.caseOf(m); !x.told(words) {
		x.limit(message.ScopeFeature, words)
	}
	x.limit(message.ScopeFeature, s.asideOf(m))
	x.limit(message.ScopeFeature, s.productOf(m))
	if words := s.aimOf(m); !x.told(words) && !slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopePurpose }) {
		x.limit(message.ScopePurpose, words)
	}
	switch {
	case s.onlyLeaves(x, m):
		words := s.deedWords(m)
		if m.Left > 0 { // "sent to AdMob, | not to us"
			words = s.leftScope(m.Left)
		}
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeDevice, Text: words})
	case s.onlyMoves(x, m):
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeAction, Text: s.Ws[m.At].Low})
	case m.At < 0 || m.Verb == word.Use:
		if deed := followedIn(s.Reader, x); deed != "" {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeAction, Text: deed})
		}
	}
	for _, p := range s.Places {
		if words, ok := s.PeopleOf(p); ok {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeJurisdiction, Text: words})
		}
	}
	if m.Left > 0 && len(x.Scope) == 0 {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopePurpose, Text: s.leftScope(m.Left)})
	}
}

// limit adds one limit, in words that may be none.
func (x *Mention) limit(kind message.ScopeKind, words string) {
	if words != "" {
		x.Scope = append(x.Scope, message.Scope{Kind: kind, Text: words})
	}
}

// told reports that a limit already given is among the words.
func (x *Mention) told(words string) bool {
	return slices.ContainsFunc(x.Scope, func(o message.Scope) bool { return strings.Contains(words, o.Text) })
}

// selfActs reports that the publisher or its app is the subject of the verb at word i.
func (s *Sentence) selfActs(i int) bool {
	c := &s.Clauses[s.In[i]]
	for n := grammar.HitFrom(s.Parties, c.Head); n < len(s.Parties) && s.Parties[n].Lo < i; n++ {
		if p := s.Parties[n]; s.Party(p) == word.Self {
			return p.Lo <= c.Head+1 && s.Is(p.Hi, word.Modal|word.Negating) || p.Hi == i
		}
	}
	return false
}

// evenSo reports a condition at word i that changes nothing: "even if you", "regardless of whether you".
func (s *Sentence) evenSo(i int) bool {
	if c := &s.Clauses[s.In[i]]; c.Supposed && c.Lo == i-1 {
		i = c.Lo
	}
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if s.IsOne(k, "even", "regardless") {
			return true
		}
	}
	return false
}

// localWords are those by which data that is kept stays where it is: "is stored | locally", "is
// processed | on your phone"; not "on your phone and on our servers", "in your phone's contacts".
func (s *Sentence) localWords(m grammar.Mood) string {
	if m.At < 0 {
		return ""
	}
	v := s.Verbs[grammar.HitFrom(s.Verbs, m.At)]
	keeps := func(v lexicon.Hit) bool {
		return s.Verb(v) == word.Store || strings.HasPrefix(s.Ws[v.Lo].Low, "process")
	}
	if !keeps(v) || !s.Done(v) || s.Clauses[s.In[v.Lo]].Subject == grammar.Relative {
		return ""
	}
	k := v.Hi
	for k < len(s.Ws) && k < v.Hi+maxLocal && (s.Joins(k) || s.Is(k, word.Filler) || s.VerbAt(k) && keeps(s.Verbs[grammar.HitFrom(s.Verbs, k)])) { // "stored and processed locally"
		k++
	}
	end := k
	if k < len(s.Ws) && s.Ws[k].Low == "locally" {
		end = k + 1
	}
	if end+2 < len(s.Ws) && s.IsOne(end, "on", "in", "within") && s.Is(end+1, word.Determiner) && s.Ws[end+1].Low != "our" {
		n := end + 2
		for n < len(s.Ws)-1 && s.IsOne(n, "own", "user's", "mobile", "local") {
			n++
		}
		if s.HasSense(n, word.Apparatus) && !s.Owns(n) {
			end = n + 1
		}
	}
	if end == k || s.Joins(end) && s.Is(end+1, word.Preposition) { // "on your phone and on our servers"
		return ""
	}
	return s.Text[s.Ws[v.Lo].Start:s.Ws[end-1].End]
}

const maxLocal = 3 // words between a verb and where it is done

// phraseEnd is the word behind a phrase that begins at word i: at a comma, a bracket or a clause.
func (s *Sentence) phraseEnd(i int) int {
	for i < len(s.Ws) && s.Ws[i].Before == ' ' && !s.Is(i, word.Relative|word.Modal) {
		i++
	}
	return i
}

// anyTrait reports that words [lo, hi) are any data on somebody, or what all ads that are aimed go by.
func (s *Sentence) anyTrait(lo, hi int) bool {
	if s.IsOne(lo, "how") { // "based on how you use the app"
		return true
	}
	for k := lo; k < hi; k++ {
		if !s.general(k, k+1) && !s.HasSense(k, word.Conduct) {
			return false
		}
	}
	return hi > lo
}

// refusal reports that the clause behind word i says no: "if you opt out", "if you turn
// it off", "if you do not agree".
func (s *Sentence) refusal(i int) bool {
	for k := i + 1; k < len(s.Ws) && (s.In[k] == s.In[i] || s.In[k] == s.In[i+1]); k++ {
		if s.Is(k, word.Negating) || s.HasSense(k, word.Refusing) {
			return true
		}
	}
	return false
}

// isRefusal reports the words of a condition by which the user says no.
func isRefusal(r *grammar.Reader, words string) bool {
	ws := prose.AppendWords(nil, words)
	return slices.ContainsFunc(ws, func(w prose.Word) bool {
		c := r.Words.ClassesOf(&w)
		return c.Sense.Has(word.Refusing) || c.Set&word.Negating != 0
	})
}

// productOf finds the product that a denial is of, where the publisher is known and
// called otherwise: "Acme Maps does not use your location" leaves Acme's others open.
func (s *Sentence) productOf(m grammar.Mood) string {
	self := s.Publisher
	if self == "" || m.At < 0 || m.Party != grammar.Anyone {
		return ""
	}
	c := &s.Clauses[s.In[m.At]]
	hi := c.Head
	for hi < len(s.Ws) && hi < m.At && s.Ws[hi].Upper && (hi == c.Head || s.Ws[hi].Before == ' ') {
		hi++
	}
	if hi == c.Head || hi > c.Negated || c.Subject != grammar.Nobody || s.Sets[c.Head]&^word.Nameless != 0 || !s.Is(hi, word.Modal|word.Negating) && !s.Is(hi, word.Preposition) {
		return ""
	}
	name := s.Text[s.Ws[c.Head].Start:s.Ws[hi-1].End]
	if k := grammar.HitFrom(s.Types, c.Head); k < len(s.Types) && s.Types[k].Lo < hi || s.PartyAt(c.Head) || grammar.HasName(s.DocTitle, name) || grammar.HasName(self, s.Text[s.Ws[c.Head].Start:s.Ws[c.Head].End]) {
		return ""
	}
	return name
}

// toolOf finds the tool that does not do it: "session cookies do not read your device ID"
// leaves open what else does.
func (s *Sentence) toolOf(m grammar.Mood) string {
	if m.At < 0 || m.Party != grammar.Anyone {
		return ""
	}
	c := &s.Clauses[s.In[m.At]]
	for k := grammar.HitFrom(s.Types, c.Lo); k < len(s.Types) && s.Types[k].Hi <= min(c.Negated, c.Lo+RunIn); k++ {
		if h := s.Types[k]; s.Tables.Ontology[h.Entry].Name == "cookie" && !s.Is(h.Lo-1, word.Preposition) && s.Is(h.Hi, word.Modal|word.Negating) {
			return s.Text[s.Ws[c.Lo].Start:s.Ws[h.Hi-1].End]
		}
	}
	return ""
}

// condition is the clause that says under what doing of the user's the verb at
// word i is denied: "if you switch it off, we no longer collect". It is empty if
// there is none, or one of the limits that are told by themselves.
func (s *Sentence) condition(at int) string {
	if at < 0 {
		return ""
	}
	for k := max(0, s.In[at]-nearClauses); k < len(s.Clauses) && k <= s.In[at]+nearClauses; k++ {
		c := &s.Clauses[k]
		if k == s.In[at] || !c.Supposed || c.Subject != grammar.You || s.always(k) || k > 0 && s.Clauses[k-1].Subject == grammar.Relative {
			continue
		}
		lo := c.Lo
		if s.Is(lo-1, word.Supposing) {
			lo--
		}
		return s.Text[s.Ws[lo].Start:s.Ws[c.Hi-1].End]
	}
	return ""
}

// always reports a clause of what every user does: "when you use our app".
func (s *Sentence) always(k int) bool {
	for _, v := range s.Verbs {
		if s.In[v.Lo] == k && s.Verb(v) == word.Control {
			return false
		}
	}
	for _, p := range s.Parties {
		if s.In[p.Lo] == k && s.Party(p) == word.Self && (s.Is(p.Lo-1, word.Using) || s.Is(p.Lo-2, word.Using)) {
			return true
		}
	}
	return false
}

// bounds reports that a version at word i bounds the sentence ("in older versions
// we collect") and is no data itself ("your device and the version of the app").
func (s *Sentence) bounds(i int) bool {
	if s.Is(i-1, word.Determiner) {
		i--
	}
	return i < 2 || s.Is(i-1, word.Preposition)
}
