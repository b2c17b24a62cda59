package taint

import (
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
)

// flow notes that a source reaches a sink, once.
func (e *Engine) flow(fr *frame, source node, data set, ev event) {
	if len(ev.args) > 1 {
		e.handFile(fr, source, ev.args[1], ev)
	}
	src := e.nodes.rows[source].a
	key := [3]uint32{src, e.nodes.rows[source].b, ev.site}
	if e.flowAt[key] || len(ev.args) > 1 && fr.inMemory(ev.args[1], 0) {
		return
	}
	e.flowAt[key] = true
	f := Flow{Source: index.SiteID(src), Sink: index.SiteID(ev.site), SourceRule: e.sourceRule(source), SinkRule: e.sinkRule(ev), Meets: fr.def}
	f.Made = fr.madeBy(ev.args[1])
	for h := ev.path; h != nil; h = h.next {
		f.Sites = append(f.Sites, index.SiteID(h.site))
	}
	for _, n := range e.sets.list(data) {
		if t, ok := e.textAt(n); ok && e.urlText(n) {
			f.Texts = append(f.Texts, t)
		}
	}
	e.flows = append(e.flows, f)
}

// madeBy finds the call from which a stream came, through the streams and
// writers around it.
func (fr *frame) madeBy(s set) index.SiteID {
	e := fr.e
	for range maxInner {
		var in set
		for _, n := range e.sets.list(s) {
			r := e.nodes.rows[e.nodes.maker(n)]
			if r.kind == kOpaque && r.a>>31 == 0 {
				return index.SiteID(r.a)
			}
			if r.kind == kAlloc && r.typ != noType && e.h.IsA(r.typ, "Ljava/io/FileOutputStream;") {
				return index.SiteID(r.a)
			}
			for _, l := range []string{"$out", "$writer"} {
				in = e.union(in, fr.load(n, e.cell(l)))
			}
		}
		if in == 0 {
			break
		}
		s = in
	}
	return index.SiteID(index.None)
}

func (e *Engine) sinkRule(ev event) int {
	if ev.rule > 0 {
		return ev.rule - 1
	}
	if uint32(ev.method) == index.None {
		return -1
	}
	return e.callee(ev.method).sink
}

// memoryTypes are streams and writers that keep what they are given.
var memoryTypes = []string{"Ljava/io/ByteArrayOutputStream;", "Ljava/io/StringWriter;", "Ljava/io/CharArrayWriter;"}

// inMemory reports whether what a sink writes to only fills a buffer of the
// app's, maybe through the streams and writers around it.
func (fr *frame) inMemory(to set, depth int) bool {
	e := fr.e
	if to == 0 || depth > maxInner {
		return false
	}
	for _, n := range e.sets.list(to) {
		r := e.nodes.rows[n]
		if r.kind != kAlloc || r.typ == noType {
			return false
		}
		if slices.ContainsFunc(memoryTypes, func(t string) bool { return e.h.IsA(r.typ, t) }) {
			continue
		}
		if !fr.inMemory(e.union(fr.load(n, e.cell("$out")), fr.load(n, e.cell("$writer"))), depth+1) {
			return false
		}
	}
	return true
}
