package grammar

// Reader reads one sentence: what the tables know, how its document calls things,
// and what was said just before.
type Reader struct {
	*Language
	calling
	Heard
}

// calling is how a document calls its publisher and its data.
type calling struct {
	Publisher string
	DocTitle  string
	OwnTitle  bool     // it names a kind of document
	Names     []string // the publisher's, with and without its legal form
	Self      string   // what the publisher calls itself, "Service Provider", or empty
	Coined    []Coinage
}

// Heard is what the sentence before leaves to the one that is read.
type Heard struct {
	Before  Mood     // of its main verb, in the same block
	Service bool     // a service of others was brought in
	OfThird bool     // it begins with a third party's name
	Others  []string // nouns that third parties are called by there: "features" of "social media features"
}
