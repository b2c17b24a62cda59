package lexicon

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/practice"
)

//go:embed data/en/*.txt
var data embed.FS

// Tables are all tables together.
type Tables struct {
	Types, Verbs, Parties, Cues, Places, Sections, Words, Pages *Table
	// Ontology holds, for each entry of Types, what it says of practices.
	Ontology []Type
	words    numbers
}

// Number is that of a word in its normal form, by which the tables find their terms, 0 for one that
// stands in none.
func (t *Tables) Number(norm string) uint32 { return t.words[norm] }

// Type is a data type with what is above it.
type Type struct {
	Name  string
	Is    int      // wider type, or -1
	Group bool     // names a class of data that a policy may define
	Item  bool     // counts only as an item of a list
	Named bool     // is shown where it is only named
	Tool  bool     // a technology: "using" it is doing it
	Part  bool     // a part of the body as such, that with what is done to it makes another type
	Aimed bool     // is made of ads and what aims them at somebody
	Of    []string // the part and the deed that make it, each a class of words.txt
	Needs uint64   // one of these types, as bits, must stand in the same sentence; 0: none
	Says  []Says
}

// Says is one practice a data type is a word for.
type Says struct {
	Practice practice.ID
	Exact    bool // states it; otherwise covers it through a wider term
	Denies   bool // to deny the type is to deny the practice
	Near     int  // holds only if this type stands in the same sentence; -1: always; AdParty: if an advertiser does
}

// AdParty in Says.Near stands for a recipient in advertising.
const AdParty = -2

// Load returns the tables of this build. The error would be a mistake in the
// files, which the tests of this package rule out.
var Load = sync.OnceValues(load)

func load() (*Tables, error) {
	t := Tables{words: make(numbers, 4096)}
	for _, f := range []struct {
		table       **Table
		file        string
		kinds, keys []string
	}{
		{&t.Types, "types.txt", []string{"type"}, []string{"states", "vague", "kind", "sign", "is", "group", "needs", "item", "named", "tool", "part", "of", "aimed"}},
		{&t.Verbs, "verbs.txt", []string{"verb"}, nil},
		{&t.Parties, "parties.txt", []string{"party"}, nil},
		{&t.Cues, "cues.txt", []string{"cue"}, nil},
		{&t.Places, "places.txt", []string{"country", "region"}, nil},
		{&t.Sections, "sections.txt", []string{"section"}, nil},
		{&t.Words, "words.txt", []string{"words"}, []string{"word", "noun", "stem", "end"}},
		{&t.Pages, "pages.txt", []string{"phrases", "document"}, []string{"is"}},
	} {
		text, err := data.ReadFile("data/en/" + f.file)
		if err != nil {
			return nil, err
		}
		if *f.table, err = parse(f.file, string(text), f.kinds, f.keys, t.words); err != nil {
			return nil, err
		}
	}
	t.Types.bounds = itemMarks
	var err error
	t.Ontology, err = ontology(t.Types)
	return &t, err
}

func ontology(t *Table) ([]Type, error) {
	index := map[string]int{"ad-party": AdParty}
	for i, e := range t.Entries {
		index[e.Name] = i
	}
	types := make([]Type, len(t.Entries))
	for i, e := range t.Entries {
		types[i] = Type{Name: e.Name, Is: -1}
		for _, p := range e.Props {
			if err := types[i].set(p, index); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", t.File, p.Line, err)
			}
		}
	}
	for i := range types {
		for up, steps := types[i].Is, 0; up >= 0; up, steps = types[up].Is, steps+1 {
			if steps > len(types) {
				return nil, fmt.Errorf("%s:%d: type %q is above itself", t.File, t.Entries[i].Line, types[i].Name)
			}
		}
	}
	return types, nil
}

func (ty *Type) set(p Prop, index map[string]int) error {
	switch p.Key {
	case "is":
		up, ok := index[p.Value]
		if !ok || up < 0 {
			return fmt.Errorf("unknown type %q", p.Value)
		}
		ty.Is = up
	case "needs":
		i, ok := index[p.Value]
		if !ok || i < 0 || i >= 64 {
			return fmt.Errorf("unknown type %q, or one beyond the first 64", p.Value)
		}
		ty.Needs |= 1 << i
	case "of":
		if strings.Count(p.Value, " ") != 1 {
			return fmt.Errorf("%q is not a part and a deed", p.Value)
		}
		ty.Of = append(ty.Of, p.Value)
	case "group", "item", "named", "tool", "part", "aimed":
		if p.Value != "yes" {
			return fmt.Errorf("%s is %q, want yes", p.Key, p.Value)
		}
		ty.Group = ty.Group || p.Key == "group"
		ty.Item = ty.Item || p.Key == "item"
		ty.Named = ty.Named || p.Key == "named"
		ty.Tool = ty.Tool || p.Key == "tool"
		ty.Part = ty.Part || p.Key == "part"
		ty.Aimed = ty.Aimed || p.Key == "aimed"
	default:
		var name, near, of string
		n, _ := fmt.Sscanf(p.Value, "%s %s %s", &name, &near, &of)
		id, err := practice.Parse(name)
		if err != nil {
			return err
		}
		s := Says{Practice: id, Exact: p.Key == "states" || p.Key == "kind", Denies: p.Key == "states" || p.Key == "vague", Near: -1}
		if n > 1 {
			i, ok := index[of]
			if near != "near" || !ok {
				return fmt.Errorf("%q is not a practice, or a practice near a type", p.Value)
			}
			s.Near = i
		}
		ty.Says = append(ty.Says, s)
	}
	return nil
}

// Type is the number of a data type, -1 if there is none of that name.
func (t *Tables) Type(name string) int {
	for i := range t.Ontology {
		if t.Ontology[i].Name == name {
			return i
		}
	}
	return -1
}
