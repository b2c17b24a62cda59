package grammar

import (
	"github.com/avow-audit/avow/internal/message"
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
