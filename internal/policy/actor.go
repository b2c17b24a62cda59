package policy

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Who acts where no pronoun says it: the third party or the user that stands before
// the verb, the name of the publisher, "these" that were named before.

// ofUser reports that users are named only to say whose data it is: "visitor
// e-mail addresses", "the customer's name".
func (s *sentence) ofUser(p lexicon.Hit) bool {
	w := s.ws[p.Hi-1].Low
	if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") {
		return true
	}
	return s.typeAt(p.Hi) && s.ws[p.Hi].Before == ' '
}

// names reports that a third party is named only as part of what data is called.
func (s *sentence) names(p lexicon.Hit) bool {
	k := hitFrom(s.types, p.Lo+1)
	if k > 0 && p.Hi <= s.types[k-1].Hi {
		return true
	}
	return s.typeAt(p.Hi) && s.ws[p.Hi].Before == ' ' && s.ws[p.Hi].Upper
}

// hitFrom is the first of hits, which stand in their order, that begins at word i or
// behind it. A sentence without end has thousands.
func hitFrom(hits []lexicon.Hit, i int) int {
	return sort.Search(len(hits), func(k int) bool { return hits[k].Lo >= i })
}

// typeAt reports a data type that begins at word i.
func (s *sentence) typeAt(i int) bool {
	k := hitFrom(s.types, i)
	return k < len(s.types) && s.types[k].Lo == i
}

// thirdBetween reports a third party that begins between words lo and hi.
func (r *sentenceReader) thirdBetween(s *sentence, lo, hi int) bool {
	for n := hitFrom(s.parties, lo); n < len(s.parties) && s.parties[n].Lo < hi; n++ {
		if p := s.parties[n]; r.party(p).isThird() {
			return true
		}
	}
	return false
}

// theUsers reports that "they" are the users named before: "if consumers do not
// want that, they should not send it".
func (r *sentenceReader) theUsers(s *sentence, c *clause) bool {
	last, supposed := noParty, false
	for _, p := range s.parties {
		if p.Hi <= c.lo {
			last = r.party(p)
			supposed = supposed || last == user && s.clauses[s.in[p.Lo]].supposed && p.Lo <= s.clauses[s.in[p.Lo]].lo+2
		}
	}
	return last == user || supposed
}

func (r *sentenceReader) partyAt(s *sentence, i int) bool {
	for _, p := range s.parties {
		if p.Lo <= i && i < p.Hi {
			return true
		}
	}
	return false
}

func (r *sentenceReader) selfAt(s *sentence, i int) bool {
	for _, p := range s.parties {
		if p.Lo <= i && i < p.Hi {
			return r.party(p) == self
		}
	}
	return s.ws[i].Low == "we"
}

// noParty reports that "other" is said of things: "other information", "GPS and other data".
func (s *sentence) noParty(p lexicon.Hit) bool { return s.ws[p.Hi-1].Low == "other" }

