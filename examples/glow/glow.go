// Package glow builds Glow, an example app of our own, from the text beside
// it: smali sources, a manifest, string resources and a privacy policy.
//
// The app is a small camera app made so that an audit of it shows every kind
// of verdict, with look-alikes that must stay unreported; README.md walks
// through them. The build is deterministic: the same sources give the same
// bytes on every machine.
//
// Limits: the package is not signed, so a device will not install it, and the
// classes of the SDKs it appears to bundle are empty stand-ins.
package glow

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"strings"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/smali"
)

//go:embed AndroidManifest.xml strings.txt privacy.html data_safety.csv src lib
var sources embed.FS

const packageName = "org.avow.example"

// Label is the app's form of Google Play's Data safety, as far as its rows bear
// on a practice.
func Label() ([]byte, error) { return sources.ReadFile("data_safety.csv") }

// Policy is the app's privacy policy, an HTML page.
func Policy() ([]byte, error) { return sources.ReadFile("privacy.html") }

// APK builds the package.
func APK() ([]byte, error) {
	dex, err := classes()
	if err != nil {
		return nil, err
	}
	table, ids, err := resources()
	if err != nil {
		return nil, err
	}
	manifest, err := manifest(ids)
	if err != nil {
		return nil, err
	}
	return pack([]entry{
		{"AndroidManifest.xml", manifest},
		{"classes.dex", dex},
		{"resources.arsc", table},
		{"assets/models/glow_face_attr_v2.model", model()},
		{"assets/emoji.json", []byte(`{"face_with_tears_of_joy":"1f602","smiling_face_with_heart_eyes":"1f60d"}` + "\n")},
	})
}

// classes assembles every smali source into one DEX file.
func classes() ([]byte, error) {
	var srcs []smali.Source
	err := fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".smali") {
			return err
		}
		text, err := sources.ReadFile(name)
		srcs = append(srcs, smali.Source{Name: name, Text: string(text)})
		return err
	})
	if err != nil {
		return nil, err
	}
	return smali.Assemble(smali.Options{}, srcs...)
}

// resources compiles strings.txt and returns the ids that the manifest's
// references resolve to.
func resources() ([]byte, map[string]uint32, error) {
	text, err := sources.ReadFile("strings.txt")
	if err != nil {
		return nil, nil, err
	}
	spec := arsc.Spec{Package: packageName}
	for n, line := range strings.Split(string(text), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, " = ")
		if !ok {
			return nil, nil, fmt.Errorf("strings.txt:%d: expected name = value", n+1)
		}
		spec.Resources = append(spec.Resources, arsc.Resource{
			Type: "string", Name: name, Values: []arsc.SpecValue{arsc.String(arsc.Config{}, value)},
		})
	}
	ids, err := spec.IDs()
	if err != nil {
		return nil, nil, err
	}
	table, err := spec.Encode(arsc.EncodeOptions{})
	return table, ids, err
}

func manifest(ids map[string]uint32) ([]byte, error) {
	text, err := sources.ReadFile("AndroidManifest.xml")
	if err != nil {
		return nil, err
	}
	doc, err := axml.ParseText(text, func(name string) (uint32, bool) {
		id, ok := ids[name]
		return id, ok
	})
	if err != nil {
		return nil, fmt.Errorf("AndroidManifest.xml: %w", err)
	}
	return axml.Encode(doc, axml.EncodeOptions{}), nil
}

// modelSize is the size of the model in bytes: large enough that its entropy
// is beyond doubt, small enough for a test.
const modelSize = 192 << 10

// model stands for an encrypted model: bytes with no structure to read, made
// by hashing a counter.
func model() []byte {
	var b []byte
	for n := uint64(0); len(b) < modelSize; n++ {
		sum := sha256.Sum256(binary.LittleEndian.AppendUint64([]byte("glow model"), n))
		b = append(b, sum[:]...)
	}
	return b[:modelSize]
}

type entry struct {
	name string
	data []byte
}

// pack writes the ZIP. Entries are stored, not compressed, because the output
// of a compressor changes between releases of Go; and aligned to four bytes,
// as Android asks of resources.arsc.
func pack(entries []entry) ([]byte, error) {
	const localHeaderSize = 30
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		h := &zip.FileHeader{
			Name: e.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(e.data),
			CompressedSize64: uint64(len(e.data)), UncompressedSize64: uint64(len(e.data)),
			ModifiedDate: 1<<5 | 1, // 1 January 1980, the earliest date of the format
			Extra:        alignment(out.Len() + localHeaderSize + len(e.name)),
		}
		w, err := z.CreateRaw(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(e.data); err != nil {
			return nil, err
		}
		if err := z.Flush(); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// alignment is Android's extra field 0xd935 for alignment to four bytes: the
// alignment and as many zeros as bring data that would begin at off there.
func alignment(off int) []byte {
	const head = 6 // id, size, alignment
	zeros := -(off + head) & 3
	b := binary.LittleEndian.AppendUint16(nil, 0xd935)
	b = binary.LittleEndian.AppendUint16(b, uint16(2+zeros))
	b = binary.LittleEndian.AppendUint16(b, 4)
	return append(b, make([]byte, zeros)...)
}
