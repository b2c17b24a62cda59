package scan

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/model"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/trace"
)

// found is what the files of a package gave, joined in package order.
type found struct {
	code     code
	hits     []hit
	hosts    []sighting
	native   []message.Library
	calls    []trace.Library // what libraries and code call each other by
	models   []message.Model
	unknowns []message.Unknown
	digests  map[string]string // of files whose content was at hand, by name
}

// one is what a single file gave.
type one struct {
	dex      []codeFile
	hits     []hit
	hosts    []sighting
	native   *message.Library
	library  *trace.Library
	models   []message.Model
	unknowns []message.Unknown
	digest   map[string]string
}

// readFiles reads everything but manifests and resource tables.
func readFiles(ctx context.Context, p *apk.Package, cat *catalog.Catalog, progress func(message.Progress)) (*found, error) {
	tasks, left := plan(p)
	results := make([]one, len(tasks))
	w := worker{cat: cat, pkg: p}

	// Code first and largest first: the index waits for all of it.
	order := make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	ordered.By(order, func(a, b int) int {
		x, y := tasks[a], tasks[b]
		if c := cmp.Compare(codeFirst(y), codeFirst(x)); c != 0 {
			return c
		}
		return cmp.Compare(y.file.Entry.Size, x.file.Entry.Size)
	})
	var mu sync.Mutex // progress is one stream
	done := 0
	parallel.Do(len(order), func(k int) {
		if ctx.Err() != nil {
			return
		}
		i := order[k]
		results[i] = w.read(tasks[i])
		mu.Lock()
		defer mu.Unlock()
		if done++; tasks[i].read == readDex || tasks[i].read == readNative {
			progress(message.Progress{Stage: "read", Item: tasks[i].file.Path, Done: done, Total: len(tasks)})
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f := &found{unknowns: left, digests: map[string]string{}}
	for i := range results {
		r := &results[i]
		f.code.files = append(f.code.files, r.dex...)
		f.hits = append(f.hits, r.hits...)
		f.hosts = append(f.hosts, r.hosts...)
		f.unknowns = append(f.unknowns, r.unknowns...)
		maps.Copy(f.digests, r.digest)
		if r.native != nil {
			f.native = append(f.native, *r.native)
			f.calls = append(f.calls, *r.library)
		}
		f.models = append(f.models, r.models...)
	}
	progress(message.Progress{Stage: "index", Total: len(f.code.files)})
	f.code.build()
	f.hits = append(f.code.matchCode(cat), f.hits...)
	f.hosts = append(f.code.hosts(), f.hosts...)
	f.unknowns = append(f.unknowns, f.code.unknowns()...)
	return f, ctx.Err()
}

func codeFirst(t task) int {
	if t.read == readDex {
		return 1
	}
	return 0
}

// build indexes the code. Files are put in class path order: by member, then
// classes.dex, classes2.dex ..., then code found elsewhere.
func (c *code) build() {
	ordered.By(c.files, func(a, b codeFile) int { return cmp.Compare(dexNumber(a.src.Path), dexNumber(b.src.Path)) })
	files := make([]*dex.File, len(c.files))
	for i := range c.files {
		files[i] = c.files[i].File
	}
	c.x = index.New(files)
}

// dexNumber is the place of a dex file on the class path; code that is not at
// the root of a package comes after all that is.
func dexNumber(name string) int {
	const elsewhere = 1 << 20
	if !isRootDex(name) {
		return elsewhere
	}
	n := 1
	fmt.Sscanf(path.Base(name), "classes%d.dex", &n)
	return n
}

// worker reads single files.
type worker struct {
	cat *catalog.Catalog
	pkg *apk.Package
}

// readers says how each kind of task is read.
var readers = map[reader]func(*worker, task, string) one{
	readDex:      (*worker).readDex,
	readNative:   (*worker).readNative,
	readText:     (*worker).readText,
	readCompiled: (*worker).readText,
	readSniff:    (*worker).readSniff,
	readMasked:   (*worker).readMasked,
}

func (w *worker) read(t task) one {
	name := inMember(t.file.Member, t.file.Path)
	out := readers[t.read](w, t, name)
	if a := t.file.Member.Archive; a != nil && len(out.dex) == 0 { // code is kept
		a.Release(t.file.Entry)
	}
	for _, r := range w.cat.Asset(t.file.Path) {
		out.hits = append(out.hits, hit{rule: r, kind: "asset", subject: t.file.Path, place: message.Place{File: name, Offset: -1}, meant: true})
	}
	return out
}

// content returns the bytes of the task's file, or an unknown that says why
// not. Whatever could be inflated is returned beside it.
func (w *worker) content(t task, name string, out *one) []byte {
	if t.file.Member.Archive == nil {
		return t.file.Member.Dex
	}
	data, err := t.file.Member.Archive.Bytes(t.file.Entry)
	if err != nil {
		out.unknowns = append(out.unknowns, unread(name, 0, err.Error()))
	}
	return data
}

func unread(file string, off int64, reason string) message.Unknown {
	return message.Unknown{
		Kind: "unreadable", Side: message.SideApp, Reason: sentence(reason),
		Where: message.Place{File: file, Offset: off},
	}
}

func (w *worker) readDex(t task, name string) (out one) {
	data := w.content(t, name, &out)
	out.addDex(t, name, data)
	return out
}

func (o *one) addDex(t task, name string, data []byte) {
	files, err := dex.OpenAll(data)
	if err != nil && len(files) == 0 {
		o.unknowns = append(o.unknowns, unread(name, 0, err.Error()))
		return
	}
	for i, f := range files {
		cf := codeFile{file: name, src: t.file, data: data, File: f}
		if i > 0 {
			cf.data = nil // counted once for the container
		}
		o.dex = append(o.dex, cf)
	}
}

// maxText bounds the text files that are searched for hosts: source maps and
// block lists reach 10 MB, nothing beyond it names where an app sends data.
const maxText = 16 << 20

// compiledXML is the first byte of compiled XML, most of the text there is.
const compiledXML = 3

func (w *worker) readText(t task, name string) (out one) {
	if t.file.Entry.Size > maxText {
		return out
	}
	data := w.content(t, name, &out)
	source := inFile
	if t.read == readCompiled {
		source = inResource
	}
	out.hosts = fileHosts(data, source, name)
	if len(data) > 0 && data[0] != compiledXML {
		w.readModel(t, name, data[:min(len(data), model.HeadSize)], &out, func() []byte { return data })
	}
	return out
}

// sniffed is how much of a file is looked at to tell what it is.
const sniffed = 4096

func (w *worker) readSniff(t task, name string) (out one) {
	head, err := t.file.Member.Archive.Head(t.file.Entry, sniffed)
	if err != nil && len(head) == 0 {
		out.unknowns = append(out.unknowns, unread(name, 0, err.Error()))
		return out
	}
	switch {
	case len(head) > 8 && string(head[:4]) == "dex\n":
		data := w.content(t, name, &out)
		out.addDex(t, name, data)
	case strings.HasPrefix(string(head), "PK\x03\x04") && w.readNested(t, name, &out):
	case strings.HasPrefix(string(head), "\x7fELF"):
		return w.readNative(t, name)
	default:
		w.readModel(t, name, head, &out, func() []byte { return w.content(t, name, &out) })
	}
	return out
}

// readMasked looks at a file that is media by its name, and reads it if its
// first bytes are of no media: models are hidden that way.
func (w *worker) readMasked(t task, name string) (out one) {
	head, err := t.file.Member.Archive.Head(t.file.Entry, maskedHead)
	if err != nil || model.IsForeign(head) {
		return out // what cannot be read here is a picture to the app as well
	}
	return w.readSniff(t, name)
}

// maskedHead holds the mark of every kind of media; a model of less than
// leastMasked bytes is no network for pictures.
const (
	maskedHead  = 16
	leastMasked = 8 << 10
)

func baseName(p string) string { return path.Base(strings.ReplaceAll(p, "\\", "/")) }
