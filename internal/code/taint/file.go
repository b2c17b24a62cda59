package taint

import (
	"iter"
	"path"
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
)

// Files on the storage that all apps share are known by their path. What one app
// writes into such a file comes in where another one reads it. A file in a folder
// of the app's own, or of an unknown name, is nobody else's.

// sharedRoots are the folders by which code names the shared storage; the first
// one stands for all.
var sharedRoots = []string{"/sdcard", "/mnt/sdcard", "/storage/emulated/0", "/storage/emulated/legacy", "/storage/self/primary", "/storage/sdcard0"}

// sharedPath is the path of a file below the shared storage, under one name for
// its root. Folders that the system keeps for one app alone are no part of it.
func sharedPath(p string) (string, bool) {
	p = path.Clean(strings.TrimPrefix(p, "file://"))
	for _, root := range sharedRoots {
		if rest, ok := strings.CutPrefix(p, root+"/"); ok && !strings.HasPrefix(rest, "Android/data/") && !strings.HasPrefix(rest, "Android/obb/") {
			return rest, true
		}
	}
	return "", false
}

// platformTexts are fields of the platform whose text is always the same.
// Source: Android API reference, constants of java.io.File and Environment.
var platformTexts = map[string]map[string]string{
	"Ljava/io/File;": {"separator": "/", "pathSeparator": ":"},
	"Landroid/os/Environment;": {
		"DIRECTORY_MUSIC": "Music", "DIRECTORY_PODCASTS": "Podcasts", "DIRECTORY_RINGTONES": "Ringtones", "DIRECTORY_ALARMS": "Alarms",
		"DIRECTORY_NOTIFICATIONS": "Notifications", "DIRECTORY_PICTURES": "Pictures", "DIRECTORY_MOVIES": "Movies",
		"DIRECTORY_DOWNLOADS": "Download", "DIRECTORY_DCIM": "DCIM", "DIRECTORY_DOCUMENTS": "Documents",
		"DIRECTORY_AUDIOBOOKS": "Audiobooks", "DIRECTORY_SCREENSHOTS": "Screenshots", "DIRECTORY_RECORDINGS": "Recordings",
	},
}

// platformText is the text of such a field.
func (e *Engine) platformText(f index.FieldID) (node, bool) {
	class, name, _ := e.x.Field(f)
	t, ok := platformTexts[string(e.x.TypeBytes(class))][string(e.x.StringBytes(name))]
	if !ok {
		return 0, false
	}
	return e.text(t), true
}

// pathText is the path that a text or a File stands for, if it is the only one.
func (fr *frame) pathText(s set) (string, bool) {
	if t, ok := fr.e.known(s); ok || s&1 != 1 {
		return t, ok
	}
	switch n := node(s >> 1); fr.e.nodes.rows[n].kind {
	case kAlloc, kOpaque:
		return fr.e.known(fr.load(n, fr.e.cell("$path")))
	}
	return "", false
}

// childPath is the path of a file in a folder: whole where the folder is known,
// else its last part.
func (fr *frame) childPath(folder, name set) set {
	dir, ok := fr.pathText(folder)
	last, known := fr.e.known(name)
	if !ok || !known || !path.IsAbs(dir) {
		return name
	}
	return one(fr.e.text(path.Join(dir, last)))
}

// sharedFile is the path of a file of the shared storage, by its node.
func (e *Engine) sharedFile(n node) (string, bool) {
	r := e.nodes.rows[n]
	if !e.cfg.Outside || r.kind != kPart || node(r.a) != e.files {
		return "", false
	}
	return e.sharedLabel(label(r.b))
}

func (e *Engine) sharedLabel(l label) (string, bool) {
	if k := e.labels.rows[l]; k.kind == lKey {
		return sharedPath(e.texts.all[k.id])
	}
	return "", false
}

// opens notes where code asks for a file, to show where it is read.
func (e *Engine) opens(table node, l label, site uint32) {
	if !e.cfg.Outside || table != e.files {
		return
	}
	if p, ok := e.sharedLabel(l); ok {
		if _, known := e.gates.opened[p]; !known {
			e.gates.opened[p] = site
		}
	}
}

// writtenByOther is what other apps wrote into a file.
func (e *Engine) writtenByOther(n node) set {
	p, ok := e.sharedFile(n)
	if !ok {
		return 0
	}
	site, ok := e.gates.opened[p]
	if !ok {
		return 0 // it is only written here
	}
	return e.receivedPart(e.door(doorKey{ByFile, e.texts.id(p), ""}, func() Door {
		return Door{Channel: ByFile, Type: noType, Method: p, Site: index.SiteID(site)}
	}), Part{})
}

// handFile notes data that is written into files that other apps can read. to is
// what a sink writes to: a stream, or the file itself.
func (e *Engine) handFile(fr *frame, source node, to set, ev event) {
	if !e.cfg.Outside {
		return
	}
	for p := range fr.filesOf(to) {
		e.hand(e.texts.id(p), handing{channel: ByFile, site: ev.site, path: ev.path, meets: fr.def, given: []set{one(source)}, from: noType, method: p, answer: -1})
	}
	for _, uris := range fr.streamsOf(to) {
		e.hand(uint32(uris), handing{channel: ByCall, site: ev.site, path: ev.path, meets: fr.def, given: []set{uris, one(source)}, from: noType, method: "open-stream", answer: -1})
	}
}

// endUnknown reports whether a stream or file that is written to is known to
// the caller alone, and other apps may read it.
func (fr *frame) endUnknown(ev event) bool {
	if !fr.e.cfg.Outside || fr.f == nil || len(ev.args) < 2 {
		return false
	}
	for n := range fr.unwrapped(ev.args[1]) {
		if k := fr.e.nodes.rows[n].kind; k == kParam || k == kField || k == kDefer {
			return true
		}
	}
	return false
}

// unwrapped yields a stream, and what it writes to through the streams and
// writers around that.
func (fr *frame) unwrapped(s set) iter.Seq[node] {
	return func(yield func(node) bool) {
		e := fr.e
		for range maxInner {
			var in set
			for _, n := range e.sets.list(s) {
				if !yield(n) {
					return
				}
				in = e.union(in, e.union(fr.load(n, e.cell("$out")), fr.load(n, e.cell("$writer"))))
			}
			if s = in; s == 0 {
				return
			}
		}
	}
}

// streamsOf are the addresses of the streams of another app's provider behind a
// stream.
func (fr *frame) streamsOf(to set) []set {
	e := fr.e
	var out []set
	for n := range fr.unwrapped(to) {
		if r := e.nodes.rows[n]; r.kind == kForeign {
			if uris, ok := e.gates.streams[int(r.a)]; ok {
				out = append(out, uris)
			}
		}
	}
	return out
}

// filesOf are the shared files behind a stream.
func (fr *frame) filesOf(to set) map[string]bool {
	e := fr.e
	out := map[string]bool{}
	for n := range fr.unwrapped(to) {
		if p, ok := e.sharedFile(n); ok {
			out[p] = true
			continue
		}
		for _, t := range e.sets.list(fr.load(n, e.cell("$path"))) {
			if s, ok := e.textAt(t); ok {
				if p, ok := sharedPath(s); ok {
					out[p] = true
				}
			}
		}
	}
	return out
}

// writesFile reports whether a method writes the file that it is given.
func writesFile(m *model.Model) bool {
	if m == nil {
		return false
	}
	for i := range m.Ops {
		if o := &m.Ops[i]; o.Kind == model.Put && o.Dst.Kind == model.RefStatic && o.Dst.Cell == "$files" {
			return true
		}
	}
	return false
}
