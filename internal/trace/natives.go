package trace

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/elf"
)

// Library is what a native library and the code call each other by.
type Library struct {
	File       string
	Exports    []elf.JNIExport
	Registered []elf.Native
	OnLoad     bool // it has JNI_OnLoad, in which it may register methods unseen
	Hints      elf.NativeHints
}

// Binding says how the body of a native method was found.
type Binding uint8

// The bindings.
const (
	Unbound    Binding = iota // in no library of the package
	Exported                  // by the name of an exported function
	Registered                // in a table for RegisterNatives, by its name and signature
)

// Native is one native method of the app.
type Native struct {
	Def     index.DefID
	Binding Binding
	Library string // the file that holds the body
}

// bindNatives finds the bodies of native methods as the runtime would: by the
// names of exported functions, and in the tables that libraries register. Of a
// table the class is not known.
func bindNatives(x *index.Index, libs []Library) []Native {
	type export struct{ args, file string }
	exports := map[string][]export{} // by class and method
	tables := map[string]string{}    // by method and signature: the file
	for i := range libs {
		l := &libs[i]
		for _, j := range l.Exports {
			k := j.Class + "." + j.Method
			exports[k] = append(exports[k], export{j.Arguments, l.File})
		}
		for _, n := range l.Registered {
			if k := n.Name + n.Signature; tables[k] == "" {
				tables[k] = l.File
			}
		}
	}
	var out []Native
	for _, d := range x.Natives() {
		n := Native{Def: d}
		def := x.Def(d)
		if uint32(def.Method) == index.None {
			continue
		}
		class, name, proto := x.Method(def.Method)
		method, sig := dex.DecodeMUTF8(x.StringBytes(name)), signature(x, proto)
		for _, e := range exports[javaName(x.TypeName(class))+"."+method] {
			if strings.HasPrefix(sig, e.args) {
				n.Binding, n.Library = Exported, e.file
				break
			}
		}
		if file := tables[method+sig]; n.Binding == Unbound && file != "" {
			n.Binding, n.Library = Registered, file
		}
		out = append(out, n)
	}
	return out
}

// signatures spells prototypes as JNI writes them, each once.
type signatures struct {
	x  *index.Index
	at map[index.ProtoID]string
}

func (s signatures) of(p index.ProtoID) string {
	text, ok := s.at[p]
	if !ok {
		text = signature(s.x, p)
		s.at[p] = text
	}
	return text
}

// signature is a prototype as JNI writes it.
func signature(x *index.Index, p index.ProtoID) string {
	result, params := x.Proto(p)
	var b strings.Builder
	b.WriteByte('(')
	for _, t := range params {
		b.WriteString(x.TypeName(t))
	}
	b.WriteByte(')')
	b.WriteString(x.TypeName(result))
	return b.String()
}

// calledBack are the methods that native code can call: one library holds the
// names of the class, of the method and its signature as strings, which is what
// it must hand to FindClass and GetMethodID. That the three go together is
// assumed. cut says that there were too many to look at all of them.
func calledBack(h *callgraph.Hierarchy, libs []Library) (out []index.DefID, cut bool) {
	x := h.X
	spelt := signatures{x, map[index.ProtoID]string{}}
	looks := 0
	for i := range libs {
		names, sigs := texts(libs[i].Hints.Names), texts(libs[i].Hints.Signatures)
		if len(sigs) == 0 {
			continue
		}
		seen := map[index.ClassID]bool{}
		for _, c := range libs[i].Hints.Classes {
			t := h.ByName([]byte(strings.ReplaceAll(c.Text, "/", ".")))
			// A class is asked for what it inherits, too.
			for c := h.Class(t); uint32(c) != index.None && !seen[c]; c = h.Class(x.Class(c).Super) {
				seen[c] = true
				lo, hi := x.ClassDefs(c)
				for d := lo; d < hi; d++ {
					if looks++; looks > maxLooks {
						cut = true
						break
					}
					def := x.Def(d)
					if def.CodeOff == 0 || uint32(def.Method) == index.None {
						continue
					}
					_, name, proto := x.Method(def.Method)
					if names[string(x.StringBytes(name))] && sigs[spelt.of(proto)] {
						out = append(out, d)
					}
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), cut
}

// maxLooks bounds how often methods are held against the strings of libraries:
// once for each library that names their class. Large apps need some thousand.
const maxLooks = 1 << 24

func texts(hints []elf.Hint) map[string]bool {
	out := make(map[string]bool, len(hints))
	for _, h := range hints {
		out[h.Text] = true
	}
	return out
}
