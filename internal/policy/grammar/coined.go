package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Names that a policy coins for data: `your device ID and your contacts (the "Other Data")`,
// `"Monitoring Data" means`. What is said of the name is said of what it was coined for, as of
// "this information". The common names ("Personal Information") are none: policies define them
// widely and use them for whatever they have (define.go carries their denials).

const maxMeaning = 3 // words that say that a name is explained

// Coinage is a name and the types of data it stands for, with the words for each.
type Coinage struct {
	Name  string
	Types []int
	Terms []string
}

// Add notes what of ws stands in text[lo:hi] and has a practice.
func (c *Coinage) Add(r *Reader, text string, ws []prose.Word, types []lexicon.Hit, lo, hi int) {
	for _, h := range types {
		from, to := ws[h.Lo].Start, ws[h.Hi-1].End
		if from < lo || to > hi || len(r.Tables.Ontology[h.Entry].Says) == 0 || h.Entry == r.Kinds.Aimed {
			continue
		}
		if n := len(c.Types); len(AppendType(c.Types, h.Entry)) > n {
			c.Types, c.Terms = append(c.Types, h.Entry), append(c.Terms, text[from:to])
		}
	}
}

// Coins reports a name for data: "Monitoring Data", "App Identifiers", not "Services" nor
// "Personal Information".
func (r *Reader) Coins(name string) bool {
	ws := prose.AppendWords(nil, name)
	if len(ws) < 2 {
		return false
	}
	for i := range ws {
		if !ws[i].Upper && r.Words.Of(&ws[i])&(word.Preposition|word.ListJoint) == 0 {
			return false
		}
	}
	last := &ws[len(ws)-1]
	if r.Words.Of(last)&word.Detail == 0 && last.Norm != "identifier" {
		return false
	}
	return !slices.ContainsFunc(r.Tables.Types.Find(nil, ws, name), func(h lexicon.Hit) bool {
		t := &r.Tables.Ontology[h.Entry]
		return t.Named || t.Group != (len(t.Says) > 0) // not "Device Identifier", which says enough; "Location Data" may be more than that
	})
}

// Means reports words that define what stands before them: "means", "may include".
func (r *Reader) Means(text string, ws []prose.Word) bool {
	if len(ws) > 0 && r.Words.Of(&ws[0])&word.Modal != 0 {
		ws = ws[1:]
	}
	ws = ws[:min(len(ws), maxMeaning)]
	hits := r.Tables.Verbs.Find(nil, ws, text)
	return len(hits) > 0 && hits[0].Lo == 0 && r.Verb(hits[0]) == word.Include
}

// byName puts a pointer in the place of each coined name.
func (s *Sentence) byName() {
	var named []lexicon.Hit
	for _, c := range s.Coined {
		i := 0
		for lo := s.Lo; ; {
			k := strings.Index(s.Text[lo:s.Hi], c.Name)
			if k < 0 {
				break
			}
			at := lo + k
			lo = at + len(c.Name)
			for i < len(s.Ws) && s.Ws[i].Start < at {
				i++
			}
			n := i
			for n < len(s.Ws) && s.Ws[n].End <= lo {
				n++
			}
			if n > i && s.Ws[i].Start == at && s.Ws[n-1].End == lo && !strings.ContainsAny(s.Text[lo:min(lo+3, len(s.Text))], "\"”") && !s.Means(s.Text, s.Ws[n:]) {
				named = append(named, lexicon.Hit{Lo: i, Hi: n, Entry: s.Kinds.Pointer})
			}
		}
	}
	if len(named) == 0 {
		return
	}
	slices.SortFunc(named, func(a, b lexicon.Hit) int { return a.Lo - b.Lo })
	types := make([]lexicon.Hit, 0, len(s.Types)+len(named))
	k, end := 0, 0 // the next of the types; where the last name ends
	for _, h := range named {
		if h.Lo < end {
			continue
		}
		for ; k < len(s.Types) && s.Types[k].Lo < h.Hi; k++ {
			if s.Types[k].Hi <= h.Lo && s.Types[k].Lo >= end {
				types = append(types, s.Types[k])
			}
		}
		types = append(types, h)
		end = h.Hi
	}
	for ; k < len(s.Types); k++ {
		if s.Types[k].Lo >= end {
			types = append(types, s.Types[k])
		}
	}
	s.Types = types
}

const MaxNamed = 16 // data types of one sentence that a later one points at

// AppendType adds a data type to those named, once each and no more than MaxNamed.
func AppendType(list []int, t int) []int {
	if len(list) < MaxNamed && !slices.Contains(list, t) {
		list = append(list, t)
	}
	return list
}
