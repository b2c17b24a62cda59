package policy

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
	weWord wordSet = 1 << iota
	youWord
	theyWord
	itWord
	relativeWord
	negating
	modal
	doWord
	beWord
	contrast
	supposing
	joining
	saying
	facing
	preposition
	toward
	away
	region
	dweller
	livesWord
	heldWord
	seated
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
	listJoint
	pointing
	paper
	personWord
	peopleWord
	thingWord
	regarding
	detail
	joinsData
	tellApart
	moving
	allowedWord
	advertising
	disposal
	lacking
	determiner
	byMeans
	defining
	nameless
	pronounWord
	legalForm
	preventing
)

var wordNames = map[string]wordSet{
	"we":          weWord,
	"you":         youWord,
	"they":        theyWord,
	"it":          itWord,
	"relative":    relativeWord,
	"negator":     negating,
	"modal":       modal,
	"do":          doWord,
	"be":          beWord,
	"contrast":    contrast,
	"supposing":   supposing,
	"joining":     joining,
	"saying":      saying,
	"facing":      facing,
	"preposition": preposition,
	"toward":      toward,
	"away":        away,
	"region":      region,
	"dweller":     dweller,
	"lives":       livesWord,
	"held":        heldWord,
	"seated":      seated,
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
	"listed":      listJoint,
	"pointing":    pointing,
	"paper":       paper,
	"person":      personWord,
	"people":      peopleWord,
	"thing":       thingWord,
	"regarding":   regarding,
	"detail":      detail,
	"join":        joinsData,
	"tell-apart":  tellApart,
	"moving":      moving,
	"allowed":     allowedWord,
	"advertising": advertising,
	"disposal":    disposal,
	"lacking":     lacking,
	"determiner":  determiner,
	"by-means":    byMeans,
	"defining":    defining,
	"nameless":    nameless,
	"pronoun":     pronounWord,
	"legal-form":  legalForm,
	"preventing":  preventing,
}

// vocabulary tells the classes of a word.
type vocabulary struct {
	words, nouns map[string]classes
	stems        [256][]affix // by their first byte
	ends         []affix
}

// classes are those of one word.
type classes struct {
	set   wordSet
	sense senseSet
	body  bodySense
	name  nameSense
}

func (c *classes) add(o classes) {
	c.set, c.body, c.name = c.set|o.set, c.body|o.body, c.name|o.name
	for i := range c.sense {
		c.sense[i] |= o.sense[i]
	}
}

type affix struct {
	text string
	classes
}

func (v *vocabulary) classesOf(w *prose.Word) classes {
	c := v.words[w.Low]
	c.add(v.nouns[w.Norm])
	for i := range v.stems[w.Low[0]] {
		if a := &v.stems[w.Low[0]][i]; strings.HasPrefix(w.Low, a.text) {
			c.add(a.classes)
		}
	}
	for i := range v.ends {
		if a := &v.ends[i]; strings.HasSuffix(w.Low, a.text) {
			c.add(a.classes)
		}
	}
	return c
}

func (v *vocabulary) of(w *prose.Word) wordSet { return v.classesOf(w).set }

// all reports that every word of a text is of one of the classes.
func (v *vocabulary) all(text string, set wordSet) bool {
	ws := prose.AppendWords(nil, text)
	for i := range ws {
		if v.of(&ws[i])&set == 0 {
			return false
		}
	}
	return true
}

func vocabularyOf(t *lexicon.Table) (*vocabulary, error) {
	v := &vocabulary{words: map[string]classes{}, nouns: map[string]classes{}}
	join := func(to map[string]classes, word string, c classes) {
		c.add(to[word])
		to[word] = c
	}
	for _, e := range t.Entries {
		c := classes{set: wordNames[e.Name], body: bodyNames[e.Name], name: nameNames[e.Name]}
		if x, ok := senseNames[e.Name]; ok {
			c.sense.add(x)
		}
		if c == (classes{}) {
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

// language is all that is known of one.
type language struct {
	tables *lexicon.Tables
	kinds  kinds
	words  *vocabulary
	pairs  []pair
}

// english is made once. Its error would be a mistake in the tables, which the
// tests rule out.
var english = sync.OnceValues(func() (*language, error) {
	t, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	words, err := vocabularyOf(t.Words)
	if err != nil {
		return nil, err
	}
	pairs, err := pairsOf(t)
	return &language{t, kindsOf(t), words, pairs}, err
})

// any reports that a word is of one of the classes.
func (s *sentence) any(set wordSet) bool {
	return slices.ContainsFunc(s.sets, func(w wordSet) bool { return w&set != 0 })
}

// is reports that word i, if there is one, is of one of the classes.
func (s *sentence) is(i int, set wordSet) bool {
	return i >= 0 && i < len(s.sets) && s.sets[i]&set != 0
}

// anyIn reports that one of words [lo, hi) is of one of the classes.
func (s *sentence) anyIn(lo, hi int, set wordSet) bool {
	return slices.ContainsFunc(s.sets[lo:hi], func(w wordSet) bool { return w&set != 0 })
}
