package scan

import (
	"bytes"
	"fmt"

	"github.com/avow-audit/avow/internal/biometric/role"
	"github.com/avow-audit/avow/internal/format/elf"
	"github.com/avow-audit/avow/internal/format/model"
)

// embeddedMarks are the formats that are recognised in the constants of a native
// library, where no file name and no size says where a model is: by the mark,
// and how far before it the model begins.
var embeddedMarks = []struct {
	mark   string
	before int
	text   bool // ends at the next NUL
}{
	{"TFL3", 4, false},
	{"7767517\n", 0, true},
	{"<opencv_storage", 0, true},
}

// Limits on what is tried of one library: an engine names its own format a few
// times, and a model compiled in is a few megabytes.
const (
	maxEmbedded      = 16
	maxEmbeddedBytes = 64 << 20
)

// readEmbedded finds models among the constants of a native library. One counts
// only if all of its graph can be read: a library that runs models has the mark
// of the format among its strings, too.
func (w *worker) readEmbedded(f *elf.File, name string, data []byte, out *one) {
	var sizes map[int64]uint64
	tried, budget := 0, maxEmbeddedBytes
	for _, r := range f.Regions() {
		part := data[min(r.Off, uint64(len(data))):min(r.Off+r.Size, uint64(len(data)))]
		for _, k := range embeddedMarks {
			for at := 0; tried < maxEmbedded && budget > 0; {
				i := bytes.Index(part[at:], []byte(k.mark))
				if i < 0 {
					break
				}
				begin := at + i - k.before
				at += i + len(k.mark)
				if begin < 0 {
					continue
				}
				if sizes == nil {
					sizes = extents(f)
				}
				body := part[begin:]
				if n, ok := sizes[int64(r.Off)+int64(begin)]; ok && n <= uint64(len(body)) {
					body = body[:n]
				} else if end := bytes.IndexByte(body, 0); k.text && end > 0 {
					body = body[:end]
				}
				body = body[:min(len(body), budget)]
				tried, budget = tried+1, budget-len(body)
				w.addEmbedded(name, int64(r.Off)+int64(begin), body, out)
			}
		}
	}
}

// extents are the sizes of the constants that have a symbol, by offset.
func extents(f *elf.File) map[int64]uint64 {
	out := map[int64]uint64{}
	for _, list := range [][]elf.Symbol{f.Exports, f.StaticSymbols()} {
		for _, s := range list {
			if off := f.Offset(s.Addr); off >= 0 && s.Size > 0 {
				out[off] = s.Size
			}
		}
	}
	return out
}

func (w *worker) addEmbedded(library string, off int64, body []byte, out *one) {
	if _, ok := model.Sniff("", body[:min(len(body), model.HeadSize)], int64(len(body))); !ok {
		return
	}
	m, err := model.Read("", body)
	if err != nil || len(m.Problems) > 0 || m.Operators+len(m.Kinds) == 0 && m.Format != model.OpenCV {
		return
	}
	rules, err := role.Load()
	if err != nil {
		return // said where a model has a file of its own
	}
	d := describeModel(fmt.Sprintf("%s@%#x", library, off), "", &m, rules, w.cat.Model(m.SHA256))
	d.Within, d.At = library, off
	out.models = append(out.models, d)
}
