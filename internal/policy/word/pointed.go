package word

// The types that stand for others: "this information", "such identifiers".
const (
	Pointer   = "this-information"
	PointerID = "this-identifier"
)
