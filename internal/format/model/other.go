package model

import (
	"bytes"
	"encoding/binary"
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
	// The topology is a FlatBuffer or a form of its own; in both the names of
	// operators and variables stand as plain text.
	net := newNet(m)
	size := min(uint64(len(b)-26), binary.LittleEndian.Uint64(b[18:]), maxLabel)
	for _, s := range texts(b[26:26+size], 2) {
		if paddleOps[s] {
			net.count(s)
		}
		if len(s) > 5 { // shorter ones come about by chance
			m.addName(s)
		}
	}
	net.finish()
}

// paddleOps are operators of Paddle Lite that networks for pictures and sound
// have.
var paddleOps = set("conv2d depthwise_conv2d conv2d_transpose fc mul matmul matmul_v2 elementwise_add elementwise_mul elementwise_div relu relu6 prelu " +
	"leaky_relu hard_swish hard_sigmoid sigmoid tanh softmax pool2d batch_norm instance_norm layer_norm scale reshape reshape2 transpose transpose2 " +
	"flatten flatten2 concat split slice squeeze2 unsqueeze2 nearest_interp bilinear_interp nearest_interp_v2 bilinear_interp_v2 prior_box box_coder " +
	"multiclass_nms multiclass_nms2 multiclass_nms3 yolo_box arg_max p_norm norm l2_normalize lstm gru rnn lookup_table dropout feed fetch cast")

// texts lists the runs of letters, digits and "_.-/:" in b.
func texts(b []byte, least int) []string {
	var out []string
	from := 0
	for i := 0; i <= len(b) && len(out) < maxNames; i++ {
		if i < len(b) && isIdent(b[i:i+1]) {
			continue
		}
		if i-from >= least {
			out = append(out, string(b[from:min(i, from+maxText)]))
		}
		from = i + 1
	}
	return out
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

// readDlib says how many points a shape predictor has, or names the loss that a
// network begins with: "loss_metric" for embeddings, "loss_mmod" for detectors.
func readDlib(m *Model, b []byte, _ int) {
	for _, at := range [...]int{2, 4} {
		if b[at] == 1 && bytes.HasPrefix(b[at+2:], []byte("loss_")) {
			m.addName(string(b[at+2 : min(len(b), at+2+int(b[at+1]))]))
			return
		}
	}
	rows := int64(b[3])
	if b[2] == 0x82 {
		rows |= int64(b[4]) << 8
	}
	m.Outputs = []Tensor{{Name: "shape", Shape: []int64{rows / 2, 2}, Type: "float32"}}
	m.Description = "dlib shape predictor"
}
