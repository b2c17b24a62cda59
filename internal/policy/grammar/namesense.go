package grammar

// nameSense is a set of classes of words that stand beside names of publishers (lexicon words.txt),
// one bit each. ownname.go and ourselves.go ask for them.
type nameSense uint8

const (
	Devoted nameSense = 1 << iota
	Running
	Famous
	addressing
	lettingUs
)

var nameNames = map[string]nameSense{
	"devoted":    Devoted,
	"running":    Running,
	"famous":     Famous,
	"addressing": addressing,
	"letting-us": lettingUs,
}
