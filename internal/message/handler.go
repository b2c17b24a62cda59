package message

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
)

// Handler receives a stream. Handle is called once for each message, in order,
// never concurrently; Close once after the last, also when the run failed.
type Handler interface {
	Handle(Message) error
	Close() error
}

// Run is a whole stream, gathered. It is what renderers that need everything
// at once (text, HTML, SARIF) work on.
type Run struct {
	Config     Config
	Inventory  []Inventory
	Evidence   []Evidence
	Statements []Statement
	Unknowns   []Unknown
	Verdicts   []Verdict
	Summary    Summary
}

// Add puts one message in its place. Progress is dropped.
func (r *Run) Add(m Message) error {
	switch {
	case m.Config != nil:
		r.Config = *m.Config
	case m.Inventory != nil:
		r.Inventory = append(r.Inventory, *m.Inventory)
	case m.Evidence != nil:
		r.Evidence = append(r.Evidence, *m.Evidence)
	case m.Statement != nil:
		r.Statements = append(r.Statements, *m.Statement)
	case m.Unknown != nil:
		r.Unknowns = append(r.Unknowns, *m.Unknown)
	case m.Verdict != nil:
		r.Verdicts = append(r.Verdicts, *m.Verdict)
	case m.Summary != nil:
		r.Summary = *m.Summary
	case m.Progress != nil:
	default:
		return errors.New("message with no field set")
	}
	return nil
}

// Gather is a Handler that hands the whole run to write when the stream ends
// with its Summary. A stream that broke off before is not rendered.
func Gather(write func(*Run) error) Handler { return &gather{write: write} }

type gather struct {
	run   Run
	whole bool
	write func(*Run) error
}

func (g *gather) Handle(m Message) error {
	if m.Summary != nil {
		g.whole = true
	}
	return g.run.Add(m)
}

func (g *gather) Close() error {
	if !g.whole {
		return nil
	}
	return g.write(&g.run)
}

// ContentID derives a stable identifier from the parts that make a fact that
// fact: prefix, a dash and 8 hex digits of a sha256. Callers that meet a
// collision lengthen by appending a part.
func ContentID(prefix string, parts ...string) string {
	var room [512]byte
	all := room[:0]
	for _, p := range parts {
		all = strconv.AppendInt(all, int64(len(p)), 10)
		all = append(append(all, ':'), p...)
	}
	sum := sha256.Sum256(all)
	return string(hex.AppendEncode(append(append(room[:0], prefix...), '-'), sum[:4]))
}
