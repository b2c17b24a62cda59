package policy

// sentenceReader reads one sentence: what the tables know, how its document calls things,
// and what was said just before.
type sentenceReader struct {
	*language
	calling
	heard
}

// calling is how a document calls its publisher and its data.
type calling struct {
	publisher string
	title     string   // of the document
	ownTitle  bool     // it names a kind of document
	names     []string // the publisher's, with and without its legal form
	self      string   // what the publisher calls itself, "Service Provider", or empty
	coined    []coinage
}

// heard is what the sentence before leaves to the one that is read.
type heard struct {
	before  mood     // of its main verb, in the same block
	service bool     // a service of others was brought in
	ofThird bool     // it begins with a third party's name
	others  []string // nouns that third parties are called by there: "features" of "social media features"
}
