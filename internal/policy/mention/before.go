package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// The verb before a data type that speaks of it, and the verbs that stand there and
// do not.

// finding is what looking for the verb of a data type came to.
type finding uint8

const (
	nothing finding = iota
	governed
	barred // a verb stands there that states nothing
)

// refused reports that h stands behind what the user shall not do, and is no example of
// what is said before ("those you have not used (e.g. your IMEI)").
func (s *Sentence) refused(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	return c.Subject == grammar.You && c.Negated >= 0 && c.Negated < h.Lo && s.Closes[h.Lo] == grammar.NoBracket && !s.Exampled(c.Negated, h.Lo)
}

// presumed reports that before a data type stands what tells that the publisher
// does something with it, though the user acts: "you can stop our use of".
func (s *Sentence) presumed(h lexicon.Hit) bool {
	for _, c := range s.Cues {
		if s.Cue(c) == word.Presumed && c.Lo < h.Lo && h.Lo-c.Hi <= 5 && s.In[c.Lo] == s.In[h.Lo] {
			return true
		}
	}
	return false
}

// ownSubject: "categories that Acme has not sold", not "data that does not
// identify you".
func (s *Sentence) ownSubject(c *grammar.Clause) bool {
	i := c.Lo + 1
	return i < c.Hi && (s.Ws[i].Upper || s.Is(i, word.Determiner|word.Pointing)) && !s.Is(i, word.Modal|word.Negating)
}

// tellsWhich reports that verb i only tells which data is meant, behind one that
// governs: "we collect information shared by others: your location".
func (s *Sentence) tellsWhich(i int, h lexicon.Hit) bool {
	v := s.Verbs[i]
	if i == 0 || s.In[s.Verbs[i-1].Lo] != s.In[v.Lo] || s.Moods[i-1].ByUser {
		return false
	}
	return s.Participle(v) && v.Hi < h.Lo || s.adjectival(v) && v.Hi == h.Lo || s.doneBy(v) && s.Comma[h.Lo] >= v.Hi
}

// doneBy: "settings made available | by other programs".
func (s *Sentence) doneBy(v lexicon.Hit) bool {
	return s.ParticipleAt(v.Lo) && s.weak(v) && grammar.Next(s.Ws, v.Hi-1) == "by"
}

// adjectival: "we share | collected | information".
func (s *Sentence) adjectival(v lexicon.Hit) bool {
	return strings.HasSuffix(s.Ws[v.Lo].Low, "ed") && s.weak(v) && s.TypeAt(v.Hi)
}

// beginsAnew reports data that is the subject of a verb of its own behind "and".
func (s *Sentence) beginsAnew(h lexicon.Hit) bool {
	n := h.Hi
	if n < len(s.Ws) && s.Ws[n].Before == '(' {
		n = s.Closes[n]
	}
	if s.Closes[h.Lo] < grammar.NoBracket { // of what stands in the bracket the one before it
		k := grammar.HitFrom(s.Types, h.Lo)
		for k > 0 && s.Closes[s.Types[k-1].Lo] == s.Closes[h.Lo] {
			k--
		}
		if k == 0 {
			return false
		}
		n, h = s.Closes[h.Lo], s.Types[k-1]
	}
	k := h.Lo - 1
	if s.Is(k, word.Determiner|word.You) {
		k--
	}
	if s.Is(n+1, word.Negating) { // "and your location will not be used"
		return k >= 0 && s.Ws[k].Low == "and" && s.Is(n, word.Modal) && s.Is(n+2, word.Be)
	}
	return k >= 0 && s.Ws[k].Low == "and" && n < len(s.Ws) && s.Is(n, word.Modal) && !s.Is(n, word.Negating) && s.Is(n+1, word.Be)
}

// refuses: "you may refuse to give us your location".
func (s *Sentence) refuses(v lexicon.Hit) bool {
	return v.Lo > 1 && s.Ws[v.Lo-1].Low == "to" && (strings.HasPrefix(s.Ws[v.Lo-2].Low, "refus") || strings.HasPrefix(s.Ws[v.Lo-2].Low, "declin"))
}

