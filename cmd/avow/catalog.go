package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/catalog"
)

func newCatalog(stdout *os.File) *cobra.Command {
	var coverage bool
	c := &cobra.Command{
		Use:   "catalog",
		Short: "Say what is looked for, and where avow is blind",
		Long: `catalog prints, as a Markdown page, the signs by which each practice is
recognised and what is not seen of it. With --coverage it prints how well the
software that reads faces and voices is known, by maker, category and platform.`,
		Example: "  avow catalog > catalog.md\n  avow catalog --coverage",
		Args:    takes(0, 0, "takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			c, err := catalog.Load()
			if err != nil {
				return err
			}
			write := c.WriteDoc
			if coverage {
				write = c.WriteCoverage
			}
			return written("the standard output", write(stdout))
		},
	}
	c.Flags().BoolVar(&coverage, "coverage", false, "how well software that reads faces and voices is known")
	return c
}
