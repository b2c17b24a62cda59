package policy

import (
	"cmp"
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/word"
)

// pointed reads "we may share this information with advertisers": what is said
// of "this information" is said of what the sentence before named. Of denials only
// one of passing on is: "we do not use this data to" leaves other uses open.
func (r *reader) pointed(s *mention.Sentence, x mention.Mention, m grammar.Mood, named []int) {
	if x.Type != word.Pointer && x.Type != word.PointerID {
		if !r.ofAds(x.Entry) { // ads are no data
			r.named = grammar.AppendType(r.named, x.Entry)
		}
		return
	}
	if m.At < 0 || m.Denied && !m.Verb.PassesOn() && m.Verb != word.Collect && m.Verb != word.Store && !(m.Verb == word.Use && s.Has(word.Purpose)) && !s.NeitherCollects(m) {
		return
	}
	if slices.ContainsFunc(r.named, func(t int) bool { return len(r.Tables.Ontology[t].Says) > 0 }) { // "we read your location and do not share this data"
		named = r.named
	}
	if m.Denied && len(named) == 0 {
		named = r.carried(s)
	}
	coined := mention.CoinedFor(&r.Reader, x.Term)
	if coined != nil {
		named = coined.Types
	} else if s.OwnData() {
		return
	}
	for k, t := range named {
		if x.Type == word.PointerID && !mention.Identifies(&r.Reader, t) || !m.Denied && r.deniedLast(t, x.Action, s) {
			continue
		}
		y := x
		y.Entry, y.Type, y.Row = t, r.Tables.Ontology[t].Name, r.termOf(t, x.Block)
		if coined != nil {
			y.Row = coined.Terms[k]
			if y.Modality != message.Denies && y.Modality != message.Names { // the name stands for more than this
				y.Modality = message.Hazy
			}
		}
		r.said = append(r.said, y)
	}
}

// deniedLast reports that a type was denied where the block spoke of it last before this
// sentence, altogether or of the same deed: "this information" that is used is another.
func (r *reader) deniedLast(entry int, action string, s *mention.Sentence) bool {
	for i := len(r.said) - 1; i >= 0 && r.said[i].Block == s.Block; i-- {
		if x := &r.said[i]; x.Entry == entry && x.Start != s.From {
			return x.Modality == message.Denies && (onlyFeatures(x.Scope) || x.Action == action && (word.VerbNames[action].PassesOn() || word.VerbNames[action] == word.Store))
		}
	}
	return false
}

// onlyFeatures reports a denial that no condition takes back: "not as part of this".
func onlyFeatures(limits []message.Scope) bool {
	return !slices.ContainsFunc(limits, func(o message.Scope) bool { return o.Kind != message.ScopeFeature })
}

// lasting keeps what a sentence named for the one behind it; one that names
// nothing but "this information" hands on what it pointed at.
func (r *reader) lasting(before []int) {
	if len(r.named) == 0 {
		r.named = before
	}
}

// ofIt reads "It is not shared with anyone" and "We do not share it" behind a sentence that named
// one thing only. What it affirms counts where that sentence spoke of no app: "it" may be that.
func (r *reader) ofIt(s *mention.Sentence, b *document.Block) {
	subject := s.Ws[0].Low == "it"
	if len(s.Types) > 0 || !subject && !s.Any(word.It) && !s.Any(word.They) {
		return
	}
	of, named, over := -1, r.named, false
	if len(named) == 0 {
		named, over = r.carried(s), true
	}
	for _, t := range named {
		if len(r.Tables.Ontology[t].Says) == 0 {
			continue
		}
		if of >= 0 && of != t {
			return
		}
		of = t
	}
	if of < 0 {
		return
	}
	for i, v := range s.Verbs {
		m := s.Moods[i].Mood
		deed := m.Verb.PassesOn() || m.Verb == word.Store || m.Verb == word.Collect
		told := !r.ofApp && s.In[v.Lo] == 0 && m.Verb != word.Include && m.Verb != word.Control && !s.Moods[i].ByUser && v.Lo <= 4
		if m.Denied {
			told = deed || m.Verb == word.Use && s.Has(word.Purpose) // "it is not used for identification"
		}
		switch {
		case s.Clauses[s.In[v.Lo]].Supposed, !told, over && !m.Denied:
			continue
		case subject && s.Done(v):
		case !subject && deed && m.Party != grammar.Anyone && !m.Idle && !s.Moods[i].ByUser && s.ItAt(v.Hi):
		default:
			continue
		}
		x := mention.Mention{Block: s.Block, Start: s.From, End: s.To, Group: -1, Entry: of, Type: r.Tables.Ontology[of].Name, Term: s.Text[s.Ws[0].Start:s.Ws[0].End]}
		if !subject {
			x.Term = s.Text[s.Ws[v.Hi].Start:s.Ws[v.Hi].End]
		}
		x.Offset, x.Length = r.Doc.Source(b, s.From, s.To)
		x.Row = r.termOf(of, s.Block)
		r.fill(&x, s, m)
		r.said = append(r.said, x)
	}
}

// termOf is how the block called a type last, so that a reader of "This data is not
// sold" is told which.
func (r *reader) termOf(entry, block int) string {
	for i := len(r.said) - 1; i >= 0 && r.said[i].Block == block; i-- {
		if x := &r.said[i]; x.Entry == entry {
			return cmp.Or(x.Row, x.Term) // one that pointed itself knows it: no search through all of them
		}
	}
	return ""
}

// A denial that begins a paragraph may point back over its edge: "We collect: | your
// contacts | your location", below it "The data above is not shared". What is affirmed of
// "this information" there is left alone: it is as often all that was said before.

// carried is what the first sentence of a paragraph may point back to: what the list above it
// named, item by item, or the last sentence of the paragraph above.
func (r *reader) carried(s *mention.Sentence) []int {
	b := &r.Doc.Blocks[s.Block]
	if s.From > 0 || s.Block == 0 || s.Ws[0].Low == "some" || // "some of the data above may not be collected"
		b.Kind != document.Paragraph || !slices.Equal(b.Heading, r.Doc.Blocks[s.Block-1].Heading) {
		return nil
	}
	return r.stock
}

// keepNamed notes what block i named, whose mentions begin at from, for the paragraph below.
func (r *reader) keepNamed(i, from int, b *document.Block) {
	switch {
	case b.Kind == document.Item && b.Lead >= 0:
		if i == 0 || r.Doc.Blocks[i-1].Kind != document.Item || r.Doc.Blocks[i-1].Lead != b.Lead {
			r.stock = nil
		}
		if lead := r.leadOf(b.Lead); !lead.Known || lead.Denied || lead.Verb == word.Control {
			return
		}
		for _, x := range r.said[from:] {
			if x.Type != word.Pointer && x.Type != word.PointerID && !r.ofAds(x.Entry) && x.Modality != message.Denies {
				r.stock = grammar.AppendType(r.stock, x.Entry)
			}
		}
	case b.Kind == document.Paragraph:
		r.stock = r.named
	default:
		r.stock = nil
	}
}

// ofAds reports a type that is of ads, and no data.
func (r *reader) ofAds(entry int) bool {
	ads := r.Kinds.Aimed
	return ads >= 0 && (entry == ads || r.Tables.Ontology[entry].Is == ads)
}
