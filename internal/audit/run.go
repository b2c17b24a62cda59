// Package audit is the pipeline: one function, Run, that shows the whole way
// from an app package and its policy to a stream of messages.
package audit

import (
	"context"
	"fmt"
	"slices"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/judge"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy"
	"github.com/avow-audit/avow/internal/scan"
)

// Run reads the inputs of c and sends the stream to h: what was asked, what is
// in each app, what the policies say, what could not be read, the verdicts, the
// summary. It does not close h.
//
// A policy given by its address is fetched, and kept in c.Keep when all inputs
// were read.
//
// An input that cannot be read at all is an *InputError and ends the run; so
// does a handler that fails. When the stream is complete and a verdict is at or
// above c.FailOn, the error is a *FailedError.
func Run(ctx context.Context, c Case, h message.Handler) error {
	if err := c.check(); err != nil {
		return err
	}
	cat, err := catalog.Load()
	if err != nil {
		return fmt.Errorf("the built-in catalog is broken: %w", err)
	}
	s := &stream{h: h}

	ctx, cancel := context.WithCancel(ctx) // what is still fetched when the apps fail
	defer cancel()
	policies := readDocuments(ctx, c, s.progress) // beside the apps
	apps, err := readApps(ctx, c, cat, s.progress)
	if err != nil {
		return err
	}
	docs, err := policies()
	if err != nil {
		return err
	}
	if err := keep(docs, c); err != nil {
		return err
	}

	found := collect(c, apps, docs)
	s.send(message.Message{Config: config(c, cat, apps, docs)})
	for _, a := range apps {
		s.send(message.Message{Inventory: &a.Inventory})
	}
	if c.Goal != Inventory {
		send(s, found.Evidence, func(e *message.Evidence) message.Message { return message.Message{Evidence: e} })
		send(s, found.Statements, func(x *message.Statement) message.Message { return message.Message{Statement: x} })
	}
	send(s, found.Unknowns, func(u *message.Unknown) message.Message { return message.Message{Unknown: u} })
	var verdicts []message.Verdict
	if c.Goal == Verdicts {
		verdicts = judge.Judge(found)
		send(s, verdicts, func(v *message.Verdict) message.Message { return message.Message{Verdict: v} })
	}
	sum := summary(c, found, verdicts)
	s.send(message.Message{Summary: &sum})
	if s.err != nil {
		return s.err
	}
	if sum.Failed {
		return failed(c, verdicts)
	}
	return nil
}

// stream sends until the handler fails, and remembers why.
type stream struct {
	h   message.Handler
	err error
}

func (s *stream) send(m message.Message) {
	if s.err == nil {
		s.err = s.h.Handle(m)
	}
}

func (s *stream) progress(p message.Progress) { s.send(message.Message{Progress: &p}) }

func send[T any](s *stream, xs []T, wrap func(*T) message.Message) {
	for i := range xs {
		s.send(wrap(&xs[i]))
	}
}

// readApps reads the packages of the case one after the other.
func readApps(ctx context.Context, c Case, cat *catalog.Catalog, progress func(message.Progress)) ([]*scan.Result, error) {
	if c.Goal == Statements {
		return nil, nil
	}
	var apps []*scan.Result
	o := scan.Options{Home: c.Home, Depth: c.Depth, Implicit: c.Implicit, Several: len(c.Apps) > 1}
	for _, path := range c.Apps {
		a, err := scan.App(ctx, path, o, cat, progress)
		if err != nil {
			return nil, inputError(ctx, path, err)
		}
		apps = append(apps, a)
	}
	return scan.Together(apps), nil
}

// collect brings all apps and documents of the case together.
func collect(c Case, apps []*scan.Result, docs []document) judge.Case {
	out := judge.Case{Home: c.Home}
	seen := map[string]bool{}
	for _, a := range apps {
		out.Evidence = append(out.Evidence, a.Evidence...)
		out.Unknowns = append(out.Unknowns, unseen(seen, a.Unknowns)...)
		if c.Goal != Verdicts {
			continue
		}
		for _, t := range a.Texts {
			out.Labels = append(out.Labels, textsOf(t, a, len(apps) > 1))
			out.Statements = append(out.Statements, t.Statements...)
		}
	}
	out.PolicyGiven = slices.ContainsFunc(docs, func(d document) bool { return d.label == nil })
	for _, d := range docs {
		if d.label != nil {
			out.Labels = append(out.Labels, labelOf(d, apps))
			out.Statements = append(out.Statements, d.label.Statements...)
			out.Unknowns = append(out.Unknowns, unseen(seen, d.label.Unknowns)...)
			continue
		}
		out.PolicyRead = out.PolicyRead || readable(d.result)
		out.Statements = append(out.Statements, d.result.Statements...)
		out.Unknowns = append(out.Unknowns, unseen(seen, d.result.Unknowns)...)
	}
	return out
}

// readable reports whether a document could be read as a policy at all.
func readable(r *policy.Result) bool {
	return len(r.Statements) > 0 || !slices.ContainsFunc(r.Unknowns, func(u message.Unknown) bool {
		return u.Kind == "not-a-policy" || u.Kind == "language" || u.Kind == "unreadable"
	})
}

func unseen(seen map[string]bool, us []message.Unknown) []message.Unknown {
	var out []message.Unknown
	for _, u := range us {
		if !seen[u.ID] {
			seen[u.ID] = true
			out = append(out, u)
		}
	}
	return out
}
