package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// The publisher's name where no bracket gives it and no title holds it: of all names in the
// text the one that acts most often ("Acme collects", "Acme's"), where a place says what only
// a publisher's name does ("At Acme, we", "Welcome to Acme", privacy@acme.com) or no other
// comes near it.

// nameCount is what a text shows of names.
type nameCount struct {
	names map[string]*candidate
	small map[string]int  // words written small
	mail  map[string]bool // names of domains that mail goes to
}

// candidate is a name and what speaks for it.
type candidate struct {
	name   string
	times  int
	deeds  int  // places where it acts or has something
	own    int  // places that say it is the publisher's
	parts  int  // such places of a longer name
	mailed bool // one of these places is an address of mail, which a partner's may be too
	leader bool // it stands more often than any other by far
}

func (c *candidate) score() int { return 3*c.deeds + c.times + 5*c.own }

const (
	mostNamed   = 200_000 // bytes of text that are searched for names
	fewestNamed = 6       // score of a name that stands for somebody
	fewestDeeds = 3       // of a name that no place says is the publisher's
	mostlyNamed = 20      // times that a name stands that leads
	mostWords   = 3       // of a name
)

// ownName finds it, or nothing.
func (r *Page) ownName() string {
	seen := nameCount{map[string]*candidate{}, map[string]int{}, map[string]bool{}}
	size := 0
	var ws []prose.Word
	for i := r.firstKept(); i < len(r.Doc.Blocks) && size < mostNamed; i++ {
		b := &r.Doc.Blocks[i]
		if !r.read(i) {
			continue
		}
		size += len(b.Text)
		ws = prose.AppendWords(ws[:0], b.Text)
		r.seeNames(&seen, b, ws)
	}
	var all []*candidate
	for _, c := range seen.names {
		if c.mailed = seen.mail[letters(c.name)]; c.mailed {
			c.own++
		}
		all = append(all, c)
	}
	for _, c := range all {
		if k := strings.LastIndexByte(c.name, ' '); k > 0 && c.own > 0 { // "Welcome to Acme Services"
			if o := seen.names[c.name[:k]]; o != nil && o.times > c.times {
				o.parts++
			}
		}
	}
	for _, c := range all {
		c.own += c.parts
	}
	slices.SortFunc(all, func(a, b *candidate) int { return a.compare(b) })
	all = slices.DeleteFunc(all, func(c *candidate) bool { return r.commonWord(c, seen.small) })
	if k := slices.IndexFunc(all, func(c *candidate) bool { return c.leads(all) && !r.anybody(c.name) }); k >= 0 { // a company that others speak of too, in its own policy
		all[k].leader = true
		all[k].own++
	}
	all = slices.DeleteFunc(all, func(c *candidate) bool { return c.score() < fewestNamed || r.nobodysName(c) })
	if len(all) == 0 {
		return ""
	}
	slices.SortFunc(all, func(a, b *candidate) int { return a.compare(b) })
	best := all[0]
	other := slices.IndexFunc(all, func(c *candidate) bool {
		return !strings.HasPrefix(c.name, best.name) && !strings.HasPrefix(best.name, c.name)
	})
	if best.own == 0 && (best.deeds < fewestDeeds || other > 0 && 2*best.score() < 3*all[other].score()) {
		return ""
	}
	return best.name
}

// leads reports a name that acts and stands so often that no other comes near it, where no place
// says whose the document is.
func (c *candidate) leads(all []*candidate) bool {
	if c.times < mostlyNamed || c.deeds < fewestDeeds || slices.ContainsFunc(all, func(o *candidate) bool { return o.own > 0 && !(o.mailed && o.own == 1 && 5*o.times < c.times) }) {
		return false
	}
	return !slices.ContainsFunc(all, func(o *candidate) bool {
		return 3*o.times > c.times && !strings.HasPrefix(o.name, c.name) && !strings.HasPrefix(c.name, o.name)
	})
}

// anybody reports a name that ends in a noun for others: "Affiliated Partner".
func (r *Page) anybody(name string) bool {
	ws := prose.AppendWords(nil, name)
	c := r.Words.ClassesOf(&ws[len(ws)-1])
	return c.Sense.Has(word.OtherNoun)
}

// compare orders candidates: those that some place says are the publisher's come first.
func (c *candidate) compare(o *candidate) int {
	if (c.own > 0) != (o.own > 0) {
		return cmp.Compare(min(o.own, 1), min(c.own, 1))
	}
	return cmp.Or(cmp.Compare(o.score(), c.score()), strings.Compare(c.name, o.name))
}

