// Package avow holds an app to its word: it reads app packages, privacy policies
// and privacy labels and sends what it finds as a stream of messages to a handler.
//
//	err := avow.Audit(ctx, avow.Case{
//		Apps:     []string{"app.apk"},
//		Policies: []string{"privacy.html"},
//		Home:     "US",
//	}, handler)
//
// The stream begins with a Config and ends with a Summary; between them stand
// Inventory, Evidence, Statement, Unknown and Verdict messages. It is the same
// for the same inputs and the same catalog, byte for byte. The message types
// and their JSON form (docs/schema/avow-stream-1.json) are stable within a
// major version of Protocol.
package avow

import (
	"context"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/trace"
)

// Protocol is the version of the stream.
const Protocol = message.Protocol

// The inputs of a run.
type (
	Case = audit.Case
	Goal = audit.Goal
)

// How far a run goes.
const (
	Verdicts   = audit.Verdicts
	Inventory  = audit.Inventory
	Statements = audit.Statements
)

// The errors of a run that a caller may want to tell apart.
type (
	InputError  = audit.InputError
	FailedError = audit.FailedError
)

// The stream. See the types for their fields.
type (
	Handler   = message.Handler
	Message   = message.Message
	Run       = message.Run
	Config    = message.Config
	Progress  = message.Progress
	Package   = message.Inventory
	Evidence  = message.Evidence
	Place     = message.Place
	Statement = message.Statement
	Label     = message.Label
	Unknown   = message.Unknown
	Verdict   = message.Verdict
	Summary   = message.Summary
	Practice  = practice.Practice
)

// Depths of a case: what is there, what can run, and where data goes. The zero
// Case stops at the first; the command goes the whole way.
const (
	Inspect = trace.Inspect
	Reach   = trace.Reach
	Trace   = trace.Flows
)

// Audit runs the case and sends its stream to h, which it does not close. An
// input that can't be read is an *InputError; a complete run with a verdict at
// or above Case.FailOn is a *FailedError.
func Audit(ctx context.Context, c Case, h Handler) error { return audit.Run(ctx, c, h) }

// Gather returns a handler that hands the whole run to f when it is complete.
func Gather(f func(*Run) error) Handler { return message.Gather(f) }

// Practices returns the closed list of practices, in the order of reports.
func Practices() []Practice { return practice.All() }
