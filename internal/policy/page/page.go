// Package page tells what a document is before its sentences are read: whether it is a privacy policy
// and in English (gate, foreign), which documents a page holds (part), whose it is (publisher, ownname),
// when it was made (describe), for whom each block is written (section, whom), and what names it gives
// to data (coined).
//
// How: phrases from a table (lexicon pages.txt), counted by weight, and the looks of titles. A part
// that is not read is an Unknown, so that silence there is never taken for an answer.
//
// Limits: English. A publisher whose name begins with a small letter is not found.
package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/prose"
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

// Page is a document with what is known of it before its sentences are read.
type Page struct {
	grammar.Reader // of its language, with its names
	Notes
	Info     Info
	Readable bool // a policy, in English; else the notes say why not
	Doc      *document.Document
	phrases  *pageWords
	foreign  []bool   // blocks in other languages; nil if there are none
	Parts    []Part   // of a page that holds several documents
	Sections []string // of each block: for whom it is written
}

// Open reads a document that a server sent with a Content-Type, if it did. The error is for a
// broken build of avow only.
func Open(name string, data []byte, contentType string) (*Page, error) {
	var phrases *pageWords
	var doc *document.Document
	var broken, err error
	parallel.Do(2, func(i int) { // the tables are made once, which takes as long as to cut a megabyte into blocks
		if i == 0 {
			phrases, broken = englishPages()
		} else {
			doc, err = document.ReadServed(data, contentType)
		}
	})
	if broken != nil {
		return nil, broken
	}
	language, broken := grammar.English()
	if broken != nil {
		return nil, broken
	}
	r := &Page{Reader: grammar.Reader{Language: language}, Notes: Notes{Name: name}, phrases: phrases, Doc: doc}
	r.Info = Info{Name: name, Format: doc.Format, Title: doc.Title}
	r.DocTitle, r.OwnTitle = doc.Title, phrases.isTitleLine(doc.Title)
	if err != nil {
		r.Unknown("unreadable", 0, "The document could not be read: "+err.Error()+". If you have it in another form (HTML, PDF, DOCX, text), give that.")
		return r, nil
	}
	parallel.Do(2, func(i int) { // neither asks what the other finds
		if i == 0 {
			r.Readable = r.gate()
		} else {
			r.assignSections()
		}
	})
	if !r.Readable {
		return r, nil
	}
	for _, p := range doc.Problems {
		r.Unknown("unreadable", p.Offset, "A part of the document could not be read: "+p.Msg+". Read that part by hand.")
	}
	r.describe()
	r.selves()
	r.Publisher = r.Info.Publisher
	r.Names = r.callings()
	r.findCoined()
	return r, nil
}

// Notes are what could not be read.
type Notes struct {
	Name     string // of the document
	Unknowns []message.Unknown
	ids      map[string]bool
}

// Unknown notes what could not be read, at an offset in bytes of the document.
func (n *Notes) Unknown(kind string, offset int64, reason string) *message.Unknown {
	if n.ids == nil {
		n.ids = map[string]bool{}
	}
	parts := []string{kind, n.Name, reason, strconv.FormatInt(offset, 10)}
	n.Unknowns = append(n.Unknowns, message.Unknown{
		ID:     Unique(n.ids, message.ContentID("U", parts...), "U", func() []string { return parts }),
		Kind:   kind,
		Where:  message.Place{File: n.Name, Offset: offset},
		Reason: reason,
		Side:   message.SidePolicy,
	})
	return &n.Unknowns[len(n.Unknowns)-1]
}

// Unique is an identifier that none of those taken is, and takes it: the one given, or one of the same parts and
// a number.
func Unique(taken map[string]bool, id, prefix string, parts func() []string) string {
	got := id
	for k := 1; taken[got]; k++ {
		got = message.ContentID(prefix, append(parts(), strconv.Itoa(k))...)
	}
	taken[got] = true
	return got
}

// Explains reports a block below "Key terms", "Glossary" or the like.
func (r *Page) Explains(b *document.Block) bool {
	return slices.ContainsFunc(b.Heading, func(h string) bool {
		h = prose.Trimmed(h)
		return slices.ContainsFunc(r.phrases.glossaries, func(name string) bool { return strings.EqualFold(h, name) })
	})
}
