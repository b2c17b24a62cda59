package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
)

// flow notes that a source reaches a sink, once.
func (e *Engine) flow(fr *frame, source node, data set, ev event) {
	src := e.nodes.rows[source].a
	key := [2]uint32{src, ev.site}
	if e.flowAt[key] || e.inMemory(ev) {
		return
	}
	e.flowAt[key] = true
	f := Flow{Source: index.SiteID(src), Sink: index.SiteID(ev.site), SourceRule: e.sourceRule[src], SinkRule: e.sinkRule(ev), Meets: fr.def}
	f.Made = fr.madeBy(ev.args[1])
	for h := ev.path; h != nil; h = h.next {
		f.Sites = append(f.Sites, index.SiteID(h.site))
	}
	for _, n := range e.sets.list(data) {
		if t, ok := e.textAt(n); ok {
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

// inMemory reports whether a sink only fills a buffer of the app's.
func (e *Engine) inMemory(ev event) bool {
	if len(ev.args) < 2 || ev.args[1] == 0 {
		return false
	}
	for _, n := range e.sets.list(ev.args[1]) {
		r := e.nodes.rows[n]
		if r.kind != kAlloc || r.typ == noType {
			return false
		}
		hit := false
		for _, t := range memoryTypes {
			hit = hit || e.h.IsA(r.typ, t)
		}
		if !hit {
			return false
		}
	}
	return true
}
