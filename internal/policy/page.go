package policy

import (
	"strconv"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
)

// Info is what a document says of itself.
type Info struct {
	Name      string
	Format    document.Format
	Title     string
	Publisher string // as named beside "we" or "us"; empty if not told
	Effective string // date as written; empty if not told
	Language  string // ISO 639-1; "und" for none known, "" if too short to tell
}

// page is a document with what is known of it before its sentences are read.
type page struct {
	sentenceReader // of its language, with its names
	notes
	info     Info
	readable bool // a policy, in English; else the notes say why not
	doc      *document.Document
	phrases  *pageWords
	foreign  []bool   // blocks in other languages; nil if there are none
	parts    []part   // of a page that holds several documents
	sections []string // of each block: for whom it is written
}

// openPage reads a document that a server sent with a Content-Type, if it did. The error is for a
// broken build of avow only.
func openPage(name string, data []byte, contentType string) (*page, error) {
	language, err := english()
	if err != nil {
		return nil, err
	}
	phrases, err := englishPages()
	if err != nil {
		return nil, err
	}
	doc, err := document.ReadServed(data, contentType)
	r := &page{sentenceReader: sentenceReader{language: language}, notes: notes{name: name}, phrases: phrases, doc: doc}
	r.info = Info{Name: name, Format: doc.Format, Title: doc.Title}
	r.title, r.ownTitle = doc.Title, phrases.isTitleLine(doc.Title)
	if err != nil {
		r.unknown("unreadable", 0, "The document could not be read: "+err.Error()+". If you have it in another form (HTML, PDF, DOCX, text), give that.")
		return r, nil
	}
	if r.readable = r.gate(); !r.readable {
		return r, nil
	}
	for _, p := range doc.Problems {
		r.unknown("unreadable", p.Offset, "A part of the document could not be read: "+p.Msg+". Read that part by hand.")
	}
	r.describe()
	r.selves()
	r.publisher = r.info.Publisher
	r.names = r.callings()
	r.assignSections()
	r.findCoined()
	return r, nil
}

// notes are what could not be read.
type notes struct {
	name     string // of the document
	unknowns []message.Unknown
	ids      map[string]int
}

func (n *notes) unknown(kind string, offset int64, reason string) *message.Unknown {
	n.unknowns = append(n.unknowns, message.Unknown{
		ID:     n.id("U", kind, n.name, reason, strconv.FormatInt(offset, 10)),
		Kind:   kind,
		Where:  message.Place{File: n.name, Offset: offset},
		Reason: reason,
		Side:   message.SidePolicy,
	})
	return &n.unknowns[len(n.unknowns)-1]
}

// id makes an identifier that is unique in this document.
func (n *notes) id(prefix string, parts ...string) string {
	if n.ids == nil {
		n.ids = map[string]int{}
	}
	id := message.ContentID(prefix, parts...)
	for k := 1; n.ids[id] > 0; k++ {
		id = message.ContentID(prefix, append(parts, strconv.Itoa(k))...)
	}
	n.ids[id]++
	return id
}