// elsewhere reports that the user gives something to others than the publisher: "if you
// reveal it in public forums", "what others do with it once you sent it to them".
func (s *Sentence) elsewhere(v lexicon.Hit) bool {
	if s.Unvouched(v.Lo) || s.Doubt(v) >= 0 {
		return true
	}
	if w := grammar.Next(s.Ws, v.Hi-1); w == "anyone" || w == "anybody" || w == "someone" || w == "strangers" { // "before you give anyone your location"
		return true
	}
	in := s.In[v.Lo]
	for k := grammar.HitFrom(s.Cues, v.Hi); k < len(s.Cues) && s.Cues[k].Lo < s.Clauses[in].Hi; k++ {
		if s.Cue(s.Cues[k]) == word.InPublic {
			return true
		}
	}
	for k := max(0, in-nearClauses); k < in; k++ { // "ask your parents before you give"
		if c := &s.Clauses[k]; c.Subject == grammar.Nobody && c.Hi > c.Lo && s.HasSense(c.Lo, word.Bidding) && (s.Ws[c.Lo].Low == "please" || s.Is(c.Lo+1, word.Determiner|word.Preposition|word.You)) {
			return true
		}
	}
	return false
}

// leftOut reports a clause that says what a document does not cover, or what the publisher
// does not offer: "we do not provide features that".
func (s *Sentence) leftOut(k int) bool {
	if k < 0 || !s.Clauses[k].Wish {
		return false
	}
	c := &s.Clauses[k]
	for i := c.Lo; i < c.Hi; i++ {
		n := s.After(i)
		if !s.Is(i, word.Negating) || n < 0 || n >= len(s.Ws) {
			continue
		}
		switch s.Ws[n].Low {
		case "apply", "cover", "govern", "address":
			return c.Negated < 0
		case "offer", "have", "support":
			return c.Subject == grammar.We
		}
		return c.Subject == grammar.We && s.Is(n, word.Deniable)
	}
	return false
}

// ownClause reports data that is the subject of its clause: "they check your ticket; | your
// location will not appear on it".
func (s *Sentence) ownClause(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	lo := c.Lo
	for lo < h.Lo && (s.Is(lo, word.Determiner|word.You) || h.Lo-lo == 1 && !s.VerbAt(lo) && s.Sets[lo]&^word.Nameless == 0) { // "your full"
		lo++
	}
	return lo == h.Lo && c.Negated >= h.Hi && c.Subject == grammar.Nobody && c.Of < 0 && h.Hi < c.Hi && s.Is(h.Hi, word.Modal|word.Be) && s.Ws[c.Lo].Before != ' '
}

// opensIf reports that h stands in a clause of "if" with a verb of its own.
func (s *Sentence) opensIf(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	return s.Ws[c.Lo].Low == "if" && s.ModalBetween(c.Lo, c.Hi)
}

// usersIf reports that h stands in a condition of what users do, behind the main clause.
func (s *Sentence) usersIf(h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	return c.Supposed && c.Subject == grammar.You && c.Negated < 0 && s.VerbAt(c.Lo+1)
}

// fetches reports a verb by which the user gets something, and gives nothing: not in
// "information that you allow us to receive", "you give us access to".
func (s *Sentence) fetches(v lexicon.Hit) bool {
	if !s.HasSense(v.Lo, word.Fetching) {
		return false
	}
	for k := v.Lo - 1; k >= 0 && k >= v.Lo-6; k-- {
		switch w := s.Ws[k].Low; {
		case (s.Is(k, word.Letting) || w == "us") && s.Is(v.Lo-1, word.Preposition), strings.HasPrefix(w, "let"), strings.HasPrefix(w, "grant"):
			return false
		}
	}
	for _, o := range s.Verbs {
		if o.Hi <= v.Lo && v.Lo-o.Hi <= 6 && s.In[o.Lo] == s.In[v.Lo] && s.Verb(o) == word.Give {
			return false
		}
	}
	return true
}

// allOf reports "all" between words lo and hi.
func (s *Sentence) allOf(lo, hi int) bool {
	return slices.ContainsFunc(s.Ws[lo:hi], func(w prose.Word) bool { return w.Low == "all" })
}

