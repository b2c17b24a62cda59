package page

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// pageWords is by what words a page is told for a policy, its titles for titles, and
// its parts apart (lexicon pages.txt).
type pageWords struct {
	deeds, deedStems, subjects, terms   []string // weighed by the gate
	thisOne, selfNames, policyWords     []string
	policyKinds                         []string
	otherTitles, otherHints             []string
	leadsOn                             []string
	titleEnds, transferTitles, rowHeads []string
	addressed                           []string
	aboutTitle, ofNobody, surfaces      []string
	glossaries                          []string
	awayLines, appliesHere              []string // of lines that say for whom a part is written
	joints, otherDocuments              []string
	articles, youngNames, parents       []string
	documents                           []documentName
	counts                              *phraseSets // of what the gate weighs
	names                               *phraseSets // of the documents
}

// documentName is what documents of a kind are called.
type documentName struct {
	name string
	kind partKind
}

var partKinds = map[string]partKind{"privacy": privacyPart, "cookie": cookiePart, "terms": termsPart, "other": otherPart}

// lists are the fields of the classes of the table.
func (p *pageWords) lists() map[string]*[]string {
	return map[string]*[]string{
		"deed": &p.deeds, "deed-stem": &p.deedStems, "subject": &p.subjects, "term": &p.terms,
		"this-one": &p.thisOne, "self-name": &p.selfNames, "policy-word": &p.policyWords, "policy-kind": &p.policyKinds, "other-title": &p.otherTitles, "other-hint": &p.otherHints,
		"leads-on": &p.leadsOn, "title-end": &p.titleEnds, "transfer-heading": &p.transferTitles, "row-head": &p.rowHeads,
		"addressed": &p.addressed, "about-title": &p.aboutTitle, "of-nobody": &p.ofNobody, "surface": &p.surfaces,
		"glossary":    &p.glossaries,
		"points-away": &p.awayLines, "applies-here": &p.appliesHere, "title-joint": &p.joints, "other-document": &p.otherDocuments,
		"article-word": &p.articles, "young-name": &p.youngNames, "of-parents": &p.parents,
	}
}

// englishPages is made once, as english is.
var englishPages = sync.OnceValues(func() (*pageWords, error) {
	l, err := grammar.English()
	if err != nil {
		return nil, err
	}
	return pagesOf(l.Tables.Pages)
})

func pagesOf(t *lexicon.Table) (*pageWords, error) {
	p := &pageWords{}
	lists := p.lists()
	for _, e := range t.Entries {
		kind, isDocument := partKinds[e.Name]
		list := lists[e.Name]
		if isDocument = isDocument && e.Kind == "document"; !isDocument && (list == nil || e.Kind != "phrases") {
			return nil, fmt.Errorf("%s:%d: no rule knows %s of the class %q", t.File, e.Line, e.Kind, e.Name)
		}
		for _, prop := range e.Props {
			for _, s := range strings.Split(prop.Value, " | ") {
				s = strings.ReplaceAll(s, "_", " ")
				if isDocument {
					p.documents = append(p.documents, documentName{s, kind})
				} else {
					*list = append(*list, s)
				}
			}
		}
	}
	for name, list := range lists {
		if len(*list) == 0 {
			return nil, fmt.Errorf("%s: no phrases of the class %q", t.File, name)
		}
	}
	names := make([]string, len(p.documents))
	for i, n := range p.documents {
		names[i] = n.name
	}
	p.names = newPhraseSets(names)
	p.counts = newPhraseSets(p.deeds, p.deedStems, p.subjects, p.terms, []string{"cookie"})
	return p, nil
}

// holdsAny reports that text holds one of the phrases.
func holdsAny(text string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, p) })
}
