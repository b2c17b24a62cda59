package elf

import (
	"cmp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/ordered"
)

// Library is one file of a package.
type Library struct {
	Path string // "lib/arm64-v8a/libfoo.so"
	File *File
}

// Group is one library in the ABIs that a package carries it for. Main is what
// is to be analysed; what it shows holds for the Same variants too.
type Group struct {
	Name   string // "libfoo.so"
	Main   Library
	Others []Variant
}

// Variant is the same library for another ABI.
type Variant struct {
	Library
	Same    bool     // exports the same names as Main, save those of the toolchain
	Missing []string // exported by Main only, sorted, at most maxDiffer
	Extra   []string // exported here only, likewise
}

// maxDiffer bounds the names listed per variant: more says no more.
const maxDiffer = 32

// abiOrder prefers what most devices run today.
var abiOrder = []string{"arm64-v8a", "armeabi-v7a", "armeabi", "x86_64", "x86", "riscv64", "mips64", "mips"}

// runtimeNames are exported because of the ABI's toolchain, not by the program.
// So is everything that begins with two underscores, which C and C++ reserve for
// the implementation.
var runtimeNames = []string{"_edata", "_end", "_bss_end__", "_init", "_fini", "restore_core_regs"}

// runtimePrefixes likewise: unwinding.
var runtimePrefixes = []string{"__", "_Unwind_"}

// Groups puts the libraries of several ABIs together by file name, and within a
// group takes the ABI that most devices run as Main. Order is by name, then by
// abiOrder; a name twice for one ABI stays in the group.
func Groups(libs []Library) []Group {
	libs = slices.Clone(libs)
	ordered.By(libs, func(a, b Library) int {
		return cmp.Or(cmp.Compare(base(a.Path), base(b.Path)), cmp.Compare(abiRank(a), abiRank(b)), cmp.Compare(a.Path, b.Path))
	})
	var out []Group
	for _, l := range libs {
		name := base(l.Path)
		if len(out) == 0 || out[len(out)-1].Name != name {
			out = append(out, Group{Name: name, Main: l})
			continue
		}
		g := &out[len(out)-1]
		v := Variant{Library: l}
		v.Missing, v.Extra = differ(exports(g.Main.File), exports(l.File))
		v.Same = len(v.Missing) == 0 && len(v.Extra) == 0
		g.Others = append(g.Others, v)
	}
	return out
}

// ABIFromPath is the ABI that the package states for a library by its folder:
// "arm64-v8a" for "lib/arm64-v8a/libfoo.so"; "" elsewhere.
func ABIFromPath(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) >= 3 && parts[len(parts)-3] == "lib" && slices.Contains(abiOrder, parts[len(parts)-2]) {
		return parts[len(parts)-2]
	}
	return ""
}

// Misplaced reports whether the folder states another processor than the file
// is for: the installer would pick it and the loader refuse it.
func (l Library) Misplaced() bool {
	stated := ABIFromPath(l.Path)
	if stated == "armeabi" { // same processor, older calling of floating point
		stated = "armeabi-v7a"
	}
	return stated != "" && stated != l.File.ABI
}

func abiRank(l Library) int {
	abi := ABIFromPath(l.Path)
	if abi == "" {
		abi = l.File.ABI
	}
	if i := slices.Index(abiOrder, abi); i >= 0 {
		return i
	}
	return len(abiOrder)
}

func base(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// export is a name with the form by which ABIs are compared.
type export struct{ key, name string }

func exports(f *File) []export {
	names := make([]export, 0, len(f.Exports))
	for _, s := range f.Exports {
		if !isRuntime(s.Name) {
			names = append(names, export{foldWidths(s.Name), s.Name})
		}
	}
	slices.SortFunc(names, func(a, b export) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.name, b.name)) })
	return slices.CompactFunc(names, func(a, b export) bool { return a.key == b.key })
}

// widths folds the letters by which C++ names tell integer types: size_t and
// int64_t are other types on 32-bit ABIs, so the same function has two names.
var widths = strings.NewReplacer("m", "j", "y", "j", "l", "i", "x", "i")

func foldWidths(name string) string {
	if strings.HasPrefix(name, "_Z") {
		return widths.Replace(name)
	}
	return name
}

func isRuntime(name string) bool {
	return slices.Contains(runtimeNames, name) ||
		slices.ContainsFunc(runtimePrefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

// differ compares two sorted lists.
func differ(a, b []export) (onlyA, onlyB []string) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].key < b[0].key:
			if len(onlyA) < maxDiffer {
				onlyA = append(onlyA, a[0].name)
			}
			a = a[1:]
		case len(a) == 0 || b[0].key < a[0].key:
			if len(onlyB) < maxDiffer {
				onlyB = append(onlyB, b[0].name)
			}
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return onlyA, onlyB
}
