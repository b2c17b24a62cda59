package modeltest

// Every gives one small network in every form that has an interface, by the
// suffix of its files.
func Every() map[string][]byte {
	n := Net{Name: "net", Producer: "test", In: []Tensor{{Name: "in", Dims: []int{24, 24, 3}}}, Body: "conv prelu pool",
		Heads: []Head{{Name: "box", Dims: []int{4}}, {Name: "score", Dims: []int{2}, Ops: "dense softmax"}}}
	return map[string][]byte{
		".tflite": n.TFLite(), ".onnx": n.ONNX(), ".ort": n.ORT(), ".param": n.NCNN(), ".param.bin": n.NCNNBinary(), ".mnn": n.MNN(), ".tnnproto": n.TNN(),
		".prototxt": n.Prototxt(), ".caffemodel": n.Caffe(), ".pb": n.GraphDef(), ".pdmodel": n.Paddle(), ".nb": n.PaddleLite(), ".h5": n.Keras(),
		".keras": n.KerasZip(), ".pt": n.Torch(), ".mlmodel": n.CoreML(), ".json": n.CoreMLMetadata(), ".dlc": n.SNPE(),
	}
}
