// Package model recognises machine-learning model files and reads what they say
// of themselves in clear: inputs, outputs, labels, names of layers and modules.
//
// Sniff decides by structure, from the first bytes and the size, never by the
// name alone: suffixes are arbitrary and "model" is a common word. Read then
// takes what stands in clear. Nothing is decrypted, unmasked or otherwise
// undone: where a vendor protects the content, the names around it are all there
// is to read, and Entropy says how protected it looks.
//
// A file with a model-like name, of no known structure and of high entropy is
// given the format Unknown, so that the caller can carry it as an unknown.
//
// Limits: weights are not looked at, only counted by their shapes; Paddle Lite
// and dlib are read as far as names go; a HDF5 file counts as Keras only when it
// holds a model configuration; of a state dictionary only keys and shapes are
// known. What a file declares beyond the limits of net.go is refused by name.
//
// References: the FlatBuffers internals document; tensorflow/lite schema v3 and
// its metadata schema; onnx.proto; caffe.proto; tensorflow graph.proto;
// framework.proto of Paddle; Model.proto of CoreML; the parameter format page
// and the list of layers of ncnn; MNN.fbs; ort.fbs. The ByteDance layouts are described from public copies of its files.
package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/format/entropy"
)

// HeadSize is how many bytes Sniff should be given: enough for the first nodes
// of graphs whose names are long. With fewer it recognises less, never more.
const HeadSize = 16 << 10

// Limits: what is kept is bounded, so a hostile file costs its own size at most.
const (
	maxTensors = 1024    // inputs and outputs; models have a handful
	maxDims    = 16      // of a shape; frameworks allow 6 to 32, models have up to 5
	maxText    = 1024    // bytes of a name, cut beyond
	maxNames   = 8192    // names of layers kept; the largest mobile models have some thousand
	maxLabels  = 32768   // lines of label files; the largest vocabulary in use has about 30,000
	maxModules = 256     // of a ByteDance container; 11 is the most seen
	maxMembers = 4096    // of a zip
	maxMember  = 1 << 28 // bytes of a model inside a zip
	maxLabel   = 4 << 20 // bytes of one label file
	maxDepth   = 2       // models within models: a task file holds plain ones
	maxProblem = 32
	maxKinds   = 512 // of operators; frameworks have some 200
)

// Format names a kind of model file.
type Format string

// The formats.
const (
	TFLite          Format = "TensorFlow Lite"
	MediaPipeTask   Format = "MediaPipe task"
	MediaPipeGraph  Format = "MediaPipe graph"
	ONNX            Format = "ONNX"
	ORT             Format = "ONNX Runtime"
	NCNNText        Format = "ncnn param"
	NCNNBinary      Format = "ncnn binary param"
	TNN             Format = "TNN"
	MNN             Format = "MNN"
	CaffeText       Format = "Caffe prototxt"
	CaffeModel      Format = "Caffe model"
	PaddleLite      Format = "Paddle Lite"
	PaddleProgram   Format = "Paddle program"
	SNPE            Format = "SNPE DLC"
	CoreML          Format = "Core ML"
	CoreMLCompiled  Format = "Core ML compiled"
	PyTorch         Format = "PyTorch"
	Keras           Format = "Keras"
	TensorFlowGraph Format = "TensorFlow graph"
	OpenCV          Format = "OpenCV classifier"
	ByteNN          Format = "ByteNN"
	ByteDanceA      Format = "ByteDance model, layout A"
	ByteDanceB      Format = "ByteDance model, layout B"
	Dlib            Format = "dlib"
	Unknown         Format = "unknown, high entropy"
)

// ErrNotModel is returned for data that Sniff does not recognise.
var ErrNotModel = errors.New("not a model file that is known here")

// Tensor is an input or output.
type Tensor struct {
	Name  string
	Shape []int64 // -1 for what is open; nil if not stated
	Type  string  // "float32", "uint8", ...; "" if not stated
	Op    string  // of outputs: the kind of operator that makes it; "" if not known
}

func (t Tensor) String() string {
	return fmt.Sprintf("%s %s[%s]", t.Name, t.Type, shapeText(t.Shape))
}

func shapeText(shape []int64) string {
	dims := make([]string, len(shape))
	for i, d := range shape {
		if dims[i] = fmt.Sprint(d); d < 0 {
			dims[i] = "?"
		}
	}
	return strings.Join(dims, "x")
}

// Problem is something that is wrong or could not be read.
type Problem struct {
	Where  string
	Offset int64 // in the file; -1 where it has no place
	Msg    string
}

// Part is a model inside of another file.
type Part struct {
	Name  string
	Model Model
}

