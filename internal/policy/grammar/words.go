package grammar

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// wordSet is a set of classes of small words (lexicon words.txt), one bit each.
type wordSet uint64

const (
	WeWord wordSet = 1 << iota
	YouWord
	TheyWord
	ItWord
	relativeWord
	Negating
	Modal
	DoWord
	BeWord
	Contrast
	Supposing
	joining
	saying
	facing
	Preposition
	Toward
	Away
	region
	Dweller
	livesWord
	heldWord
	Seated
	postal
	deniable
	wishing
	handing
	custom
	using
	occasion
	further
	nonDeed
	filler
	asking
	claim
	vowing
	letting
	impossible
	vouching
	hollow
	idle
	exemplary
	listing
	ListJoint
	Pointing
	paper
	personWord
	peopleWord
	thingWord
	regarding
	Detail
	joinsData
	tellApart
	moving
	allowedWord
	Advertising
	disposal
	lacking
	Determiner
	byMeans
	defining
	Nameless
	pronounWord
	LegalForm
	preventing
)

var wordNames = map[string]wordSet{
	"we":          WeWord,
	"you":         YouWord,
	"they":        TheyWord,
	"it":          ItWord,
	"relative":    relativeWord,
	"negator":     Negating,
	"modal":       Modal,
	"do":          DoWord,
	"be":          BeWord,
	"contrast":    Contrast,
	"supposing":   Supposing,
	"joining":     joining,
	"saying":      saying,
	"facing":      facing,
	"preposition": Preposition,
	"toward":      Toward,
	"away":        Away,
	"region":      region,
	"dweller":     Dweller,
	"lives":       livesWord,
	"held":        heldWord,
	"seated":      Seated,
	"postal":      postal,
	"deniable":    deniable,
	"wishing":     wishing,
	"handing":     handing,
	"custom":      custom,
	"using":       using,
	"occasion":    occasion,
	"further":     further,
	"nondeed":     nonDeed,
	"filler":      filler,
	"asking":      asking,
	"claim":       claim,
	"vowing":      vowing,
	"letting":     letting,
	"impossible":  impossible,
	"vouching":    vouching,
	"hollow":      hollow,
	"idle":        idle,
	"exemplary":   exemplary,
	"listing":     listing,
	"listed":      ListJoint,
	"pointing":    Pointing,
	"paper":       paper,
	"person":      personWord,
	"people":      peopleWord,
	"thing":       thingWord,
	"regarding":   regarding,
	"detail":      Detail,
	"join":        joinsData,
	"tell-apart":  tellApart,
	"moving":      moving,
	"allowed":     allowedWord,
	"advertising": Advertising,
	"disposal":    disposal,
	"lacking":     lacking,
	"determiner":  Determiner,
	"by-means":    byMeans,
	"defining":    defining,
	"nameless":    Nameless,
	"pronoun":     pronounWord,
	"legal-form":  LegalForm,
	"preventing":  preventing,
}

// vocabulary tells the classes of a word.
type vocabulary struct {
	words, nouns map[string]Classes
	stems        [256][]affix // by their first byte
	ends         []affix
}

// Classes are those of one word.
type Classes struct {
	Set   wordSet
	Sense senseSet
	body  bodySense
	Name  nameSense
}

func (c *Classes) add(o Classes) {
	c.Set, c.body, c.Name = c.Set|o.Set, c.body|o.body, c.Name|o.Name
	for i := range c.Sense {
		c.Sense[i] |= o.Sense[i]
	}
}

type affix struct {
	text string
	Classes
}

func (v *vocabulary) ClassesOf(w *prose.Word) Classes {
	c := v.words[w.Low]
	c.add(v.nouns[w.Norm])
	for i := range v.stems[w.Low[0]] {
		if a := &v.stems[w.Low[0]][i]; strings.HasPrefix(w.Low, a.text) {
			c.add(a.Classes)
		}
	}
	for i := range v.ends {
		if a := &v.ends[i]; strings.HasSuffix(w.Low, a.text) {
			c.add(a.Classes)
		}
	}
	return c
}

func (v *vocabulary) Of(w *prose.Word) wordSet { return v.ClassesOf(w).Set }

// All reports that every word of a text is of one of the classes.
func (v *vocabulary) All(text string, set wordSet) bool {
	ws := prose.AppendWords(nil, text)
	for i := range ws {
		if v.Of(&ws[i])&set == 0 {
			return false
		}
	}
	return true
}

func vocabularyOf(t *lexicon.Table) (*vocabulary, error) {
	v := &vocabulary{words: map[string]Classes{}, nouns: map[string]Classes{}}
	join := func(to map[string]Classes, word string, c Classes) {
		c.add(to[word])
		to[word] = c
	}
	for _, e := range t.Entries {
		c := Classes{Set: wordNames[e.Name], body: bodyNames[e.Name], Name: nameNames[e.Name]}
		if x, ok := senseNames[e.Name]; ok {
			c.Sense.add(x)
		}
		if c == (Classes{}) {
			return nil, fmt.Errorf("%s:%d: no rule knows words of the class %q", t.File, e.Line, e.Name)
		}
		for _, p := range e.Props {
			for _, w := range strings.Fields(p.Value) {
				switch p.Key {
				case "word":
					join(v.words, w, c)
				case "noun":
					for _, n := range prose.AppendWords(nil, w) {
						join(v.nouns, n.Norm, c)
					}
				case "stem":
					v.stems[w[0]] = append(v.stems[w[0]], affix{w, c})
				case "end":
					v.ends = append(v.ends, affix{w, c})
				}
			}
		}
	}
	return v, nil
}

// Language is all that is known of one.
type Language struct {
	Tables *lexicon.Tables
	Kinds  kinds
	Words  *vocabulary
	pairs  []pair
}

// English is made once. Its error would be a mistake in the tables, which the
// tests rule out.
var English = sync.OnceValues(func() (*Language, error) {
	t, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	words, err := vocabularyOf(t.Words)
	if err != nil {
		return nil, err
	}
	pairs, err := pairsOf(t)
	return &Language{t, kindsOf(t), words, pairs}, err
})

// Any reports that a word is of one of the classes.
func (s *Sentence) Any(set wordSet) bool {
	return slices.ContainsFunc(s.Sets, func(w wordSet) bool { return w&set != 0 })
}

// Is reports that word i, if there is one, is of one of the classes.
func (s *Sentence) Is(i int, set wordSet) bool {
	return i >= 0 && i < len(s.Sets) && s.Sets[i]&set != 0
}

// AnyIn reports that one of words [lo, hi) is of one of the classes.
func (s *Sentence) AnyIn(lo, hi int, set wordSet) bool {
	return slices.ContainsFunc(s.Sets[lo:hi], func(w wordSet) bool { return w&set != 0 })
}