// nounSubject looks for who acts where no pronoun says it.
func (r *sentenceReader) nounSubject(s *sentence, c *clause, v lexicon.Hit) (p partyKind, isUser, outside bool) {
	lo, hi := c.head, v.Lo
	switch k := s.in[v.Lo]; {
	case c.subject == relative: // "third parties that collect"
		lo = max(0, c.lo-6)
	case k > 0 && c.subject == nobody && s.is(c.lo+1, modal) && s.clauses[k-1].subject == nobody && (s.ws[c.lo].Low == "and" || s.ws[c.lo].Low == "or"): // "advertisers use cookies, and may collect"
		lo = s.clauses[k-1].lo
		if n := s.firstVerb(k - 1); n >= 0 {
			hi = s.verbs[n].Lo
		}
	}
	if h, ok := s.sharedSubject(c, v); ok { // "our app integrates OneSignal and sends"
		if k := r.party(h); k == self || k.isThird() && !s.names(h) {
			return partyOf(k), false, false
		}
	}
	for n := len(s.parties) - 1; n >= -len(s.parties); n-- {
		i, again := n, n < 0 // once more, for who stands behind a preposition: "with third parties that collect"
		if again {
			i += len(s.parties)
		}
		h := s.parties[i]
		if h.Hi > hi || h.Lo < lo || s.closes[h.Lo] <= v.Lo || c.of >= 0 && s.whatForAt(c.lo) && s.in[h.Lo] > c.of && s.in[h.Lo] < s.in[v.Lo] { // "our servers (hosted by others) collect", "partners learn how you use the app, | and"
			continue
		}
		if c.subject == relative && s.verbBetween(h.Hi, c.lo) { // "partners use tools that collect"
			continue
		}
		if i+1 < len(s.parties) && s.parties[i+1].Lo == h.Hi+1 && s.ws[h.Hi].Low == "of" && r.party(s.parties[i+1]).isThird() { // "a server of Twitter"
			continue
		}
		// An object of a preposition is no subject: "with third parties".
		isSelf := r.party(h) == self
		before := preposition
		if isSelf || r.party(h) == user { // "the voice of your child"
			before |= toward
		}
		taken := again && (c.subject == relative && h.Lo < c.lo || c.subject != relative && isSelf) // "versions of the app"
		if (s.objectOf(h.Lo, before) || !isSelf && r.joinedObject(s, h)) && !taken {
			continue
		}
		if k := r.party(h); k == user && (s.ofUser(h) || h.Lo > 1 && s.ws[h.Lo-2].Low == "of") || k.isThird() && k != program && s.names(h) { // "a user's email address", "photos of banned members", "the Google advertising ID"
			continue
		}
		switch k := r.party(h); {
		case k == self && i > 0 && s.parties[i-1].Hi == h.Lo && s.ws[h.Lo].Before == ' ' && r.party(s.parties[i-1]).isThird(): // "the Facebook app"
			return thirdParty, false, false
		case k == self:
			return firstParty, false, false
		case k == user && s.undergone(v): // "visitors are recognised"
			continue
		case k == user:
			return anyone, true, false
		case k == outsider, k == program:
			if s.comma[v.Lo] >= h.Hi { // "on platforms besides browsers, it is used"
				continue
			}
			return anyone, false, true
		case k.isThird():
			return thirdParty, false, false
		}
	}
	if c.subject == nobody && c.head+1 < v.Lo && s.is(c.head, pointing) && slices.Contains(r.others, s.ws[c.head+1].Norm) { // "these features may collect"
		return thirdParty, false, false
	}
	if name := r.publisher; name != "" && c.subject == nobody && v.Lo < len(s.ws) {
		for k := lo; k < v.Lo; k++ { // "the Acme app", "Acme Maps", "versions of Acme"
			if (s.ws[k].Upper || k > lo && s.ws[k-1].Low == "of" && s.ws[lo].Low != "none") && strings.HasPrefix(s.text[s.ws[k].Start:], name) {
				return firstParty, false, false
			}
		}
	}
	return anyone, false, false
}

// sharedSubject is the party that clause c begins with, for a verb behind "and".
func (s *sentence) sharedSubject(c *clause, v lexicon.Hit) (lexicon.Hit, bool) {
	if c.subject != nobody || v.Lo == 0 || s.ws[v.Lo-1].Low != "and" || !s.singular(v.Lo) {
		return lexicon.Hit{}, false
	}
	k := hitFrom(s.parties, c.head)
	if k == len(s.parties) || s.parties[k].Lo > c.head+1 || s.parties[k].Hi > v.Lo {
		return lexicon.Hit{}, false
	}
	return s.parties[k], true
}

// itIs: "for AdMob to show ads, it uses your location".
func (r *sentenceReader) itIs(s *sentence, it int) partyKind {
	for n := hitFrom(s.parties, it) - 1; n >= 0; n-- {
		if k := r.party(s.parties[n]); k == self || k.isThird() && !s.names(s.parties[n]) {
			return partyOf(k)
		}
	}
	return anyone
}

// undergone reports a passive right before verb v: "are tracked", not "are asked to give".
func (s *sentence) undergone(v lexicon.Hit) bool {
	return strings.HasSuffix(s.ws[v.Lo].Low, "ed") && (s.is(v.Lo-1, beWord) || s.is(v.Lo-2, beWord) && s.is(v.Lo-1, filler|negating))
}

// firstVerb is that of clause k, or -1.
func (s *sentence) firstVerb(k int) int {
	return slices.IndexFunc(s.verbs, func(v lexicon.Hit) bool { return s.in[v.Lo] == k })
}

// remember keeps what third parties a sentence names, for the one behind it.
func (r *sentenceReader) remember(s *sentence) {
	r.others = r.others[:0]
	for _, p := range s.parties {
		if r.party(p).isThird() && p.Hi-p.Lo > 1 {
			r.others = append(r.others, s.ws[p.Hi-1].Norm)
		}
	}
}

