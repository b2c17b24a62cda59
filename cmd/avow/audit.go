package main

import (
	"cmp"
	"os"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report"
	"github.com/avow-audit/avow/internal/trace"
)

func newAudit(stdout, stderr *os.File) *cobra.Command {
	var c audit.Case
	out := output{formats: report.Formats()}
	var failOn, depth string
	cmd := &cobra.Command{
		Use:   "audit APP...",
		Short: "Hold what an app does against what its policy says",
		Long: `audit reads an app package (.apk, .apks, .xapk, .apkm, .aab, a folder of splits
or a bare .dex) and privacy policies (HTML, text, Markdown, PDF, DOCX) and
prints a verdict for every practice, with its evidence and its quotations.

A label (--label) is what the publisher declares elsewhere: the form of Google
Play's Data safety (CSV) or its page, Apple's privacy label, a privacy manifest
(PrivacyInfo.xcprivacy), or the permission texts of Info.plist. Which of them a
file is, is told from its content. Each practice that its form knows gets one
more verdict: does the label say what the policy says and what the app does?
The texts with which an Android app asks for permissions are read out of the
package and judged so by themselves.

` + fetching,
		Example: `  avow audit app.apk --policy privacy.html
  avow audit app.apk --policy https://example.com/privacy -o report.html
  avow audit app.apk --policy privacy.html --home US-IL -o report.html
  avow audit app.apk --policy privacy.html --fail-on undisclosed -o run.sarif
  avow audit app.apk --policy privacy.html --label data_safety.csv`,
		Args: takes(1, -1, "give the app's package, and its policy with --policy"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if c.FailOn, err = parseAnswer(failOn); err != nil {
				return err
			}
			if c.Depth, err = trace.ParseDepth(depth); err != nil {
				return err
			}
			c.Apps, c.Goal, c.Version = args, audit.Verdicts, version
			c.Keep = cmp.Or(c.Keep, out.folder())
			return out.run(stdout, stderr, func(h message.Handler) error { return audit.Run(cmd.Context(), c, h) })
		},
	}
	f := cmd.Flags()
	f.StringArrayVarP(&c.Policies, "policy", "p", nil, "privacy policy, a `FILE` or its http or https address; may be given several times")
	f.StringArrayVarP(&c.Labels, "label", "l", nil, "privacy label, a `FILE` or its address; may be given several times")
	f.StringVar(&c.Keep, "keep", "", keepUsage)
	f.StringVar(&c.Home, "home", "US", homeUsage)
	f.StringVar(&failOn, "fail-on", string(message.Contradicted), "exit with 1 at this `VERDICT` or a graver one; \"never\" for not at all")
	f.StringVar(&depth, "depth", trace.Flows.String(), "how far code is followed: inspect (what is there), reach (what entry points lead to), trace (where data goes)")
	f.BoolVar(&c.Implicit, "implicit", false, "also find where data only decides what is passed on; such flows support a verdict, and never carry it")
	out.flags(cmd)
	return cmd
}

func newInspect(stdout, stderr *os.File) *cobra.Command {
	var c audit.Case
	out := output{formats: report.Formats()}
	var models bool
	cmd := &cobra.Command{
		Use:   "inspect APP...",
		Short: "List what is in an app package",
		Long: `inspect lists what a package holds, without a verdict: manifest, permissions,
signers, SDKs, hosts, native code and model files.`,
		Example: `  avow inspect app.apk
  avow inspect app.apk -o inventory.html
  avow inspect app.apk --models`,
		Args: takes(1, -1, "give the app's package"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Apps, c.Goal, c.Version = args, audit.Inventory, version
			if models {
				if err := checkModelFormat(cmp.Or(out.format, modelFormats[0])); err != nil {
					return err
				}
				if len(out.files) > 0 {
					return usagef("--models prints to the standard output; leave out -o")
				}
				var h modelsOnly
				if err := audit.Run(cmd.Context(), c, &h); err != nil {
					return err
				}
				return h.write(stdout, out.format)
			}
			return out.run(stdout, stderr, func(h message.Handler) error { return audit.Run(cmd.Context(), c, h) })
		},
	}
	cmd.Flags().StringVar(&c.Home, "home", "US", homeUsage)
	cmd.Flags().BoolVar(&models, "models", false, "print only the model files, as a table with what they compute; text or jsonl")
	out.flags(cmd)
	return cmd
}

func newPolicy(stdout, stderr *os.File) *cobra.Command {
	var c audit.Case
	out := output{formats: report.Formats()}
	cmd := &cobra.Command{
		Use:   "policy FILE-OR-URL...",
		Short: "Say what a privacy policy states, with quotations",
		Long: `policy reads privacy policies (HTML, text, Markdown, PDF, DOCX) and prints
what they state on each practice: the quotation, how it speaks, for whom, and
where it stands. What is denied of all data at once ("we do not collect any
data") stands for the practices that are not named. It does so of privacy labels
and other declarations too (see 'avow audit --help').

` + fetching,
		Example: "  avow policy privacy.html\n  avow policy https://example.com/privacy -o statements.html\n  avow policy data_safety.csv",
		Args:    takes(1, -1, "give the file that holds the policy, or its address"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Policies, c.Goal, c.Version = args, audit.Statements, version
			c.Keep = cmp.Or(c.Keep, out.folder())
			return out.run(stdout, stderr, func(h message.Handler) error { return audit.Run(cmd.Context(), c, h) })
		},
	}
	cmd.Flags().StringVar(&c.Home, "home", "US", homeUsage)
	cmd.Flags().StringVar(&c.Keep, "keep", "", keepUsage)
	out.flags(cmd)
	cmd.AddCommand(newPolicyDiff(stdout))
	return cmd
}

const homeUsage = "home jurisdiction of the users, a `PLACE`: a country code as US, or a subdivision as US-IL"

// What the commands that read policies say of addresses.
const (
	fetching = `A policy given by its http:// or https:// address is fetched: that page alone,
no link in it, no script, no cookie. What was received is kept as it was, with a
record of address, time and SHA-256 in a file beside it; the report names all of
them. The copy, given as FILE, makes the same report again.`
	keepUsage = "keep copies of fetched policies in `DIR` (default: beside the first -o FILE, else in the current folder)"
)

func parseAnswer(s string) (message.Answer, error) {
	if s == "never" {
		return "", nil
	}
	a := message.Answer(s)
	if a.Gravity() < 0 {
		return "", usagef("--fail-on: %q is not a verdict; use one of %s or never", s, answers())
	}
	return a, nil
}
