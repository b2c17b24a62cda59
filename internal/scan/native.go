package scan

import (
	"fmt"
	"path"
	"slices"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/elf"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// readNative reads one native library: names it is known by, symbols, strings
// and the hosts among them.
func (w *worker) readNative(t task, name string) (out one) {
	data := w.content(t, name, &out)
	base := path.Base(t.file.Path)
	n := library{cat: w.cat, name: name, abi: elf.ABIFromPath(t.file.Path), known: w.cat.Native(t.file.Path)}
	n.add(n.known, "native", base, -1)

	f, err := elf.Parse(data)
	if err != nil {
		out.hits = n.hits
		out.unknowns = append(out.unknowns, unread(name, 0, err.Error()))
		return out
	}
	static := f.StaticSymbols()
	lib := &message.Library{
		Name: base, ABIs: t.abis, Size: int64(len(data)), BuildID: f.BuildID,
		Exports: len(f.Exports), Imports: len(f.Imports), Stripped: len(static) == 0,
	}
	jni, onLoad := f.JNI()
	lib.JNI = len(jni)
	slices.Sort(lib.ABIs)
	out.native = lib

	for _, p := range f.Problems {
		out.unknowns = append(out.unknowns, unread(name, int64(p.Offset), p.String()))
	}
	for _, p := range f.Packing() {
		lib.Notes = append(lib.Notes, p.Msg)
		// A library without exports is common; random code is not.
		if p.Kind == "upx" || p.Kind == "entropy" {
			out.unknowns = append(out.unknowns, message.Unknown{
				Kind: "packed", Side: message.SideApp, Where: n.at(int64(p.Off)),
				Reason: fmt.Sprintf("The code of this library is packed or encrypted: %s.", p.Msg),
			})
		}
	}
	n.symbols(f, f.Exports, true)
	n.symbols(f, f.Imports, false)
	n.symbols(f, static, true)
	n.exported(f, jni)
	calls := trace.Library{File: name, Exports: jni, OnLoad: onLoad, Registered: f.Registered()}
	f.Strings(1, func(off uint64, s []byte) bool {
		calls.Hints.Add(off, s)
		if len(s) >= elf.MinString {
			n.text(s, int64(off))
		}
		return true
	})
	n.handles(&calls.Hints)
	w.readTwins(t, &n)
	out.hits, lib.Holds = n.hits, n.holds()
	w.readEmbedded(f, name, data, &out)
	if len(n.hits)+len(out.models) > 0 {
		// A place of evidence names its file by digest; later it costs inflating.
		lib.SHA256 = hexDigest(data)
		out.digest = map[string]string{name: lib.SHA256}
	}
	out.library = &calls
	if calls.Hints.Cut {
		lib.Notes = append(lib.Notes, "more strings than are kept could name methods: which of them it calls back is not all known")
	}
	out.hosts = fileHosts(data, inNative, name)
	return out
}

// library is what the names in one native library say of it. Its file name is
// the weakest of them: anybody can give it another.
type library struct {
	cat   *catalog.Catalog
	name  string // of the file, as reports write it
	abi   string
	known []*catalog.Rule // what its file name says
	hits  []hit
	signs []sign
	times map[*catalog.Rule]int
	path  []byte // of the C++ name at hand
}

// maxTimes is how often one rule counts in one library. A class of C++ stands
// under some hundred symbols; a hostile table can name one four million times.
const maxTimes = 1 << 12

func (n *library) at(off int64) message.Place { return message.Place{File: n.name, Offset: off} }

func (n *library) add(rules []*catalog.Rule, kind, subject string, off int64) {
	for _, r := range rules {
		n.hit(hit{rule: r, kind: kind, subject: subject, place: n.at(off), meant: true})
	}
}

func (n *library) hit(h hit) {
	if n.times == nil {
		n.times = map[*catalog.Rule]int{}
	}
	if n.times[h.rule]++; n.times[h.rule] <= maxTimes {
		n.hits = append(n.hits, h)
	}
}

// symbols asks the catalog about the names of a symbol table. What is defined
// here is a part of this library; what is not, the library asks of another.
func (n *library) symbols(f *elf.File, list []elf.Symbol, defined bool) {
	for i := range list {
		s := &list[i]
		if rules := n.cat.Symbol([]byte(s.Name)); len(rules) > 0 {
			n.add(rules, "symbol", s.Name, f.Offset(s.Addr))
			if defined && s.Defined {
				n.sign(rules, "symbol "+s.Name)
			}
		}
		n.cxx(f, s, defined)
	}
}

// cxx asks about a C++ name. A class stands under dozens of symbols: all are
// places of one piece of evidence.
func (n *library) cxx(f *elf.File, s *elf.Symbol, defined bool) {
	if len(s.Name) < 4 || s.Name[0] != '_' {
		return
	}
	n.path = elf.CxxPath(n.path, []byte(s.Name))
	n.cxxPath(f.Offset(s.Addr), defined && s.Defined)
}

func (n *library) cxxPath(off int64, defined bool) {
	for _, r := range n.cat.Cxx(n.path) {
		n.hit(hit{rule: r, kind: "cxx", subject: r.Pattern, place: n.at(off), meant: true})
		if defined && n.times[r] <= maxSigns {
			n.sign([]*catalog.Rule{r}, "C++ name "+r.Pattern)
		}
	}
}

// text asks about one string: as text, and as the name that run-time type
// information keeps of a class when all symbols are stripped.
func (n *library) text(s []byte, off int64) {
	if rules := n.cat.NativeString(s); len(rules) > 0 {
		n.add(rules, "string", string(s), off)
	}
	if s[0] == 'N' && s[1] >= '1' && s[1] <= '9' {
		n.path = elf.CxxPath(n.path, s)
		n.cxxPath(off, true)
	}
}

// exported asks about the classes and methods that exported JNI names stand
// for: they survive the renaming of Java code.
func (n *library) exported(f *elf.File, jni []elf.JNIExport) {
	for i := range jni {
		j := &jni[i]
		desc := []byte(j.Descriptor())
		rules := n.cat.Method(desc, []byte(j.Method), nil)
		n.add(rules, "symbol", j.Symbol, f.Offset(j.Addr))
		n.sign(rules, "JNI method "+j.Class+"."+j.Method)
		n.sign(n.exact(desc), "JNI method "+j.Class+"."+j.Method)
	}
}

// exact are the rules for a class itself, not those for its packages.
func (n *library) exact(desc []byte) []*catalog.Rule {
	if !n.cat.Known(desc) {
		return n.cat.Tail(desc)
	}
	rules := n.cat.Type(desc)
	k := 0
	for k < len(rules) && rules[k].Kind == catalog.Class {
		k++
	}
	return rules[:k]
}
