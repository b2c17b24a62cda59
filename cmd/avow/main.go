// Command avow holds an app to its word: it reads an app package and its
// privacy policy and says, with evidence anyone can check by hand, where what
// the app does and what the policy says part.
//
// This package turns flags into one call each; everything else lives below
// internal/.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/policy/fetch"
)

// Exit codes, as the root command's help prints them.
const (
	exitDone   = 0
	exitFailed = 1 // a verdict at or above --fail-on
	exitUsage  = 2
	exitFile   = 3 // an input that can't be read, an output that can't be written
)

// version is set by the release build: -ldflags "-X main.version=1.2.3".
var version = "dev"

func main() {
	leaveStartup()
	if os.Getenv("GOGC") == "" {
		collectSparingly()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// collectSparingly sets the pace of the collector. A small app is done before a
// first collection pays for itself, so that waits for some 8 MB; of a large one
// the code is held to the end, and the default would let the heap grow to twice
// that. Measured (docs/performance.md): a quarter less memory of large apps for
// a tenth more processor time.
func collectSparingly() {
	debug.SetGCPercent(200)
	runtime.SetFinalizer(new([16]byte), func(*[16]byte) { debug.SetGCPercent(40) }) // at the first collection
}

// run is main without the process: the tests call it.
func run(ctx context.Context, args []string, stdout, stderr *os.File) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	var failed *audit.FailedError
	var input *audit.InputError
	var output *outputError
	switch {
	case errors.As(err, &output): // graver than a verdict: nobody may have seen that
		fmt.Fprintln(stderr, "avow:", output)
		return exitFile
	case errors.As(err, &failed):
		fmt.Fprintln(stderr, "avow:", failed)
		return exitFailed
	case errors.As(err, &input):
		for line := range strings.SplitSeq(err.Error(), "\n") { // one for each file
			fmt.Fprintln(stderr, "avow:", line)
		}
		return exitFile
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "avow: interrupted; nothing is complete")
		return exitFile
	}
	fmt.Fprintf(stderr, "avow: %v\nRun '%s --help' for how to use it.\n", err, cmd.CommandPath())
	return exitUsage
}

func newRoot(stdout, stderr *os.File) *cobra.Command {
	root := &cobra.Command{
		Use:   "avow",
		Short: "Hold an app to its word",
		Long: `avow holds an app to its word. It reads an app package and its privacy policy
and says, practice by practice, what the app does (with evidence), what the
policy says (with the quotation) and where the two part.

It needs no account, and no network but for a policy that is given by its
address. It infers nothing about any person: it recognises software that does.`,
		Example: `  avow audit app.apk --policy privacy.html
  avow audit app.apk --policy privacy.html -o report.html -o run.jsonl
  avow inspect app.apk
  avow explain app.apk E-1a2b3c4d`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          unknownCommand,
		// Without it an unknown command would print the help and pass for done.
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.CompletionOptions.HiddenDefaultCmd = false
	root.Version = versionLine()
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(usageTemplate)
	root.SuggestionsMinimumDistance = 2 // letters that differ
	root.AddCommand(
		newAudit(stdout, stderr),
		newInspect(stdout, stderr),
		newModel(stdout),
		newPolicy(stdout, stderr),
		newConvert(stdout),
		newExplain(stdout),
		newCatalog(stdout),
	)
	return root
}

const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}
Exit codes: 0 done, 1 a verdict at or above --fail-on, 2 wrong usage,
3 an input that can't be read or an output that can't be written.
`

// usageTemplate is cobra's, within 80 columns.
const usageTemplate = `Usage:
  {{if not .HasAvailableSubCommands}}{{.UseLine}}{{else}}{{if .HasParent}}{{.UseLine}}
  {{end}}{{.CommandPath}} COMMAND{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsagesWrapped 80 | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

'{{.CommandPath}} COMMAND --help' says more about a command.{{end}}
`

// unknownCommand refuses words behind "avow" that are none of its commands.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	msg := fmt.Sprintf("there is no command %q", fetch.Shown(args[0]))
	if like := cmd.SuggestionsFor(args[0]); len(like) > 0 {
		msg += fmt.Sprintf("; did you mean 'avow %s'?", like[0])
	} else if fetch.IsAddress(args[0]) {
		msg += "; for a policy it is 'avow policy " + fetch.Shown(args[0]) + "'"
	} else if _, err := os.Stat(args[0]); err == nil {
		msg += fmt.Sprintf("; for a package it is 'avow audit %s', for a policy 'avow policy %[1]s'", args[0])
	}
	return usagef("%s", msg)
}

// takes is how many arguments a command takes; most is -1 for any number. hint
// says what to give.
func takes(least, most int, hint string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return usagef("%s: %s", cmd.Name(), hint)
		}
		return nil
	}
}

// versionLine names the tool and what it knew.
func versionLine() string {
	c, err := catalog.Load()
	if err != nil {
		return fmt.Sprintf("avow %s (catalog unreadable: %v)", version, err)
	}
	return fmt.Sprintf("avow %s\ncatalog %s sha256:%s", version, c.Version(), c.Digest())
}

// list joins words for a sentence in a flag's help.
func list(words []string) string { return strings.Join(words, "|") }
