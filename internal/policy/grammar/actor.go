package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Who acts where no pronoun says it: the third party or the user that stands before
// the verb, the name of the publisher, "these" that were named before.

// ofUser reports that users are named only to say whose data it is: "visitor
// e-mail addresses", "the customer's name".
func (s *Sentence) ofUser(p lexicon.Hit) bool {
	w := s.Ws[p.Hi-1].Low
	if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") {
		return true
	}
	return s.TypeAt(p.Hi) && s.Ws[p.Hi].Before == ' '
}

// names reports that a third party is named only as part of what data is called.
func (s *Sentence) names(p lexicon.Hit) bool {
	k := HitFrom(s.Types, p.Lo+1)
	if k > 0 && p.Hi <= s.Types[k-1].Hi {
		return true
	}
	return s.TypeAt(p.Hi) && s.Ws[p.Hi].Before == ' ' && s.Ws[p.Hi].Upper
}

// TypeAt reports a data type that begins at word i.
func (s *Sentence) TypeAt(i int) bool {
	k := HitFrom(s.Types, i)
	return k < len(s.Types) && s.Types[k].Lo == i
}

// ThirdBetween reports a third party that begins between words lo and hi.
func (s *Sentence) ThirdBetween(lo, hi int) bool {
	for n := HitFrom(s.Parties, lo); n < len(s.Parties) && s.Parties[n].Lo < hi; n++ {
		if p := s.Parties[n]; s.Party(p).IsThird() {
			return true
		}
	}
	return false
}

// theUsers reports that "they" are the users named before: "if consumers do not
// want that, they should not send it".
func (s *Sentence) theUsers(c *Clause) bool {
	last, supposed := word.NoParty, false
	for _, p := range s.Parties {
		if p.Hi <= c.Lo {
			last = s.Party(p)
			supposed = supposed || last == word.User && s.Clauses[s.In[p.Lo]].Supposed && p.Lo <= s.Clauses[s.In[p.Lo]].Lo+2
		}
	}
	return last == word.User || supposed
}

// PartyAt reports a party, the publisher among them, that is named at word i.
func (s *Sentence) PartyAt(i int) bool {
	for _, p := range s.Parties {
		if p.Lo <= i && i < p.Hi {
			return true
		}
	}
	return false
}

// SelfAt reports the publisher at word i: "we", "the app", or what it calls itself.
func (s *Sentence) SelfAt(i int) bool {
	for _, p := range s.Parties {
		if p.Lo <= i && i < p.Hi {
			return s.Party(p) == word.Self
		}
	}
	return s.Ws[i].Low == "we"
}

// noParty reports that "other" is said of things: "other information", "GPS and other data".
func (s *Sentence) noParty(p lexicon.Hit) bool { return s.Ws[p.Hi-1].Low == "other" }

