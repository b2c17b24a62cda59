package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Software for ads that is not built in: "we do not use advertising SDKs", "no ad networks". It says that nobody
// is profiled by such software, and leaves open what is done without it.

// NoAdSoftware reads that the app does without the software for ads that words [i, end) name, and is bound to it
// and to what tells which of it is meant.
func (s *Sentence) NoAdSoftware(b *Around, i, end int) (m grammar.Mood, limits []message.Scope, ok bool) {
	if !s.plain(i) {
		return m, nil, false
	}
	m = grammar.Mood{Known: true, Verb: word.Use, Denied: true, At: -1}
	lo := i
	for lo > 0 && s.Ws[lo].Before != ',' && s.ofSoftware(lo-1) {
		lo--
	}
	switch k := s.builtIn(i); {
	case k >= 0:
		if s.ours(k) {
			m.Party = grammar.FirstParty
		}
	case s.noneBuiltIn(i, end):
	case b.Kind == document.Item && s.Lead == 0 && b.Mood.Denied && (b.Mood.Verb == word.Use || b.Mood.Verb == word.Include || b.Mood.Verb == word.Collect) && s.listed(0, i):
		m.Party = b.Mood.Party
	default:
		return m, nil, false
	}
	limits = []message.Scope{{Kind: message.ScopeSoftware, Text: s.Text[s.Ws[lo].Start:s.Ws[end-1].End]}}
	if s.HasSense(end-1, word.AdCookie) || s.siteBefore(i) { // an app has other means
		limits[0].Kind = message.ScopeFeature
	}
	if which := s.whichSoftware(end); which != "" {
		limits = append(limits, message.Scope{Kind: message.ScopeFeature, Text: which})
	}
	return m, limits, true
}

// plain reports that word i stands in a clause that puts no case and is nobody else's.
func (s *Sentence) plain(i int) bool {
	c := &s.Clauses[s.In[i]]
	return !c.Supposed && !c.Asked && !c.Except && c.Subject != grammar.You && c.Subject != grammar.They && c.Subject != grammar.Relative && !s.limits(0)
}

// NoThirdAds reads that the ads of others, at word i, are not shown, and is bound to these: "we do not display
// third-party advertising".
func (s *Sentence) NoThirdAds(i int) (m grammar.Mood, limits []message.Scope, ok bool) {
	lo := i
	for lo > 0 && s.PartyAt(lo-1) && !s.SelfAt(lo-1) {
		lo--
	}
	if lo == i || !s.plain(i) || !s.thingsEnd(i+1) {
		return m, nil, false
	}
	k := s.builtIn(lo)
	if k < 0 || !s.ours(k) {
		return m, nil, false
	}
	m = grammar.Mood{Known: true, Verb: word.Use, Denied: true, Party: grammar.FirstParty, At: -1}
	return m, []message.Scope{{Kind: message.ScopeFeature, Text: s.Text[s.Ws[lo].Start:s.Ws[i].End]}}, true
}

// siteBefore reports that a clause is of a site before word i: "our website | does not run".
func (s *Sentence) siteBefore(i int) bool {
	for k := s.Clauses[s.In[i]].Head; k < i; k++ {
		if s.IsOne(k, "website", "websites", "site", "sites") {
			return true
		}
	}
	return false
}

// AdSoftware is where software for ads ends that the ad at word i begins, 0 if it is none: "ad | networks",
// "advertising, or tracking | frameworks".
func (s *Sentence) AdSoftware(i int) int {
	if !s.HasSense(i, word.Advert) {
		return 0
	}
	for k := i + 1; k < len(s.Ws) && k <= i+grammar.MaxShown; k++ {
		switch {
		case s.HasSense(k, word.AdSoftware, word.AdCookie) && (k == i+1 || s.Ws[k].Before == ' ' && !s.Joins(k-1) && !strings.HasSuffix(s.Ws[i].Low, "s")): // not "video ads or trackers"
			return k + 1
		case s.endsIn(k) && s.Ws[k].Before != ',' && s.Ws[k].Before != '-' && s.Ws[k].Before != '/', k == i+1 && s.Ws[k].Before == ' ' && !s.Joins(k), !s.inList(k):
			return 0
		}
	}
	return 0
}

