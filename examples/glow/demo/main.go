// Command demo builds the example app in a temporary folder, audits it against
// its policy and prints the report: avow's main job in one command.
//
//	go run ./examples/glow/demo [-o DIR]
//
// With -o the package and the policy are kept in DIR, to try the other commands
// on them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/avow-audit/avow"
	"github.com/avow-audit/avow/examples/glow"
	"github.com/avow-audit/avow/internal/report"
)

func main() {
	dir := flag.String("o", "", "keep the package and the policy in this folder")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	if dir == "" {
		tmp, err := os.MkdirTemp("", "glow-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	app, policy, err := write(dir)
	if err != nil {
		return err
	}
	h, err := report.New("text", os.Stdout, report.Options{})
	if err != nil {
		return err
	}
	err = avow.Audit(context.Background(), avow.Case{
		Apps: []string{app}, Policies: []string{policy}, Home: "US", Depth: avow.Trace, Version: "example",
	}, h)
	return errors.Join(err, h.Close())
}

func write(dir string) (app, policy string, err error) {
	apk, err := glow.APK()
	if err != nil {
		return "", "", err
	}
	text, err := glow.Policy()
	if err != nil {
		return "", "", err
	}
	app, policy = filepath.Join(dir, "glow.apk"), filepath.Join(dir, "privacy.html")
	if err := os.WriteFile(app, apk, 0o644); err != nil {
		return "", "", err
	}
	return app, policy, os.WriteFile(policy, text, 0o644)
}
