package grammar

import (
	"sync"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Language is all that is known of one.
type Language struct {
	Tables *lexicon.Tables
	Kinds  word.Kinds
	Words  *word.Vocabulary
	pairs  []pair

	memories sync.Pool
}

// English is made once. Its error would be a mistake in the tables, which the
// tests rule out.
var English = sync.OnceValues(func() (*Language, error) {
	t, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	words, err := word.NewVocabulary(t.Words)
	if err != nil {
		return nil, err
	}
	pairs, err := pairsOf(t)
	return &Language{Tables: t, Kinds: word.KindsOf(t), Words: words, pairs: pairs}, err
})

// Verb, Party and Cue give the class of what their tables found.
func (l *Language) Verb(h lexicon.Hit) word.Verb { return l.Kinds.Verb[h.Entry] }

func (l *Language) Party(h lexicon.Hit) word.Party { return l.Kinds.Party[h.Entry] }

func (l *Language) Cue(h lexicon.Hit) word.Cue { return l.Kinds.Cue[h.Entry] }

// Reader reads one sentence: what the tables know, how its document calls things,
// and what was said just before.
type Reader struct {
	*Language
	Calling
	Heard
	Memory
}

// Calling is how a document calls its publisher and its data.
type Calling struct {
	Publisher string
	DocTitle  string
	OwnTitle  bool     // it names a kind of document
	Names     []string // the publisher's, with and without its legal form
	Self      string   // what the publisher calls itself, "Service Provider", or empty
	Coined    []Coinage
}

// Heard is what the sentence before leaves to the one that is read.
type Heard struct {
	Before  Mood     // of its main verb, in the same block
	Service bool     // a service of others was brought in
	OfThird bool     // it begins with a third party's name
	Others  []string // nouns that third parties are called by there: "features" of "social media features"
}
