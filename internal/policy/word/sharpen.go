package word

// Which location is meant where the word alone leaves it open and the words beside it do not.

// The types of location that rules tell apart (lexicon types.txt).
const (
	PlaceType = "location"
	GpsType   = "gps"
	ExactType = "precise-location"
	RoughType = "coarse-location"
	ByIPType  = "ip-location"
	BothTypes = "precise-and-coarse"
)
