// Package message is the stream that a run of avow is: a sequence of messages,
// each with exactly one field set, from Config (what was asked, with which
// catalog) to Summary (what came out). Every output is a handler of the stream
// and every saved stream can be replayed into any of them.
//
// Invariants, checked by Validate:
//   - Config is first and Summary last, each once; Progress may stand before
//     the one and never behind the other;
//   - a message has exactly one field set;
//   - identifiers are unique, and a Verdict only names evidence, statements
//     and unknowns that stand before it;
//   - removing every Progress leaves a valid stream.
//
// Same inputs and catalog give the same bytes: no message carries a duration, a
// path of the machine or anything in the order of goroutines, and no time but
// that at which a policy was fetched, which belongs to the input.
package message

import (
	"github.com/avow-audit/avow/internal/practice"
)

// Protocol is the version of the stream. A reader refuses a stream whose major
// number it does not know.
const Protocol = "1.0"

// Message is one element of the stream. Exactly one field is set.
type Message struct {
	Config    *Config    `json:"config,omitempty"`
	Progress  *Progress  `json:"progress,omitempty"`
	Inventory *Inventory `json:"inventory,omitempty"`
	Evidence  *Evidence  `json:"evidence,omitempty"`
	Statement *Statement `json:"statement,omitempty"`
	Unknown   *Unknown   `json:"unknown,omitempty"`
	Verdict   *Verdict   `json:"verdict,omitempty"`
	Summary   *Summary   `json:"summary,omitempty"`
}

// Config says what was asked and with what: the audit trail of the run.
type Config struct {
	Protocol string   `json:"protocol"`
	Tool     string   `json:"tool"`    // "avow"
	Version  string   `json:"version"` // of the tool
	Catalog  Catalog  `json:"catalog"`
	Apps     []Input  `json:"apps,omitempty"`
	Policies []Input  `json:"policies,omitempty"`
	Labels   []Input  `json:"labels,omitempty"`  // privacy labels and other declarations
	Home     string   `json:"home"`              // home jurisdiction: ISO 3166-1 alpha-2, optionally "-" and a subdivision: "US", "US-IL"
	Options  []Option `json:"options,omitempty"` // every other setting in force, by name
}

// Catalog identifies what the tool knew.
type Catalog struct {
	Version string `json:"version"` // date of the newest part, YYYY-MM-DD
	Digest  string `json:"digest"`  // sha256 over all its files, hex
}

// Input is one file or address given to the run.
type Input struct {
	Name    string   `json:"name"` // base name as given; of a fetched policy the address asked for, without user and password
	SHA256  string   `json:"sha256,omitempty"`
	Size    int64    `json:"size"`
	Fetched *Fetched `json:"fetched,omitempty"`
}

// Fetched says where an input came from, as the record beside its kept copy
// does (package fetch), and how that copy is called.
type Fetched struct {
	Time  string `json:"time"`            // UTC, RFC 3339
	Kept  string `json:"kept"`            // base name of the copy; the record has the same name and ".json"
	Final string `json:"final,omitempty"` // address that gave it, where that is another than the one asked for
}

// Option is one setting in force.
type Option struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Progress is for a person who waits; it carries no fact.
type Progress struct {
	Stage string `json:"stage"`          // "open", "read", "detect", "fetch", "policy", "judge"
	Item  string `json:"item,omitempty"` // what is being read
	Done  int    `json:"done,omitempty"`
	Total int    `json:"total,omitempty"`
}

// Rung is how far evidence reaches.
type Rung string

// The rungs, lowest first. A report names the highest and never more.
const (
	Declared  Rung = "declared"  // permission, manifest, privacy label
	Present   Rung = "present"   // SDK, model, native code, call in the code
	Reachable Rung = "reachable" // called from an entry point of the app
	Flows     Rung = "flows"     // data path from source to sink
	Observed  Rung = "observed"  // seen leaving in a capture
)

// Rungs lists the rungs, lowest first.
var Rungs = [...]Rung{Declared, Present, Reachable, Flows, Observed}

// Level is the place of r on the ladder from 1, or 0 if r is none.
func (r Rung) Level() int {
	for i, x := range Rungs {
		if x == r {
			return i + 1
		}
	}
	return 0
}

// Weight tells evidence that decides a practice from evidence that only makes
// one look closer.
type Weight string

