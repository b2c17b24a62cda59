package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Around is a block with what stands around it says of what the block names.
type Around struct {
	*document.Block
	Lead grammar.Mood // of what introduces its list; zero if nothing does
	Mood grammar.Mood // of its list, table or headings
}

// opening reads a lead-in that ends before its verb: "we do not:", and the rules of
// a service, "you may not use it to:".
func (s *Sentence) opening() (grammar.Mood, bool) {
	last := len(s.Ws) - 1
	if last > 1 && s.Is(last, word.Do) && s.Is(last-1, word.Negating) { // "what we do not do"
		last--
	}
	c := &s.Clauses[s.In[last]]
	switch not := s.Is(last, word.Negating); {
	case not && c.Subject != grammar.You && c.Subject != grammar.They && c.Negated >= 0:
		return grammar.Mood{Open: true, Denied: true, Party: grammar.FirstParty, At: -1}, true
	case c.Subject == grammar.You && (not || s.Ws[last].Low == "to" && c.Negated >= 0 && !s.Widens(c.Negated)): // not "which you may share, and which is not limited to:"
		return grammar.Mood{Open: true, Denied: true, Verb: word.Control, At: -1}, true
	}
	return grammar.Mood{}, false
}

// listsRights: "you may also request additional rights that may include:", not "we reserve the
// following rights:".
func (s *Sentence) listsRights() bool {
	if s.Text[len(s.Text)-1] != ':' || s.Any(word.We) {
		return false
	}
	for k := len(s.Ws) - 1; k >= 0 && k >= len(s.Ws)-grammar.MaxRights; k-- {
		if s.Ws[k].Low == "rights" || s.Ws[k].Low == "right" && k == len(s.Ws)-2 && s.Ws[k+1].Low == "to" {
			return true
		}
		if s.VerbAt(k) && !strings.HasPrefix(s.Ws[k].Low, "includ") {
			return false
		}
	}
	return false
}

// leavesOut reports a lead-in that ends in an exception, which its items are: "We do not
// share your data, except:", "other than the following:".
func (s *Sentence) leavesOut(from int) bool {
	for _, c := range s.Cues {
		if s.Cue(c) != word.Exception || c.Lo < from || len(s.Ws)-c.Hi > grammar.MaxBehindException {
			continue
		}
		if k := grammar.HitFrom(s.Types, c.Hi); k == len(s.Types) || len(s.Tables.Ontology[s.Types[k].Entry].Says) == 0 {
			return true
		}
	}
	return false
}

// onlyData reports a label of nothing but a word for data: "Personal Data:".
func (s *Sentence) onlyData() bool {
	if len(s.Types) != 1 || s.Text[len(s.Text)-1] != ':' {
		return false
	}
	h := s.Types[0]
	return h.Lo == 0 && h.Hi == len(s.Ws) && len(s.Tables.Ontology[h.Entry].Says) == 0
}

// AsksWhich: "What do you never collect?".
func AsksWhich(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	return first == "what" || first == "which"
}

// PhraseMood reads a lead-in or heading on its own.
func PhraseMood(r *grammar.Reader, text string) grammar.Mood {
	unheard := *r
	unheard.Heard = grammar.Heard{}
	s := Alone(&unheard, text)
	if len(s.Ws) == 0 {
		return grammar.Mood{}
	}
	asked := strings.HasSuffix(text, "?")
	var best grammar.Mood
	if m, ok := s.opening(); ok {
		return m
	}
	if s.listsRights() || s.offersChoice() || s.instructs() {
		return grammar.Mood{Open: true, Verb: word.Control, Idle: true, At: -1}
	}
	if s.onlyConsents() {
		return grammar.Mood{Known: true, Verb: word.Control, At: -1}
	}
	if s.onlyData() {
		return grammar.Mood{Known: true, Verb: word.Include, At: -1} // what it stands under says more
	}
	for i := s.beforeCase() - 1; i >= 0; i-- {
		m, isUser := s.Moods[i].Mood, s.Moods[i].ByUser
		if s.aims(s.Verbs[i]) || s.adjectival(s.Verbs[i]) && s.Is(s.Verbs[i].Lo-1, word.Pointing) { // "These collected data may include:"
			continue
		}
		if isUser && asked && (m.Verb == word.Collect || m.Verb == word.Use || m.Verb == word.Share || m.Verb == word.Sell || m.Verb == word.Store || m.Verb == word.Infer) && !m.Denied && !s.Any(word.We) {
			isUser, m.Party = false, grammar.FirstParty // "What data do you collect?": the reader asks the publisher
		}
		if isUser {
			if m.Verb == word.Give && !m.Denied && !best.Known { // "Information you provide"
				best = grammar.Mood{Known: true, Verb: word.Collect, Party: grammar.FirstParty, At: -1}
			}
			if !best.Known && (m.Denied || s.Any(word.Claim)) { // "you may not share:", "your rights to request:"
				best = grammar.Mood{Known: true, Verb: word.Control, At: -1}
			}
			continue
		}
		if m.Verb == word.Control {
			return best
		}
		if c := &s.Clauses[s.In[s.Verbs[i].Lo]]; !m.Denied && strings.HasPrefix(s.Ws[s.Verbs[i].Lo].Low, "requir") && s.AnyIn(c.Lo, s.Verbs[i].Lo, word.Negating) { // "We do not require:"
			return grammar.Mood{Known: true, Verb: word.Control, At: -1}
		}
		if v := s.Verbs[i]; m.Denied && i > 0 && v.Lo > 0 && s.Ws[v.Lo-1].Low == "without" && !s.Moods[i-1].Mood.Denied {
			continue // "we may share it without requesting your permission:"
		}
		if c := &s.Clauses[s.In[s.Verbs[i].Lo]]; m.Denied && (c.Subject == grammar.Relative || c.Supposed || s.Ws[0].Low == "do") {
			continue // "information that does not identify you, such as:", "Do Not Track"
		}
		if m.Verb == word.Include {
			if !best.Known {
				best = m
				best.At = -1
			}
			continue
		}
		var to Mention
		s.Recipient(&to, m)
		m.Recipient, m.Third = to.Recipient, to.Third
		if _, ok := s.hanging(lexicon.Hit{Lo: len(s.Ws), Hi: len(s.Ws)}, m); ok { // "they may collect, or we may share, the following:"
			m.Also = m.Party == grammar.FirstParty
		}
		at := m.At
		m.At = -1
		if n := s.Verbs[i].Hi; n < len(s.Ws) && s.Ws[n].Low == "no" && !s.Is(n+1, word.Further) { // "We collect no data:"
			m.Denied = true
		}
		if m.Denied && s.leavesOut(s.Verbs[i].Hi) {
			m.Denied, m.Cond = false, true
		}
		m.Cond = m.Cond || !m.Denied && s.Has(word.Consent) // "With your consent, we collect:"
		if m.Cond {
			m.Why = s.whyOf(at)
		}
		if m.Denied {
			m.Limits = s.limitsOf(m, at)
		}
		return m
	}
	return best
}

// limitsOf are those of a denial that a lead-in makes with verb at, which its items have too: "We do
// not knowingly collect from children:", "Except with your consent, we do not share:".
func (s *Sentence) limitsOf(m grammar.Mood, at int) []message.Scope {
	x := Mention{Modality: message.Denies, Entry: -1}
	m.At = at
	s.Scopes(&x, m)
	return Unique(x.Scope)
}
