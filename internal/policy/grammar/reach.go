package grammar

// How far rules look, in words.

const MaxItem = 6 // words of an item of a list

const MaxOpening = 3 // words before who an item names: "our trusted third-party"

const MaxRights = 8 // words: "rights with regard to your personal data, including the following"

const MaxBehindException = 4 // words: "except in the following cases"

const MaxBeside = 60 // words, those of brackets among them

const MaxSeat = 6 // words between who it is and where

const MaxListed = 12 // places of one list

const (
	MaxPlaceCell = 16 // words
	MaxName      = 5  // words
)
