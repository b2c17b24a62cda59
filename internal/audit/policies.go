package audit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/avow-audit/avow/internal/declaration"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/policy"
	"github.com/avow-audit/avow/internal/policy/fetch"
)

// document is one policy or one label, read.
type document struct {
	input  message.Input
	result *policy.Result
	label  *declaration.Result // of a label; then result is nil
	page   *fetch.Page         // as it was fetched in this run; nil for a file
}

// readDocuments starts reading and returns a function that waits for the result:
// the policies first, then the labels.
func readDocuments(ctx context.Context, c Case, progress func(message.Progress)) func() ([]document, error) {
	for _, from := range slices.Concat(c.Policies, c.Labels) {
		if fetch.IsAddress(from) { // said before, because the apps tell of their own progress
			progress(message.Progress{Stage: "fetch", Item: fetch.Shown(from)})
		}
	}
	type outcome struct {
		docs []document
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		docs, err := readEach(ctx, c)
		if err == nil {
			err = distinct(docs)
		}
		done <- outcome{docs, err}
	}()
	return func() ([]document, error) { o := <-done; return o.docs, o.err }
}

// readEach reads files on all processors, then fetches what is given by its address, one after the
// other. The error is that of the first in the order given.
func readEach(ctx context.Context, c Case) ([]document, error) {
	policyOrLabel := asPolicy
	if c.Goal == Statements {
		policyOrLabel = asEither
	}
	froms := slices.Concat(c.Policies, c.Labels)
	docs, errs := make([]document, len(froms)), make([]error, len(froms))
	one := func(i int, read func(context.Context, Case, string, reading) (document, error)) {
		as := policyOrLabel
		if i >= len(c.Policies) {
			as = asLabel
		}
		if errs[i] = ctx.Err(); errs[i] == nil {
			docs[i], errs[i] = read(ctx, c, froms[i], as)
		}
	}
	parallel.Do(len(froms), func(i int) {
		if !fetch.IsAddress(froms[i]) {
			one(i, readFile)
		}
	})
	for i, from := range froms {
		if fetch.IsAddress(from) {
			one(i, readAddress)
		}
		if errs[i] != nil {
			return nil, inputError(ctx, from, errs[i])
		}
	}
	return docs, nil
}

// distinct refuses documents of one name: their statements could not be told
// apart in a report.
func distinct(docs []document) error {
	seen := map[string]bool{}
	for i := range docs {
		name := docs[i].input.Name
		if seen[name] {
			return &InputError{File: name, Err: errors.New("two inputs have this name: give one another name, so that the report can tell them apart")}
		}
		seen[name] = true
	}
	return nil
}

func readAddress(ctx context.Context, c Case, address string, as reading) (document, error) {
	// Nothing is asked for that could not be kept.
	if st, err := os.Stat(c.folder()); err != nil || !st.IsDir() {
		return document{}, fmt.Errorf("there is no folder %s to keep it in", c.folder())
	}
	page, err := fetch.Get(ctx, address, fetch.Options{Version: c.Version})
	if err != nil {
		return document{}, err
	}
	d, err := readDocument(page.Record.Asked, page.Body, &page.Record, as)
	d.page = page
	return d, err
}

// readFile reads a file; one that avow fetched and kept is read, and named, as
// it was then.
func readFile(_ context.Context, _ Case, path string, as reading) (document, error) {
	if err := isFile(path); err != nil {
		return document{}, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return document{}, err
	}
	record, err := fetch.ReadRecord(path, data)
	if err != nil {
		return document{}, err
	}
	if record == nil {
		return readDocument(filepath.Base(path), data, nil, as)
	}
	d, err := readDocument(record.Asked, data, record, as)
	d.input.Fetched = fetched(record, filepath.Base(path))
	return d, err
}

func readDocument(name string, data []byte, record *fetch.Record, as reading) (document, error) {
	served := ""
	if record != nil {
		served = record.ContentType
	}
	d, err := as(name, data, served)
	d.input = message.Input{Name: name, SHA256: digest(data), Size: int64(len(data))}
	return d, err
}

// keep writes the copies of what was fetched, now that there is a run for them
// to stand beside.
func keep(docs []document, c Case) error {
	for i := range docs {
		d := &docs[i]
		if d.page == nil {
			continue
		}
		name, err := d.page.Keep(c.folder())
		if err != nil {
			return &InputError{File: d.input.Name, Err: fmt.Errorf("its copy can't be kept in %s: %w", c.folder(), plain(err))}
		}
		d.input.Fetched = fetched(&d.page.Record, name)
	}
	return nil
}

func (c *Case) folder() string {
	if c.Keep == "" {
		return "."
	}
	return c.Keep
}

func fetched(r *fetch.Record, kept string) *message.Fetched {
	out := &message.Fetched{Time: r.Time, Kept: kept}
	if r.Final != r.Asked {
		out.Final = r.Final
	}
	return out
}

// isFile refuses what a policy cannot be read from, with what to do.
func isFile(path string) error {
	st, err := os.Stat(path)
	if err != nil {
		return plain(err)
	}
	if st.IsDir() {
		return errors.New("is a folder: give the policy's file")
	}
	const most = 256 << 20 // a policy is under a megabyte; a scanned PDF may reach some tens
	if st.Size() > most {
		return fmt.Errorf("is %d MB large, which is no policy", st.Size()>>20)
	}
	return nil
}
