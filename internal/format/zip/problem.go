package zip

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/avow-audit/avow/internal/ordered"
)

// Kind names a class of deviation. Kinds are stable words for tables and
// tests; the sentence for people is in [Problem.Msg].
type Kind string

// The kinds of problems this package reports.
const (
	NoDirectory     Kind = "no-directory"      // no usable end record: local headers scanned
	BadDirectory    Kind = "bad-directory"     // the directory breaks off or points outside
	TrailingData    Kind = "trailing-data"     // bytes after the end record and its comment
	PrefixData      Kind = "prefix-data"       // bytes before the first local header
	Janus           Kind = "janus"             // a dex file in front of the zip (CVE-2017-13156)
	CountMismatch   Kind = "count-mismatch"    // the end record counts other entries than there are
	DuplicateName   Kind = "duplicate-name"    // two entries of one name
	HeaderMissing   Kind = "header-missing"    // no local header where the directory points
	NameMismatch    Kind = "name-mismatch"     // local and central names differ
	MethodMismatch  Kind = "method-mismatch"   // local and central methods differ
	SizeMismatch    Kind = "size-mismatch"     // local and central sizes or CRCs differ
	UnknownMethod   Kind = "unknown-method"    // neither stored nor deflate
	EncryptedFlag   Kind = "encrypted-flag"    // the flag is set; Android ignores it
	BadName         Kind = "bad-name"          // absolute, "..", backslash, NUL, not UTF-8, empty
	DirContent      Kind = "directory-content" // a directory entry that holds bytes
	Overlap         Kind = "overlap"           // two entries share bytes
	Unlisted        Kind = "unlisted"          // a local header the directory does not list
	DataOutside     Kind = "data-outside"      // the data runs past the end of the input
	Zip64Bad        Kind = "zip64-bad"         // zip64 fields missing or contradictory
	CRCMismatch     Kind = "crc-mismatch"      // content is not what the directory promises
	LengthMismatch  Kind = "length-mismatch"   // inflated length differs from the declared one
	CorruptData     Kind = "corrupt-data"      // the deflate stream is broken or cut
	LimitReached    Kind = "limit"             // a limit of ours was reached
	ProblemsDropped Kind = "problems-dropped"  // more problems than Limits.Problems
)

// Problem is one deviation from a sound archive.
type Problem struct {
	Kind   Kind
	Where  string // entry name, or "" for the archive
	Offset int64  // byte offset in the input
	Msg    string // what is there, and what Android does about it
}

func (p Problem) String() string {
	if p.Where == "" {
		return fmt.Sprintf("at %d: %s: %s", p.Offset, p.Kind, p.Msg)
	}
	return fmt.Sprintf("%q at %d: %s: %s", p.Where, p.Offset, p.Kind, p.Msg)
}

type problemKey struct {
	kind   Kind
	where  string
	offset int64
}

// note records a problem once per kind, entry and place, so that reading an
// entry twice reports it once.
func (a *Archive) note(k Kind, where string, off int64, msg string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	key := problemKey{k, where, off}
	if _, ok := a.seen[key]; ok {
		return
	}
	if len(a.problems) >= a.lim.Problems {
		a.dropped++
		return
	}
	if a.seen == nil {
		a.seen = map[problemKey]struct{}{}
	}
	a.seen[key] = struct{}{}
	a.problems = append(a.problems, Problem{k, where, off, msg})
}

// Problems returns what was found so far, ordered by place, then kind. Reading
// content can add to it.
func (a *Archive) Problems() []Problem {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := slices.Clone(a.problems)
	ordered.By(out, func(x, y Problem) int {
		return cmp.Or(cmp.Compare(x.Offset, y.Offset), cmp.Compare(x.Where, y.Where), cmp.Compare(x.Kind, y.Kind))
	})
	if a.dropped > 0 {
		out = append(out, Problem{ProblemsDropped, "", int64(len(a.data)),
			fmt.Sprintf("%d more problems were found and not kept", a.dropped)})
	}
	return out
}