// nounSubject looks for who acts where no pronoun says it.
func (s *Sentence) nounSubject(c *Clause, v lexicon.Hit) (p partyKind, isUser, outside bool) {
	lo, hi := c.Head, v.Lo
	switch k := s.In[v.Lo]; {
	case c.Subject == Relative: // "third parties that collect"
		lo = max(0, c.Lo-6)
	case k > 0 && c.Subject == Nobody && s.Is(c.Lo+1, word.Modal) && s.Clauses[k-1].Subject == Nobody && (s.Ws[c.Lo].Low == "and" || s.Ws[c.Lo].Low == "or"): // "advertisers use cookies, and may collect"
		lo = s.Clauses[k-1].Lo
		if n := s.firstVerb(k - 1); n >= 0 {
			hi = s.Verbs[n].Lo
		}
	}
	if h, ok := s.sharedSubject(c, v); ok { // "our app integrates OneSignal and sends"
		if k := s.Party(h); k == word.Self || k.IsThird() && !s.names(h) {
			return partyOf(k), false, false
		}
	}
	for n := len(s.Parties) - 1; n >= -len(s.Parties); n-- {
		i, again := n, n < 0 // once more, for who stands behind a preposition: "with third parties that collect"
		if again {
			i += len(s.Parties)
		}
		h := s.Parties[i]
		if h.Hi > hi || h.Lo < lo || s.Closes[h.Lo] <= v.Lo || c.Of >= 0 && s.WhatForAt(c.Lo) && s.In[h.Lo] > c.Of && s.In[h.Lo] < s.In[v.Lo] { // "our servers (hosted by others) collect", "partners learn how you use the app, | and"
			continue
		}
		if c.Subject == Relative && s.VerbBetween(h.Hi, c.Lo) { // "partners use tools that collect"
			continue
		}
		if i+1 < len(s.Parties) && s.Parties[i+1].Lo == h.Hi+1 && s.Ws[h.Hi].Low == "of" && s.Party(s.Parties[i+1]).IsThird() && !s.Party(h).IsThird() { // "a server of Twitter"
			continue
		}
		// An object of a preposition is no subject: "with third parties".
		isSelf := s.Party(h) == word.Self
		before := word.Preposition
		if isSelf || s.Party(h) == word.User { // "the voice of your child"
			before |= word.Toward
		}
		taken := again && (c.Subject == Relative && h.Lo < c.Lo || c.Subject != Relative && isSelf) // "versions of the app"
		if (s.ObjectOf(h.Lo, before) || !isSelf && s.joinedObject(h)) && !taken {
			continue
		}
		if k := s.Party(h); k == word.User && (s.ofUser(h) || h.Lo > 1 && s.Ws[h.Lo-2].Low == "of") || k.IsThird() && k != word.Program && s.names(h) { // "a user's email address", "photos of banned members", "the Google advertising ID"
			continue
		}
		switch k := s.Party(h); {
		case k == word.Self && i > 0 && s.Party(s.Parties[i-1]).IsThird() && s.oneNoun(s.Parties[i-1].Hi, h.Lo): // "the Facebook app", "third-party mobile apps"
			return ThirdParty, false, false
		case k == word.Self && s.IsOne(h.Lo-1, "their"): // "our partners and their apps"
			return ThirdParty, false, false
		case k == word.Self:
			return FirstParty, false, false
		case k == word.User && s.undergone(v): // "visitors are recognised"
			continue
		case k == word.User:
			return Anyone, true, false
		case k == word.Outsider, k == word.Program:
			if s.Comma[v.Lo] >= h.Hi { // "on platforms besides browsers, it is used"
				continue
			}
			return Anyone, false, true
		case k.IsThird():
			return ThirdParty, false, false
		}
	}
	if c.Subject == Nobody && c.Head+1 < v.Lo && s.Is(c.Head, word.Pointing) && slices.Contains(s.Others, s.Ws[c.Head+1].Norm) { // "these features may collect"
		return ThirdParty, false, false
	}
	if name := s.Publisher; name != "" && c.Subject == Nobody && v.Lo < len(s.Ws) {
		for k := lo; k < v.Lo; k++ { // "the Acme app", "Acme Maps", "versions of Acme"
			if (s.Ws[k].Upper || k > lo && s.Ws[k-1].Low == "of" && s.Ws[lo].Low != "none") && strings.HasPrefix(s.Text[s.Ws[k].Start:], name) {
				return FirstParty, false, false
			}
		}
	}
	return Anyone, false, false
}

// oneNoun reports that word hi goes on a noun that ends before word lo, with one adjective between at most:
// "third-party | mobile apps"; not "Facebook and | our app".
func (s *Sentence) oneNoun(lo, hi int) bool {
	for k := lo; k <= hi; k++ {
		if s.Ws[k].Before != ' ' || s.Is(k, word.Determiner|word.ListJoint|word.Preposition|word.Toward|word.Modal|word.Be) || s.VerbAt(k) || s.Owns(lo-1) {
			return false
		}
	}
	return hi-lo <= 1
}

// sharedSubject is the party that clause c begins with, for a verb behind "and".
func (s *Sentence) sharedSubject(c *Clause, v lexicon.Hit) (lexicon.Hit, bool) {
	if c.Subject != Nobody || v.Lo == 0 || s.Ws[v.Lo-1].Low != "and" || !s.Singular(v.Lo) {
		return lexicon.Hit{}, false
	}
	k := HitFrom(s.Parties, c.Head)
	if k == len(s.Parties) || s.Parties[k].Lo > c.Head+1 || s.Parties[k].Hi > v.Lo {
		return lexicon.Hit{}, false
	}
	return s.Parties[k], true
}

// itIs: "for AdMob to show ads, it uses your location".
func (s *Sentence) itIs(it int) partyKind {
	for n := HitFrom(s.Parties, it) - 1; n >= 0; n-- {
		if k := s.Party(s.Parties[n]); k == word.Self || k.IsThird() && !s.names(s.Parties[n]) {
			return partyOf(k)
		}
	}
	return Anyone
}

// undergone reports a passive right before verb v: "are tracked", not "are asked to give".
func (s *Sentence) undergone(v lexicon.Hit) bool {
	return strings.HasSuffix(s.Ws[v.Lo].Low, "ed") && (s.Is(v.Lo-1, word.Be) || s.Is(v.Lo-2, word.Be) && s.Is(v.Lo-1, word.Filler|word.Negating))
}

// firstVerb is that of clause k, or -1.
func (s *Sentence) firstVerb(k int) int {
	return slices.IndexFunc(s.Verbs, func(v lexicon.Hit) bool { return s.In[v.Lo] == k })
}

