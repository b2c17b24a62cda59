package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/grow"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Mention is a data type in a clause, with what the clause says of it.
type Mention struct {
	Type      string // of lexicon types.txt
	Action    string // class of the verb, of lexicon verbs.txt; empty if only the context speaks
	Modality  message.Modality
	Party     message.Party
	Recipient string // in the text's words
	Third     string // class of the recipient or third party, of lexicon parties.txt
	Ads       bool   // the sentence speaks of advertising or analytics
	Scope     []message.Scope
	Term      string
	Block     int
	Start     int // of the sentence, in the block's text
	End       int

	offset int64
	length int
	entry  int
	near   uint64 // types in the same sentence
	ads    bool   // an advertiser stands in the sentence
	listed bool   // only listed as part of a defined term
	back   bool   // or of what was said before: "this includes"
	group  int    // that term's type, or -1
	row    string // what is answered, where the sentence is the answer alone
}

// readStretch reads blocks [lo, hi), sentence by sentence.
func (r *reader) readStretch(at stretch) {
	var s sentence
	var words []prose.Word
	for i := at.lo; i < at.hi; i++ {
		b := &r.doc.Blocks[i]
		r.room(i-at.lo, at.hi-i)
		words = r.appendWords(words[:0], b.Text)
		r.explains = slices.ContainsFunc(b.Heading, func(h string) bool { return slices.Contains(r.phrases.glossaries, trimmedLower(h)) })
		r.above = r.before
		r.before, r.named, r.others, r.ofThird, r.service = mood{}, nil, r.others[:0], false, false
		if r.isForeign(i) || b.Kind == document.Cell && r.answerCell(i, b) {
			continue
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
			title := n+1 < len(ranges) && k-from <= runIn && in.End-in.Start < maxRunIn && r.isTitle(words[from:k], b.Text) && !r.listed(b.Text, in, ranges[n+1])
			if title && !r.nameOfItem(b) {
				continue
			}
			s.block, s.text, s.lo, s.hi, s.ws = i, b.Text, in.Start, in.End, words[from:k]
			s.from, s.to = s.lo, s.hi
			r.takeUp(&s, b)
			prose.Unshout(s.ws, s.text)
			if !r.deedsOf(&s, b) {
				r.sentence(&s, b)
			}
			if title && n == 0 {
				names = len(r.said)
			}
		}
		r.saidBelow(before, names)
		r.keepNamed(i, before, b)
	}
}

// goesOn reports a paragraph that goes on from the one above: "This information may include".
func (r *reader) goesOn(s *sentence, b *document.Block) bool {
	if s.lo > 0 || s.block == 0 || b.Kind != document.Paragraph || !s.is(0, pointing) || !s.is(1, detail) {
		return false
	}
	above := &r.doc.Blocks[s.block-1]
	return above.Kind == document.Paragraph && slices.Equal(b.Heading, above.Heading)
}

// room lets the mentions grow to what the blocks that were read promise for the rest:
// of a page of nothing but statements, growing was a seventh of the time to read it.
func (r *reader) room(read, left int) {
	if n := len(r.said); n >= manyMentions && cap(r.said)-n < n/8 {
		rest := n * left / read
		r.said = slices.Grow(r.said, min(rest+rest/8, 4*n)) // the rest may be silent
	}
}

const manyMentions = 1 << 8 // worth a forecast

const maxQuestion = 300 // bytes; a longer one asks of more than a yes can answer