// onlyUsed reports that the publisher stands before verb v as what is used and nowhere else: "the
// information about your use of this website is transmitted to".
func (r *sentenceReader) onlyUsed(s *sentence, c *clause, v lexicon.Hit) bool {
	used := false
	for n := hitFrom(s.parties, c.head); n < len(s.parties) && s.parties[n].Hi <= v.Lo; n++ {
		if r.party(s.parties[n]) == self {
			if !s.usedOf(s.parties[n].Lo) {
				return false
			}
			used = true
		}
	}
	return used
}

// usedOf: "your use of | this website", "your visit to | our site".
func (s *sentence) usedOf(i int) bool {
	k := i - 1
	for k > 0 && s.is(k, determiner|pointing) {
		k--
	}
	return k > 1 && s.is(k, preposition|toward) && s.is(k-1, using) && s.isOne(k-2, "your", "their", "user's", "the")
}

// objectOf reports a preposition before word i, or before the name or "the" that
// stands with it: "with third parties", "of Acme's U.S. users".
func (s *sentence) objectOf(i int, before wordSet) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if s.is(k, before) {
			return !(s.ws[k].Low == "of" && s.hasSense(k-1, portion)) // "some of the following services"
		}
		if before&toward != 0 && s.is(k, determiner|pointing) && s.ws[k+1].Before == ' ' { // "in this app"
			continue
		}
		if k == 0 || !s.ws[k].Upper || s.ws[k].Before != ' ' || s.ws[k+1].Before != ' ' {
			return false
		}
	}
	return false
}

// hasName finds a name that is not part of another word.
func hasName(text, name string) bool {
	for {
		k := strings.Index(text, name)
		if k < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:k])
		text = text[k+len(name):]
		after, _ := utf8.DecodeRuneInString(text)
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
	}
}

// afterCommaAt is where the words for party p begin, if a comma stands before them; else -1.
func (s *sentence) afterCommaAt(p lexicon.Hit) int {
	from := p.Lo
	if from > 0 && (s.is(from-1, determiner) || s.ws[from-1].Low == "our") {
		from--
	}
	if s.ws[from].Before != ',' {
		return -1
	}
	return from
}

// behindComma is who acts behind the first comma of a clause that begins with a participle.
func (r *sentenceReader) behindComma(s *sentence, c *clause) partyKind {
	for n := hitFrom(s.parties, c.lo+1); n < len(s.parties) && s.parties[n].Lo < c.hi; n++ {
		k := r.party(s.parties[n])
		if s.afterCommaAt(s.parties[n]) >= 0 && k != program && (k == self || k.isThird()) {
			return partyOf(k)
		}
	}
	return anyone
}

// partyOf is the publisher or a third party, for a class that is one of them.
func partyOf(k partyClass) partyKind {
	if k == self {
		return firstParty
	}
	return thirdParty
}

// afterComma finds who acts behind the comma of a clause of the user's that no word parts
// from the main one: "if you allow it, | our servers receive".
func (r *sentenceReader) afterComma(s *sentence, c *clause, v lexicon.Hit) (p partyKind, at int) {
	for n := hitFrom(s.parties, c.lo+1); n < len(s.parties) && s.parties[n].Hi <= v.Lo; n++ {
		h := s.parties[n]
		k, from := r.party(h), s.afterCommaAt(h)
		if from < 0 || k != self && !k.isThird() {
			continue
		}
		aside := s.ws[v.Lo].Before == ',' && h.Hi < v.Lo && s.ws[h.Hi].Before == ',' && (s.is(h.Hi, listing|exemplary) || s.ws[h.Hi].Low == "such") // "our partners, including Acme, collect"
		for i := h.Hi; i < v.Lo && !aside; i++ {
			if s.ws[i].Before != ' ' || !s.is(i, modal|filler|beWord) && !strings.HasSuffix(s.ws[i].Low, "ly") {
				return anyone, -1
			}
		}
		return partyOf(k), from
	}
	name := v.Lo - 1 // "when you play, Acme Games collects"
	for name > c.lo && s.ws[name].Upper && s.ws[name].Before == ' ' {
		name--
	}
	if name > c.lo && name < v.Lo && s.ws[name].Upper && s.ws[name].Before == ',' && !s.is(name, youWord|weWord|theyWord) && strings.HasSuffix(s.ws[v.Lo].Low, "s") {
		return anyone, name
	}
	if k := v.Lo - 2; c.supposed && k > c.lo+2 && s.is(k+1, modal) && !s.is(k+1, negating|beWord) && s.ws[k].Upper && s.ws[k].Before == ' ' && !s.is(k, youWord|weWord|theyWord) && !r.partyAt(s, k) { // "when you use these features Acme will store"
		return anyone, k
	}
	return anyone, -1
}
