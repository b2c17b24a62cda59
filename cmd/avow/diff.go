package main

import (
	"cmp"
	"os"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/report"
)

func newPolicyDiff(stdout *os.File) *cobra.Command {
	out := output{formats: report.DiffFormats()}
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
		Example: "  avow policy diff privacy-2023.html privacy-2024.html\n  avow policy diff privacy-2023.html privacy-2024.html -o changes.html\n  avow policy diff privacy-2024.html https://example.com/privacy",
		Args:    takes(2, 2, "give the older and the newer file, or an address"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Policies, c.Version = args, version
			return out.each(stdout, func() (func(opened, report.Options) error, error) {
				c.Keep = cmp.Or(c.Keep, out.folder())
				v, err := audit.Versions(cmd.Context(), c)
				return func(to opened, o report.Options) error {
					return report.WriteDiff(to.format, to.w, v, version, o)
				}, err
			})
		},
	}
	out.flags(cmd)
	cmd.Flags().StringVar(&c.Keep, "keep", "", keepUsage)
	return cmd
}
