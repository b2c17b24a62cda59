package main

import (
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/report"
)

func newPolicyDiff(stdout *os.File) *cobra.Command {
	var format, colour string
	var c audit.Case
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say which statements changed between two versions",
		Long: `diff reads two versions of a privacy policy and says where its answer on a
practice is another now, then which statements changed, were added or removed,
with both quotations. What only moved or was set otherwise is the same. Where
one version could not be read, nothing is compared. Two versions of a privacy
label or form are compared likewise.

` + fetching,
		Example: "  avow policy diff privacy-2023.html privacy-2024.html\n  avow policy diff privacy-2024.html https://example.com/privacy",
		Args:    takes(2, 2, "give the older and the newer file, or an address"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(report.DiffFormats, format) {
				return usagef("--format: %q is not a format; use one of %s", format, list(report.DiffFormats))
			}
			when, err := report.ParseColour(colour)
			if err != nil {
				return usagef("--colour: %v", err)
			}
			c.Policies, c.Version = args, version
			v, err := audit.Versions(cmd.Context(), c)
			if err != nil {
				return err
			}
			return written("the standard output", report.WriteDiff(format, stdout, v, report.Options{Colour: when}))
		},
	}
	cmd.Flags().StringVar(&c.Keep, "keep", "", "keep copies of fetched policies in `DIR` (default: the current folder)")
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the output: "+list(report.DiffFormats))
	cmd.Flags().StringVar(&colour, "colour", "auto", "colour a text page, `WHEN`: auto|always|never")
	return cmd
}
