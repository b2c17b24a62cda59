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
	at := func(off int64) message.Place { return message.Place{File: name, Offset: off} }
	add := func(rules []*catalog.Rule, kind, subject string, off int64) {
		for _, r := range rules {
			out.hits = append(out.hits, hit{rule: r, kind: kind, subject: subject, place: at(off), meant: true})
		}
	}
	add(w.cat.Native(t.file.Path), "native", base, -1)

	f, err := elf.Parse(data)
	if err != nil {
		out.unknowns = append(out.unknowns, unread(name, 0, err.Error()))
		return out
	}
	lib := &message.Library{
		Name: base, ABIs: t.abis, Size: int64(len(data)), BuildID: f.BuildID,
		Exports: len(f.Exports), Imports: len(f.Imports), Stripped: len(f.StaticSymbols()) == 0,
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
				Kind: "packed", Side: message.SideApp, Where: at(int64(p.Off)),
				Reason: fmt.Sprintf("The code of this library is packed or encrypted: %s.", p.Msg),
			})
		}
	}
	w.matchSymbols(f, add)
	calls := trace.Library{File: name, Exports: jni, OnLoad: onLoad, Registered: f.Registered()}
	f.Strings(1, func(off uint64, s []byte) bool {
		calls.Hints.Add(off, s)
		if len(s) >= elf.MinString {
			add(w.cat.NativeString(s), "string", string(s), int64(off))
		}
		return true
	})
	out.library = &calls
	if calls.Hints.Cut {
		lib.Notes = append(lib.Notes, "more strings than are kept could name methods: which of them it calls back is not all known")
	}
	out.hosts = fileHosts(data, inNative, name)
	return out
}

// matchSymbols asks the catalog about every symbol, and about the classes and
// methods that exported JNI names stand for: they survive the renaming of Java
// code.
func (w *worker) matchSymbols(f *elf.File, add func([]*catalog.Rule, string, string, int64)) {
	for _, list := range [][]elf.Symbol{f.Exports, f.Imports} {
		for _, s := range list {
			add(w.cat.Symbol([]byte(s.Name)), "symbol", s.Name, int64(s.Addr))
		}
	}
	jni, _ := f.JNI()
	for _, j := range jni {
		add(w.cat.Method([]byte(j.Descriptor()), []byte(j.Method), nil), "symbol", j.Symbol, int64(j.Addr))
	}
}
