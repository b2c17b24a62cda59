package model

import "strings"

// Numbers of fields in the schema of TensorFlow Lite.
const (
	tflModelCodes = 1
	tflModelGraph = 2
	tflModelText  = 3
	tflModelBufs  = 4
	tflModelMeta  = 6
	tflModelSigs  = 7

	tflGraphTensors = 0
	tflGraphInputs  = 1
	tflGraphOutputs = 2
	tflGraphOps     = 3
	tflGraphName    = 4

	tflTensorShape     = 0
	tflTensorType      = 1
	tflTensorBuffer    = 2
	tflTensorName      = 3
	tflTensorSignature = 7

	metaName, metaText, metaVersion, metaGraphs, metaAuthor, metaFiles = 0, 1, 2, 3, 4, 6
	metaInputs, metaOutputs                                            = 2, 3
	metaTensorFiles                                                    = 6
)

// tfliteTypes in the order of enum TensorType.
var tfliteTypes = []string{
	"float32", "float16", "int32", "uint8", "int64", "string", "bool", "int16", "complex64", "int8", "float64", "complex128",
	"uint64", "resource", "variant", "uint32", "uint16", "int4", "bfloat16",
}

func isTFLite(s *sniffed) bool {
	return len(s.head) >= 8 && string(s.head[4:8]) == "TFL3" && s.u32(0) >= 8 && int64(s.u32(0)) < s.size
}

func readTFLite(m *Model, b []byte, _ int) {
	root := fbRoot(b)
	if !root.ok() {
		m.problem("root table", 0, "is not where the header says")
		return
	}
	if at, ok := root.circular(); ok {
		m.problem("root table", int64(at), "refers to itself: a circle of references (limit: references go forward)")
	}
	m.Description = clean(root.str(tflModelText))
	graphs, n := root.vec(tflModelGraph, 4)
	if n == 0 {
		m.problem("subgraphs", 0, "there are none")
	}
	net := newNet(m)
	kinds := tfliteKinds(root)
	work := maxOperators // over all subgraphs, which may share their parts
	for k := range min(n, maxTensors) {
		g := root.elem(graphs, k)
		net.tflite(root, g, kinds, k == 0, &work)
		if k == 0 { // the others are bodies of loops and branches
			m.Name = clean(g.str(tflGraphName))
			m.Inputs = tfliteTensors(m, g, tflGraphInputs)
			m.Outputs = tfliteTensors(m, g, tflGraphOutputs)
		}
		tensors, count := g.vec(tflGraphTensors, 4)
		for i := 0; i < count && work > 0; i++ {
			work--
			m.addName(g.elem(tensors, i).str(tflTensorName))
		}
	}
	net.finish()
	codes, n := root.vec(tflModelCodes, 4)
	for k := range min(n, maxTensors) {
		m.addName(root.elem(codes, k).str(1)) // custom operators have names
	}
	readTFLiteSignatures(m, root)
	readTFLiteMetadata(m, root)
	m.addZip(b, true)
}

func tfliteTensors(m *Model, g fb, field int) []Tensor {
	tensors, count := g.vec(tflGraphTensors, 4)
	var out []Tensor
	for _, i := range g.ints(field, maxTensors) {
		if i < 0 || i >= int64(count) {
			m.problem("subgraph", int64(g.pos), "names tensor %d of %d", i, count)
			continue
		}
		t := g.elem(tensors, int(i))
		shape := t.ints(tflTensorSignature, maxDims) // has -1 where the shape has 1
		if len(shape) == 0 {
			shape = t.ints(tflTensorShape, maxDims)
		}
		kind, _ := t.u8(tflTensorType) // absent is the first
		name := ""
		if int(kind) < len(tfliteTypes) {
			name = tfliteTypes[kind]
		}
		out = append(out, Tensor{Name: clean(t.str(tflTensorName)), Shape: shape, Type: name})
	}
	return out
}

// readTFLiteSignatures takes the names that the exporting program gave to inputs,
// outputs and the functions themselves; converters replace those of tensors.
func readTFLiteSignatures(m *Model, root fb) {
	list, n := root.vec(tflModelSigs, 4)
	for k := range min(n, 64) {
		sig := root.elem(list, k)
		for _, field := range [...]int{0, 1} {
			maps, count := sig.vec(field, 4)
			for i := range min(count, maxTensors) {
				m.addName(sig.elem(maps, i).str(0))
			}
		}
		m.addName(sig.str(2))
	}
}

// readTFLiteMetadata reads the table that the TensorFlow metadata writer puts
// into a buffer: names and descriptions for people.
func readTFLiteMetadata(m *Model, root fb) {
	list, n := root.vec(tflModelMeta, 4)
	bufs, nbufs := root.vec(tflModelBufs, 4)
	for k := range min(n, maxTensors) {
		e := root.elem(list, k)
		name := e.str(0)
		i, _ := e.i32(1)
		if name != "TFLITE_METADATA" || i < 0 || int(i) >= nbufs {
			m.addName(name)
			continue
		}
		b := root.elem(bufs, int(i)).bytes(0)
		if len(b) < 8 || string(b[4:8]) != "M001" {
			m.problem("metadata", -1, "the buffer does not hold metadata of the known kind")
			continue
		}
		t := fbRoot(b)
		if s := clean(t.str(metaName)); s != "" {
			m.Name = s
		}
		m.Description = strings.TrimSpace(m.Description + "\n" + clean(t.str(metaText)))
		m.Version, m.Producer = clean(t.str(metaVersion)), clean(t.str(metaAuthor))
		graphs, ng := t.vec(metaGraphs, 4)
		for g := range min(ng, 16) {
			sub := t.elem(graphs, g)
			for _, field := range [...]int{metaInputs, metaOutputs} {
				list, nt := sub.vec(field, 4)
				for j := range min(nt, maxTensors) {
					x := sub.elem(list, j)
					m.addName(x.str(0))
					m.addName(x.str(1))
				}
			}
		}
	}
}
