package catalog

import (
	"fmt"
	"strings"
)

// maxStars bounds the wildcards of a glob, and with them the time of a match,
// which is at worst the length of the name to that power.
const maxStars = 4

// match reports whether the glob p covers all of s. "*" stands for any run
// without "/", "**" for any run.
func match[T string | []byte](p string, s T) bool {
	for len(p) > 0 {
		if p[0] != '*' {
			if len(s) == 0 || s[0] != p[0] {
				return false
			}
			p, s = p[1:], s[1:]
			continue
		}
		deep := len(p) > 1 && p[1] == '*'
		p = p[1:]
		if deep {
			p = p[1:]
		}
		for i := 0; ; i++ {
			if match(p, s[i:]) {
				return true
			}
			if i == len(s) || !deep && s[i] == '/' {
				return false
			}
		}
	}
	return len(s) == 0
}

// matchPath reports whether p covers path, or, if p holds no wildcard that
// could reach above it, an end of path that begins after a "/".
func matchPath(p, path string) bool {
	if strings.IndexByte(p, '/') < 0 {
		return match(p, path[strings.LastIndexByte(path, '/')+1:])
	}
	for {
		if match(p, path) {
			return true
		}
		i := strings.IndexByte(path, '/')
		if i < 0 {
			return false
		}
		path = path[i+1:]
	}
}

// checkGlob refuses globs that cannot be meant.
func checkGlob(p string) error {
	switch n := strings.Count(p, "*"); {
	case strings.Contains(p, "***"):
		return fmt.Errorf("glob %q: more than two stars in a row", p)
	case n-strings.Count(p, "**") > maxStars:
		return fmt.Errorf("glob %q: more than %d wildcards", p, maxStars)
	case n > 0 && len(strings.Trim(p, "*./")) < 3:
		return fmt.Errorf("glob %q: covers nearly everything", p)
	case strings.ContainsAny(p, "?[]{}\\"):
		return fmt.Errorf("glob %q: the only wildcards are * and **", p)
	}
	return nil
}

// covers reports whether every name that q covers is also covered by p. It errs
// on the side of false.
func covers(p, q string) bool { return p == q || strings.IndexByte(q, '*') < 0 && match(p, q) }
