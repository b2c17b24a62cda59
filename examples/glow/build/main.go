// Command build writes the example app:
//
//	go run ./examples/glow/build -o glow.apk
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/avow-audit/avow/examples/glow"
)

func main() {
	out := flag.String("o", "glow.apk", "file to write")
	flag.Parse()
	if err := build(*out); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func build(out string) error {
	apk, err := glow.APK()
	if err != nil {
		return err
	}
	return os.WriteFile(out, apk, 0o666)
}