// Primary evidence can carry a verdict. Supporting evidence (a bare permission,
// a package prefix, a file name) never does alone. Inert evidence is listed so
// that nobody has to find it again, and counts for nothing: a call that cannot
// succeed because its permission is not declared, or one inside a platform
// support library that runs only on the user's act.
const (
	Primary    Weight = "primary"
	Supporting Weight = "supporting"
	Inert      Weight = "inert"
)

// Origin tells whose code or file holds the evidence.
type Origin string

// The origins. Unsure is for code whose package names say nothing, as after
// obfuscation; support is told apart from other libraries because nearly every
// app bundles it unused.
const (
	OriginApp     Origin = "app"
	OriginLibrary Origin = "library"
	OriginSupport Origin = "support" // platform support libraries: androidx and the like
	OriginUnsure  Origin = "unsure"
)

// Evidence is one checkable fact for one practice.
type Evidence struct {
	ID       string      `json:"id"` // "E-" and 8 hex digits of its content's sha256
	Practice practice.ID `json:"practice"`
	Rung     Rung        `json:"rung"`
	Weight   Weight      `json:"weight"`
	Kind     string      `json:"kind"`    // "permission", "call", "class", "sdk", "native", "model", "asset", "host", "manifest", "string", "symbol", "cxx", "jni", "shape"
	Subject  string      `json:"subject"` // what was found: a method signature, class, permission, host, file
	Text     string      `json:"text"`    // one sentence: what it shows, in the words allowed
	Note     string      `json:"note,omitempty"`
	Origin   Origin      `json:"origin,omitempty"`
	Product  *Product    `json:"product,omitempty"` // SDK it belongs to
	Country  string      `json:"country,omitempty"` // for hosts: ISO 3166-1 alpha-2, from the host name
	Sink     *Sink       `json:"sink,omitempty"`    // for flows: the call that passes the data on
	Path     *Path       `json:"path,omitempty"`    // one way on which it is reached, for the rungs reachable and flows
	Places   []Place     `json:"places"`            // the first MaxPlaces, in package order
	Count    int         `json:"count"`             // of all places found
	Rule     string      `json:"rule"`              // catalog file and line: "sources.txt:41"
}

// App names the app that holds e in a case of several, else "".
func (e *Evidence) App() string {
	if len(e.Places) == 0 {
		return ""
	}
	return e.Places[0].App
}

// IDIn is the identifier of e in a case of several apps, where another app has
// the same fact at the same place; digest is that of e's app.
func (e *Evidence) IDIn(digest string) string { return ContentID("E", digest, e.ID) }

// Sink is where a data flow ends.
type Sink struct {
	Recipient string   `json:"recipient"`           // "network", "analytics", "ads", "cloud", "local", "sms", "ipc"
	Subject   string   `json:"subject"`             // the method that is called
	Addresses []string `json:"addresses,omitempty"` // constants given to it beside the data
}

// Path is one way that shows how a fact is reached: it can be walked by hand,
// place by place. Of all ways it is the first that was found, short of calls.
type Path struct {
	Grade Grade  `json:"grade"`
	Steps []Step `json:"steps"` // from the entry point on
}

// Grade says what a path had to assume.
type Grade string

// The grades, strongest first.
const (
	Proven   Grade = "proven"   // calls alone
	Callback Grade = "callback" // the system calls an object back that was handed to it
	Stored   Grade = "stored"   // data is stored by one callback and read by another; their order is assumed
	Implied  Grade = "implied"  // the data decides what happens at the end of the path, and does not travel there
)

// Step is one place on a path.
type Step struct {
	Text  string `json:"text"` // what happens there: "calls com.acme.Net.send(java.lang.String)"
	Place Place  `json:"place"`
}

// MaxSteps bounds a path; the middle of a longer one is left out.
const MaxSteps = 40

// MaxPlaces is how many places one Evidence lists: enough to check by hand,
// few enough to read.
const MaxPlaces = 8

// Product is an SDK or service with its maker.
type Product struct {
	Name   string `json:"name"`
	Vendor string `json:"vendor"`
	Runs   string `json:"runs,omitempty"` // where it computes: "device", "cloud" or "both", as the catalog knows
}

