package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// The publisher's name where no bracket gives it and no title holds it: of all names in the
// text the one that acts most often ("Acme collects", "Acme's"), where a place says what only
// a publisher's name does ("At Acme, we", "Welcome to Acme", privacy@acme.com) or no other
// comes near it.

// candidate is a name and what speaks for it.
type candidate struct {
	name  string
	times int
	deeds int // places where it acts or has something
	own   int // places that say it is the publisher's
}

func (c *candidate) score() int { return 3*c.deeds + c.times + 4*c.own }

const (
	mostNamed   = 200_000 // bytes of text that are searched for names
	fewestNamed = 6       // score of a name that stands for somebody
	fewestDeeds = 3       // of a name that no place says is the publisher's
	mostWords   = 3       // of a name
)

// ownName finds it, or nothing.
func (r *reader) ownName() string {
	names := map[string]*candidate{}
	small := map[string]int{} // words written small
	mail := map[string]bool{} // names of domains that mail goes to
	size := 0
	var ws []prose.Word
	for i := r.firstKept(); i < len(r.doc.Blocks) && size < mostNamed; i++ {
		b := &r.doc.Blocks[i]
		if !r.read(i) {
			continue
		}
		size += len(b.Text)
		ws = prose.AppendWords(ws[:0], b.Text)
		r.seeNames(b, ws, names, small, mail)
	}
	var best, next *candidate
	for _, c := range names {
		if mail[letters(c.name)] {
			c.own++
		}
		if c.score() < fewestNamed || r.nobodysName(c, small) {
			continue
		}
		switch {
		case best == nil || c.before(best):
			if best != nil && !strings.HasPrefix(best.name, c.name) {
				next = best
			}
			best = c
		case (next == nil || c.before(next)) && !strings.HasPrefix(c.name, best.name):
			next = c
		}
	}
	if best == nil {
		return ""
	}
	if best.own == 0 && (best.deeds < fewestDeeds || next != nil && 2*best.score() < 3*next.score()) {
		return ""
	}
	return best.name
}

// before orders candidates: those that some place says are the publisher's come first.
func (c *candidate) before(o *candidate) bool {
	switch {
	case (c.own > 0) != (o.own > 0):
		return c.own > 0
	case c.score() != o.score():
		return c.score() > o.score()
	}
	return c.name < o.name
}

// seeNames counts the names of one block.
func (r *reader) seeNames(b *document.Block, ws []prose.Word, names map[string]*candidate, small map[string]int, mail map[string]bool) {
	capitals := 0
	for i := range ws {
		w := &ws[i]
		if w.Upper {
			capitals++
		} else {
			small[w.Low]++
		}
		if at := strings.IndexByte(w.Low, '@'); at > 0 {
			host := strings.Split(w.Low[at+1:], ".")
			for _, label := range host[:len(host)-1] {
				mail[letters(label)] = true
			}
		}
	}
	if b.Kind == document.Heading || capitals*2 > len(ws) && len(ws) > 4 {
		return // every word is written large there
	}
	for i := 0; i < len(ws); {
		lo := i
		if !ws[i].Upper || r.words.of(&ws[i]) != 0 {
			i++
			continue
		}
		for i++; i < len(ws) && i < lo+mostWords && ws[i].Upper && ws[i].Before == ' ' && !possessive(ws[i-1].Low); i++ {
		}
		r.seeName(b.Text, ws, lo, i, names)
	}
}

// seeName counts one place of the name that is words [lo, hi).
func (r *reader) seeName(text string, ws []prose.Word, lo, hi int, names map[string]*candidate) {
	name := text[ws[lo].Start:ws[hi-1].End]
	owns := possessive(ws[hi-1].Low)
	if owns {
		name = name[:strings.LastIndexAny(name, "'’")]
		name = strings.TrimSuffix(name, "\xe2\x80")
	}
	c := names[name]
	if c == nil {
		c = &candidate{name: name}
		names[name] = c
	}
	c.times++
	after := func(k int) wordSet {
		if hi+k < len(ws) {
			return r.words.of(&ws[hi+k])
		}
		return 0
	}
	before := func(k int) string {
		if lo-k >= 0 {
			return ws[lo-k].Low
		}
		return ""
	}
	switch {
	case owns, after(0)&(modal|beWord|doWord) != 0, r.actsAt(ws, hi):
		c.deeds++
	}
	joins := hi < len(ws) && ws[hi].Before == ',' && after(0)&weWord != 0 // "At Acme, we", "We at Acme"
	switch {
	case before(1) == "at" && (joins || before(2) == "we" || before(2) == "us"), before(1) == "to" && before(2) == "welcome":
		c.own++
	case hi < len(ws) && (r.words.classesOf(&ws[hi]).sense&devoted != 0 || after(0)&beWord != 0 && hi+1 < len(ws) && r.words.classesOf(&ws[hi+1]).sense&devoted != 0):
		c.own++
	case before(1) == "by" && r.runs(ws, lo-2):
		c.own++
	}
}

// actsAt reports a verb of the third person that is known: "Acme | collects".
func (r *reader) actsAt(ws []prose.Word, i int) bool {
	if i >= len(ws) || ws[i].Before != ' ' || !strings.HasSuffix(ws[i].Low, "s") || strings.HasSuffix(ws[i].Low, "ss") {
		return false
	}
	ids := r.t.Number(nil, ws[i:min(len(ws), i+3)])
	hits := r.t.Verbs.FindNumbered(nil, ws[i:min(len(ws), i+3)], ids, "")
	return len(hits) > 0 && hits[0].Lo == 0
}

// runs: "operated | by Acme".
func (r *reader) runs(ws []prose.Word, i int) bool {
	return i >= 0 && r.words.classesOf(&ws[i]).sense&running != 0
}

// nobodysName reports a word that is no name, or that of somebody else.
func (r *reader) nobodysName(c *candidate, small map[string]int) bool {
	ws := prose.AppendWords(nil, c.name)
	common := 0
	for i := range ws {
		if small[ws[i].Low]*2 > c.times {
			common++
		}
		k := r.words.classesOf(&ws[i])
		if k.sense&famous != 0 && c.own == 0 && !hasName(r.res.Document.Title, c.name) {
			return true
		}
	}
	if common == len(ws) || r.isPlace(c.name) || r.words.nameless(c.name) {
		return true
	}
	for _, h := range r.t.Parties.Find(nil, ws, c.name) {
		if h.Lo == 0 && h.Hi == len(ws) && r.kinds.party[h.Entry].isThird() && !hasName(r.res.Document.Title, c.name) {
			return true
		}
	}
	return len(r.t.Types.Find(nil, ws, c.name)) > 0
}

func possessive(low string) bool {
	return strings.HasSuffix(low, "'s") || strings.HasSuffix(low, "’s")
}

// letters are those of a name, small, as domains write it.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, name)
}
