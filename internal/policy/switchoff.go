package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// What users can switch off, opt out of or choose is not said to be done: "you can stop all
// collection of your location", "a choice regarding targeted ads". Where the text calls it the
// publisher's ("our use of"), it is presumed, and the rules of consent tell.

// switchable reports data that stands behind what users can end or choose, with nothing but the names
// of deeds and other data between: "turning off GPS will stop the | collection of your location"; not
// "we limit the use of your location", "you can limit our use of it", "you can stop further use of it".
func (r *sentenceReader) switchable(s *sentence, b *around, h lexicon.Hit) bool {
	c := &s.clauses[s.in[h.Lo]]
	if c.supposed || c.except || s.servedByUs(h.Hi) {
		return false
	}
	device := false // between
	for k := h.Lo - 1; k >= c.lo && k >= h.Lo-maxSwitched; k-- {
		switch {
		case s.endsAt(k):
			return r.usersEnd(s, b, c, k)
		case s.hasSense(k, halting):
			return device && r.usersEnd(s, b, c, k) || s.hasSense(s.firstDeed(c.lo), turnWord, dropping, ending) && s.firstDeed(c.lo) < k
		case s.is(k, regarding) && s.ws[k].Low != "on" && s.hasSense(k-1, choosing):
			return true
		case s.is(k, modal|relativeWord|weWord|negating|itWord), s.isOne(k, "us", "our", "my"), s.hasSense(k, opposing), s.byMeansAt(k):
			return false
		case s.ws[k+1].Before == ';' || s.ws[k+1].Before == ':', r.selfAt(s, k):
			return false
		case s.verbAt(k) && s.baseForm(k) && s.ws[max(k-1, 0)].Low != "to" && !s.deedAt(k):
			return false
		}
		device = device || s.hasSense(k, apparatus)
	}
	return false
}

const maxSwitched = 20 // words: "limit the collection, use and sharing by your phone of its serial number and of | your location"

// servedByUs: "you can opt out of targeted ads | served by us" presumes that we serve them.
func (s *sentence) servedByUs(i int) bool {
	for k := i; k+1 < len(s.ws) && k < i+maxTurned && s.ws[k].Before == ' '; k++ {
		if s.isOne(k, "by", "from") {
			return s.isOne(k+1, "us", "our", "me")
		}
	}
	return false
}

// byMeansAt: "limit the ads | by using your device ID".
func (s *sentence) byMeansAt(k int) bool {
	return s.is(k, byMeans) && !s.is(k, preposition) || s.ws[k].Low == "by" && strings.HasSuffix(next(s.ws, k), "ing")
}

// deedAt reports a verb that reads as a noun behind a determiner: "the | use of".
func (s *sentence) deedAt(k int) bool {
	return s.is(k-1, determiner|listJoint|preposition|pointing) || s.ws[max(k-1, 0)].Low == "all" || next(s.ws, k) == "of"
}

// endsAt reports a word that ends or limits something: "stop", the "off" of "turn it off", the "out" of
// "opt you out of".
func (s *sentence) endsAt(k int) bool {
	if s.isOne(k, "off", "out") {
		return s.turnBefore(k) >= 0
	}
	return s.hasSense(k, ending)
}

// turnBefore is the "turn" or "opt" before the "off" or "out" at word k; -1 if there is none.
func (s *sentence) turnBefore(k int) int {
	for i := k - 1; i >= 0 && i >= k-maxTurned; i-- {
		if s.hasSense(i, turnWord) {
			return i
		}
	}
	return -1
}

const maxTurned = 3 // words: "turn your GPS | off"

// usersEnd reports that it is users who do what the word at k tells, or may: "you can", "users may",
// "lets you", "the ability to", "to opt out", "alternatively, disable", or what they do otherwise
// does it ("uninstalling the app stops").
func (r *sentenceReader) usersEnd(s *sentence, b *around, c *clause, k int) bool {
	from := max(c.lo, k-maxAgent)
	if t := s.turnBefore(k); s.isOne(k, "off", "out") {
		if strings.HasPrefix(s.ws[t].Low, "opt") { // nobody else opts out
			return c.subject != we || s.anyIn(min(from, t), t, youWord)
		}
		k = t
	}
	if c.subject == you { // not "to show you content or limit what we show"
		return k == c.lo+1 || s.modalBetween(from, k)
	}
	if c.subject == we && !s.anyIn(min(from, k), k, youWord) {
		return false
	}
	for i := k - 1; i >= c.lo && i >= k-maxLetting; i-- {
		if s.is(i, youWord) || s.isOne(i, "users", "user") {
			return true
		}
	}
	if w := s.ws[max(k-1, 0)].Low; w == "to" || w == "for" || w == "of" {
		if s.hasSense(k-2, chance, leave) {
			return true
		}
	}
	if i := s.firstDeed(c.lo); i <= k {
		if b.lead.known && !s.is(i, youWord) { // "We use it to: | limit ads by your device ID"
			return false
		}
		return s.endsAt(i) || s.hasSense(i, turnWord) || s.hasSense(i, dropping)
	}
	return false
}

const (
	maxLetting = 4  // words: "lets you easily | turn"
	maxAgent   = 40 // words: "you can, as we say below, at any time and without giving a reason, | stop"
)

// firstDeed is the word that a clause begins with, behind "to" and adverbs: "alternatively, | disable".
func (s *sentence) firstDeed(i int) int {
	for n := 0; n < maxTurned && i+1 < len(s.ws) && (s.isOne(i, "to", "just", "simply", "then", "or", "and") || strings.HasSuffix(s.ws[i].Low, "ly")); n++ {
		i++
	}
	return i
}

// offersChoice reports a lead-in whose items are what users may choose or switch off: "You may choose from
// the following settings:", "You can withdraw at any time:"; not "You can manage the data we collect:".
func (r *sentenceReader) offersChoice(s *sentence) bool {
	if s.text[len(s.text)-1] != ':' || s.any(weWord) || len(s.clauses) == 0 || s.clauses[0].subject != you || slices.ContainsFunc(s.ws, func(w prose.Word) bool { return w.Low == "us" || w.Low == "our" }) {
		return false
	}
	n := hitFrom(s.verbs, s.clauses[0].lo)
	if n == len(s.verbs) || s.moods[n].mood.verb != control || s.takesUp(s.verbs[n]) && !s.endsInChoice() || s.verbs[n].Lo > s.clauses[0].lo+maxLetting {
		return false
	}
	return s.endsInChoice() || n == len(s.verbs)-1 && !s.typeIn(s.verbs[n].Hi, len(s.ws)-1)
}

// underChoice reports an item of such a list, or one of rights, in which nobody acts:
// "Location: Settings > Location sharing".
func (r *sentenceReader) underChoice(s *sentence, b *around) bool {
	return b.lead.open && b.lead.idle && s.phrase()
}

// endsInChoice: "from the following location settings:".
func (s *sentence) endsInChoice() bool {
	for k := max(0, len(s.ws)-maxLetting); k < len(s.ws); k++ {
		if s.hasSense(k, chance) {
			return true
		}
	}
	return false
}

// onlyConsents: "2.5 Consents (kept with their time)": what stands below is what users agreed to.
func (s *sentence) onlyConsents() bool {
	i := 0
	for i+1 < len(s.ws) && s.numbers(i) {
		i++
	}
	return s.isOne(i, "consents") && !s.any(weWord) && (i+1 == len(s.ws) || s.ws[i+1].Before == '(' || s.ws[i+1].Before == ':')
}