// Model is what a file says of itself. All names stand in clear in the file.
type Model struct {
	Format      Format
	Name        string // that the file gives itself
	Version     string
	Producer    string
	Description string
	SHA256      string // of the file, hex
	Size        int64
	Inputs      []Tensor
	Outputs     []Tensor
	Operators   int      // nodes or layers; 0 if not known
	Kinds       []Count  // of operators, most frequent first
	Params      int64    // elements of the constant tensors, by their shapes; 0 if not known
	Names       []string // of layers, nodes and operators of its own, unique, as they come
	Labels      []string // of classes, as they come
	Modules     []string // of containers
	Files       []string // members of a zip that it is or carries
	Parts       []Part
	Entropy     float64 // bits per byte of the whole file
	Problems    []Problem

	seen map[string]bool // Names
}

// kind is one format: how it is recognised and what can be read. Either function
// must bear any bytes.
type kind struct {
	format Format
	match  func(s *sniffed) bool
	read   func(m *Model, data []byte, depth int)
}

// kinds lists the formats, those with the surest marks first.
func kinds() []kind {
	return []kind{
		{TFLite, isTFLite, readTFLite},
		{ORT, isORT, readORT},
		{ByteNN, isByteNN, nil},
		{ByteDanceA, isByteDanceA, readByteDanceA},
		{ByteDanceB, isByteDanceB, readByteDanceB},
		{Keras, isKeras, readKeras},
		{PyTorch, isTorchZip, readTorch},
		{MediaPipeTask, isTask, readTask},
		{SNPE, isSNPE, readSNPE},
		{Keras, isKerasZip, readKerasZip},
		{NCNNText, isNCNNText, readNCNNText},
		{NCNNBinary, isNCNNBinary, readNCNNBinary},
		{TNN, isTNN, readTNN},
		{OpenCV, isOpenCV, readOpenCV},
		{MediaPipeGraph, isGraphText, readGraphText},
		{CaffeText, isPrototxt, readPrototxt},
		{CoreMLCompiled, isCoreMLCompiled, readCoreMLCompiled},
		{CoreMLCompiled, isEspresso, readEspresso},
		{PaddleProgram, isPaddleProgram, readPaddleProgram},
		{ONNX, isONNX, readONNX},
		{MediaPipeGraph, isGraphBinary, readGraphBinary},
		{TensorFlowGraph, isGraphDef, readGraphDef},
		{CaffeModel, isCaffeModel, readCaffeModel},
		{CoreML, isCoreML, readCoreML},
		{PaddleLite, isPaddleLite, readPaddleLite},
		{Dlib, isDlib, readDlib},
		{MNN, isMNN, readMNN},
		{Unknown, isUnknown, nil},
	}
}

// Sniff recognises a model file by its first bytes and its size. The name only
// serves to call a file of no structure Unknown.
func Sniff(name string, head []byte, size int64) (Format, bool) {
	k := find(name, head, size)
	if k == nil {
		return "", false
	}
	return k.format, true
}

func find(name string, head []byte, size int64) *kind {
	if size < int64(len(head)) {
		head = head[:max(size, 0)]
	}
	s := newSniffed(name, head, size)
	for _, k := range kinds() {
		if k.match(s) {
			return &k
		}
	}
	return nil
}

// Read recognises and reads a whole file. The error is ErrNotModel or nil: what
// cannot be read of a model is in its Problems.
func Read(name string, data []byte) (Model, error) { return read(name, data, 0) }

func read(name string, data []byte, depth int) (Model, error) {
	k := find(name, data, int64(len(data)))
	if k == nil {
		return Model{}, ErrNotModel
	}
	sum := sha256.Sum256(data)
	m := Model{Format: k.format, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data)), Entropy: entropy.Bits(data)}
	if k.read != nil {
		k.read(&m, data, depth)
	}
	m.seen = nil
	return m, nil
}

func (m *Model) problem(where string, off int64, format string, args ...any) {
	if len(m.Problems) < maxProblem {
		m.Problems = append(m.Problems, Problem{where, off, fmt.Sprintf(format, args...)})
	}
}

// addName keeps a name once.
func (m *Model) addName(s string) {
	s = clean(s)
	if s == "" || m.seen[s] || len(m.Names) >= maxNames {
		return
	}
	if m.seen == nil {
		m.seen = map[string]bool{}
	}
	m.seen[s] = true
	m.Names = append(m.Names, s)
}

// clean cuts a text to maxText and drops what no name has.
func clean(s string) string {
	s = s[:min(len(s), maxText)]
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r == '\uFFFD' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// ReadLabels takes a label file apart: one label a line, or "0: label", or
// "0 label". It is false for what is no text or has a line no label has.
func ReadLabels(b []byte) ([]string, bool) {
	if len(b) > maxLabel || bytes.IndexByte(b, 0) >= 0 {
		return nil, false
	}
	var out []string
	for line := range strings.Lines(string(b)) {
		s := strings.TrimSpace(line)
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if digits > 0 && digits < len(s) && strings.IndexByte(": \t,", s[digits]) >= 0 {
			s = strings.TrimLeft(s[digits:], ": \t,")
		}
		if s == "" {
			continue
		}
		if len(s) > maxText || len(out) == maxLabels || clean(s) != s {
			return out, false
		}
		out = append(out, s)
	}
	return out, true
}