func (r *reader) sentence(s *sentence, b *document.Block) {
	r.parse(s)
	from, places := len(r.said), len(r.res.Statements)
	hedge, contrary := r.strip(s)
	if cuts := r.mains(s); len(cuts) == 0 || r.asked != "" || s.asks() {
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
func (r *reader) mainClauses(s *sentence, b *document.Block, cuts []cut) {
	words, lo, hi, lead := s.ws, 0, s.hi, s.lead
	var named []int // of all its main clauses
	for _, c := range append(cuts, cut{len(words), len(words)}) {
		s.ws = words[lo:c.end]
		s.ws[0].Before = ' '
		s.lo, s.hi, s.lead = s.ws[0].Start, s.ws[len(s.ws)-1].End, max(0, lead-lo)
		if c.end == len(words) {
			s.hi = hi
		}
		r.parse(s)
		r.mainClause(s, b)
		for _, entry := range r.named {
			named = appendType(named, entry)
		}
		lo = c.begin
	}
	r.named = named
}

// mainClause reads a sentence, or one of its main clauses.
func (r *reader) mainClause(s *sentence, b *document.Block) {
	if r.goesOn(s, b) {
		r.before = r.above
	}
	r.inherit(s, b)
	r.underName(s, b)
	r.ofService(s, b)
	r.underDenial(s, b)
	from := len(r.said)
	r.speaks(s, b)
	r.elliptic(s, b, from)
	r.nameOnly(s, b, from)
}

func (r *reader) speaks(s *sentence, b *document.Block) {
	if s.asks() { // a question states nothing; what answers it does
		r.asked = s.text[s.lo:s.hi]
		return
	}
	question := r.asked
	r.asked = ""
	if r.explains && !s.any(weWord) { // "Key terms": "unique identifiers are used to recognise a device"
		return
	}
	if s.points() || r.categoryAnswer(s, b) || question != "" && len(question) <= maxQuestion && !r.headline(s.block) && r.reply(s, question) {
		return
	}
	defer func() {
		r.before = r.main(s, r.before)
		r.service = r.introduces(s) || r.service && !s.any(weWord)
		r.ofThird = r.beginsThird(s) || r.ofThird && s.singular(0)
		r.ofApp = slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return r.party(p) == self })
		r.remember(s)
	}()
	if r.has(s, definesCue) {
		r.underShield(s)
		r.goesTo(s)
		return
	}
	if entry(b) || r.definesDeed(s) || s.announces(b) || r.placeTitle(b, s.block) {
		return
	}
	placed := slices.ContainsFunc(s.places, s.placed) || r.labelsTransfer(s) // "Place of processing: US", on a line that may look like a heading
	if r.placesNamed(s, b) {
	} else if placed || b.Kind != document.Heading && !(s.clauses[0].subject == nobody && s.nominal() && !r.ownServers(s)) {
		r.abroad(s)
	}
	r.goesTo(s)
	r.links(s, b)
	r.receivedBy(s, b)
	r.placeCell(s, b)
	r.goesTo(s)
	r.keptFor(s, b)
	r.ofIt(s, b)
	r.noAds(s, b)
	if len(s.types) == 0 || s.entitles() && !r.has(s, presumed) {
		return
	}
	r.define(s)
	base := Mention{Block: s.block, Start: s.from, End: s.to, group: -1}
	base.offset, base.length = r.doc.Source(b, s.from, s.to)
	base.near = s.parts
	for _, h := range s.types {
		if h.Entry < 64 {
			base.near |= 1 << h.Entry
		}
	}
	for _, p := range s.parties {
		k := r.party(p)
		base.ads = base.ads || k == ads
		base.Ads = base.Ads || k == ads || k == analytics
	}
	for i := range s.ws {
		base.Ads = base.Ads || s.is(i, advertising)
	}
	named := r.named // of the sentence before
	r.named = r.named[len(r.named):]
	defer func() { r.lasting(named) }()
	r.sameAsBefore(s, named)
	ofThird := r.dataOfThird(s, b)
	left := s.leftData()
	title := s.lo == 0 && s.hi == len(b.Text) && r.headline(s.block) && s.namesOnly()
	near := r.standing(b)
	for i, h := range s.types {
		if h.Lo < s.lead || h.Lo >= left {
			continue
		}
		if title && !r.tables.Ontology[h.Entry].Named && len(r.tables.Ontology[h.Entry].Says) > 0 {
			r.named = appendType(r.named, h.Entry)
			continue
		}
		if needs := r.tables.Ontology[h.Entry].Needs; needs != 0 && needs&base.near == 0 || r.tables.Ontology[h.Entry].Item && !s.item(h.Lo, h.Hi) && !s.opens(h, b) || r.byDevice(s, h) && !near.mood.denied || s.title(h) || s.cookiesAre(h) {
			continue
		}
		m, ok := r.soThatNot(s, h)
		if !ok {
			m, ok = r.govern(s, near, h)
		}
		if !ok {
			if len(r.tables.Ontology[h.Entry].Says) > 0 { // "the law treats faceprints as sensitive. We do not collect such data."
				r.named = appendType(r.named, h.Entry)
			}
			if m, ok = r.whichDone(s, h); !ok {
				continue
			}
		}
		if r.notData(s, h, m) || r.optedOut(s, h, m) {
			continue
		}
		if o, ok := s.whichNot(h, m); ok && s.exceptTo(0, h.Lo) { // "any of it except for your location (which we do not collect)"
			m = o
		}
		m.denied = m.denied || m.at < 0 && (s.isApart(h) || s.noneOf())
		m.also = m.also || r.before.also && m.party != thirdParty && !m.denied && s.kindsOf() > 0 // "the types of data we may collect"
		m.also = m.also || m.party != thirdParty && !m.denied && m.at >= 0 && m.at < h.Lo && r.feeds(s, s.verbs[hitFrom(s.verbs, m.at)], h)
		if ofThird && !m.denied && m.party != thirdParty { // the app holds the service
			m.party, m.also = firstParty, true
		}
		x := base
		x.entry = h.Entry
		x.Type = r.tables.Ontology[h.Entry].Name
		x.Term = s.text[s.ws[h.Lo].Start:s.ws[h.Hi-1].End]
		r.fill(&x, s, m)
		s.boundBy(&x, h)
		r.aboutOnly(s, &x, h)
		r.ofData(s, &x, h, m)
		r.freeOf(s, &x, h, m)
		if r.lawful(s, b, &x, h, m) {
			continue
		}
		if s.without(h) && x.Modality != message.Denies { // "telematics data (excluding your location)"
			if !r.tables.Ontology[h.Entry].Named {
				r.named = appendType(r.named, h.Entry)
				continue
			}
			x.Modality = message.Denies
		}
		if !r.byPlatform(s, h, m) {
			r.said = grow.Append(r.said, x)
		}
		if m.also { // "we and our partners"
			x.Party = message.ThirdParty
			r.said = grow.Append(r.said, x)
		}
		r.pointed(s, x, m, named)
		m2, ok := r.besides(s, h, m, i == 0)
		if ok {
			y := base
			y.entry, y.Type, y.Term = x.entry, x.Type, x.Term
			r.fill(&y, s, m2)
			r.said = grow.Append(r.said, y)
			if m2.denied || y.entry == r.kinds.pointer && r.coinedFor(y.Term) != nil {
				r.pointed(s, y, m2, named)
			}
		}
	}
}
