package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report"
	"github.com/avow-audit/avow/internal/report/clean"
)

// output is where a run goes and in which form.
type output struct {
	files  []string
	format string
	colour string
}

func (o *output) flags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&o.files, "output", "o", nil, "write to `FILE` in the format of its extension; may be given several times; - is standard output")
	cmd.Flags().StringVar(&o.format, "format", "", "`FORMAT` of the output: "+list(formatNames())+" (default: by the file's extension, else text)")
	cmd.Flags().StringVar(&o.colour, "colour", "auto", "colour a text page, `WHEN`: auto|always|never")
}

// run opens the outputs, lets work fill them and closes them. A file that
// could not be written whole is reported, whatever else happened.
func (o *output) run(stdout, stderr *os.File, work func(message.Handler) error) (err error) {
	names := o.files
	if len(names) == 0 {
		names = []string{"-"}
	}
	colour, err := report.ParseColour(o.colour)
	if err != nil {
		return usagef("--colour: %v", err)
	}
	formats := make([]string, len(names))
	for i, name := range names {
		if formats[i], err = o.formatOf(name); err != nil {
			return err
		}
	}
	var hs fan
	var opened []*file
	defer func() {
		err = errors.Join(err, hs.Close())
		for _, f := range opened {
			err = errors.Join(err, f.Close())
		}
	}()
	for i, name := range names {
		out := sink{name: "the standard output"}
		var w io.Writer = stdout
		if name != "-" {
			f, err := create(name)
			if err != nil {
				return err
			}
			opened = append(opened, f)
			out.name, w = name, f
		}
		if out.Handler, err = report.New(formats[i], w, report.Options{Colour: colour}); err != nil {
			return err
		}
		hs = append(hs, out)
	}
	if stderr != nil && term.IsTerminal(int(stderr.Fd())) {
		hs = append(hs, &progress{w: stderr})
	}
	return work(hs)
}

// folder is that of the first output that is a file; "" if there is none.
func (o *output) folder() string {
	for _, name := range o.files {
		st, err := os.Stat(name)
		if name != "-" && (err != nil || st.Mode().IsRegular()) { // no pipe, no device
			return filepath.Dir(name)
		}
	}
	return ""
}

// sink is an output with the name that its errors give.
type sink struct {
	message.Handler
	name string
}

func (s sink) Handle(m message.Message) error { return s.named(s.Handler.Handle(m)) }
func (s sink) Close() error                   { return s.named(s.Handler.Close()) }

// named tells what the system refused from what the handler did.
func (s sink) named(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return written(s.name, err)
	}
	return err
}

func (o *output) formatOf(name string) (string, error) {
	if o.format != "" {
		for _, f := range report.Formats() {
			if f.Name == o.format {
				return f.Name, nil
			}
		}
		return "", usagef("--format: %q is not a format; use one of %s", o.format, list(formatNames()))
	}
	if name == "-" {
		return report.Formats()[0].Name, nil
	}
	for _, f := range report.Formats() {
		if f.Ext == strings.ToLower(filepath.Ext(name)) {
			return f.Name, nil
		}
	}
	return "", usagef("can't tell a format from %q; add --format %s", name, list(formatNames()))
}

func formatNames() []string {
	var out []string
	for _, f := range report.Formats() {
		out = append(out, f.Name)
	}
	return out
}

// fan hands every message to several handlers.
type fan []message.Handler

func (f fan) Handle(m message.Message) error {
	for _, h := range f {
		if err := h.Handle(m); err != nil {
			return err
		}
	}
	return nil
}

func (f fan) Close() error {
	var errs []error
	for _, h := range f {
		errs = append(errs, h.Close())
	}
	return errors.Join(errs...)
}

// progress keeps one line of a terminal up to date and leaves nothing behind.
type progress struct {
	w     *os.File
	shown bool
}

func (p *progress) Handle(m message.Message) error {
	if m.Progress == nil {
		return p.Close()
	}
	line := m.Progress.Stage
	if m.Progress.Item != "" {
		line += " " + m.Progress.Item
	}
	if m.Progress.Total > 0 {
		line += fmt.Sprintf(" (%d of %d)", m.Progress.Done, m.Progress.Total)
	}
	p.shown = true
	_, err := fmt.Fprintf(p.w, "\r\x1b[K%.78s", clean.Name(line))
	return err
}

func (p *progress) Close() error {
	if !p.shown {
		return nil
	}
	p.shown = false
	_, err := fmt.Fprint(p.w, "\r\x1b[K")
	return err
}

// usageError is a mistake in the call; the exit code is 2.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

func answers() string {
	var s []string
	for _, a := range message.Answers {
		s = append(s, fmt.Sprintf("%q", a))
	}
	return strings.Join(s, ", ")
}
