package model

import (
	"bytes"
	"encoding/binary"
	"path"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/entropy"
)

// textHead is how far text is looked at: every text format shows itself in its
// first node, while configuration and scripts, most of the text there is, do not.
const textHead = 4 << 10

// sniffed is what the decision is made on.
type sniffed struct {
	name string // lower case, with folders
	head []byte
	size int64
	text []byte   // the beginning of the head if it is text, else nil
	zip  []string // names of members seen in the head
	msgs bool     // may be a protocol buffer: begins with a plausible field
}

func newSniffed(name string, head []byte, size int64) *sniffed {
	s := &sniffed{name: strings.ToLower(name), head: head, size: size}
	if isText(head) {
		s.text = head[:min(len(head), textHead)]
	}
	s.zip = zipNames(head)
	s.msgs = s.text == nil && len(head) > 8 && s.zip == nil && !isForeign(head)
	return s
}

// u32 reads little endian at off; 0 outside.
func (s *sniffed) u32(off int) uint32 {
	if off < 0 || off+4 > len(s.head) {
		return 0
	}
	return binary.LittleEndian.Uint32(s.head[off:])
}

// isText reports whether b is text of some encoding that extends ASCII.
func isText(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	for _, c := range b[:min(len(b), 2048)] {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// foreign are the beginnings of files that are often random inside and no
// models.
var foreign = []struct {
	off   int
	magic string
}{
	{0, "PK\x03\x04"}, {0, "PK\x05\x06"}, {0, "\x89PNG"}, {0, "\xff\xd8\xff"}, {0, "GIF8"}, {0, "RIFF"}, {0, "OggS"},
	{0, "ID3"}, {0, "\xff\xfb"}, {0, "\xff\xf3"}, {0, "\xff\xf1"}, {0, "\xff\xf9"}, {4, "ftyp"}, {0, "fLaC"}, {0, "MThd"},
	{0, "FLV"}, {0, "\x1a\x45\xdf\xa3"}, {0, "\x1f\x8b"}, {0, "BZh"}, {0, "\xfd7zXZ"}, {0, "7z\xbc\xaf"}, {0, "Rar!"},
	{0, "\x28\xb5\x2f\xfd"}, {0, "\x04\x22\x4d\x18"}, {0, "dex\n"}, {0, "vdex"}, {0, "\x7fELF"}, {0, "MZ"}, {0, "\xca\xfe\xba\xbe"},
	{0, "\xcf\xfa\xed\xfe"}, {0, "\x00\x01\x00\x00\x00"}, {0, "OTTO"}, {0, "ttcf"}, {0, "wOFF"}, {0, "wOF2"}, {0, "true\x00"},
	{0, "%PDF"}, {0, "SQLite format 3"}, {0, "\x00asm"}, {0, "bplist00"}, {0, "\x03\x00\x08\x00"}, {0, "\x02\x00\x0c\x00"},
	{0, "\xabKTX"}, {0, "DDS "}, {0, "PVR\x03"}, {0, "II*\x00"}, {0, "MM\x00*"}, {0, "\x00\x00\x01\x00"}, {0, "UnityFS"},
	{0, "pro\x00"}, {0, "prm\x00"}, {0, "\x1bLua"}, {0, "\xc6\x1f\xbc\x03"}, {257, "ustar"}, {0, "glTF"}, {0, "8BPS"},
}

// IsForeign reports whether the first bytes of a file, 16 at least, are the mark
// of pictures, sound, fonts, archives or code, which are no models.
func IsForeign(head []byte) bool { return isForeign(head) }

func isForeign(b []byte) bool {
	for _, f := range foreign {
		if len(b) >= f.off+len(f.magic) && string(b[f.off:f.off+len(f.magic)]) == f.magic {
			return true
		}
	}
	return false
}

// modelSuffixes are in use for model files; they prove nothing by themselves.
var modelSuffixes = []string{
	".tflite", ".lite", ".tfl", ".pb", ".model", ".mdl", ".modle", ".androidmodel", ".rpnmodel", ".caffemodel", ".onnx", ".ort",
	".ncnn", ".param", ".params", ".proto", ".mnn", ".tnn", ".tnnmodel", ".tnnproto", ".nb", ".dlc", ".ptl", ".pt", ".pth", ".h5",
	".ckpt", ".bytenn", ".rf", ".rpdm", ".cdnn", ".mean", ".eaf", ".enc", ".zzip", ".nnet", ".ms", ".kmodel", ".task", ".mlmodel",
	".dat", ".bin", ".binary", ".any", ".bundle",
}

// ambiguousSuffixes need a word of models in the path as well.
var ambiguousSuffixes = []string{".dat", ".bin", ".binary", ".any", ".bundle", ".enc", ".rf", ".ms", ".lite", ".param", ".params", ".proto", ".mean", ".pb", ""}

var modelWords = []string{
	"model", "face", "landmark", "liveness", "track", "detect", "recog", "segment", "matting", "classif", "attribute", "gesture",
	"skeleton", "pose", "hand", "iris", "voice", "speech", "asr", "vad", "wakeup", "ocr", "net", "cnn", "dnn", "senseme", "align", "neural",
}

// looksNamed reports whether a path is one that model files have.
func looksNamed(name string) bool {
	ext := path.Ext(name)
	if !slices.Contains(modelSuffixes, ext) && ext != "" {
		return false
	}
	if !slices.Contains(ambiguousSuffixes, ext) {
		return true
	}
	for _, w := range modelWords {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// isUnknown calls a file an unreadable model: by name and by entropy, and by
// being nothing else that is known.
func isUnknown(s *sniffed) bool {
	return len(s.head) >= entropy.Reliable && !isForeign(s.head) && looksNamed(s.name) && entropy.Bits(s.head) >= entropy.Random
}

// isIdent accepts what names of modules and layers consist of.
func isIdent(b []byte) bool {
	for _, c := range b {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			if (c < '0' || c > '9') && bytes.IndexByte([]byte("_.-/:"), c) < 0 {
				return false
			}
		}
	}
	return len(b) > 0
}

// isPrintable accepts any text without control characters.
func isPrintable(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c == 0x7f {
			return false
		}
	}
	return true
}
