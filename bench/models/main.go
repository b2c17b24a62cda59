// Command models scores what avow tells of model files against a truth table.
//
//	go run ./bench/models -dir DIR -truth FILE.csv
//
// The table has the columns file (below DIR), format and roles; several roles
// are separated by ";" or blanks, none is left empty. It prints each file that
// differs with the reasons given, a table by role, and last a line for comparing
// runs: "P 0.000 R 0.000 files 0".
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/avow-audit/avow/internal/biometric/role"
	"github.com/avow-audit/avow/internal/biometric/role/score"
)

func main() {
	dir := flag.String("dir", ".", "`folder` that holds the files")
	truth := flag.String("truth", "", "`file` with the truth table")
	least := flag.String("least", role.Medium.String(), "count roles told at this `grade` or above: weak, medium, strong")
	flag.Parse()
	if err := run(*dir, *truth, *least); err != nil {
		fmt.Fprintln(os.Stderr, "models:", err)
		os.Exit(1)
	}
}

func run(dir, truth, least string) error {
	if truth == "" {
		return fmt.Errorf("give the truth table with -truth")
	}
	grade, ok := role.ParseConfidence(least)
	if !ok {
		return fmt.Errorf("-least: %q is no grade; use weak, medium or strong", least)
	}
	t, err := role.Load()
	if err != nil {
		return err
	}
	f, err := os.Open(truth)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, unknown, err := score.ReadTruth(f, t)
	if err != nil {
		return fmt.Errorf("%s: %w", truth, err)
	}
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	if len(unknown) > 0 {
		fmt.Fprintf(w, "words of the table that name no role here, not scored: %s\n", strings.Join(unknown, " "))
	}
	score.Score(dir, rows, t, grade).Write(w)
	return nil
}
