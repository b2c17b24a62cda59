package page

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// gate decides whether the document can be read as a privacy policy. If not it
// says why in an Unknown that touches all practices.
func (r *Page) gate() bool {
	words := 0
	for _, b := range r.Doc.Blocks {
		words += strings.Count(b.Text, " ") + 1
		if words > fewWords {
			break
		}
	}
	if words <= fewWords {
		if r.Doc.Scripted {
			r.Unknown("unreadable", 0, "The page holds scripts and hardly any text: save it from a browser after it has loaded, or print it to PDF.")
		} else if r.Doc.Format == document.PDF {
			r.Unknown("unreadable", 0, "The PDF holds hardly any text: if its pages are images, run text recognition first.")
		} else {
			r.Unknown("not-a-policy", 0, "The document holds hardly any text: give the privacy policy itself.")
		}
		return false
	}
	own := r.findParts()
	r.findForeign(beside)
	lang := r.language()
	if lang != "en" && lang != "" && r.foreign == nil {
		if r.findForeign(hidden); r.foreign != nil {
			lang = r.language()
		}
	}
	r.Info.Language = lang
	if lang != "en" && lang != "" {
		r.Unknown("language", 0, "The document is in "+languageName(lang)+"; avow reads English: give the English version, if there is one.")
		return false
	}
	if !own && !r.isPolicy() {
		r.Unknown("not-a-policy", 0, "The document does not read like a privacy policy: it hardly speaks of collecting or sharing personal data. Give the policy's own page or file.")
		return false
	}
	return true
}

// language is that of what is read.
func (r *Page) language() string {
	return prose.Language(func(yield func(string) bool) {
		for i, b := range r.Doc.Blocks {
			if r.read(i) && !yield(b.Text) {
				return
			}
		}
	})
}

const (
	enoughText = 60_000 // bytes by which a document is judged
	shortText  = 2_500  // bytes
	selfText   = 8_000  // bytes within which a policy speaks of itself
	manyDeeds  = 10     // phrases of a policy that no list of links holds
)

const fewWords = 20 // fewer words than one sentence of a policy with its heading

// isPolicy weighs what only privacy policies say against the length, and asks
// which kind of page the title announces.
func (r *Page) isPolicy() bool {
	title := strings.ToLower(r.Doc.Title)
	for i := 0; i < len(r.Doc.Blocks) && i < 6; i++ {
		if len(r.Doc.Blocks[i].Text) <= 200 {
			title += "\n" + strings.ToLower(r.Doc.Blocks[i].Text)
		}
	}
	v := r.votesOf(0, len(r.Doc.Blocks))
	if r.phrases.otherDocument(strings.ToLower(r.Doc.Title)) && (v.deeds < 3 || v.deeds <= v.terms || v.deeds*1500 < v.size) {
		return false // whatever it says of "this policy"
	}
	return v.policy(title)
}

// otherDocument tells the title of another document than a policy.
func (p *pageWords) otherDocument(title string) bool {
	return !holdsAny(title, p.policyWords) && holdsAny(title, p.otherTitles)
}

func (r *Page) votesOf(lo, hi int) policyVotes {
	v := policyVotes{pages: r.phrases}
	for i := lo; i < hi && v.size < enoughText; i++ {
		if r.IsForeign(i) {
			continue
		}
		b := &r.Doc.Blocks[i]
		for _, l := range b.Links {
			v.linked += max(min(l.End, enoughText-v.size)-l.Start, 0)
		}
		v.add(strings.ToLower(Clip(b.Text, enoughText-v.size)))
	}
	return v
}

// policyVotes counts phrases of a policy and of pages that are taken for one.
type policyVotes struct {
	pages                          *pageWords
	size, linked                   int // bytes of text, and of it in links
	deeds, subject, cookies, terms int
	verbs                          int  // of what is done with data, in no phrase
	named                          bool // speaks of itself as "this privacy policy"
}

func (v *policyVotes) add(low string) {
	if head := Clip(low, selfText-v.size); head != "" {
		v.named = v.named || holdsAny(head, v.pages.thisOne)
	}
	v.size += len(low)
	for _, at := range prose.Sentences(low) {
		s := low[at.Start:at.End]
		var n [phraseKinds]int
		v.pages.counts.count(s, n[:])
		if !v.pages.pointsElsewhere(s) {
			v.deeds += n[deedPhrases]
			v.verbs += n[deedStems]
		}
		v.subject += n[subjects]
		v.terms += n[termPhrases]
		v.cookies += n[cookieWords]
	}
}

// The sets of phrases that are counted.
const (
	deedPhrases = iota
	deedStems
	subjects
	termPhrases
	cookieWords
	phraseKinds
)

// pointsElsewhere reports that a sentence says where something can be read
// rather than what is done: "How do we use your data?", "Learn what we collect".
func (p *pageWords) pointsElsewhere(s string) bool {
	if s[len(s)-1] == '?' {
		return true
	}
	if len(s) > 150 {
		return false // it goes on to say it
	}
	first, _, _ := strings.Cut(s, " ")
	return slices.Contains(p.leadsOn, first)
}

func (v *policyVotes) policy(title string) bool {
	named := v.named || v.pages.selfNamed(title)
	other := holdsAny(title, v.pages.otherHints)
	switch {
	case v.linked*2 > v.size && v.deeds < manyDeeds: // a page of links
		return false
	case other && v.deeds*3 < v.terms+v.cookies:
		return false
	case v.deeds == 0:
		return v.ownWords(title)
	case v.cookies > 3*(v.deeds+v.subject):
		return false
	case named:
		return v.deeds+v.subject >= 2 && v.terms <= 6*(v.deeds+v.subject)
	case v.terms > 4*v.deeds && v.terms > v.subject:
		return false
	}
	if v.deeds >= manyDeeds && v.deeds*2000 >= v.size && v.terms*4 <= v.deeds && v.subject*2500 >= v.size {
		return true // a guide that says again and again what is done
	}
	// A page that does not call itself a policy must speak of personal data
	// at least as densely as the sparsest policies do.
	return v.deeds >= 2 && v.subject >= 1 && v.deeds*5000 >= v.size && v.subject*1500 >= v.size
}

// ownWords weighs a text without any of the phrases: "My app does not knowingly
// collect". Its title must name it a policy, or it must speak of data throughout.
func (v *policyVotes) ownWords(title string) bool {
	if v.pages.otherDocument(title) || v.subject < 2 || v.verbs < 2 {
		return false
	}
	if v.pages.selfNamed(title) && v.terms <= v.verbs && v.cookies <= v.subject+v.verbs {
		return true
	}
	untitled := v.size <= shortText && v.terms+v.cookies == 0 && v.subject*220 >= v.size // of data from first to last
	return (v.named || untitled) && v.subject >= 4 && v.subject*700 >= v.size && v.terms < v.verbs && v.cookies < v.subject
}

// selfNamed tells the title of a policy. A page that only points to "our privacy
// policy" does not say "this".
func (p *pageWords) selfNamed(title string) bool {
	if holdsAny(title, p.selfNames) {
		return true
	}
	for line := range strings.Lines(title) { // "privacy & content policy", "privacy and legal notice"
		if len(line) > maxSelfName {
			continue
		}
		for _, word := range p.policyWords {
			if k := strings.Index(line, word); k >= 0 && holdsAny(line[k:], p.policyKinds) {
				return true
			}
		}
	}
	return false
}

const maxSelfName = 60 // bytes