// verbBefore finds the nearest verb before h that governs it; skip leaves out
// those that only speak of another item. listed: h is listed by "include";
// given: the user gives it.
func (s *Sentence) verbBefore(h lexicon.Hit, skip bool) (m grammar.Mood, listed, given bool, found finding) {
	unsaid := false
	for i := len(s.Verbs) - 1; i >= 0; i-- {
		v := s.Verbs[i]
		if v.Lo > h.Lo { // a verb that opens the term counts: "estimate your age"
			continue
		}
		if skip && (s.aside(v, h.Lo) || s.tellsWhich(i, h)) || !skip && s.Moods[i].ByUser && (s.Closes[v.Lo] <= h.Lo || s.numberIn(v.Hi, h.Lo) && s.numberIn(0, v.Lo)) {
			continue // "your location (if you provide it) and device ID will be shared", "(i) what you give us; (ii) your location"
		}
		if s.putInFront(v, h) { // "we do not use what we store | to target ads"
			continue
		}
		m, byUser := s.Moods[i].Mood, s.Moods[i].ByUser
		same := s.In[v.Lo] == s.In[h.Lo]
		if c := &s.Clauses[s.In[h.Lo]]; !same && (c.Negated == c.Lo && c.Lo < h.Lo || s.ownClause(h)) { // "your name is sent — no location is"
			return grammar.Mood{}, listed, given, nothing
		}
		if (byUser || m.Verb == word.Control) && same && s.presumed(h) {
			return grammar.Mood{Known: true, Verb: m.Verb, Party: grammar.FirstParty, Cond: !s.ByUse(&s.Clauses[s.In[v.Lo]], v.Lo), At: v.Lo}, listed, given, governed
		}
		if m.Idle {
			if same || s.Clauses[s.In[h.Lo]].Asked { // "please tell us whether it concerns your location"
				return grammar.Mood{}, listed, given, barred
			}
			continue
		}
		switch {
		case listed && s.Before.Known && !s.Before.Denied && (s.In[v.Lo] == 0 || s.kindsOf() > 0) && s.whatCame(): // "the information collected may contain"
			return grammar.Mood{}, listed, given, nothing
		case m.Denied && !same && !given && s.opensIf(h) && s.Clauses[s.In[v.Lo]].Lo < s.Clauses[s.In[h.Lo]].Lo: // "no account is made if your face is not found"
			return grammar.Mood{}, listed, given, nothing
		case m.Denied && s.runsOn(v.Hi, h.Lo): // "we never read your name, etc. data on your device; your location"
			m, found = saidBefore(s.Reader)
			return m, listed, given, found
		case same && s.refuses(v): // "refusing to give your location will not"
			return grammar.Mood{}, listed, given, barred
		case s.refuses(v):
			continue
		case same && s.offIn(h): // "if use of device identifiers is disabled"
			return grammar.Mood{}, listed, given, barred
		case m.Denied && !same && v.Hi < s.Clauses[s.In[h.Lo]].Lo && s.usersIf(h): // "we will not keep the password you give if you import your contacts"
			continue
		case m.Denied && s.beginsAnew(h): // "we do not share it, and your device ID (such as the IMEI) will be shortened"
			return grammar.Mood{}, listed, given, nothing
		case m.Verb == word.Include && m.Denied && listed: // "does not include your name but may include your IMEI"
			return grammar.Mood{}, listed, given, nothing
		case m.Verb == word.Include && m.Denied && s.Done(v): // "your name is not included | when your location is shared"
			return grammar.Mood{}, listed, given, nothing
		case m.Verb == word.Include && m.Denied: // "does not include your contacts"
			return m, listed, given, governed
		case m.Verb == word.Include && same && grammar.Next(s.Ws, v.Hi-1) == "no" && s.Contrasted(v, h, false): // "the log includes no device ID"
			m.Denied = true
			return m, listed, given, governed
		case m.Verb == word.Include && unsaid: // "anonymous data means data that does not reveal your location"
			return grammar.Mood{}, listed, given, barred
		case m.Verb == word.Include && s.Done(v) && s.IsOne(v.Hi, "in", "within") && h.Lo-v.Hi <= 3: // "other numbers that may be contained in your phone book are not stored"
			continue
		case m.Verb == word.Include:
			listed = true
			continue
		case m.Verb == word.Control:
			if given || !byUser && i > 0 && s.In[s.Verbs[i-1].Lo] == s.In[v.Lo] && s.Moods[i-1].Mood.Verb != word.Control && !m.Denied && s.Beside(s.Verbs[i-1].Lo, v.Lo) { // "we collect, use and protect"
				continue
			}
			if byUser && s.Is(v.Hi, word.Exemplary) { // "settings you turn on, such as"
				continue
			}
			if same || byUser || s.toldBy(v, h) || s.Clauses[s.In[h.Lo]].Asked { // "choose whether your location, or device ID, is shared"
				return grammar.Mood{}, listed, given, barred
			}
			continue
		case byUser && m.Verb == word.Collect && same && s.Ws[v.Lo].Low == "have": // "you have access to your location"
			return grammar.Mood{}, listed, given, barred
		case byUser && m.Verb == word.Collect && !s.Clauses[s.In[v.Lo]].Wish && s.fetches(v) && (s.Exampled(v.Hi, h.Lo) || s.Is(v.Lo-1, word.Exemplary|word.Listing) || v.Lo > 1 && s.Ws[v.Lo-1].Low == "as" && s.Is(v.Lo-2, word.Exemplary)): // "devices you access our app with, such as your IMEI", "such as access to"
			given = true
			continue
		case byUser && (m.Denied || s.Clauses[s.In[v.Lo]].Wish || m.Verb == word.Use || m.Verb == word.Infer || m.Verb == word.Store || s.fetches(v) || s.refuses(v) || s.elsewhere(v)): // "you may request access to your location"
			if same && !given && (m.Denied || !s.Exampled(v.Hi, h.Lo)) {
				return grammar.Mood{}, listed, given, barred
			}
			continue
		case !same && s.refused(h): // "Export laws bind you, and you will not disguise your location"
			return grammar.Mood{}, listed, given, barred
		case byUser && same && s.Clauses[s.In[v.Lo]].Voids(v.Lo): // "we do not require you to give"
			return grammar.Mood{}, listed, given, barred
		case byUser && m.Verb == word.Give && s.Done(v) && s.ParticipleAt(v.Lo): // "you may be granted rights with regard to"
			continue
		case byUser:
			// What the user gives, the publisher gets; a verb before it may
			// say so outright.
			given = true
			continue
		}
		if given && m.Verb == word.Give {
			continue
		}
		if listed && m.Denied && !same && s.Is(s.Clauses[s.In[h.Lo]].Lo, word.Contrast) { // "it does not reveal who you are, but may include"
			return grammar.Mood{}, listed, given, nothing
		}
		switch c := &s.Clauses[s.In[v.Lo]]; {
		case c.Subject == grammar.Relative && s.leftOut(s.In[v.Lo]-1): // "this policy does not apply to third parties that obtain"
			return grammar.Mood{}, listed, given, barred
		case same && (c.Voids(v.Lo) || c.Void >= 0 && c.Void < h.Lo && s.Ws[c.Void].Low == "without"): // "you may ask that we not collect", "can be used without giving"
			return grammar.Mood{}, listed, given, barred
		case m.Denied && s.identifies(v) && listed: // "data from which we cannot identify you, which may include"
			continue
		case m.Denied && s.identifies(v): // "cookies do not identify you by name"
			return grammar.Mood{}, listed, given, barred
		case c.Asked && same: // "confirm whether we hold your location"
			return grammar.Mood{}, listed, given, barred
		case m.Denied && c.Subject == grammar.Relative && s.toolThat(c, v, h): // "we use a service that does not collect your contacts"
			return m, listed, given, governed
		case m.Denied && c.Subject == grammar.Relative && c.Negated > c.Lo && !s.ownSubject(c) && s.Ws[c.Negated].Low != "nobody" && s.CueAt(c.Negated, c.Negated+1) != word.Refraining: // "data that does not identify you"
			unsaid = unsaid || same && !s.examplesOf(v, h)                              // "information that cannot be used to contact you, such as your device ID"
			if same && v.Lo-c.Negated <= maxNegated && v.Hi <= h.Lo && s.actsOn(v, h) { // "we use information that does not reveal your location"
				return grammar.Mood{}, listed, given, barred
			}
			continue
		case m.Denied && c.Supposed && same: // "if we cannot read your position"
			return grammar.Mood{}, listed, given, barred
		case m.Denied && c.Supposed: // "if we cannot verify you from what is kept, we may ask for"
			continue
		case !m.Denied && s.CueAt(v.Lo, v.Hi) == word.Soft: // "we ask that you not send"
			return grammar.Mood{}, listed, given, barred
		}
		if s.insideDenial(v) {
			if strings.HasPrefix(s.Ws[v.Lo].Low, "reveal") { // "we do not process data that reveals": what is revealed is denied
				continue
			}
			return grammar.Mood{}, listed, given, barred
		}
		if c := &s.Clauses[s.In[h.Lo]]; m.Denied && !same && c.Except { // "not ... unless", "not ... except"
			m.Denied, m.Cond = false, !s.CarvesOut(c.Lo, h)
		} else if !same && c.Except && grammar.Next(s.Ws, c.Lo) == "for" && s.allOf(v.Hi, c.Lo) { // "we share all data except for your location"
			m.Denied = true
		} else {
			m.Denied = s.Contrasted(v, h, m.Denied)
		}
		return m, listed, given, governed
	}
	return grammar.Mood{}, listed, given, nothing
}
