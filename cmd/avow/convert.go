package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report"
)

func newConvert(stdout *os.File) *cobra.Command {
	out := output{formats: report.Formats()}
	cmd := &cobra.Command{
		Use:   "convert RUN.jsonl",
		Short: "Replay a saved stream into another format",
		Long: `convert makes any output from a stream that was saved with --format jsonl or
-o FILE.jsonl. It needs neither the app nor the policy.`,
		Example: `  avow convert run.jsonl --to html -o report.html
  avow convert - --to sarif < run.jsonl`,
		Args: takes(1, 1, "give one saved stream, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			in := io.Reader(os.Stdin)
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return unreadable(args[0], err)
				}
				defer f.Close()
				in = f
			}
			return out.run(stdout, nil, func(h message.Handler) error {
				if err := message.Replay(in, h); err != nil {
					return &audit.InputError{File: args[0], Err: err}
				}
				return nil
			})
		},
	}
	out.flags(cmd)
	cmd.Flags().StringVar(&out.format, "to", "", "the same as --format `FORMAT`")
	return cmd
}
