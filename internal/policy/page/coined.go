package page

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// findCoined looks for the names before anything is read: a policy uses some before it says
// what they mean.
func (r *Page) findCoined() {
	for i := range r.Doc.Blocks {
		b := &r.Doc.Blocks[i]
		if len(r.Coined) == maxCoined || !prose.HasQuote(b.Text) || !r.read(i) || r.IsForeign(i) {
			continue
		}
		text := Clip(b.Text, mostCoins)
		for _, at := range prose.Sentences(text) {
			r.coinsIn(i, text[at.Start:at.End])
		}
	}
}

// coinsIn notes what one sentence of block i coins.
func (r *Page) coinsIn(i int, text string) {
	if !prose.HasQuote(text) {
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
		if !r.Coins(name) {
			continue
		}
		if ws == nil {
			ws = prose.AppendWords(nil, text)
			types = r.Tables.Types.Find(nil, ws, text)
		}
		c := grammar.Coinage{Name: name}
		if bracket := strings.LastIndexByte(text[:open], '('); bracket >= 0 && !strings.Contains(text[bracket:open], ")") {
			c.Add(&r.Reader, text, ws, types, strings.LastIndexByte(text[:bracket], ';')+1, bracket)
		} else if k := slices.IndexFunc(ws, func(w prose.Word) bool { return w.Start >= from }); k >= 0 && r.Means(text, ws[k:]) {
			c.Add(&r.Reader, text, ws, types, from, len(text))
			if strings.HasSuffix(text, ":") {
				r.addBelow(&c, i)
			}
		}
		if len(c.Types) > 0 && !slices.ContainsFunc(r.Coined, func(o grammar.Coinage) bool { return o.Name == name }) {
			r.Coined = append(r.Coined, c)
		}
	}
}

func quoteAt(text string, i int) string {
	if text[i] == '"' {
		return text[i : i+1]
	}
	return text[i : i+len("“")]
}

// addBelow adds what stands in the list that block i introduces.
func (r *Page) addBelow(c *grammar.Coinage, i int) {
	for k := i + 1; k < len(r.Doc.Blocks) && r.Doc.Blocks[k].Kind == document.Item && r.Doc.Blocks[k].Lead == i; k++ {
		text := r.Doc.Blocks[k].Text
		ws := prose.AppendWords(nil, text)
		c.Add(&r.Reader, text, ws, r.Tables.Types.Find(nil, ws, text), 0, len(text))
	}
}

const (
	maxCoined = 24   // names of one document
	maxCoin   = 48   // bytes of one
	mostCoins = 4000 // bytes of a block that are searched for one
)
