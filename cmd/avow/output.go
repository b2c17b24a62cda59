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
	files   []string
	format  string
	colour  string
	formats []report.Format // that the command has
}

func (o *output) flags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&o.files, "output", "o", nil, "write to `FILE` in the format of its extension; may be given several times; - is standard output")
	cmd.Flags().StringVar(&o.format, "format", "", "`FORMAT` of the output: "+list(o.formatNames())+" (default: by the file's extension, else text)")
	cmd.Flags().StringVar(&o.colour, "colour", "auto", "colour a text page, `WHEN`: auto|always|never")
}

// opened is one output: where it goes, and in which format.
type opened struct {
	name, format string
	w            io.Writer
	close        func() error
}

// open opens all outputs. What a call has wrong is told before any is touched.
func (o *output) open(stdout *os.File) ([]opened, report.Options, error) {
	colour, err := report.ParseColour(o.colour)
	if err != nil {
		return nil, report.Options{}, usagef("--colour: %v", err)
	}
	names := o.files
	if len(names) == 0 {
		names = []string{"-"}
	}
	outs := make([]opened, len(names))
	for i, name := range names {
		outs[i] = opened{name: "the standard output", w: stdout, close: func() error { return nil }}
		if outs[i].format, err = o.formatOf(name); err != nil {
			return nil, report.Options{}, err
		}
	}
	for i, name := range names {
		if name == "-" {
			continue
		}
		f, err := create(name)
		if err != nil {
			return nil, report.Options{}, errors.Join(err, closeAll(outs[:i]))
		}
		outs[i].name, outs[i].w, outs[i].close = name, f, f.Close
	}
	return outs, report.Options{Colour: colour}, nil
}

func closeAll(outs []opened) (err error) {
	for _, out := range outs {
		err = errors.Join(err, out.close())
	}
	return err
}

// run opens the outputs, lets work fill them and closes them. A file that
// could not be written whole is reported, whatever else happened.
func (o *output) run(stdout, stderr *os.File, work func(message.Handler) error) (err error) {
	outs, options, err := o.open(stdout)
	if err != nil {
		return err
	}
	var hs fan
	defer func() { err = errors.Join(err, hs.Close(), closeAll(outs)) }()
	for _, out := range outs {
		h, err := report.New(out.format, out.w, options)
		if err != nil {
			return err
		}
		hs = append(hs, sink{h, out.name})
	}
	if stderr != nil && term.IsTerminal(int(stderr.Fd())) {
		hs = append(hs, &progress{w: stderr})
	}
	return work(hs)
}

// each opens the outputs, lets work read what is to be written, and writes it into each.
func (o *output) each(stdout *os.File, work func() (func(opened, report.Options) error, error)) (err error) {
	outs, options, err := o.open(stdout)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll(outs)) }()
	write, err := work()
	if err != nil {
		return err
	}
	for _, out := range outs {
		if e := write(out, options); e != nil {
			err = errors.Join(err, written(out.name, e))
		}
	}
	return err
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
		for _, f := range o.formats {
			if f.Name == o.format {
				return f.Name, nil
			}
		}
		return "", usagef("--format: %q is not a format; use one of %s", o.format, list(o.formatNames()))
	}
	if name == "-" {
		return o.formats[0].Name, nil
	}
	for _, f := range o.formats {
		if f.Ext == strings.ToLower(filepath.Ext(name)) {
			return f.Name, nil
		}
	}
	return "", usagef("can't tell a format from %q; add --format %s", name, list(o.formatNames()))
}

func (o *output) formatNames() []string {
	var out []string
	for _, f := range o.formats {
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
