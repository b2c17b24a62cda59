package place

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Who is at a place that data goes to, and what is done with it there.

// dataAt reports data directly before the "in" of the place at word i: "we process your
// data in the US", not "what we process of users of our services in the US".
func (s *Sentence) dataAt(i int) bool {
	in := i - 1
	if s.Is(in, word.Determiner) {
		in--
	}
	if in > 1 && (s.HasSense(in-1, word.Sole) || strings.HasSuffix(s.Ws[in-1].Low, "ly")) { // "your data only | in"
		in--
	}
	switch { // "information about you | in", "the data we collect | in"
	case in > 2 && s.Is(in-1, word.You) && s.Is(in-2, word.Facing|word.Regarding):
		in -= 2
	case in > 2 && s.VerbAt(in-1) && s.Is(in-2, word.We):
		in -= 2
		if s.Is(in-1, word.Relative) {
			in--
		}
	}
	return in > 0 && (s.Is(in-1, word.Detail) || slices.ContainsFunc(s.Types, func(h lexicon.Hit) bool { return h.Hi == in }))
}

// doneThere: "we send your data to the US and process it there".
func (s *Sentence) doneThere(d Destination) bool {
	for i, v := range s.Verbs {
		if v.Lo < d.Hi || s.Moods[i].ByUser || s.Moods[i].Mood.Denied || s.Verb(v) != word.Use {
			continue
		}
		if grammar.Next(s.Ws, v.Hi-1) == "there" || grammar.Next(s.Ws, v.Hi) == "there" {
			return true
		}
	}
	return false
}

// sentThere: "if you live outside Japan, your data will be sent and stored there": to Japan.
func (s *Sentence) sentThere(d Destination) bool {
	c := &s.Clauses[s.In[d.Lo]]
	if d.Of == "" || !c.Supposed || c.Subject != grammar.You {
		return false
	}
	to := Destination{Lo: d.Lo, Hi: d.Hi, Country: d.Of}
	for there := d.Hi; there < min(len(s.Ws), d.Hi+grammar.MaxBeside); there++ {
		if s.Ws[there].Low != "there" || there+1 < len(s.Ws) && s.Is(there+1, word.Be) { // not "there is"
			continue
		}
		found := false
		for n := grammar.HitFrom(s.Verbs, d.Hi); n < len(s.Verbs) && s.Verbs[n].Lo < there; n++ {
			v, o := s.Verbs[n], &s.Moods[n]
			if o.ByUser && !s.Done(v) || there-v.Hi > grammar.MaxBehindException || s.In[v.Lo] != s.In[there] {
				continue
			}
			switch s.Verb(v) {
			case word.Send:
				s.Place(to, practice.TransmitAbroad, o.Mood, message.States)
				found = true
			case word.Store:
				s.Place(to, practice.StoreAbroad, o.Mood, message.States)
				found = true
			}
		}
		return found
	}
	return false
}

// accessedAt: "may be accessed by our developers in India".
func (s *Sentence) accessedAt(v lexicon.Hit, d Destination) bool {
	if d.Lo-v.Hi > 10 || !s.Done(v) {
		return false
	}
	for i := v.Hi; i < d.Lo; i++ {
		if s.Ws[i].Low == "by" {
			return true
		}
	}
	return false
}

// staffAt: "our developers in India may access", "employees of our group in China have
// access to": who does it stands directly before the place, and the verb behind it.
func (s *Sentence) staffAt(v lexicon.Hit, d Destination) bool {
	in := d.Lo - 1
	if s.Is(in, word.Determiner) {
		in--
	}
	if d.Outside || in < 1 || s.In[v.Lo] != s.In[d.Lo] || v.Lo-d.Hi > 6 || !s.Is(in, word.Toward) && s.Ws[in].Low != "from" {
		return false
	}
	c := &s.Clauses[s.In[d.Lo]]
	for k := in - 1; k >= c.Lo && k >= in-8; k-- {
		if s.HasSense(k, word.Staff) || s.PartyAt(k) {
			return true
		}
	}
	return false
}

