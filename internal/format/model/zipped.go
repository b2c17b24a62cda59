package model

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"slices"
	"strings"
)

// zipNames lists members by the local headers in the head, as long as their
// sizes allow to go from one to the next.
func zipNames(b []byte) []string {
	const header = 30
	var out []string
	for len(b) >= header && string(b[:4]) == "PK\x03\x04" && len(out) < 64 {
		n, extra := int(binary.LittleEndian.Uint16(b[26:])), int(binary.LittleEndian.Uint16(b[28:]))
		size := int64(binary.LittleEndian.Uint32(b[18:]))
		later := b[6]&8 != 0 // the size follows the content
		if len(b) < header+n {
			break
		}
		out = append(out, string(b[header:header+n]))
		next := int64(header) + int64(n) + int64(extra) + size
		if later && size == 0 {
			i := bytes.Index(b[header:], []byte("PK\x03\x04"))
			if i < 0 {
				break
			}
			next = int64(header + i)
		}
		if next > int64(len(b)) {
			break
		}
		b = b[next:]
	}
	return out
}

// has reports whether a member matches a pattern of package path, at any depth.
func (s *sniffed) has(patterns ...string) bool {
	for _, p := range patterns {
		if !slices.ContainsFunc(s.zip, func(n string) bool {
			ok, _ := path.Match(p, path.Base(n))
			return ok
		}) {
			return false
		}
	}
	return len(s.zip) > 0
}

// archive reports what no package of models holds, so that an app in an app is
// not called one.
func (s *sniffed) archive() bool {
	return s.has("AndroidManifest.xml") || s.has("classes*.dex") || s.has("MANIFEST.MF") || s.has("*.class")
}

func isTorchZip(s *sniffed) bool {
	if bytes.HasPrefix(s.head, []byte("\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19")) { // before the zip form
		return true
	}
	return (s.has("data.pkl") || s.has("bytecode.pkl")) && !s.archive()
}

func isTask(s *sniffed) bool { return s.has("*.tflite") && !s.archive() }

func isSNPE(s *sniffed) bool {
	return (s.has("model", "model.params") || s.has("model", "dlc.metadata") || s.has("model.params", "dlc.metadata")) && !s.archive()
}

func isKerasZip(s *sniffed) bool { return s.has("config.json", "model.weights.h5") }

// addZip lists the members of the zip that data is, or that is appended to it,
// and takes labels from text members.
func (m *Model) addZip(data []byte, appended bool) *zip.Reader {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if !appended {
			m.problem("zip", -1, "%v", err)
		}
		return nil
	}
	budget := int64(maxLabels * 256) // over all members, which may share their bytes
	for i, f := range z.File {
		if i == maxMembers {
			m.problem("zip", -1, "%d members; the first %d are read", len(z.File), maxMembers)
			break
		}
		m.Files = append(m.Files, clean(f.Name))
		if !strings.HasSuffix(strings.ToLower(f.Name), ".txt") || len(m.Labels) >= maxLabels {
			continue
		}
		b, ok := member(f, min(maxLabel, budget))
		budget -= int64(len(b))
		if !ok {
			m.problem(clean(f.Name), -1, "is damaged or larger than %d bytes", maxLabel)
			continue
		}
		lines, ok := ReadLabels(b)
		if !ok {
			m.problem(clean(f.Name), -1, "is not a list of labels throughout")
		}
		m.Labels = append(m.Labels, lines[:min(len(lines), maxLabels-len(m.Labels))]...)
	}
	return z
}

// member reads a member of at most limit bytes; what it states is not believed.
func member(f *zip.File, limit int64) ([]byte, bool) {
	r, err := f.Open()
	if err != nil {
		return nil, false
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	return b, err == nil && int64(len(b)) <= limit
}

func readTask(m *Model, data []byte, depth int) {
	z := m.addZip(data, false)
	if z == nil || depth >= maxDepth {
		return
	}
	// Members of task files are stored; those that inflate share a budget.
	budget := int64(len(data))*8 + 1<<20
	for i, f := range z.File {
		if i == maxMembers || !strings.HasSuffix(f.Name, ".tflite") && !strings.HasSuffix(f.Name, ".task") && !strings.HasSuffix(f.Name, ".binarypb") {
			continue
		}
		b, ok := member(f, min(maxMember, budget))
		budget -= int64(len(b))
		if !ok || budget < 0 {
			m.problem(clean(f.Name), -1, "is damaged or too large")
			continue
		}
		if part, err := read(f.Name, b, depth+1); err == nil {
			m.Parts = append(m.Parts, Part{clean(f.Name), part})
		}
	}
}

func readSNPE(m *Model, data []byte, _ int) {
	z := m.addZip(data, false)
	if z == nil {
		return
	}
	for _, f := range z.File[:min(len(z.File), maxMembers)] {
		if f.Name == "dlc.metadata" {
			if b, ok := member(f, maxLabel); ok { // holds the command of the converter
				m.Description = clean(strings.ReplaceAll(string(b), "\r", ""))
			}
			break
		}
	}
}
