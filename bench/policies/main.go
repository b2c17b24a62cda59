package main

import (
	"fmt"
	"os"

	"github.com/avow-audit/avow/internal/policy"
)

func show(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	res, err := policy.Read(file, data)
	if err != nil {
		return err
	}
	fmt.Printf("%+v blocks=%d\n", res.Document, len(res.Blocks))
	for _, u := range res.Unknowns {
		fmt.Printf("U %s %s %v\n", u.Kind, u.Reason, u.Touches)
	}
	for _, s := range res.Statements {
		fmt.Printf("%-17s %-11s %-5s %-8s %2s [%s] {%s} %v\n    %q\n", s.Practice, s.Modality, s.Party, s.Section, s.Country, s.Term, s.Recipient, s.Scope, s.Quote)
	}
	return nil
}

func main() {
	for _, f := range os.Args[1:] {
		if err := show(f); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}