// Place is where a fact stands, so that another person finds it with other
// tools.
type Place struct {
	App    string `json:"app,omitempty"`    // Input.Name, in a case of several apps
	File   string `json:"file"`             // entry path; "base.apk!classes2.dex" inside a container
	SHA256 string `json:"sha256,omitempty"` // of that file's content
	// For code:
	Class  string `json:"class,omitempty"`  // "com.acme.Cam"
	Method string `json:"method,omitempty"` // "onCreate(android.os.Bundle)void"
	Line   int    `json:"line,omitempty"`   // source line, if debug info tells
	// Offset is, for code, in 16-bit code units from the method's first
	// instruction; for files, in bytes from the start. -1 if it has none.
	Offset int64 `json:"offset"`
}

// Path names the file of a place, behind its app in a case of several:
// "glow.apk!classes.dex".
func (p Place) Path() string {
	if p.App == "" || p.File == "" {
		return p.File
	}
	return p.App + "!" + p.File
}

// Unknown is what could not be read and why. It is a result.
type Unknown struct {
	ID      string        `json:"id"`                // "U-" and 8 hex digits
	Kind    string        `json:"kind"`              // "unreadable", "encrypted", "packed", "downloader", "remote", "native-method", "limit", "language", "not-a-policy", "link", "other-document", "ambiguous-package"
	Where   Place         `json:"where"`             // File may be a policy's name
	Reason  string        `json:"reason"`            // one sentence
	Touches []practice.ID `json:"touches,omitempty"` // practices it could hide; none listed stands for all
	Side    Side          `json:"side"`
	Count   int           `json:"count,omitempty"` // of alike ones folded into this
}

// Kinds of an Unknown by which what is in the package is not all that it can
// compute: models that come after installation, and servers that compute on what
// they are sent.
const (
	Downloader = "downloader"
	Remote     = "remote"
)

// Reflection is the kind of an Unknown behind which code of the package is
// reached that was not followed. The code itself was read: such an Unknown
// bounds the rungs reachable and flows, never what is present.
const Reflection = "reflection"

// Side says which half of the comparison an Unknown weakens.
type Side string

// The sides.
const (
	SideApp    Side = "app"
	SidePolicy Side = "policy"
	SideLabel  Side = "label"
)

// Answer is the verdict on one practice.
type Answer string

// The verdicts. Order of decision: docs/architecture.md.
const (
	Kept         Answer = "kept"
	Vague        Answer = "vague"
	Undisclosed  Answer = "undisclosed"
	Contradicted Answer = "contradicted"
	Ambiguous    Answer = "ambiguous"
	Overstated   Answer = "overstated"
	NotFound     Answer = "not found"
	CannotTell   Answer = "cannot tell"
)

// Answers lists the verdicts from the gravest to the least.
var Answers = [...]Answer{Contradicted, Undisclosed, Ambiguous, Vague, CannotTell, Overstated, Kept, NotFound}

// Gravity orders the verdicts: 0 for NotFound up to 7 for Contradicted; -1 for
// an unknown word.
func (a Answer) Gravity() int {
	for i, x := range Answers {
		if x == a {
			return len(Answers) - 1 - i
		}
	}
	return -1
}

// Verdict holds evidence against statements for one practice: those of the
// policies, or those of one label, which is held against the policies as well.
type Verdict struct {
	Practice   practice.ID `json:"practice"`
	Label      string      `json:"label,omitempty"` // Input.Name of the label; empty for the policies
	Answer     Answer      `json:"answer"`
	Rung       Rung        `json:"rung,omitempty"` // highest rung of the evidence that counts
	Reason     string      `json:"reason"`         // one sentence
	Apps       []string    `json:"apps,omitempty"` // in a case of several apps: those whose evidence counts
	Evidence   []string    `json:"evidence,omitempty"`
	Statements []string    `json:"statements,omitempty"`
	Unknowns   []string    `json:"unknowns,omitempty"`
}

// Summary closes the stream.
type Summary struct {
	Verdicts []Tally `json:"verdicts,omitempty"` // gravest first, zero counts left out
	Evidence int     `json:"evidence"`
	Stated   int     `json:"statements"`
	Unknowns int     `json:"unknowns"`
	FailOn   Answer  `json:"fail_on,omitempty"`
	Failed   bool    `json:"failed"` // a verdict at or above FailOn
}

// Tally counts one verdict.
type Tally struct {
	Answer Answer `json:"answer"`
	Count  int    `json:"count"`
}
