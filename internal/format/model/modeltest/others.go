package modeltest

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
)

// kerasJSON is the configuration of a functional model.
func (n *Net) kerasJSON() string {
	type object = map[string]any
	var layers []object
	var outs [][]any
	for _, t := range n.In {
		d := []any{nil}
		for _, v := range t.Dims {
			d = append(d, v)
		}
		layers = append(layers, object{"class_name": "InputLayer", "name": t.Name, "inbound_nodes": []any{},
			"config": object{"name": t.Name, "batch_input_shape": d, "dtype": "float32"}})
	}
	for _, l := range n.layers() {
		name := l.name
		if l.last {
			name = l.out
			outs = append(outs, []any{name, 0, 0})
		}
		config := object{"name": name}
		switch l.kind {
		case "dense":
			config["units"], config["activation"] = l.size, "linear"
		case "conv":
			config["filters"] = l.size
		}
		layers = append(layers, object{"class_name": names[l.kind].keras, "name": name, "config": config, "inbound_nodes": []any{[]any{[]any{l.in, 0, 0, object{}}}}})
	}
	b, err := json.Marshal(object{"name": n.Name, "layers": layers, "output_layers": outs})
	if err != nil {
		panic(err)
	}
	return `{"class_name": "Functional", "config": ` + string(b) + `}`
}

// Keras writes HDF5 with the configuration in it.
func (n *Net) Keras() []byte {
	return Join([]byte("\x89HDF\r\n\x1a\n"), make([]byte, 100), []byte("keras_version\x002.4.0\x00model_config"), []byte(n.kerasJSON()), make([]byte, 8), Noise(500))
}

// KerasZip writes the newer form of Keras.
func (n *Net) KerasZip() []byte {
	return Zip("metadata.json", "{}", "config.json", n.kerasJSON(), "model.weights.h5", string(Noise(300)))
}

// Torch writes a zip with the keys and shapes of weights, and a script.
func (n *Net) Torch() []byte {
	var p, code strings.Builder
	p.WriteString("\x80\x02}q\x00(")
	for k, l := range n.layers() {
		if l.kind != "conv" && l.kind != "dense" {
			fmt.Fprintf(&code, "    x = torch.%s(x)\n", l.kind)
			continue
		}
		key := l.name + ".weight"
		fmt.Fprintf(&p, "X%s%s", LE32(len(key)), key)
		p.WriteString("ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n")
		id := fmt.Sprint(k)
		fmt.Fprintf(&p, "X%s%sX\x03\x00\x00\x00cpuM%stQK\x00M%sM%s\x86", LE32(len(id)), id, u16(l.size*l.from), u16(l.size), u16(l.from))
		p.WriteString("M\x01\x00K\x01\x86\x89)tR")
		fmt.Fprintf(&code, "    x = torch.%s(x)\n", map[string]string{"conv": "conv2d", "dense": "linear"}[l.kind])
	}
	p.WriteString("u.")
	return Zip(n.Name+"/data.pkl", p.String(), n.Name+"/code/__torch__/net.py", code.String(), n.Name+"/version", "3\n")
}

func u16(v int) string { return string(binary.LittleEndian.AppendUint16(nil, uint16(v))) }

func feature(name string, dims []int, picture bool) []byte {
	if picture { // width, height, colours
		colour := 20
		if dims[2] == 1 {
			colour = 10
		}
		return Msg(1, name, 3, Msg(4, Msg(1, dims[1], 2, dims[0], 3, colour)))
	}
	parts := []any{}
	for _, d := range dims {
		parts = append(parts, 1, d)
	}
	return Msg(1, name, 3, Msg(5, Msg(append(parts, 2, 65568)...)))
}

// CoreML writes a neural network of Core ML; with labels, a classifier.
func (n *Net) CoreML() []byte {
	var ins, outs, net []byte
	for _, t := range n.In {
		ins = append(ins, Msg(1, feature(t.Name, t.Dims, t.picture()))...)
	}
	for _, h := range n.Heads {
		outs = append(outs, Msg(10, feature(h.Name, h.Dims, false))...)
	}
	for _, l := range n.layers() {
		params := Msg(1, 8)
		switch l.kind {
		case "conv":
			params = Msg(1, l.size, 2, l.from)
		case "dense":
			params = Msg(1, l.from, 2, l.size)
		}
		net = append(net, Msg(1, Msg(1, l.name, 2, l.in, 3, l.out, names[l.kind].coreML, params))...)
	}
	kind := 500
	if len(n.Labels) > 0 {
		kind = 403
		var list []byte
		for _, s := range n.Labels {
			list = append(list, Msg(1, s)...)
		}
		net = append(net, Msg(100, list)...)
	}
	return Join(Msg(1, 4), Msg(2, Join(ins, outs, Msg(100, Msg(1, n.Name, 3, n.Producer)))), Msg(kind, net))
}

