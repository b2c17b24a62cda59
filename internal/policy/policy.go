// Package policy reads privacy policies: documents become blocks, blocks
// sentences, sentences clauses, and clauses statements on practices.
//
// The way through, by package:
//
//	document   bytes -> blocks with places in the source
//	page       is it a policy, whose, for whom; what it calls its data
//	prose      block -> sentences -> words; lexicon and word: what is known of them
//	grammar    sentence -> clauses; of each verb who acts, and whether it is denied
//	mention    what a clause says of each kind of data
//	place      where it says that data goes or is kept
//
// Here the sentences are read in their order, a long document in stretches on all processors, with
// what they take from where they stand: the lead-in of a list (leads), rows and columns of a table
// (cells, columns), headings (titles), the sentence before (pointed, ellipsis). Data types become
// practices by the ontology of package lexicon (statement).
//
// Rules decide, because they can quote and explain. What could not be read is
// an Unknown, never silence.
//
// What a denial reaches: denied is what the term covers and what lies beneath
// it ("location" denies precise and coarse), never what lies beside or above
// it ("precise location", "GPS", "IMEI" leave coarse location and other device
// identifiers open).
//
// Limits: English only; parts of a page in other languages are an Unknown. A
// sentence is read with the sentence's own words, the lead-in of its list, the
// header of its table and its headings; pronouns that reach back over sentences
// are not resolved, except for names a policy coins ("Phone Data") and for denials
// of terms it defines ("Personal Information").
// Order of verdicts and pitfalls follow Andow et al. (PolicyLint 2019, PoliCheck
// 2020), Cui et al. (PoliGraph 2023).
package policy

import (
	"fmt"
	"iter"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
)

// Result is what was read of one document.
type Result struct {
	Document   page.Info
	Statements []message.Statement
	Unknowns   []message.Unknown
	Blocks     []document.Block
	// Text is what offsets point into where that is not the data given (PDF).
	Text string

	mentions [][]mention.Mention // by stretch: together they are the largest list of all, and not copied
}

// Mentions lie beneath the statements: each data type, whether or not a practice
// stands above it, with what the clause says of it.
func (res *Result) Mentions() iter.Seq[*mention.Mention] {
	return func(yield func(*mention.Mention) bool) {
		for _, part := range res.mentions {
			for i := range part {
				if !yield(&part[i]) {
					return
				}
			}
		}
	}
}

// Read reads one document; name is how it is called in statements. The error
// is for a broken build of avow only: a document that cannot be read gives a
// Result whose Unknowns say why, and no statements.
func Read(name string, data []byte) (*Result, error) { return ReadServed(name, data, "") }

// ReadServed reads one document that a server sent with a Content-Type, which
// helps where the bytes leave charset or format open.
func ReadServed(name string, data []byte, contentType string) (*Result, error) {
	return guarded(name, func() (*Result, error) { return read(name, data, contentType) })
}

// guarded makes a fault of ours an Unknown: of many documents, none ends the reading of the others.
func guarded(name string, read func() (*Result, error)) (res *Result, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			if f, ok := fault.(*parallel.Fault); ok {
				fault = f.Value
			}
			n := page.Notes{Name: name}
			n.Unknown("unreadable", 0, fmt.Sprintf("avow failed on the document (%v): read it by hand, and please report it.", fault))
			res, err = &Result{Document: page.Info{Name: name}, Unknowns: n.Unknowns}, nil
		}
	}()
	return read()
}

func read(name string, data []byte, contentType string) (*Result, error) {
	p, err := page.Open(name, data, contentType)
	if err != nil {
		return nil, fmt.Errorf("policy tables: %w", err)
	}
	r := &reader{Page: *p}
	if p.Readable {
		r.readBlocks()
		r.applyDefinitions()
		r.statements()
	}
	r.res.Document, r.res.Unknowns = r.Info, r.Unknowns
	r.res.Blocks, r.res.Text = r.Doc.Blocks, r.Doc.Extracted
	return &r.res, nil
}

// reader carries the state of one Read.
type reader struct {
	page.Page
	res Result

	forks     []*reader               // of each stretch the one that has read it
	said      []mention.Mention       // of the stretch that is read
	leads     map[int]grammar.Mood    // of blocks, what they say to the list they introduce
	titles    map[string]grammar.Mood // of headings and column names
	hung      map[int]string          // lead-ins that wait for a verb, by block
	near      mention.Around          // the block that is read
	row       mention.Sentence        // the name of the row read last
	columns   map[string]columnName   // titles of columns
	lists     bool                    // a mention is only listed
	asked     string                  // the question that stands directly before
	named     []int                   // data types of the sentence before, in the same block
	stock     []int                   // of the block above
	above     grammar.Mood            // of the last sentence of the block above
	spoke     span                    // its mentions
	ofApp     bool                    // it speaks of the app
	askedOf   int                     // one more than the lead-in that forWhom is of
	forWhom   bool                    // its items say to whom
	explains  bool                    // the block stands in a list of words and what they mean
	definedIn map[int][]int           // group type -> blocks that define it
	defined   map[int][]int           // group type -> data types a definition lists
	placed    placed
	faults    int // paragraphs that a rule failed on
	lastFault int // the Unknown of the last that is quoted
}

// Span gives the place and length in bytes of a mention's sentence in the
// document.
func (res *Result) Span(m *mention.Mention) (offset int64, length int) { return m.Offset, m.Length }