// seeNames counts the names of one block.
func (r *Page) seeNames(seen *nameCount, b *document.Block, ws []prose.Word) {
	capitals := 0
	for i := range ws {
		w := &ws[i]
		if large(b.Text, w) {
			capitals++
		} else {
			seen.small[w.Low]++
		}
		if at := strings.IndexByte(w.Low, '@'); at > 0 {
			host := strings.Split(w.Low[at+1:], ".")
			for _, label := range host[:len(host)-1] {
				seen.mail[letters(label)] = true
			}
		}
	}
	if b.Kind == document.Heading || capitals*2 > len(ws) && len(ws) > 4 {
		return // every word is written large there
	}
	for i := 0; i < len(ws); {
		lo := i
		if !large(b.Text, &ws[i]) || r.Words.Of(&ws[i]) != 0 {
			i++
			continue
		}
		for i++; i < len(ws) && i < lo+mostWords && large(b.Text, &ws[i]) && ws[i].Before == ' ' && !grammar.Possessive(ws[i-1].Low); i++ {
		}
		r.seeName(seen, b.Text, ws, lo, i)
	}
}

// large reports a word that is written large, "14Gamez" and "9GAG" as well.
func large(text string, w *prose.Word) bool {
	s := text[w.Start:w.End]
	if w.Upper || s[0] < '0' || s[0] > '9' {
		return w.Upper
	}
	s = strings.TrimLeft(s, "0123456789")
	return len(s) > 2 && strings.ToLower(s) != s
}

// seeName counts one place of the name that is words [lo, hi).
func (r *Page) seeName(seen *nameCount, text string, ws []prose.Word, lo, hi int) {
	name := text[ws[lo].Start:ws[hi-1].End]
	owns := grammar.Possessive(ws[hi-1].Low)
	if owns {
		name = name[:strings.LastIndexAny(name, "'’‘")]
	}
	c := seen.names[name]
	if c == nil {
		c = &candidate{name: name}
		seen.names[name] = c
	}
	c.times++
	if owns || r.ActsAt(text, ws, hi) {
		c.deeds++
	}
	if r.isOwnAt(ws, lo, hi) {
		c.own++
	}
}

// isOwnAt reports a place that says what only the publisher's name does.
func (r *Page) isOwnAt(ws []prose.Word, lo, hi int) bool {
	before := func(k int) string {
		if lo < k {
			return ""
		}
		return ws[lo-k].Low
	}
	after := func(k int) word.Classes {
		if hi+k >= len(ws) {
			return word.Classes{}
		}
		return r.Words.ClassesOf(&ws[hi+k])
	}
	switch before(1) {
	case "at": // "At Acme, we", "We at Acme"
		return before(2) == "we" || before(2) == "us" || after(0).Set&word.We != 0 && ws[hi].Before == ','
	case "we": // "We, | Acme GmbH, take"
		return ws[lo].Before == ',' && (hi == len(ws) || ws[hi].Before == ',')
	case "to":
		return before(2) == "welcome"
	case "by":
		return r.runs(ws, lo-2)
	}
	return after(0).Name&word.Devoted != 0 || after(0).Set&word.Be != 0 && after(1).Name&word.Devoted != 0 // "Acme is committed"
}

// runs: "operated | by Acme".
func (r *Page) runs(ws []prose.Word, i int) bool {
	return i >= 0 && r.Words.ClassesOf(&ws[i]).Name&word.Running != 0
}

// commonWord reports a word that is no name: one written small as well, one for people.
func (r *Page) commonWord(c *candidate, small map[string]int) bool {
	ws := prose.AppendWords(nil, c.name)
	common := 0
	for i := range ws {
		if small[ws[i].Low]*2 > c.times {
			common++
		}
	}
	if common == len(ws) {
		return true
	}
	for _, h := range r.Tables.Parties.Find(nil, ws, c.name) {
		if h.Lo == 0 && h.Hi == len(ws) && r.Party(h) == word.User {
			return true
		}
	}
	return false
}

// nobodysName reports the name of no company, or that of somebody else.
func (r *Page) nobodysName(c *candidate) bool {
	ws := prose.AppendWords(nil, c.name)
	for i := range ws {
		if r.Words.ClassesOf(&ws[i]).Name&word.Famous != 0 && c.own == 0 && !grammar.HasName(r.Info.Title, c.name) {
			return true
		}
	}
	if r.isPlace(c.name) || r.Words.Nameless(c.name) || c.own == 0 && r.anybody(c.name) {
		return true
	}
	for _, h := range r.Tables.Parties.Find(nil, ws, c.name) {
		if h.Lo == 0 && h.Hi == len(ws) && !c.leader && r.Party(h).IsThird() && !grammar.HasName(r.Info.Title, c.name) {
			return true
		}
	}
	return len(r.Tables.Types.Find(nil, ws, c.name)) > 0
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
