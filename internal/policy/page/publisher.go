package page

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
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
	if name := r.ownName(); name != "" {
		return name
	}
	return r.takesNothing()
}

// takesNothing is the name of which one of the first paragraphs says that it does not collect, where nothing else
// tells whose the document is: "Acme Clock does not collect any data".
func (r *Page) takesNothing() string {
	const first = 4 // paragraphs
	for i, seen := r.firstKept(), 0; i < len(r.Doc.Blocks) && seen < first; i++ {
		b := &r.Doc.Blocks[i]
		if b.Kind != document.Paragraph || !r.read(i) {
			continue
		}
		seen++
		ws := prose.AppendWords(nil, Clip(b.Text, maxFirst))
		hi := 0
		for hi < len(ws) && hi <= mostWords && large(b.Text, &ws[hi]) && (hi == 0 || ws[hi].Before == ' ') {
			hi++
		}
		if hi == 0 || hi > mostWords || hi+2 >= len(ws) || ws[hi].Low != "does" || ws[hi+1].Low != "not" {
			continue
		}
		c := r.Words.ClassesOf(&ws[hi+2])
		name := b.Text[:ws[hi-1].End]
		if c.Sense.Has(word.Taking) && ws[0].Start == 0 && !r.nobodysName(&candidate{name: name, own: 1}) {
			return name
		}
	}
	return ""
}

const maxFirst = 400 // bytes of a paragraph, where it begins

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
		if !prose.HasQuote(text) { // the pattern needs one
			continue
		}
		if m := calledSelf().FindStringSubmatch(text); m != nil {
			r.Self = m[1]
			return
		}
	}
}

// callings are the publisher's name, and the same without its legal form, without ".com", and as
// a text writes it whose title is all in capitals.
func (r *Page) callings() []string {
	name := r.Publisher
	if name == "" || r.isPlace(name) {
		return nil
	}
	names := []string{name}
	for {
		k := strings.LastIndexByte(name, ' ')
		if k < 0 || !r.Words.All(name[k+1:], word.LegalForm) {
			break
		}
		name = strings.TrimRight(name[:k], ",")
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, " Group"), ".com")
	if name != names[0] {
		names = append(names, name)
	}
	if low := strings.ToLower(name[1:]); len(name) > maxInitials && strings.ToUpper(name) == name && low != name[1:] && !strings.Contains(name, " ") {
		names = append(names, name[:1]+low) // "WAZE"
	}
	return names
}

const maxInitials = 3 // letters of a name that is written in capitals everywhere: "IBM"

// Entry reports a line that is one link: of a table of contents or a menu.
func Entry(b *document.Block) bool {
	return len(b.Links) == 1 && b.Links[0].End-b.Links[0].Start == len(b.Text)
}
