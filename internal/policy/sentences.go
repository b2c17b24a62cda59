package policy

import (
	"fmt"
	"slices"

	"github.com/avow-audit/avow/internal/grow"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/place"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// readStretch reads blocks [lo, hi), sentence by sentence.
func (r *reader) readStretch(at stretch) {
	s := &mention.Sentence{Sentence: &grammar.Sentence{Reader: &r.Reader}}
	var words []prose.Word
	for i := at.lo; i < at.hi; i++ {
		words = r.readBlock(i, s, words[:0])
	}
}

// readBlock reads a block, and gives back the room of its words. A rule that fails takes no other block
// with it: what it failed on is an Unknown.
func (r *reader) readBlock(i int, s *mention.Sentence, words []prose.Word) []prose.Word {
	b := &r.Doc.Blocks[i]
	defer func() {
		if fault := recover(); fault != nil {
			r.failed(b, fault)
		}
	}()
	words = r.AppendWords(words, b.Text)
	r.explains = r.Explains(b)
	r.above = r.Before
	r.Before, r.named, r.Others, r.OfThird, r.Service = grammar.Mood{}, nil, r.Others[:0], false, false
	if r.IsForeign(i) || b.Kind == document.Cell && r.answerCell(i, b) {
		return words
	}
	k := 0
	before, names := len(r.said), 0 // mentions: of blocks before, then of the name it begins with
	ranges := prose.Sentences(b.Text)
	for n, in := range ranges {
		for k < len(words) && words[k].Start < in.Start {
			k++
		}
		from := k
		for k < len(words) && words[k].Start < in.End {
			k++
		}
		if from == k {
			continue
		}
		title := n+1 < len(ranges) && k-from <= mention.RunIn && in.End-in.Start < mention.MaxRunIn && mention.IsTitle(&r.Reader, words[from:k], b.Text) && !mention.Listed(&r.Reader, b.Text, in, ranges[n+1])
		if title && !r.nameOfItem(b) {
			continue
		}
		s.Block, s.Text, s.Lo, s.Hi, s.Ws = i, b.Text, in.Start, in.End, words[from:k]
		s.From, s.To = s.Lo, s.Hi
		r.takeUp(s, b)
		prose.Unshout(s.Ws, s.Text)
		if !r.deedsOf(s, b) {
			r.sentence(s, b)
		}
		if title && n == 0 {
			names = len(r.said)
		}
	}
	r.saidBelow(before, names)
	r.keepNamed(i, before, b)
	return words
}

// failed notes a paragraph that a rule failed on; of many, the first are quoted and the rest counted.
func (r *reader) failed(b *document.Block, fault any) {
	if r.faults++; r.faults > mostFaults {
		u := &r.Unknowns[r.lastFault]
		u.Count = max(u.Count, 1) + 1
		return
	}
	at, _ := r.Doc.Source(b, 0, len(b.Text))
	r.Unknown("unreadable", at, fmt.Sprintf("avow failed on a paragraph (%v): read it by hand, and please report it: %q", fault, page.Clip(b.Text, page.MaxUnder)))
	r.lastFault = len(r.Unknowns) - 1
}

const mostFaults = 8 // in a stretch

// goesOn reports a paragraph that goes on from the one above: "This information may include".
func (r *reader) goesOn(s *mention.Sentence, b *document.Block) bool {
	if s.Lo > 0 || s.Block == 0 || b.Kind != document.Paragraph || !s.Is(0, word.Pointing) || !s.Is(1, word.Detail) {
		return false
	}
	above := &r.Doc.Blocks[s.Block-1]
	return above.Kind == document.Paragraph && slices.Equal(b.Heading, above.Heading)
}

const maxQuestion = 300 // bytes; a longer one asks of more than a yes can answer

// sentence reads one sentence, clause by clause where it has several main ones.
func (r *reader) sentence(s *mention.Sentence, b *document.Block) {
	s.Parse()
	from, places := len(r.said), len(r.res.Statements)
	hedge, contrary := s.Strip()
	if cuts := s.Mains(); len(cuts) == 0 || r.asked != "" || s.Asks() {
		r.mainClause(s, b)
	} else {
		r.mainClauses(s, b, cuts)
	}
	r.hedge(from, hedge)
	if contrary {
		r.contrary(from, places)
	}
}

// mainClauses reads a sentence part by part.
func (r *reader) mainClauses(s *mention.Sentence, b *document.Block, cuts []mention.Cut) {
	words, lo, hi, lead := s.Ws, 0, s.Hi, s.Lead
	var named []int // of all its main clauses
	for _, c := range append(cuts, mention.Cut{End: len(words), Begin: len(words)}) {
		s.Ws = words[lo:c.End]
		s.Ws[0].Before = ' '
		s.Lo, s.Hi, s.Lead = s.Ws[0].Start, s.Ws[len(s.Ws)-1].End, max(0, lead-lo)
		if c.End == len(words) {
			s.Hi = hi
		}
		s.Parse()
		r.mainClause(s, b)
		for _, entry := range r.named {
			named = grammar.AppendType(named, entry)
		}
		lo = c.Begin
	}
	r.named = named
}

// mainClause reads a sentence, or one of its main clauses.
func (r *reader) mainClause(s *mention.Sentence, b *document.Block) {
	if r.goesOn(s, b) {
		r.Before = r.above
	}
	r.inherit(s, b)
	s.UnderName(b)
	s.OfService(b)
	r.underDenial(s, b)
	from := len(r.said)
	r.speaks(s, b)
	r.elliptic(s, b, from)
	r.nameOnly(s, b, from)
}

// speaks notes what a sentence says: of places, then of each kind of data it names.
func (r *reader) speaks(s *mention.Sentence, b *document.Block) {
	if s.Asks() { // a question states nothing; what answers it does
		r.asked = s.Text[s.Lo:s.Hi]
		return
	}
	question := r.asked
	r.asked = ""
	if r.explains && !s.Any(word.We) { // "Key terms": "unique identifiers are used to recognise a device"
		return
	}
	if s.Points() || r.categoryAnswer(s, b) || question != "" && len(question) <= maxQuestion && !r.headline(s.Block) && r.reply(s, question) {
		return
	}
	defer func() {
		r.Before = s.Main(r.Before)
		r.Service = s.Introduces() || r.Service && !s.Any(word.We)
		r.OfThird = s.BeginsThird() || r.OfThird && s.Singular(0)
		r.ofApp = slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool { return r.Party(p) == word.Self })
		s.Remember()
	}()
	at := &place.Sentence{Sentence: s.Sentence}
	if s.Has(word.DefinesCue) {
		at.UnderShield()
		r.goesTo(at)
		return
	}
	if page.Entry(b) || s.DefinesDeed() || s.Announces(b) || r.placeTitle(b, s.Block) {
		return
	}
	placed := slices.ContainsFunc(s.Places, s.Placed) || at.LabelsTransfer() // "Place of processing: US", on a line that may look like a heading
	if r.placesNamed(at, b) {
	} else if placed || b.Kind != document.Heading && !(s.Clauses[0].Subject == grammar.Nobody && s.Nominal() && !at.OwnServers()) {
		at.Abroad()
	}
	r.goesTo(at)
	r.links(s, b)
	r.receivedBy(s, b)
	r.placeCell(at, b)
	r.goesTo(at)
	r.keptFor(s, b)
	r.ofIt(s, b)
	r.noAds(s, b)
	r.allData(s, b)
	if len(s.Types) == 0 || s.Entitles() && !s.Has(word.Presumed) {
		return
	}
	r.define(s)
	base := s.NewMention()
	base.Offset, base.Length = r.Doc.Source(b, s.From, s.To)
	named := r.named // of the sentence before
	r.named = r.named[len(r.named):]
	defer func() { r.lasting(named) }()
	s.SameAsBefore(named)
	ofThird := r.dataOfThird(s, b)
	left := s.LeftData()
	title := s.Lo == 0 && s.Hi == len(b.Text) && r.headline(s.Block) && s.NamesOnly()
	near := r.standing(b)
	for i, h := range s.Types {
		if h.Lo < s.Lead || h.Lo >= left {
			continue
		}
		if title && !r.Tables.Ontology[h.Entry].Named && len(r.Tables.Ontology[h.Entry].Says) > 0 {
			r.named = grammar.AppendType(r.named, h.Entry)
			continue
		}
		if !s.IsData(h, near, base.Near) {
			continue
		}
		m, governed, said := s.Says(h, near, ofThird)
		if !governed && len(r.Tables.Ontology[h.Entry].Says) > 0 { // "the law treats faceprints as sensitive. We do not collect such data."
			r.named = grammar.AppendType(r.named, h.Entry)
		}
		if !said {
			continue
		}
		x := base
		x.Entry = h.Entry
		x.Type = r.Tables.Ontology[h.Entry].Name
		x.Term = s.Text[s.Ws[h.Lo].Start:s.Ws[h.Hi-1].End]
		r.fill(&x, s, m)
		if !s.Bound(&x, h, m, b) {
			continue
		}
		if s.Without(h) && x.Modality != message.Denies { // "telematics data (excluding your location)"
			if !r.Tables.Ontology[h.Entry].Named {
				r.named = grammar.AppendType(r.named, h.Entry)
				continue
			}
			x.Modality = message.Denies
		}
		if !s.ByPlatform(h, m) {
			r.said = grow.Append(r.said, x)
		}
		if m.Also { // "we and our partners"
			x.Party = message.ThirdParty
			r.said = grow.Append(r.said, x)
		}
		r.pointed(s, x, m, named)
		m2, ok := s.Besides(h, m, i == 0)
		if ok {
			y := base
			y.Entry, y.Type, y.Term = x.Entry, x.Type, x.Term
			r.fill(&y, s, m2)
			r.said = grow.Append(r.said, y)
			if m2.Denied || y.Entry == r.Kinds.Pointer && mention.CoinedFor(&r.Reader, y.Term) != nil {
				r.pointed(s, y, m2, named)
			}
		}
	}
}