// onlyUsed reports that the publisher stands before verb v as what is used and nowhere else: "the
// information about your use of this website is transmitted to".
func (s *Sentence) onlyUsed(c *Clause, v lexicon.Hit) bool {
	used := false
	for n := HitFrom(s.Parties, c.Head); n < len(s.Parties) && s.Parties[n].Hi <= v.Lo; n++ {
		if s.Party(s.Parties[n]) == word.Self {
			if !s.usedOf(s.Parties[n].Lo) {
				return false
			}
			used = true
		}
	}
	return used
}

// usedOf: "your use of | this website", "your visit to | our site".
func (s *Sentence) usedOf(i int) bool {
	k := i - 1
	for k > 0 && s.Is(k, word.Determiner|word.Pointing) {
		k--
	}
	return k > 1 && s.Is(k, word.Preposition|word.Toward) && s.Is(k-1, word.Using) && s.IsOne(k-2, "your", "their", "user's", "the")
}

// ObjectOf reports a preposition before word i, or before the name or "the" that
// stands with it: "with third parties", "of Acme's U.S. users".
func (s *Sentence) ObjectOf(i int, before word.Set) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if s.Is(k, before) {
			return !(s.Ws[k].Low == "of" && s.HasSense(k-1, word.Portion)) // "some of the following services"
		}
		if before&word.Toward != 0 && s.Is(k, word.Determiner|word.Pointing) && s.Ws[k+1].Before == ' ' { // "in this app"
			continue
		}
		if k == 0 || !s.Ws[k].Upper || s.Ws[k].Before != ' ' || s.Ws[k+1].Before != ' ' {
			return false
		}
	}
	return false
}

// afterCommaAt is where the words for party p begin, if a comma stands before them; else -1.
func (s *Sentence) afterCommaAt(p lexicon.Hit) int {
	from := p.Lo
	if from > 0 && (s.Is(from-1, word.Determiner) || s.Ws[from-1].Low == "our") {
		from--
	}
	if s.Ws[from].Before != ',' {
		return -1
	}
	return from
}

// behindComma is who acts behind the first comma of a clause that begins with a participle.
func (s *Sentence) behindComma(c *Clause) partyKind {
	for n := HitFrom(s.Parties, c.Lo+1); n < len(s.Parties) && s.Parties[n].Lo < c.Hi; n++ {
		k := s.Party(s.Parties[n])
		if s.afterCommaAt(s.Parties[n]) >= 0 && k != word.Program && (k == word.Self || k.IsThird()) {
			return partyOf(k)
		}
	}
	return Anyone
}

// partyOf is the publisher or a third party, for a class that is one of them.
func partyOf(k word.Party) partyKind {
	if k == word.Self {
		return FirstParty
	}
	return ThirdParty
}

// afterComma finds who acts behind the comma of a clause of the user's that no word parts
// from the main one: "if you allow it, | our servers receive".
func (s *Sentence) afterComma(c *Clause, v lexicon.Hit) (p partyKind, at int) {
	for n := HitFrom(s.Parties, c.Lo+1); n < len(s.Parties) && s.Parties[n].Hi <= v.Lo; n++ {
		h := s.Parties[n]
		k, from := s.Party(h), s.afterCommaAt(h)
		if from < 0 || k != word.Self && !k.IsThird() {
			continue
		}
		aside := s.Ws[v.Lo].Before == ',' && h.Hi < v.Lo && s.Ws[h.Hi].Before == ',' && (s.Is(h.Hi, word.Listing|word.Exemplary) || s.Ws[h.Hi].Low == "such") // "our partners, including Acme, collect"
		for i := h.Hi; i < v.Lo && !aside; i++ {
			if s.Ws[i].Before != ' ' || !s.Is(i, word.Modal|word.Filler|word.Be) && !strings.HasSuffix(s.Ws[i].Low, "ly") {
				return Anyone, -1
			}
		}
		return partyOf(k), from
	}
	name := v.Lo - 1 // "when you play, Acme Games collects"
	for name > c.Lo && s.Ws[name].Upper && s.Ws[name].Before == ' ' {
		name--
	}
	if name > c.Lo && name < v.Lo && s.Ws[name].Upper && s.Ws[name].Before == ',' && !s.Is(name, word.You|word.We|word.They) && strings.HasSuffix(s.Ws[v.Lo].Low, "s") {
		return Anyone, name
	}
	if k := v.Lo - 2; c.Supposed && k > c.Lo+2 && s.Is(k+1, word.Modal) && !s.Is(k+1, word.Negating|word.Be) && s.Ws[k].Upper && s.Ws[k].Before == ' ' && !s.Is(k, word.You|word.We|word.They) && !s.PartyAt(k) { // "when you use these features Acme will store"
		return Anyone, k
	}
	return Anyone, -1
}
