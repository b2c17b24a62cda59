package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Names that a policy coins for data: `your device ID and your contacts (the "Other Data")`,
// `"Monitoring Data" means`. What is said of the name is said of what it was coined for, as of
// "this information". The common names ("Personal Information") are none: policies define them
// widely and use them for whatever they have (define.go carries their denials).

const (
	maxCoined  = 24   // names of one document
	maxCoin    = 48   // bytes of one
	mostCoins  = 4000 // bytes of a block that are searched for one
	maxMeaning = 3    // words that say that a name is explained
)

// coinage is a name and the types of data it stands for, with the words for each.
type coinage struct {
	name  string
	types []int
	terms []string
}

// add notes what of ws stands in text[lo:hi] and has a practice.
func (c *coinage) add(r *sentenceReader, text string, ws []prose.Word, types []lexicon.Hit, lo, hi int) {
	for _, h := range types {
		from, to := ws[h.Lo].Start, ws[h.Hi-1].End
		if from < lo || to > hi || len(r.tables.Ontology[h.Entry].Says) == 0 || h.Entry == r.kinds.aimed {
			continue
		}
		if n := len(c.types); len(appendType(c.types, h.Entry)) > n {
			c.types, c.terms = append(c.types, h.Entry), append(c.terms, text[from:to])
		}
	}
}

// findCoined looks for the names before anything is read: a policy uses some before it says
// what they mean.
func (r *page) findCoined() {
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if len(r.coined) == maxCoined || !strings.ContainsAny(b.Text, `"“`) || !r.read(i) || r.isForeign(i) {
			continue
		}
		text := clip(b.Text, mostCoins)
		for _, at := range prose.Sentences(text) {
			r.coinsIn(i, text[at.Start:at.End])
		}
	}
}

// coinsIn notes what one sentence of block i coins.
func (r *page) coinsIn(i int, text string) {
	if !strings.ContainsAny(text, `"“`) {
		return
	}
	var ws []prose.Word
	var types []lexicon.Hit
	for from := 0; from < len(text); {
		open := strings.IndexAny(text[from:], `"“`)
		if open < 0 {
			return
		}
		open += from
		lo := open + len(quoteAt(text, open))
		n := strings.IndexAny(text[lo:min(len(text), lo+maxCoin)], `"”`)
		if n < 0 { // an inch, or a quotation
			from = lo
			continue
		}
		from = lo + n + len(quoteAt(text, lo+n))
		name := strings.Trim(text[lo:lo+n], " ,.")
		if !r.coins(name) {
			continue
		}
		if ws == nil {
			ws = prose.AppendWords(nil, text)
			types = r.tables.Types.Find(nil, ws, text)
		}
		c := coinage{name: name}
		if bracket := strings.LastIndexByte(text[:open], '('); bracket >= 0 && !strings.Contains(text[bracket:open], ")") {
			c.add(&r.sentenceReader, text, ws, types, strings.LastIndexByte(text[:bracket], ';')+1, bracket)
		} else if k := slices.IndexFunc(ws, func(w prose.Word) bool { return w.Start >= from }); k >= 0 && r.means(text, ws[k:]) {
			c.add(&r.sentenceReader, text, ws, types, from, len(text))
			if strings.HasSuffix(text, ":") {
				r.addBelow(&c, i)
			}
		}
		if len(c.types) > 0 && !slices.ContainsFunc(r.coined, func(o coinage) bool { return o.name == name }) {
			r.coined = append(r.coined, c)
		}
	}
}

func quoteAt(text string, i int) string {
	if text[i] == '"' {
		return text[i : i+1]
	}
	return text[i : i+len("“")]
}

// coins reports a name for data: "Monitoring Data", "App Identifiers", not "Services" nor
// "Personal Information".
func (r *sentenceReader) coins(name string) bool {
	ws := prose.AppendWords(nil, name)
	if len(ws) < 2 {
		return false
	}
	for i := range ws {
		if !ws[i].Upper && r.words.of(&ws[i])&(preposition|listJoint) == 0 {
			return false
		}
	}
	last := &ws[len(ws)-1]
	if r.words.of(last)&detail == 0 && last.Norm != "identifier" {
		return false
	}
	return !slices.ContainsFunc(r.tables.Types.Find(nil, ws, name), func(h lexicon.Hit) bool {
		t := &r.tables.Ontology[h.Entry]
		return t.Named || t.Group != (len(t.Says) > 0) // not "Device Identifier", which says enough; "Location Data" may be more than that
	})
}

// means reports words that define what stands before them: "means", "may include".
func (r *sentenceReader) means(text string, ws []prose.Word) bool {
	if len(ws) > 0 && r.words.of(&ws[0])&modal != 0 {
		ws = ws[1:]
	}
	ws = ws[:min(len(ws), maxMeaning)]
	hits := r.tables.Verbs.FindNumbered(nil, ws, r.tables.Number(nil, ws), text)
	return len(hits) > 0 && hits[0].Lo == 0 && r.verb(hits[0]) == include
}

// addBelow adds what stands in the list that block i introduces.
func (r *page) addBelow(c *coinage, i int) {
	for k := i + 1; k < len(r.doc.Blocks) && r.doc.Blocks[k].Kind == document.Item && r.doc.Blocks[k].Lead == i; k++ {
		text := r.doc.Blocks[k].Text
		ws := prose.AppendWords(nil, text)
		c.add(&r.sentenceReader, text, ws, r.tables.Types.Find(nil, ws, text), 0, len(text))
	}
}

// byName puts a pointer in the place of each coined name.
func (r *sentenceReader) byName(s *sentence) {
	var named []lexicon.Hit
	for _, c := range r.coined {
		i := 0
		for lo := s.lo; ; {
			k := strings.Index(s.text[lo:s.hi], c.name)
			if k < 0 {
				break
			}
			at := lo + k
			lo = at + len(c.name)
			for i < len(s.ws) && s.ws[i].Start < at {
				i++
			}
			n := i
			for n < len(s.ws) && s.ws[n].End <= lo {
				n++
			}
			if n > i && s.ws[i].Start == at && s.ws[n-1].End == lo && !strings.ContainsAny(s.text[lo:min(lo+3, len(s.text))], "\"”") && !r.means(s.text, s.ws[n:]) {
				named = append(named, lexicon.Hit{Lo: i, Hi: n, Entry: r.kinds.pointer})
			}
		}
	}
	if len(named) == 0 {
		return
	}
	slices.SortFunc(named, func(a, b lexicon.Hit) int { return a.Lo - b.Lo })
	types := make([]lexicon.Hit, 0, len(s.types)+len(named))
	k, end := 0, 0 // the next of the types; where the last name ends
	for _, h := range named {
		if h.Lo < end {
			continue
		}
		for ; k < len(s.types) && s.types[k].Lo < h.Hi; k++ {
			if s.types[k].Hi <= h.Lo && s.types[k].Lo >= end {
				types = append(types, s.types[k])
			}
		}
		types = append(types, h)
		end = h.Hi
	}
	for ; k < len(s.types); k++ {
		if s.types[k].Lo >= end {
			types = append(types, s.types[k])
		}
	}
	s.types = types
}

// coinedFor is what a name stands for; nil if it is none.
func (r *sentenceReader) coinedFor(name string) *coinage {
	for i := range r.coined {
		if r.coined[i].name == name {
			return &r.coined[i]
		}
	}
	return nil
}
