package grammar

// How far rules look that more than one package has, in words.
const (
	MaxItem            = 6  // of an item of a list
	MaxOpening         = 3  // before who an item names: "our trusted third-party"
	MaxRights          = 8  // "rights with regard to your personal data, including the following"
	MaxBehindException = 4  // "except in the following cases"
	MaxBeside          = 60 // between what stands side by side, those of brackets among them
	MaxSeat            = 6  // between who it is and where
	MaxListed          = 12 // places of one list
	MaxPlaceCell       = 16 // of a cell that names places
	MaxName            = 5  // of a name
	MaxTitleWords      = 12 // of a title
)
