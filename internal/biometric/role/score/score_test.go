package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/biometric/role"
	mt "github.com/avow-audit/avow/internal/format/model/modeltest"
)

func rules(t *testing.T) *role.Table {
	t.Helper()
	r, err := role.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReadTruth(t *testing.T) {
	const table = "\ufeffroles,Format,file,note\n" +
		"Face_Recognition;race,tflite,a.tflite,x\n" +
		"face-box | age,,b.onnx\n" +
		"none,,c.bin\n" +
		",onnx,d.onnx\n" +
		"# a comment\n" +
		"flying age,,e.onnx\n"
	rows, unknown, err := ReadTruth(strings.NewReader(table), rules(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Truth{
		{"a.tflite", "tflite", []string{"face-template", "ethnicity"}}, {"b.onnx", "", []string{"face-detection", "age"}},
		{"c.bin", "", nil}, {"d.onnx", "onnx", nil}, {"e.onnx", "", []string{"age"}},
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"flying"}, unknown); d != "" {
		t.Error(d)
	}
	for _, bad := range []string{"", "a,b\n", "file,format\nx,y\n"} {
		if _, _, err := ReadTruth(strings.NewReader(bad), rules(t)); err == nil {
			t.Errorf("%q is taken for a table", bad)
		}
	}
}

// What is right, wrong and missed is counted by role; the last line is for
// comparing runs.
func TestScore(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	face := mt.Net{In: []mt.Tensor{{Name: "a", Dims: []int{112, 112, 3}}}, Body: "conv", Heads: []mt.Head{{Name: "b", Dims: []int{512}, Ops: "dense l2norm"}}}
	hand := mt.Net{In: []mt.Tensor{{Name: "a", Dims: []int{192, 192, 3}}}, Body: "conv", Heads: []mt.Head{{Name: "b", Dims: []int{2016, 18}, Ops: "conv"}}}
	put("right.onnx", face.ONNX())
	put("wrong.onnx", face.ONNX())
	put("missed.onnx", hand.ONNX())
	put("hand.tflite", hand.TFLite())
	put("text.txt", []byte("no model"))
	r := Score(dir, []Truth{
		{"right.onnx", "onnx", []string{"face-template"}}, {"wrong.onnx", "tflite", nil}, {"missed.onnx", "", []string{"age"}},
		{"hand.tflite", "", []string{"hand"}}, {"text.txt", "none", nil}, {"absent.onnx", "", []string{"emotion"}},
	}, rules(t), role.Medium)
	var page strings.Builder
	r.Write(&page)
	if !strings.HasSuffix(page.String(), "\nP 0.667 R 0.500 files 6\n") {
		t.Error(page.String())
	}
	for _, part := range []string{"wrong.onnx: format ONNX, truth tflite", "  + face-template: 112x112x3 in", "  - age", "  - emotion", "absent.onnx: "} {
		if !strings.Contains(page.String(), part) {
			t.Errorf("the page does not have %q:\n%s", part, page.String())
		}
	}
}