// CoreMLMetadata writes the description of a compiled model.
func (n *Net) CoreMLMetadata() []byte {
	type object = map[string]any
	feature := func(name string, dims []int) object {
		return object{"name": name, "shape": strings.ReplaceAll(fmt.Sprint(dims), " ", ", "), "dataType": "Float32", "formattedType": "MultiArray"}
	}
	doc := object{"shortDescription": n.Name, "author": n.Producer, "version": "1", "modelType": object{"name": "MLModelType_mlProgram"}}
	var ins, outs []object
	for _, t := range n.In {
		ins = append(ins, feature(t.Name, t.dims(true)))
	}
	for _, h := range n.Heads {
		outs = append(outs, feature(h.Name, append([]int{1}, h.Dims...)))
	}
	doc["inputSchema"], doc["outputSchema"], doc["classLabels"] = ins, outs, n.Labels
	b, err := json.MarshalIndent([]object{doc}, "", "  ")
	if err != nil {
		panic(err)
	}
	return b
}

// SNPE writes the frame of a deep learning container.
func (n *Net) SNPE() []byte {
	return Zip("model", string(Noise(200)), "model.params", string(Noise(400)),
		"dlc.metadata", "converter-command=snpe-onnx-to-dlc input_network="+n.Name+" output_path=model.dlc\nconverter-version=1.50\n")
}

// Task writes a MediaPipe task of parts given as pairs of name and content.
func Task(pairs ...string) []byte { return Zip(pairs...) }

// GraphText writes a MediaPipe graph of calculators.
func GraphText(in, out string, calculators ...string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# graph\ninput_stream: %q\noutput_stream: %q\n", in, out)
	for _, c := range calculators {
		fmt.Fprintf(&b, "node {\n  calculator: %q\n  input_stream: \"x\"\n}\n", c)
	}
	return []byte(b.String())
}

// GraphBinary writes the same as a protocol buffer.
func GraphBinary(in, out string, calculators ...string) []byte {
	var b []byte
	for _, c := range calculators {
		b = append(b, Msg(1, Msg(2, c, 3, "x"))...)
	}
	return append(b, Msg(10, in, 15, out)...)
}

// Points writes a shape predictor of dlib for up to 63 points of two digits.
func Points(n int) []byte {
	rows := byte(2 * n)
	return Join([]byte{1, 1, 0x81, rows, 0x81, 1}, Noise(400))
}

// DlibNet writes the beginning of a network of dlib.
func DlibNet(loss string) []byte {
	return Join([]byte{1, 1, 1, byte(len(loss))}, []byte(loss), Noise(400))
}

// Cascade writes a classifier of OpenCV.
func Cascade(comment string, w, h int) []byte {
	return fmt.Appendf(nil, "<?xml version=\"1.0\"?>\n<!-- %s -->\n<opencv_storage>\n<cascade type_id=\"opencv-cascade-classifier\"><stageType>BOOST</stageType>\n"+
		"<featureType>HAAR</featureType>\n<height>%d</height>\n<width>%d</width>\n</cascade></opencv_storage>\n", comment, h, w)
}

// ByteDanceA writes layout A: names in clear, the rest noise.
func ByteDanceA(name string, modules ...string) []byte {
	b := Join(Noise(16), LE32(0, len(name)), []byte(name), LE32(len(modules)))
	for _, s := range modules {
		b = Join(b, LE32(len(s)), []byte(s))
	}
	b = append(b, Noise(3000)...)
	binary.LittleEndian.PutUint32(b[16:], uint32(len(b)))
	return b
}

// ByteDanceB writes layout B.
func ByteDanceB(name string) []byte { return Join(LE32(1), []byte(name), LE32(2000), Noise(2000)) }

// ByteNN writes an encrypted file of ByteNN.
func ByteNN() []byte { return Join([]byte("BM\x00\x02"), LE32(4008), Noise(4000)) }
