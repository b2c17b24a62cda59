package model

import (
	"bytes"
	"encoding/json"
)

// This file has the formats of which only the frame is read.

// isMNN recognises a FlatBuffer without identifier by its root table: a list of
// operators, of which the last written or the first has a name and a small type.
func isMNN(s *sniffed) bool {
	const (
		netOps, netSource, netTensors = 3, 6, 7
		opName, opType                = 3, 5
		maxType                       = 1024 // the enumeration goes to about 600
		maxOps                        = 1 << 16
	)
	if s.text != nil || len(s.head) < 32 || int64(s.u32(0)) >= s.size || isForeign(s.head) {
		return false
	}
	root := fbRoot(s.head)
	if !root.ok() || root.n > 4+2*16 {
		return false
	}
	if src, ok := root.u8(netSource); ok && src > 6 {
		return false
	}
	p, ok := root.field(netOps, 4)
	if !ok {
		return false
	}
	if p, ok = root.ref(p); !ok {
		return false
	}
	n := int64(s.head[p]) | int64(s.head[p+1])<<8 | int64(s.head[p+2])<<16 | int64(s.head[p+3])<<24
	if n == 0 || n > maxOps || int64(p)+4+4*n > s.size {
		return false
	}
	if _, count := root.vec(netTensors, 4); count == 0 {
		return false
	}
	for _, k := range [...]int64{n - 1, 0} {
		op := root.elem(p+4, int(k))
		name := op.str(opName)
		kind, _ := op.i32(opType)
		if op.ok() && name != "" && isPrintable([]byte(name)) && kind >= 0 && kind < maxType {
			return true
		}
	}
	return false
}

func readMNN(m *Model, b []byte, _ int) {
	const netCode, netOps, netOutputs, netTensors = 0, 3, 4, 7
	const opName, opType, opOutputs, typeInput = 3, 5, 4, 34
	root := fbRoot(b)
	m.Name = clean(root.str(netCode))
	tensors := root.strs(netTensors, maxNames)
	ops, n := root.vec(netOps, 4)
	m.Operators = n
	for k := range min(n, maxNames) {
		op := root.elem(ops, k)
		m.addName(op.str(opName))
		if kind, _ := op.i32(opType); kind == typeInput {
			t := Tensor{Name: clean(op.str(opName))}
			if out := op.ints(opOutputs, 1); len(out) == 1 && out[0] >= 0 && out[0] < int64(len(tensors)) {
				t.Name = clean(tensors[out[0]])
			}
			t.Shape = op.table(2).ints(0, maxDims)
			if len(m.Inputs) < maxTensors {
				m.Inputs = append(m.Inputs, t)
			}
		}
	}
	for _, name := range root.strs(netOutputs, maxTensors) {
		m.Outputs = append(m.Outputs, Tensor{Name: clean(name)})
	}
	for _, name := range tensors {
		m.addName(name)
	}
}

// hdf5 begins every HDF5 file.
const hdf5 = "\x89HDF\r\n\x1a\n"

// isKeras wants, where the head is the whole file, a sign of Keras as well.
func isKeras(s *sniffed) bool {
	if !bytes.HasPrefix(s.head, []byte(hdf5)) {
		return false
	}
	keras := bytes.Contains(s.head, []byte("keras_version")) || bytes.Contains(s.head, []byte("model_config")) ||
		bytes.Contains(s.head, []byte("layer_names")) || bytes.Contains(s.head, []byte("model_weights"))
	return keras || int64(len(s.head)) < s.size && looksNamed(s.name)
}

// readKeras reads the configuration, which is JSON in an attribute.
func readKeras(m *Model, b []byte, _ int) {
	i := bytes.Index(b, []byte(`{"class_name"`))
	if i < 0 {
		if i = bytes.Index(b, []byte(`{"module"`)); i < 0 {
			m.problem("model_config", -1, "is not in the file: weights only")
			return
		}
	}
	type layer struct {
		Class  string `json:"class_name"`
		Config struct {
			Name  string   `json:"name"`
			Batch []*int64 `json:"batch_input_shape"`
			Shape []*int64 `json:"batch_shape"`
			Type  string   `json:"dtype"`
			Units int64    `json:"units"`
		} `json:"config"`
	}
	var doc struct {
		Config struct {
			Name   string            `json:"name"`
			Layers []json.RawMessage `json:"layers"`
		} `json:"config"`
	}
	if err := json.NewDecoder(bytes.NewReader(b[i:min(len(b), i+maxLabel)])).Decode(&doc); err != nil {
		m.problem("model_config", int64(i), "%v", err)
		return
	}
	m.Name = clean(doc.Config.Name)
	m.Operators = len(doc.Config.Layers)
	for k, raw := range doc.Config.Layers {
		var l layer
		if k == maxNames || json.Unmarshal(raw, &l) != nil {
			continue // layers that hold models have other forms
		}
		m.addName(l.Config.Name)
		batch := l.Config.Batch
		if batch == nil {
			batch = l.Config.Shape
		}
		if batch != nil && len(m.Inputs) < maxTensors {
			t := Tensor{Name: clean(l.Config.Name), Type: clean(l.Config.Type)}
			for _, d := range batch[:min(len(batch), maxDims)] {
				if d == nil {
					t.Shape = append(t.Shape, -1)
				} else {
					t.Shape = append(t.Shape, *d)
				}
			}
			m.Inputs = append(m.Inputs, t)
		}
		if k == len(doc.Config.Layers)-1 {
			t := Tensor{Name: clean(l.Config.Name)}
			if l.Config.Units > 0 {
				t.Shape = []int64{-1, l.Config.Units}
			}
			m.Outputs = []Tensor{t}
		}
	}
}

// isPaddleLite accepts the header of the optimiser: the number of the format, the
// version or branch of the optimiser in 16 bytes, the size of the topology in 8.
func isPaddleLite(s *sniffed) bool {
	const header = 2 + 16 + 8
	if s.size <= header || len(s.head) < header || s.head[0] > 2 || s.head[1] != 0 {
		return false
	}
	version, rest, _ := bytes.Cut(s.head[2:18], []byte{0})
	if !isIdent(version) || !bytes.ContainsAny(version, "0123456789") || len(bytes.Trim(rest, "\x00")) > 0 {
		return false
	}
	topology := uint64(s.u32(18)) | uint64(s.u32(22))<<32
	return topology > 0 && topology <= uint64(s.size-header)
}

func readPaddleLite(m *Model, b []byte, _ int) {
	version, _, _ := bytes.Cut(b[2:18], []byte{0})
	m.Version = clean(string(version))
}

// isDlib recognises a shape predictor (version 1, a column of floats whose size
// is twice the number of points, written negative) and networks, which begin
// with the name of their loss. dlib writes a number as its length, with the top
// bit for the sign, and its bytes.
func isDlib(s *sniffed) bool {
	b := s.head
	if len(b) < 16 || b[0] != 1 || b[1] != 1 {
		return false
	}
	if b[2] == 0x81 && b[4] == 0x81 && b[5] == 1 && b[3]%2 == 0 && b[3] >= 4 {
		return true
	}
	if b[2] == 0x82 && b[5] == 0x81 && b[6] == 1 && b[3]%2 == 0 {
		return true
	}
	for _, at := range [...]int{2, 4} {
		if b[at] == 1 && int(b[at+1]) > 6 && bytes.HasPrefix(b[at+2:], []byte("loss_")) {
			return true
		}
	}
	return false
}
