// Package place tells where a sentence says that data goes or is kept: the places it names or implies
// ("abroad", "outside the EEA"), what is done there, and whether that is denied.
//
//	destination   places something may go to or be at; noplace, notin: those that are none
//	abroad        the verb that moves data to the place, or keeps it there
//	travels       data that goes there by itself, or is looked at from there
//	seat          where those are who get it; servers: where it is kept
//	framework     transfers told by their safeguards ("standard contractual clauses")
//
// A place is given as it is named. Whether it lies abroad depends on the home of the case.
//
// Limits: of package grammar. A city is known from the table of places or by the country in a bracket behind it.
package place

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
)

// Sentence is a sentence that is asked what it says of places.
type Sentence struct {
	*grammar.Sentence
	Placings []Placing // what it says of places
}
