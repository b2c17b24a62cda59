package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What users can switch off, opt out of or choose is not said to be done: "you can stop all
// collection of your location", "a choice regarding targeted ads". Where the text calls it the
// publisher's ("our use of"), it is presumed, and the rules of consent tell.

// switchable reports data that stands behind what users can end or choose, with nothing but the names
// of deeds and other data between: "turning off GPS will stop the | collection of your location"; not
// "we limit the use of your location", "you can limit our use of it", "you can stop further use of it".
func (s *Sentence) switchable(b *Around, h lexicon.Hit) bool {
	if !s.AnySense(word.Ending, word.Turn, word.Halting, word.Choosing) { // most sentences
		return false
	}
	c := &s.Clauses[s.In[h.Lo]]
	if c.Supposed || c.Except || s.servedByUs(h.Hi) {
		return false
	}
	device := false // between
	for k := h.Lo - 1; k >= c.Lo && k >= h.Lo-maxSwitched; k-- {
		switch {
		case s.endsAt(k):
			return s.usersEnd(b, c, k)
		case s.HasSense(k, word.Halting):
			return device && s.usersEnd(b, c, k) || s.HasSense(s.firstDeed(c.Lo), word.Turn, word.Dropping, word.Ending) && s.firstDeed(c.Lo) < k
		case s.Is(k, word.Regarding) && s.Ws[k].Low != "on" && s.HasSense(k-1, word.Choosing):
			return true
		case s.Is(k, word.Modal|word.Relative|word.We|word.Negating|word.It), s.IsOne(k, "us", "our", "my"), s.HasSense(k, word.Opposing), s.byMeansAt(k):
			return false
		case s.Ws[k+1].Before == ';' || s.Ws[k+1].Before == ':', s.SelfAt(k):
			return false
		case s.VerbAt(k) && s.BaseForm(k) && s.Ws[max(k-1, 0)].Low != "to" && !s.deedAt(k):
			return false
		}
		device = device || s.HasSense(k, word.Apparatus)
	}
	return false
}

const maxSwitched = 20 // words: "limit the collection, use and sharing by your phone of its serial number and of | your location"

// servedByUs: "you can opt out of targeted ads | served by us" presumes that we serve them.
func (s *Sentence) servedByUs(i int) bool {
	for k := i; k+1 < len(s.Ws) && k < i+maxTurned && s.Ws[k].Before == ' '; k++ {
		if s.IsOne(k, "by", "from") {
			return s.IsOne(k+1, "us", "our", "me")
		}
	}
	return false
}

// byMeansAt: "limit the ads | by using your device ID".
func (s *Sentence) byMeansAt(k int) bool {
	return s.Is(k, word.ByMeans) && !s.Is(k, word.Preposition) || s.Ws[k].Low == "by" && strings.HasSuffix(grammar.Next(s.Ws, k), "ing")
}

// deedAt reports a verb that reads as a noun behind a determiner: "the | use of".
func (s *Sentence) deedAt(k int) bool {
	return s.Is(k-1, word.Determiner|word.ListJoint|word.Preposition|word.Pointing) || s.Ws[max(k-1, 0)].Low == "all" || grammar.Next(s.Ws, k) == "of"
}

// endsAt reports a word that ends or limits something: "stop", the "off" of "turn it off", the "out" of
// "opt you out of".
func (s *Sentence) endsAt(k int) bool {
	if s.IsOne(k, "off", "out") {
		return s.turnBefore(k) >= 0
	}
	return s.HasSense(k, word.Ending)
}

// turnBefore is the "turn" or "opt" before the "off" or "out" at word k; -1 if there is none.
func (s *Sentence) turnBefore(k int) int {
	for i := k - 1; i >= 0 && i >= k-maxTurned; i-- {
		if s.HasSense(i, word.Turn) {
			return i
		}
	}
	return -1
}

const maxTurned = 3 // words: "turn your GPS | off"

