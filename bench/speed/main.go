// Command speed times avow as a whole process beside the public tools, on the
// same files in the same run.
//
//	go build -o bin/avow ./cmd/avow
//	go run ./bench/speed -avow bin/avow [-n 5] APP.apk...
//	go run ./bench/speed -avow bin/avow -scale 16 APP.apk
//
// Each tool runs once unmeasured, then n times in turn with the others, so
// that a drift of the machine hits all alike. Printed are medians of wall time,
// processor time (user and system) and peak memory of the process itself, and
// the ratios the project holds itself to. With -scale the app's dex files are
// repeated 1, 2, 4 ... times in a package made for the purpose, and only avow
// runs: cost must be linear in code.
//
// With -rename PKG beside -scale the copies are of other packages (the last
// letter of PKG becomes a digit) and the manifest is left out, so that the
// components of every copy are entered; what is timed is the whole audit, data
// flows included.
//
//	go run ./bench/speed -avow bin/avow -scale 8 -rename io/appium APP.apk
//
// Limits: a tool that is not installed is left out by name. dexdump reads the
// dex files of a package one process for each file; the sum is what counts.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"time"
)

func main() {
	avow := flag.String("avow", "bin/avow", "avow's binary")
	n := flag.Int("n", 5, "measured runs of each tool")
	scale := flag.Int("scale", 0, "repeat the dex files up to this often instead")
	rename := flag.String("rename", "", "with -scale: give the copies of this package (com/acme) other names and audit them")
	androguard := flag.Bool("androguard", true, "run androguard too, once: it takes minutes")
	flag.Parse()
	if err := run(*avow, *n, *scale, *rename, *androguard, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func run(avow string, n, scale int, rename string, androguard bool, apps []string) error {
	if len(apps) == 0 {
		return fmt.Errorf("name at least one package")
	}
	avow, err := filepath.Abs(avow)
	if err != nil {
		return err
	}
	if scale > 0 {
		return scaled(avow, n, scale, rename, apps[0])
	}
	for _, app := range apps {
		if err := compare(avow, n, androguard, app); err != nil {
			return fmt.Errorf("%s: %w", app, err)
		}
	}
	return nil
}

func compare(avow string, n int, androguard bool, app string) error {
	tmp, err := os.MkdirTemp("", "avow-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	dexes, dexBytes, err := extractDex(app, tmp)
	if err != nil {
		return err
	}
	tools := []tool{
		{name: "avow inspect", runs: n, commands: [][]string{{avow, "inspect", app}}},
		{name: "unzip -t", runs: n, commands: [][]string{{"unzip", "-tqq", app}}},
		{name: "dexdump -d", runs: n, commands: dumps(dexes)},
	}
	if androguard {
		tools = append(tools, tool{name: "androguard", runs: 1, commands: [][]string{{"/usr/bin/python3", "-c",
			"import sys,logging; logging.disable(logging.CRITICAL)\nfrom androguard.misc import AnalyzeAPK\nAnalyzeAPK(sys.argv[1])", app}}})
	}
	results := measure(tools)
	fmt.Printf("%s: %d dex, %.1f MB of dex\n", filepath.Base(app), len(dexes), float64(dexBytes)/1e6)
	fmt.Printf("  %-14s %9s %9s %9s\n", "", "wall ms", "cpu ms", "peak MB")
	for _, t := range tools {
		if r, ok := results[t.name]; ok {
			fmt.Printf("  %-14s %9.0f %9.0f %9.1f\n", t.name, ms(r.wall), ms(r.cpu), float64(r.rss)/1e6)
		}
	}
	a := results["avow inspect"]
	for _, b := range tools[1:] {
		if r, ok := results[b.name]; ok {
			fmt.Printf("  avow / %-10s wall %.3f (1/%.0f)  cpu %.3f\n", b.name, ratio(a.wall, r.wall), ratio(r.wall, a.wall), ratio(a.cpu, r.cpu))
		}
	}
	fmt.Printf("  peak memory %.1f MB, bound 3 x dex + 64 MB = %.1f MB\n", float64(a.rss)/1e6, 3*float64(dexBytes)/1e6+64)
	return nil
}

func dumps(dexes []string) [][]string {
	var out [][]string
	for _, d := range dexes {
		out = append(out, []string{"dexdump", "-d", d})
	}
	return out
}

func scaled(avow string, n, most int, rename, app string) error {
	command := []string{avow, "inspect"}
	if rename != "" {
		command = []string{avow, "audit", "--fail-on", "never"}
	}
	tmp, err := os.MkdirTemp("", "avow-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	fmt.Printf("%s repeated\n  %5s %9s %9s %9s %9s %14s\n", filepath.Base(app), "times", "dex MB", "wall ms", "cpu ms", "peak MB", "cpu ms / dex MB")
	for k := 1; k <= most; k *= 2 {
		path := filepath.Join(tmp, fmt.Sprintf("x%d.apk", k))
		size, err := repeatDex(app, path, k, rename)
		if err != nil {
			return err
		}
		r := measure([]tool{{name: "avow", runs: n, commands: [][]string{append(command[:len(command):len(command)], path)}}})["avow"]
		mb := float64(size) / 1e6
		fmt.Printf("  %5d %9.1f %9.0f %9.0f %9.1f %14.2f\n", k, mb, ms(r.wall), ms(r.cpu), float64(r.rss)/1e6, ms(r.cpu)/mb)
	}
	return nil
}

func ms(d time.Duration) float64       { return float64(d) / 1e6 }
func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func median(xs []time.Duration) time.Duration {
	sort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] })
	return xs[len(xs)/2]
}
