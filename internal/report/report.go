// Package report is the table of avow's outputs. Each is a handler of the
// message stream, so a run, a saved stream and a test feed them alike; a new
// output is a package and a row here.
//
// text, html and sarif need the whole run and write when the stream has ended
// with its summary; a run that breaks off leaves them empty. jsonl writes as
// messages come.
package report

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/change"
	"github.com/avow-audit/avow/internal/report/html"
	"github.com/avow-audit/avow/internal/report/sarif"
	"github.com/avow-audit/avow/internal/report/text"
	"github.com/avow-audit/avow/internal/report/view"
	"golang.org/x/term"
)

// Options say how an output is drawn. What kind of run it was, each output sees
// from the messages.
type Options struct {
	Colour   Colour
	Width    int  // columns of a text page; 0: by the terminal, 80 in a pipe
	Progress bool // keep progress messages in jsonl
	// Env reads the environment; nil is os.Getenv.
	Env func(string) string
}

// Colour says when a text page is coloured.
type Colour string

// The settings. Auto is the zero value: on a terminal, unless NO_COLOR is set
// or TERM is dumb; anywhere, if CLICOLOR_FORCE is set.
const (
	Auto   Colour = ""
	Always Colour = "always"
	Never  Colour = "never"
)

// ParseColour reads "auto", "always" or "never".
func ParseColour(s string) (Colour, error) {
	switch s {
	case "auto", "":
		return Auto, nil
	case string(Always), string(Never):
		return Colour(s), nil
	}
	return Auto, fmt.Errorf("unknown colour setting %q: known are auto, always, never", s)
}

// Format is one output.
type Format struct {
	Name string // as on the command line
	Ext  string // of its files, with the dot
	What string // one line for a help page
	make func(io.Writer, Options) message.Handler
	diff func(io.Writer, *change.Versions, string, Options) error // of two versions of a policy; nil if it has none
}

var formats = [...]Format{
	{"text", ".txt", "a page for a terminal, a pipe or a mail", func(w io.Writer, o Options) message.Handler {
		return whole(func(c *view.Case) error { return text.Write(w, c, o.text(w)) })
	}, func(w io.Writer, v *change.Versions, _ string, o Options) error {
		return text.WriteDiff(w, view.NewDiff(v), o.text(w))
	}},
	{"html", ".html", "one self-contained page, to read, print and file", func(w io.Writer, _ Options) message.Handler {
		return whole(func(c *view.Case) error { return html.Write(w, c) })
	}, func(w io.Writer, v *change.Versions, version string, _ Options) error {
		return html.WriteDiff(w, view.NewDiff(v), version)
	}},
	{"sarif", ".sarif", "SARIF 2.1.0, for code scanning dashboards", func(w io.Writer, _ Options) message.Handler {
		return whole(func(c *view.Case) error { return sarif.Write(w, c) })
	}, nil},
	{"jsonl", ".jsonl", "the stream itself, one message a line: complete, and what `avow convert` reads", func(w io.Writer, o Options) message.Handler {
		return message.NewEncoder(w, o.Progress)
	}, func(w io.Writer, v *change.Versions, _ string, _ Options) error { return change.WriteLines(w, v) }},
}

// Formats lists the outputs, the default first.
func Formats() []Format { return append([]Format(nil), formats[:]...) }

// New returns a handler that writes the output called format on w.
func New(format string, w io.Writer, o Options) (message.Handler, error) {
	var names []string
	for _, f := range formats {
		if f.Name == format {
			return f.make(w, o), nil
		}
		names = append(names, f.Name)
	}
	return nil, fmt.Errorf("unknown format %q: known are %s", format, strings.Join(names, ", "))
}

func whole(write func(*view.Case) error) message.Handler {
	return message.Gather(func(run *message.Run) error { return write(view.New(run)) })
}

const (
	pipeWidth = 80
	// maxWidth keeps lines readable on a wide terminal.
	maxWidth = 100
)

func (o Options) text(w io.Writer) text.Options {
	env := o.Env
	if env == nil {
		env = os.Getenv
	}
	columns, terminal := terminalWidth(w)
	return text.Options{Colour: o.colour(terminal, env), Width: o.width(columns)}
}

// terminalWidth is how many columns w has, and whether it is a terminal.
func terminalWidth(w io.Writer) (columns int, terminal bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		columns = 0
	}
	return columns, true
}

func (o Options) width(columns int) int {
	switch {
	case o.Width > 0:
		return o.Width
	case columns > 0:
		return min(columns, maxWidth)
	}
	return pipeWidth
}

// colour follows no-color.org and bixense.com/clicolors; refusing wins over
// forcing, and an option over both.
func (o Options) colour(terminal bool, env func(string) string) bool {
	switch {
	case o.Colour == Always:
		return true
	case o.Colour == Never, env("NO_COLOR") != "":
		return false
	case env("CLICOLOR_FORCE") != "" && env("CLICOLOR_FORCE") != "0":
		return true
	}
	return terminal && env("TERM") != "dumb"
}
