// Package mention tells what a sentence says of each kind of data it names: the deed, whether it is
// done, denied or bound by a condition, by whom, to whom it goes, and how far a denial reaches.
//
//	govern      the verb a data type hangs on (before: those in front of it)
//	context     what a lead-in or a heading says to what stands below it
//	scope       how far a denial reaches, what a condition is
//	recipient   who gets the data
//	mains       main clauses that are read one by one
//
// What stands around the block (its list, its table, its headings) is handed in as Around; a sentence
// cannot ask for it.
//
// Limits: of package grammar. What "this information" stands for, package policy finds.
package mention

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/practice"
)

// Mention is a data type in a clause, with what the clause says of it.
type Mention struct {
	Type      string // of lexicon types.txt
	Action    string // class of the verb, of lexicon verbs.txt; empty if only the context speaks
	Modality  message.Modality
	Party     message.Party
	Recipient string // in the text's words
	Third     string // class of the recipient or third party, of lexicon parties.txt
	Ads       bool   // the sentence speaks of advertising or analytics
	Scope     []message.Scope
	Term      string
	Block     int
	Start     int // of the sentence, in the block's text
	End       int

	Offset int64
	Length int
	Entry  int
	Near   uint64 // types in the same sentence
	ToAds  bool   // an advertiser stands in the sentence
	Listed bool   // only listed as part of a defined term
	Back   bool   // or of what was said before: "this includes"
	Group  int    // that term's type, or -1
	Row    string // what is answered, where the sentence is the answer alone
}

// Unique leaves out limits that are told twice.
func Unique(scopes []message.Scope) []message.Scope {
	var out []message.Scope
	for _, s := range scopes {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// DropScope leaves out the limits of a kind, in place.
func DropScope(scopes []message.Scope, kind message.ScopeKind) []message.Scope {
	out := scopes[:0]
	for _, s := range scopes {
		if s.Kind != kind {
			out = append(out, s)
		}
	}
	return out
}

// LinkTouches says which practices a list behind a link could name.
func (s *Sentence) LinkTouches() []practice.ID {
	for i := range s.Ws {
		switch s.Ws[i].Norm {
		case "countr", "jurisdiction", "corporate", "transfer":
			return []practice.ID{practice.TransmitAbroad, practice.StoreAbroad}
		case "partner", "advertiser":
			return []practice.ID{practice.AdProfiling}
		}
	}
	return nil
}

// Sentence is a sentence that is asked what it says of data.
type Sentence struct{ *grammar.Sentence }

// Alone is a text as a sentence by itself.
func Alone(r *grammar.Reader, text string) *Sentence { return &Sentence{r.Alone(text)} }
