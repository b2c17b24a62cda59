package audit

import (
	"fmt"
	"regexp"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// Case is one run's inputs.
type Case struct {
	Apps     []string // paths of packages
	Policies []string // paths of policy documents, or their http or https addresses; where only these are read, declarations may be among them
	Labels   []string // of privacy labels and other declarations, likewise
	// Keep is the folder for copies of what is fetched, and for the records of
	// where it came from. Empty means the current one.
	Keep string
	// Home is the jurisdiction of the users whose view is taken: ISO 3166-1
	// alpha-2, optionally "-" and a subdivision. Empty means "US".
	Home  string
	Goal  Goal
	Depth trace.Depth // how far code is followed
	// Implicit adds flows by control: data that decides what happens at a sink.
	Implicit bool
	FailOn   message.Answer // empty: a verdict never fails the run
	Version  string         // of the tool, for the stream's Config
}

// Goal is how far a run goes.
type Goal int

// The goals.
const (
	Verdicts   Goal = iota // everything
	Inventory              // what is in the packages
	Statements             // what the policies say
)

var homeForm = regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?$`)

// check refuses a case that cannot be run, before anything is read.
func (c *Case) check() error {
	if c.Home == "" {
		c.Home = "US"
	}
	if !homeForm.MatchString(c.Home) {
		return fmt.Errorf("home %q is not a country code like US, or a subdivision like US-IL", c.Home)
	}
	if c.Goal != Statements && len(c.Apps) == 0 {
		return fmt.Errorf("no app package given")
	}
	if c.Goal == Statements && len(c.Policies)+len(c.Labels) == 0 {
		return fmt.Errorf("no policy given")
	}
	return nil
}

// InputError says that an input could not be read at all.
type InputError struct {
	File string
	Err  error
}

func (e *InputError) Error() string { return fmt.Sprintf("%s: %v", e.File, e.Err) }
func (e *InputError) Unwrap() error { return e.Err }

// FailedError says that the run is complete and its gravest verdict is at or
// above what the caller asked to fail on.
type FailedError struct {
	Worst, FailOn message.Answer
	Count         int // verdicts at or above FailOn
}

func (e *FailedError) Error() string {
	return fmt.Sprintf("%d verdict(s) at or above %q, the gravest %q", e.Count, e.FailOn, e.Worst)
}
