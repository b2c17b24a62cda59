package apk

import (
	"bytes"
	"encoding/binary"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/zip"
)

// deliveries are the folders in which bundletool puts one and the same app
// ready for different devices, the most complete first: splits for Android 5
// and later, whole packages for earlier ones or for a system image, the
// instant app, the stub that stands for an archived app.
var deliveries = []string{"splits/", "standalones/", "system/", "instant/", "archive/"}

// nameOf is what a file name tells about a package.
type nameOf struct {
	split string // as the manifest would name it, "" when the name tells none
	base  bool
	stem  string // the name without the number of bundletool's variant
}

// variantNumber is what bundletool appends to the packages of the second and
// later variants: the same content, packed for newer platforms.
var variantNumber = regexp.MustCompile(`^(.*)_[0-9]+$`)

// readName reads the names that bundletool, the package manager and stores
// give: base-master_2, camera-xxhdpi, split_config.de, camera.config.de.
func readName(name string) nameOf {
	dir, file := path.Split(strings.ReplaceAll(name, "\\", "/"))
	s := strings.TrimSuffix(file, ".apk")
	n := nameOf{stem: dir + s}
	if m := variantNumber.FindStringSubmatch(s); m != nil && !strings.HasSuffix(s, "x86_64") {
		s = m[1]
		n.stem = dir + s
	}
	if dir == "instant/" {
		s = strings.TrimPrefix(s, "instant-")
	}
	module, config, hasConfig := strings.Cut(s, "-")
	inSet := dir == "asset-slices/" || slices.Contains(deliveries, dir)
	switch {
	case s == "base" || s == "universal" || strings.HasPrefix(s, "standalone-") || dir == "archive/" || dir == "system/":
		n.base = true
	case strings.HasPrefix(s, "split_"):
		n.split = s[len("split_"):]
	case strings.HasPrefix(s, "config.") || strings.Contains(s, ".config."):
		n.split = s
	case !hasConfig || !inSet && module != "base" && config != "master":
		n.stem = dir + strings.TrimSuffix(file, ".apk") // no name of bundletool's
	case config == "master":
		n.split, n.base = strings.TrimPrefix(module, "base"), module == "base"
	default:
		n.split = strings.TrimPrefix(module+".config."+config, "base.")
	}
	return n
}

// dropVariants keeps one delivery of the app. What is left out becomes an
// extra.
func (p *Package) dropVariants() {
	var keep string
	for _, dir := range slices.Backward(deliveries) {
		if slices.ContainsFunc(p.Members, func(m Member) bool { return strings.HasPrefix(m.Name, dir) }) {
			keep = dir
		}
	}
	first := map[string]*zip.Archive{}
	for i := range p.Members {
		if n := readName(p.Members[i].Name); n.stem+".apk" == p.Members[i].Name {
			first[n.stem] = p.Members[i].Archive
		}
	}
	p.Members = slices.DeleteFunc(p.Members, func(m Member) bool {
		drop := slices.ContainsFunc(deliveries, func(dir string) bool { return dir != keep && strings.HasPrefix(m.Name, dir) })
		if n := readName(m.Name); !drop && n.stem+".apk" != m.Name {
			key := n.stem
			if have := first[key]; have == nil {
				first[key] = m.Archive
			} else {
				drop = sameContent(have, m.Archive)
			}
		}
		if drop {
			p.Extras = append(p.Extras, m.Name)
		}
		return drop
	})
}

// sameContent reports whether a hides nothing that b does not hold: all files
// are equal but for signatures, and the manifests use the same words. The
// files are read, since a directory may lie about their digests.
func sameContent(a, b *zip.Archive) bool {
	count := func(x *zip.Archive) (n int) {
		for i := range x.Entries {
			if !strings.HasPrefix(x.Entries[i].Name, "META-INF/") {
				n++
			}
		}
		return n
	}
	if count(a) != count(b) {
		return false
	}
	for _, e := range b.Entries {
		if strings.HasPrefix(e.Name, "META-INF/") {
			continue
		}
		f, ok := a.Lookup(e.Name)
		if !ok || e.Dup || e.Size != f.Size {
			return false
		}
		// First the file that was not read yet: its size counts against the
		// allowance, so that a thousand variants cannot have a read as often.
		y, err := b.Bytes(e)
		if err != nil {
			return false
		}
		x, err := a.Bytes(f)
		if err != nil {
			return false
		}
		if e.Name == "AndroidManifest.xml" {
			x, y = stringPool(x), stringPool(y)
		}
		if !bytes.Equal(x, y) {
			return false
		}
	}
	return true
}

// stringPool returns the words of a binary manifest, which its first chunk
// holds; the whole file when there is no such chunk.
func stringPool(b []byte) []byte {
	const head, pool = 8, 1 // size of a chunk's header; type of a string pool
	if len(b) < 2*head || binary.LittleEndian.Uint16(b[head:]) != pool {
		return b
	}
	size := binary.LittleEndian.Uint32(b[head+4:])
	if uint64(size) > uint64(len(b)-head) {
		return b
	}
	return b[head : head+int(size)]
}
