package word

// Name is a set of classes of words that stand beside names of publishers (lexicon words.txt),
// one bit each. ownname.go and ourselves.go ask for them.
type Name uint8

const (
	Devoted Name = 1 << iota
	Running
	Famous
	Addressing
	LettingUs
)

var nameNames = map[string]Name{
	"devoted":    Devoted,
	"running":    Running,
	"famous":     Famous,
	"addressing": Addressing,
	"letting-us": LettingUs,
}
