package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// clients fetch and unpack one package into dir, by registry.
var clients = map[string]func(o origin, dir string) error{
	"npm": func(o origin, dir string) error {
		if err := command(dir, "npm", "pack", "--silent", o.name+"@"+o.version); err != nil {
			return err
		}
		return unpack(dir)
	},
	"Debian binary": func(o origin, dir string) error {
		if err := command(dir, "apt-get", "download", o.name+"="+o.version); err != nil {
			// The pinned revision may have been replaced; the digest decides.
			if err := command(dir, "apt-get", "download", o.name); err != nil {
				return err
			}
		}
		debs, _ := filepath.Glob(filepath.Join(dir, "*.deb"))
		for _, d := range debs {
			if err := command(dir, "dpkg", "-x", d, filepath.Join(dir, "out")); err != nil {
				return err
			}
		}
		return nil
	},
	"Debian source": func(o origin, dir string) error {
		opts, err := sourceLists(dir)
		if err != nil {
			return err
		}
		if err := command(dir, "apt-get", append(opts, "update", "-qq")...); err != nil {
			return err
		}
		got := command(dir, "apt-get", append(opts, "source", "--download-only", "-qq", o.name)...)
		if err := unpack(dir); err != nil {
			return err
		}
		return got
	},
}

// sourceLists writes, below dir, an apt configuration of its own in which the
// machine's binary sources are asked for source packages.
func sourceLists(dir string) ([]string, error) {
	parts, lists := filepath.Join(dir, "apt-parts"), filepath.Join(dir, "apt-lists")
	for _, d := range []string{parts, filepath.Join(lists, "partial")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return nil, err
		}
	}
	files, _ := filepath.Glob("/etc/apt/sources.list.d/*")
	for _, f := range append(files, "/etc/apt/sources.list") {
		data, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		lines := strings.Split(string(data), "\n")
		for i, l := range lines {
			switch {
			case strings.HasPrefix(l, "Types: deb"):
				lines[i] = "Types: deb-src"
			case strings.HasPrefix(l, "deb "):
				lines[i] = "deb-src " + strings.TrimPrefix(l, "deb ")
			}
		}
		if err := os.WriteFile(filepath.Join(parts, filepath.Base(f)), []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			return nil, err
		}
	}
	return []string{
		"-o", "Dir::Etc::SourceList=/dev/null",
		"-o", "Dir::Etc::SourceParts=" + parts,
		"-o", "Dir::State::Lists=" + lists,
	}, nil
}

// unpack unpacks every tarball in dir but packaging ones.
func unpack(dir string) error {
	tars, _ := filepath.Glob(filepath.Join(dir, "*.t*z"))
	for _, t := range tars {
		if strings.Contains(t, ".debian.tar") {
			continue
		}
		if err := command(dir, "tar", "-xf", t, "--no-same-owner"); err != nil {
			return err
		}
	}
	return nil
}

func command(dir, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		last := strings.TrimSpace(string(out))
		if i := strings.LastIndexByte(last, '\n'); i >= 0 {
			last = last[i+1:]
		}
		return fmt.Errorf("%s %s: %w: %s", name, args[0], err, last)
	}
	return nil
}