// recipientAt: "we share it with our partners in India": who gets it stands directly
// before the place.
func (s *Sentence) recipientAt(from int, d Destination) bool {
	if d.Outside || d.Lo == 0 {
		return false
	}
	if k := grammar.HitFrom(s.Verbs, from); k > 0 && s.Verb(s.Verbs[k-1]) == word.Use && s.Verbs[k-1].Hi == from {
		return false // "what we process in connection with our partner in the UK"
	}
	in := d.Lo - 1
	if s.Is(in, word.Determiner) {
		in--
	}
	for k := 0; k < grammar.MaxListed; k++ { // "in the UK, the US or | Australia"
		at := slices.IndexFunc(s.Places, func(p lexicon.Hit) bool { return p.Hi == in || p.Hi == in+1 })
		if at < 0 || s.Places[at].Lo == 0 {
			break
		}
		if in = s.Places[at].Lo - 1; s.Is(in, word.Determiner) {
			in--
		}
	}
	if in < 1 {
		return false
	}
	if w := s.Ws[in-1].Low; s.Ws[in].Low == "in" && (w == "companies" || w == "group") { // "within our group of companies in"
		for k := in - 1; k >= 0 && k >= in-grammar.MaxSeat; k-- {
			if s.Ws[k].Low == "within" {
				return true
			}
		}
	}
	for n := grammar.HitFrom(s.Parties, from); n < len(s.Parties); n++ {
		p := s.Parties[n]
		if p.Hi > in {
			break
		}
		if s.directly(p.Hi, in) && s.Ws[in].Low == "in" && s.Party(p).IsThird() && s.Party(p) != word.Authority && s.AddressedTo(p.Lo) {
			return true
		}
	}
	return false
}

// directly reports that nothing stands between words lo and hi but what leads over:
// "affiliates, including those | in China".
func (s *Sentence) directly(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if !s.Is(i, word.Exemplary) && s.Ws[i].Low != "those" && s.Ws[i].Low != "some" && s.Ws[i].Low != "as" && hi-lo > 1 {
			return false
		}
	}
	return true
}

// being reports a form of "to be" between words lo and hi.
func (s *Sentence) being(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		switch s.Ws[i].Low {
		case "be", "is", "are":
			return true
		}
	}
	return false
}

// seated: what is shared goes to somebody who is said to be at the place.
func (s *Sentence) seated(from int, d Destination) bool {
	if d.Outside {
		return true
	}
	if s.posted(from, d.Lo) {
		return false
	}
	for i := from; i < d.Lo; i++ {
		if s.Is(i, word.Seated) {
			return true
		}
	}
	w := s.Ws[from-1].Low
	forIt := from > 1 && s.Ws[from-2].Low == "for" // "transfer of your data for processing in"
	return w == "processed" || strings.HasPrefix(w, "process") && (forIt || s.dataAt(d.Lo) || s.Labelled(d.Lo))
}

// posted: "by post to Acme, 1 Road, Sweden".
func (s *Sentence) posted(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.Is(i, word.Postal) {
			return true
		}
	}
	return false
}

// described reports a place in a clause that only says what something is: "encryption,
// which is the level asked for in India", not "servers, which are in India".
func (s *Sentence) described(i int) bool {
	c := &s.Clauses[s.In[i]]
	if c.Subject != grammar.Relative || !s.Is(c.Lo+1, word.Be) {
		return false
	}
	k := c.Lo + 2
	for s.Is(k, word.Filler) {
		k++
	}
	return k < i && s.Is(k, word.Determiner)
}

// sharedWith is the passing on to somebody who "is a company in Japan", the place at word i.
func (s *Sentence) sharedWith(i int) (grammar.Mood, bool) {
	c := &s.Clauses[s.In[i]]
	if !slices.ContainsFunc(s.Senses[c.Lo:i], func(w word.Senses) bool { return w.Has(word.Firm) }) {
		return grammar.Mood{}, false
	}
	for k := grammar.HitFrom(s.Verbs, c.Lo) - 1; k >= 0; k-- {
		if o := &s.Moods[k]; o.Mood.Verb.PassesOn() {
			to := slices.ContainsFunc(s.Ws[s.Verbs[k].Hi:c.Lo], func(w prose.Word) bool { return w.Low == "with" || w.Low == "to" })
			return o.Mood, to && !o.ByUser && !o.Mood.Denied
		}
	}
	return grammar.Mood{}, false
}

// disputed: "a dispute with regard to the international transfer of data".
func (s *Sentence) disputed(i int) bool {
	for k := i - 1; k >= 0 && k >= i-9; k-- {
		if s.HasSense(k, word.Quarrel) {
			return true
		}
	}
	return false
}

func (s *Sentence) where(i int) bool { return i < len(s.Ws) && s.Ws[i].Low == "where" }
