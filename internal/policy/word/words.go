// Package word has the classes of words that rules ask by, so that a rule compares numbers and the words
// stand in tables (lexicon words.txt, verbs.txt, parties.txt, cues.txt): small words by what they do in
// a clause (Set), words by what they mean (Sense), words for faces, voices and bodies (Body), words
// beside names (Name), and the classes of verbs, parties and cues.
//
// A class that only the tables or only the rules know fails a test.
package word

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Set is a set of classes of small words (lexicon words.txt), one bit each.
type Set uint64

const (
	We Set = 1 << iota
	You
	They
	It
	Relative
	Negating
	Modal
	Do
	Be
	Contrast
	Supposing
	Joining
	Saying
	Facing
	Preposition
	Toward
	Away
	Region
	Dweller
	Lives
	Held
	Seated
	Postal
	Deniable
	Wishing
	Handing
	Custom
	Using
	Occasion
	Further
	NonDeed
	Filler
	Asking
	Claim
	Vowing
	Letting
	Impossible
	Vouching
	Hollow
	Idle
	Exemplary
	Listing
	ListJoint
	Pointing
	Paper
	Person
	People
	thingWord
	Regarding
	Detail
	JoinsData
	TellApart
	Moving
	Allowed
	Advertising
	Disposal
	Lacking
	Determiner
	ByMeans
	Defining
	Nameless
	pronounWord
	LegalForm
	Preventing
)

var wordNames = map[string]Set{
	"we":          We,
	"you":         You,
	"they":        They,
	"it":          It,
	"relative":    Relative,
	"negator":     Negating,
	"modal":       Modal,
	"do":          Do,
	"be":          Be,
	"contrast":    Contrast,
	"supposing":   Supposing,
	"joining":     Joining,
	"saying":      Saying,
	"facing":      Facing,
	"preposition": Preposition,
	"toward":      Toward,
	"away":        Away,
	"region":      Region,
	"dweller":     Dweller,
	"lives":       Lives,
	"held":        Held,
	"seated":      Seated,
	"postal":      Postal,
	"deniable":    Deniable,
	"wishing":     Wishing,
	"handing":     Handing,
	"custom":      Custom,
	"using":       Using,
	"occasion":    Occasion,
	"further":     Further,
	"nondeed":     NonDeed,
	"filler":      Filler,
	"asking":      Asking,
	"claim":       Claim,
	"vowing":      Vowing,
	"letting":     Letting,
	"impossible":  Impossible,
	"vouching":    Vouching,
	"hollow":      Hollow,
	"idle":        Idle,
	"exemplary":   Exemplary,
	"listing":     Listing,
	"listed":      ListJoint,
	"pointing":    Pointing,
	"paper":       Paper,
	"person":      Person,
	"people":      People,
	"thing":       thingWord,
	"regarding":   Regarding,
	"detail":      Detail,
	"join":        JoinsData,
	"tell-apart":  TellApart,
	"moving":      Moving,
	"allowed":     Allowed,
	"advertising": Advertising,
	"disposal":    Disposal,
	"lacking":     Lacking,
	"determiner":  Determiner,
	"by-means":    ByMeans,
	"defining":    Defining,
	"nameless":    Nameless,
	"pronoun":     pronounWord,
	"legal-form":  LegalForm,
	"preventing":  Preventing,
}

// Vocabulary tells the classes of a word.
type Vocabulary struct {
	words, nouns map[string]Classes
	stems        [256][]affix // by their first byte
	ends         []affix
}

// Classes are those of one word.
type Classes struct {
	Set   Set
	Sense Senses
	Body  Body
	Name  Name
}

// Add adds the classes of another word.
func (c *Classes) Add(o *Classes) {
	c.Set, c.Body, c.Name = c.Set|o.Set, c.Body|o.Body, c.Name|o.Name
	for i := range c.Sense {
		c.Sense[i] |= o.Sense[i]
	}
}

type affix struct {
	text string
	Classes
}

// ClassesOf are the classes of a word by the word itself, its noun, its beginning and its end.
func (v *Vocabulary) ClassesOf(w *prose.Word) Classes {
	c := v.words[w.Low]
	noun := v.nouns[w.Norm]
	c.Add(&noun)
	for i := range v.stems[w.Low[0]] {
		if a := &v.stems[w.Low[0]][i]; strings.HasPrefix(w.Low, a.text) {
			c.Add(&a.Classes)
		}
	}
	for i := range v.ends {
		if a := &v.ends[i]; strings.HasSuffix(w.Low, a.text) {
			c.Add(&a.Classes)
		}
	}
	return c
}

// Of is the set of classes that rules ask for most.
func (v *Vocabulary) Of(w *prose.Word) Set { return v.ClassesOf(w).Set }

// All reports that every word of a text is of one of the classes.
func (v *Vocabulary) All(text string, set Set) bool {
	ws := prose.AppendWords(nil, text)
	for i := range ws {
		if v.Of(&ws[i])&set == 0 {
			return false
		}
	}
	return true
}

// NewVocabulary reads the table of words. Its error names a class that no rule knows.
func NewVocabulary(t *lexicon.Table) (*Vocabulary, error) {
	v := &Vocabulary{words: map[string]Classes{}, nouns: map[string]Classes{}}
	join := func(to map[string]Classes, word string, c Classes) {
		old := to[word]
		c.Add(&old)
		to[word] = c
	}
	for _, e := range t.Entries {
		c := Classes{Set: wordNames[e.Name], Body: BodyNames[e.Name], Name: nameNames[e.Name]}
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
