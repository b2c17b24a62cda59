package page

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// findPublisher gives the name, or empty if it is not told.
func (r *Page) findPublisher() string {
	first := r.firstKept()
	for i := first; i < len(r.Doc.Blocks) && i <= first+80; i++ {
		if name := r.Words.BesideWe(Clip(r.Doc.Blocks[i].Text, 4000)); name != "" && !r.isPlace(name) {
			return name
		}
	}
	if name := r.Words.TitleName(r.Info.Title, true); name != "" && !r.isPlace(name) {
		return name
	}
	for i := first; i < len(r.Doc.Blocks) && i < first+12; i++ {
		if name := r.Words.TitleName(r.Doc.Blocks[i].Text, false); name != "" && !r.isPlace(name) {
			return name
		}
	}
	return r.ownName()
}

// isPlace reports a name that ends in a country's or a region's, as an address does.
func (r *Page) isPlace(name string) bool {
	name = strings.TrimSpace(name[strings.LastIndexByte(name, ',')+1:])
	ws := prose.AppendWords(nil, name)
	for _, h := range r.Tables.Places.Find(nil, ws, name) {
		if h.Lo == 0 && h.Hi == len(ws) {
			return true
		}
	}
	return false
}

// "... was created by Jo Doe (hereby referred to as "Service Provider", "we" or "us")".
var calledSelf = word.Lazily(`(?i:created|developed|operated|owned|provided|offered|run|made|published|maintained) by [^.;()]{2,80}\((?i:hereby|hereinafter|hereafter|herein|henceforth)?[^()"“”]{0,30}["“]([A-Z][A-Za-z ]{2,30})["”](?:,? ?(?:(?:and|or) )?["“][^"“”]{1,20}["”]){0,5}\)`)

// selves finds what the publisher calls itself in the third person, where that is
// a word for others elsewhere.
func (r *Page) selves() {
	const near = 20 // blocks in which a policy introduces its parties
	first := r.firstKept()
	for i := first; i < len(r.Doc.Blocks) && i < first+near; i++ {
		text := Clip(r.Doc.Blocks[i].Text, 2000)
		if !strings.ContainsAny(text, `"“`) { // the pattern needs one
			continue
		}
		if m := calledSelf().FindStringSubmatch(text); m != nil {
			r.Self = m[1]
			return
		}
	}
}