// ofSoftware reports a word before software that belongs to its name: "third-party | ad networks", "analytics or |
// advertising SDKs" not.
func (s *Sentence) ofSoftware(k int) bool {
	return s.PartyAt(k) || s.HasSense(k, word.AimedWord) || s.IsOne(k, "third", "party", "external", "mobile", "in-app")
}

// listed reports that words [lo, hi) only go on with a list.
func (s *Sentence) listed(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if k > lo && !s.inList(k) || s.VerbAt(k) && !s.HasSense(k, word.Watching) {
			return false
		}
	}
	return hi-lo <= maxBorne
}

// builtIn is the "not" before the verb that is said of software at word i, or the verb of a "no" behind it, -1 if there
// is none: "does | not integrate with any third-party services or ad networks", "| uses no ad SDKs", "is | free of".
func (s *Sentence) builtIn(i int) int {
	c := &s.Clauses[s.In[i]]
	for k := i - 1; k > c.Lo && k >= i-2*maxBorne; k-- {
		if s.HasSense(k, word.Embedding, word.Bearing) {
			n := k - 1
			for n > c.Lo && s.Is(n, word.Filler) {
				n--
			}
			switch {
			case s.Is(n, word.Negating) && !s.IsOne(n-1, "may", "might", "can", "could") && s.ours(n):
				return n
			case s.HasSense(k, word.Avoiding) && !s.Is(n, word.Negating) && c.Negated < 0 && s.ours(k), grammar.Next(s.Ws, k) == "no" && (c.Negated < 0 || c.Negated == k+1) && s.ours(k):
				return k
			}
			if !s.Joins(k - 1) { // "does not include or | use"
				return -1
			}
			continue
		}
		if s.IsOne(k, "free") && s.isWholly(k) {
			return k
		}
		if !s.inList(k) && !s.IsOne(k, "from", "with", "on", "of", "any", "no", "the") {
			return -1
		}
	}
	return -1
}

// ours reports that the publisher or its app is the subject of word i, in its clause or the one that it goes on
// with: "the app collects no data and | does not include".
func (s *Sentence) ours(i int) bool {
	c := &s.Clauses[s.In[i]]
	if head := c.Head + s.one(c.Head, "and", "but"); c.Lo > 0 && c.Subject == grammar.Nobody && s.Is(head, word.Modal) {
		i = c.Lo - 1
		c = &s.Clauses[s.In[i]]
	}
	lo := c.Head
	for k := i; k > lo; k-- {
		if s.Ws[k].Before == ':' { // "No third-party services: | the app"
			lo = k
		}
	}
	return c.Subject == grammar.We || s.selfBefore(i) && !s.ThirdBetween(lo, i)
}

// noneBuiltIn: "No analytics or | ad SDKs are integrated", "there are no | ad networks", "(no AdMob or | ad
// networks)".
func (s *Sentence) noneBuiltIn(i, end int) bool {
	from := i
	for from > 0 && from > i-maxBorne && s.Ws[from].Before != '(' && (from == 1 || s.inList(from-1)) {
		from--
	}
	for from < i && s.Ws[from].Low != "no" {
		from++
	}
	if from == i || s.Is(from+1, word.Further) {
		return false
	}
	switch {
	case from == 0:
		for end < len(s.Ws) && s.inList(end) && !s.Is(end, word.Be) {
			end++
		}
		return s.endsIn(end) || s.Is(end, word.Be) && (s.HasSense(end+1, word.Embedding) || s.IsOne(end+1, "used", "included", "contained", "present"))
	case s.Ws[from].Before == '(':
		return true
	}
	return s.Is(from-1, word.Be) && s.IsOne(from-2, "there")
}

// whichSoftware are the words from word i on that tell which software is meant or what for, empty if none do:
// "ad networks | that collect your location".
func (s *Sentence) whichSoftware(i int) string {
	if i >= len(s.Ws) || s.Is(i, word.Be) || s.Ws[i].Before != ' ' && s.Ws[i].Before != ',' || s.thingsEnd(i) {
		return ""
	}
	k := i
	for k < len(s.Ws)-1 && k < i+maxBorne && (k == i || !s.Is(k, word.Relative|word.Preposition|word.Toward) || s.Ws[k].Before != ' ') { // behind the list
		k++
	}
	return s.Text[s.Ws[i].Start:s.Ws[min(k+maxBorne, s.phraseEnd(k+1), len(s.Ws))-1].End]
}