// usersEnd reports that it is users who do what the word at k tells, or may: "you can", "users may",
// "lets you", "the ability to", "to opt out", "alternatively, disable", or what they do otherwise
// does it ("uninstalling the app stops").
func (s *Sentence) usersEnd(b *Around, c *grammar.Clause, k int) bool {
	from := max(c.Lo, k-maxAgent)
	if t := s.turnBefore(k); s.IsOne(k, "off", "out") {
		if strings.HasPrefix(s.Ws[t].Low, "opt") { // nobody else opts out
			return c.Subject != grammar.We || s.AnyIn(min(from, t), t, word.You)
		}
		k = t
	}
	if c.Subject == grammar.You { // not "to show you content or limit what we show"
		return k == c.Lo+1 || s.ModalBetween(from, k)
	}
	if c.Subject == grammar.We && !s.AnyIn(min(from, k), k, word.You) {
		return false
	}
	for i := k - 1; i >= c.Lo && i >= k-maxLetting; i-- {
		if s.Is(i, word.You) || s.IsOne(i, "users", "user") {
			return true
		}
	}
	if w := s.Ws[max(k-1, 0)].Low; w == "to" || w == "for" || w == "of" {
		if s.HasSense(k-2, word.Chance, word.Leave) {
			return true
		}
	}
	if i := s.firstDeed(c.Lo); i <= k {
		if b.Lead.Known && !s.Is(i, word.You) { // "We use it to: | limit ads by your device ID"
			return false
		}
		return s.endsAt(i) || s.HasSense(i, word.Turn) || s.HasSense(i, word.Dropping)
	}
	return false
}

const (
	maxLetting = 4  // words: "lets you easily | turn"
	maxAgent   = 40 // words: "you can, as we say below, at any time and without giving a reason, | stop"
)

// firstDeed is the word that a clause begins with, behind "to" and adverbs: "alternatively, | disable".
func (s *Sentence) firstDeed(i int) int {
	for n := 0; n < maxTurned && i+1 < len(s.Ws) && (s.IsOne(i, "to", "just", "simply", "then", "or", "and") || strings.HasSuffix(s.Ws[i].Low, "ly")); n++ {
		i++
	}
	return i
}

// offersChoice reports a lead-in whose items are what users may choose or switch off: "You may choose from
// the following settings:", "You can withdraw at any time:"; not "You can manage the data we collect:".
func (s *Sentence) offersChoice() bool {
	if s.Text[len(s.Text)-1] != ':' || s.Any(word.We) || len(s.Clauses) == 0 || s.Clauses[0].Subject != grammar.You || slices.ContainsFunc(s.Ws, func(w prose.Word) bool { return w.Low == "us" || w.Low == "our" }) {
		return false
	}
	n := grammar.HitFrom(s.Verbs, s.Clauses[0].Lo)
	if n == len(s.Verbs) || s.Moods[n].Mood.Verb != word.Control || s.TakesUp(s.Verbs[n]) && !s.endsInChoice() || s.Verbs[n].Lo > s.Clauses[0].Lo+maxLetting {
		return false
	}
	return s.endsInChoice() || n == len(s.Verbs)-1 && !s.typeIn(s.Verbs[n].Hi, len(s.Ws)-1)
}

// instructs reports what introduces instructions: "To change the default location for your PC:".
func (s *Sentence) instructs() bool {
	return s.Ws[0].Low == "to" && s.Text[s.Hi-1] == ':' && s.HasSense(1, word.Adjusting) && !s.Any(word.We)
}

// inMenu reports data in the way through the menus of a phone: "Settings > Google > | Advertising ID".
func (s *Sentence) inMenu(h lexicon.Hit) bool {
	for k := max(1, h.Lo-maxMenu); k < len(s.Ws) && k <= h.Lo+1; k++ {
		if s.Ws[k].Upper && strings.IndexByte(s.Text[s.Ws[k-1].End:s.Ws[k].Start], '>') >= 0 {
			return !s.AnyIn(min(k, h.Lo), h.Lo, word.We) && h.Lo >= k-1
		}
	}
	return false
}

const maxMenu = 8 // words: "Settings > Privacy & Security > Location Services > System Services >"

// underChoice reports an item of such a list, or one of rights, in which nobody acts:
// "Location: Settings > Location sharing".
func (s *Sentence) underChoice(b *Around) bool {
	return b.Lead.Open && b.Lead.Idle && s.Phrase()
}

// endsInChoice: "from the following location settings:".
func (s *Sentence) endsInChoice() bool {
	for k := max(0, len(s.Ws)-maxLetting); k < len(s.Ws); k++ {
		if s.HasSense(k, word.Chance) {
			return true
		}
	}
	return false
}

// onlyConsents: "2.5 Consents (kept with their time)": what stands below is what users agreed to.
func (s *Sentence) onlyConsents() bool {
	i := 0
	for i+1 < len(s.Ws) && s.numbers(i) {
		i++
	}
	return s.IsOne(i, "consents") && !s.Any(word.We) && (i+1 == len(s.Ws) || s.Ws[i+1].Before == '(' || s.Ws[i+1].Before == ':')
}
