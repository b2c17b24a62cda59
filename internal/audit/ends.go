package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/judge"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/fetch"
	"github.com/avow-audit/avow/internal/scan"
)

// config is the first message: what was asked and with what.
func config(c Case, cat *catalog.Catalog, apps []*scan.Result, docs []document) *message.Config {
	out := &message.Config{
		Protocol: message.Protocol, Tool: "avow", Version: c.Version, Home: c.Home,
		Catalog: message.Catalog{Version: cat.Version(), Digest: cat.Digest()},
	}
	for _, a := range apps {
		out.Apps = append(out.Apps, a.Input)
	}
	for _, d := range docs {
		if d.label != nil {
			out.Labels = append(out.Labels, d.input)
		} else {
			out.Policies = append(out.Policies, d.input)
		}
	}
	if c.Goal == Verdicts {
		out.Options = append(out.Options, message.Option{Name: "depth", Value: c.Depth.String()})
		if c.Implicit {
			out.Options = append(out.Options, message.Option{Name: "implicit", Value: "true"})
		}
	}
	if c.FailOn != "" && c.Goal == Verdicts {
		out.Options = append(out.Options, message.Option{Name: "fail-on", Value: string(c.FailOn)})
	}
	return out
}

// summary is the last message.
func summary(c Case, found judge.Case, verdicts []message.Verdict) message.Summary {
	s := message.Summary{Unknowns: len(found.Unknowns)}
	if c.Goal != Inventory {
		s.Evidence, s.Stated = len(found.Evidence), len(found.Statements)
	}
	for _, a := range message.Answers {
		n := 0
		for _, v := range verdicts {
			if v.Answer == a {
				n++
			}
		}
		if n > 0 {
			s.Verdicts = append(s.Verdicts, message.Tally{Answer: a, Count: n})
		}
	}
	if c.Goal == Verdicts && c.FailOn != "" {
		s.FailOn = c.FailOn
		s.Failed = judge.Worst(verdicts).Gravity() >= c.FailOn.Gravity()
	}
	return s
}

func failed(c Case, verdicts []message.Verdict) *FailedError {
	e := &FailedError{Worst: judge.Worst(verdicts), FailOn: c.FailOn}
	for _, v := range verdicts {
		if v.Answer.Gravity() >= c.FailOn.Gravity() {
			e.Count++
		}
	}
	return e
}

// inputError says what to do about a package that cannot be read.
func inputError(ctx context.Context, path string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &InputError{File: fetch.Shown(path), Err: plain(err)}
}

// plain takes the path, which InputError prints already, out of an error of the
// file system.
func plain(err error) error {
	var ue *apk.UnreadableError
	if errors.As(err, &ue) {
		return fmt.Errorf("this is %s, not an Android package; %s", ue.Found, ue.Do)
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		if errors.Is(err, fs.ErrNotExist) {
			return errors.New("there is no such file")
		}
		return pe.Err
	}
	return err
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
