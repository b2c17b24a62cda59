package model

import (
	"cmp"
	"math"
	"strings"

	"github.com/avow-audit/avow/internal/ordered"
)

// Limits on what a file may declare. Each is refused with a problem that names
// it; the rest of the file is still read.
const (
	// maxTensorBytes bounds one tensor: a FlatBuffer and a protocol buffer hold
	// at most 2 GB in all, so nothing larger can be in one.
	maxTensorBytes = 2 << 30
	// maxOperators bounds the operators that are taken in. The largest language
	// models in use have some 50,000.
	maxOperators = 1 << 18
	// maxBack bounds the way from an output back to the layer that gives its
	// size: reshapes and activations, seldom more than five.
	maxBack = 32
)

// Count is how often an operator of one kind occurs.
type Count struct {
	Kind string
	N    int
}

// node is an operator as far as outputs are concerned.
type node struct {
	kind string
	in   string // what it works on
	size int64  // of what it makes, 0 if it keeps the size or does not say
}

// net gathers the operators of a file while it is read. It counts their kinds
// and says, at the end, what makes each output and how large that is.
type net struct {
	m      *Model
	made   map[string]node
	used   map[string]bool
	order  []string // what is made, in order
	kinds  map[string]int
	shapes map[string][]int64 // of what is made, where an operator states it
	over   bool
	params int64
}

func newNet(m *Model) *net {
	return &net{m: m, made: map[string]node{}, used: map[string]bool{}, kinds: map[string]int{}, shapes: map[string][]int64{}}
}

// count takes in one operator. It is false behind maxOperators.
func (n *net) count(kind string) bool {
	if n.m.Operators >= maxOperators {
		if !n.over {
			n.over = true
			n.m.problem("graph", -1, "has more operators than the limit max-operators, %d: those behind it are not read", maxOperators)
		}
		return false
	}
	n.m.Operators++
	if kind = clean(kind); kind != "" && (n.kinds[kind] > 0 || len(n.kinds) < maxKinds) {
		n.kinds[kind]++
	}
	return true
}

// add takes in one operator with what it uses and makes; size is that of what
// it makes if the operator states it, else 0.
func (n *net) add(kind string, size int64, in, out []string) {
	if !n.count(kind) {
		return
	}
	for _, s := range in {
		if len(n.used) < 4*maxOperators {
			n.used[s] = true
		}
	}
	x := node{kind: kind, size: size}
	if len(in) > 0 {
		x.in = in[0]
	}
	for _, s := range out {
		if len(n.order) < maxOperators {
			n.order = append(n.order, s)
			if x.in == s { // works in place, as activations of Caffe do
				if before, ok := n.made[s]; ok {
					x.in, x.size = before.in, max(x.size, before.size)
				}
			}
			n.made[s] = x
		}
	}
}

// weights counts a tensor of parameters, width bytes an element.
func (n *net) weights(name string, dims []int64, width int64) {
	if size, ok := n.m.elements(name, dims, width); ok {
		n.params = min(n.params+size, 1<<50)
	}
}

// elements multiplies a shape out; open dimensions count as one. It is false,
// with a problem, for a tensor that no file can hold.
func (m *Model) elements(name string, dims []int64, width int64) (int64, bool) {
	size := int64(1)
	for _, d := range dims {
		if d = max(d, -d); d < 0 || d > 0 && size > math.MaxInt64/d {
			size = math.MaxInt64
			break
		}
		size *= d
	}
	if size > maxTensorBytes/max(width, 1) {
		m.problem("tensor "+clean(name), -1, "declares the shape %s: more bytes than the limit max-tensor-bytes, %d", shapeText(dims), int64(maxTensorBytes))
		return 0, false
	}
	return size, true
}

// shape notes the dimensions that an operator states for what it makes; those
// that are 0 it has not.
func (n *net) shape(name string, dims ...int64) {
	if len(n.shapes) >= maxOperators {
		return
	}
	var out []int64
	for _, d := range dims {
		if d != 0 {
			out = append(out, max(d, -1))
		}
	}
	n.shapes[name] = out
}

// ends lists what is made and not used by a later operator.
func (n *net) ends() []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range n.order {
		if !n.used[s] && !seen[s] && len(out) < maxTensors {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// passing are kinds that hand on the size of what they work on, in lower case
// and without separators.
var passing = set("softmax softmaxcaffe logsoftmax sigmoid logistic tanh relu relu6 prelu leakyrelu identity identityn dropout scale batchnorm batchnormalization " +
	"biasadd bias add addv2 mul sub div realdiv clip maximum minimum normalize lpnormalization l2normalization reshape flatten squeeze cast dequantize quantize " +
	"activation convert converttensor batchnormcxx hardswish swish split power elu batchnormalizationv1 fusedbatchnorm fusedbatchnormv3 instancenorm unaryop binaryop " +
	"unsqueeze expanddims transpose permute noop checknumerics stopgradient hardsigmoid abs sqrt rsqrt neg exp tfidentity")

func passes(kind string) bool {
	return passing[strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(kind))]
}

// finish sorts the kinds and completes the outputs.
func (n *net) finish() {
	n.m.Params = n.params
	for k, c := range n.kinds {
		n.m.Kinds = append(n.m.Kinds, Count{k, c})
	}
	ordered.By(n.m.Kinds, func(a, b Count) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Kind, b.Kind)) })
	for i := range n.m.Outputs {
		o := &n.m.Outputs[i]
		x, ok := n.made[o.Name]
		if !ok {
			continue
		}
		o.Op = clean(x.kind)
		if known(o.Shape) {
			continue
		}
		if size := n.sizeOf(x, o.Name); size > 0 {
			o.Shape = []int64{-1, size}
		}
	}
}

// known reports whether a shape says more than how many dimensions there are.
func known(shape []int64) bool {
	for i, d := range shape {
		if d > 0 && (i > 0 || len(shape) == 1) {
			return true
		}
	}
	return false
}

// sizeOf walks from what is made back to the operator that states a size.
func (n *net) sizeOf(x node, name string) int64 {
	for range maxBack {
		if x.size > 0 {
			return x.size
		}
		if !passes(x.kind) || x.in == "" {
			return 0
		}
		if x.in == name {
			n.m.problem("graph", -1, "operators feed each other in a circle, at %s", clean(name))
			return 0
		}
		var ok bool
		if x, ok = n.made[x.in]; !ok {
			return 0
		}
	}
	return 0
}
