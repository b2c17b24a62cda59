package policy

// nameSense is a set of classes of words that stand beside names of publishers (lexicon words.txt),
// one bit each. ownname.go and ourselves.go ask for them.
type nameSense uint8

const (
	devoted nameSense = 1 << iota
	running
	famous
	addressing
	lettingUs
)

var nameNames = map[string]nameSense{
	"devoted":    devoted,
	"running":    running,
	"famous":     famous,
	"addressing": addressing,
	"letting-us": lettingUs,
}
