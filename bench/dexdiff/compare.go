package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/avow-audit/avow/internal/format/dex"
)

type counts struct{ classes, methods, fields, annotations, strings, insns int }

type result struct {
	counts
	lines, differing int
	first            []string
	problem          string
}

func (c *counts) add(o counts) {
	c.classes += o.classes
	c.methods += o.methods
	c.fields += o.fields
	c.annotations += o.annotations
	c.strings += o.strings
	c.insns += o.insns
}

// compare runs both readers over one dex file.
func compare(dexdump string, first int, data []byte) (r result) {
	f, err := dex.Open(data)
	if err != nil {
		r.problem = err.Error()
		return r
	}
	r.counts = count(f)
	dir, err := os.MkdirTemp("", "dexdiff")
	if err != nil {
		r.problem = err.Error()
		return r
	}
	defer os.RemoveAll(dir)
	const name = "classes.dex"
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		r.problem = err.Error()
		return r
	}
	cmd := exec.Command(dexdump, "-a", "-d", "-f", "-h", name)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		r.problem = err.Error()
		return r
	}
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(f.WriteDexdump(pw, name)) }()
	theirs := bufio.NewReaderSize(out, 1<<20)
	ours := bufio.NewReaderSize(pr, 1<<20)
	their := r.streams(f, theirs, ours, first)
	pr.Close()
	io.Copy(io.Discard, out)
	if err := cmd.Wait(); err != nil {
		r.problem = fmt.Sprintf("dexdump: %v: %s", err, bytes.TrimSpace(stderr.Bytes()))
	} else if their.strings = r.strings; their != r.counts && r.problem == "" {
		r.problem = fmt.Sprintf("counts: dexdump %+v, avow %+v", their, r.counts)
	}
	return r
}

// streams compares line by line and returns what dexdump's text counts.
func (r *result) streams(f *dex.File, theirs, ours *bufio.Reader, first int) (their counts) {
	h := &f.Header
	header := map[string]uint32{"string_ids_size": h.Strings.Count, "type_ids_size": h.Types.Count,
		"proto_ids_size": h.Protos.Count, "field_ids_size": h.Fields.Count,
		"method_ids_size": h.Methods.Count, "class_defs_size": h.Classes.Count}
	inHeader, checked, inMethods := false, 0, false
	for {
		a, errA := theirs.ReadSlice('\n')
		switch {
		case bytes.HasPrefix(a, []byte("Processing '")) && r.lines == 0:
			continue
		case bytes.HasPrefix(a, []byte("DEX file header:")) && r.lines == 1:
			inHeader = true
			continue
		case inHeader:
			inHeader = len(a) > 1
			key, value, _ := bytes.Cut(a, []byte(":"))
			if want, ok := header[string(bytes.TrimSpace(key))]; ok {
				checked++
				if got := string(bytes.TrimSpace(value)); got != fmt.Sprint(want) {
					r.problem = fmt.Sprintf("header: dexdump says %s %s, avow %d", key, got, want)
				}
			}
			continue
		}
		b, errB := ours.ReadSlice('\n')
		if len(a) == 0 && len(b) == 0 {
			if errB != nil && errB != io.EOF {
				r.problem = errB.Error()
			}
			break
		}
		r.lines++
		switch {
		case bytes.HasPrefix(a, []byte("  VISIBILITY_")):
			their.annotations++
		case bytes.HasPrefix(a, []byte("Class #")) && bytes.HasSuffix(a, []byte(" -\n")):
			their.classes++
			inMethods = false
		case bytes.HasPrefix(a, []byte("  Direct methods")):
			inMethods = true
		case bytes.HasPrefix(a, []byte("    #")) && bytes.Contains(a, []byte(": (in ")):
			if inMethods {
				their.methods++
			} else {
				their.fields++
			}
		case isInsn(a):
			their.insns++
		}
		if !bytes.Equal(a, b) {
			r.differing++
			if len(r.first) < 2*first {
				r.first = append(r.first, fmt.Sprintf("line %d\n   dexdump %q\n   avow    %q", r.lines, a, b))
			}
			if r.differing > 10000 {
				break // out of step: the rest says nothing
			}
		}
		if errA == io.EOF && errB == io.EOF {
			break
		}
	}
	if checked != len(header) && r.problem == "" {
		r.problem = "dexdump printed no file header"
	}
	return their
}

// isInsn knows an instruction's line: hexadecimal offset, colon, bytes, and a
// bar before its place in the method. A method's own line has a bracket there.
func isInsn(line []byte) bool {
	bar := bytes.IndexByte(line, '|')
	if bar < 0 || bar+1 >= len(line) || line[bar+1] == '[' {
		return false
	}
	for i, c := range line {
		if c == ':' {
			return i >= 6
		}
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return false
}

// count counts with avow's accessors, not by its printed form.
func count(f *dex.File) (c counts) {
	c.classes = f.NumClasses()
	c.strings = f.NumStrings()
	for i := range f.NumClasses() {
		class := f.Class(uint32(i))
		as, _ := f.Annotations(class.AnnotationsOff) // what is broken, dexdump refuses
		c.annotations += annotations(&as)
		m := f.Members(class.DataOff)
		for _, ok := m.NextField(); ok; _, ok = m.NextField() {
			c.fields++
		}
		for d, ok := m.NextMethod(); ok; d, ok = m.NextMethod() {
			c.methods++
			if d.CodeOff == 0 {
				continue
			}
			code, err := f.Code(d.CodeOff)
			if err != nil {
				continue
			}
			for pc := uint32(0); pc < code.Units(); {
				i, ok := dex.Decode(code.Insns, pc)
				if !ok {
					break
				}
				c.insns++
				pc += i.Units
			}
		}
	}
	return c
}

// annotations counts those of a class and of all that is in it.
func annotations(as *dex.ClassAnnotations) int {
	n := len(as.Class)
	for _, m := range as.Fields {
		n += len(m.Items)
	}
	for _, m := range as.Methods {
		n += len(m.Items)
	}
	for _, m := range as.Params {
		for _, items := range m.Params {
			n += len(items)
		}
	}
	return n
}
