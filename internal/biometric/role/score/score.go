// Package score holds the roles that are told of model files against a truth
// table. The harness and the tests share it, so that a figure means the same.
//
// What counts: of each file, the roles told at the grade asked for or above. A
// role that concerns people counts in every file. A benign role (a hand, a
// classifier) counts where the truth names one: it is missed if none of those
// named is told, and wrong if another is told instead; a benign role beside a
// right one is no error, and neither is one in a file for which the truth only
// says which roles concerning people it has.
package score

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/biometric/role"
	"github.com/avow-audit/avow/internal/format/model"
)

// Truth is one line of a table: a file, and what is known of it.
type Truth struct {
	File   string
	Format string   // "" if not stated
	Roles  []string // as this project names them
}

// ReadTruth reads a table with the columns file, format and roles, in any order
// and beside others. Several roles are separated by ";", "|" or blanks. Words
// that name no role here are returned, each once.
func ReadTruth(r io.Reader, t *role.Table) (rows []Truth, unknown []string, err error) {
	c := csv.NewReader(r)
	c.Comment, c.FieldsPerRecord, c.TrimLeadingSpace = '#', -1, true
	head, err := c.Read()
	if err != nil {
		return nil, nil, fmt.Errorf("the table has no first line: %w", err)
	}
	at := map[string]int{}
	for i, s := range head {
		at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(s, "\ufeff")))] = i
	}
	file, ok1 := at["file"]
	roles, ok2 := at["roles"]
	if !ok1 || !ok2 {
		return nil, nil, errors.New("the table needs the columns file and roles")
	}
	format, hasFormat := at["format"]
	for {
		rec, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, unknown, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if file >= len(rec) {
			continue
		}
		row := Truth{File: strings.TrimSpace(rec[file])}
		if hasFormat && format < len(rec) {
			row.Format = strings.TrimSpace(rec[format])
		}
		if roles < len(rec) {
			for _, w := range strings.FieldsFunc(rec[roles], func(r rune) bool { return strings.ContainsRune(";| ,\t", r) }) {
				if w = strings.ToLower(w); slices.Contains(nothing, w) {
					continue
				}
				name, ok := t.Known(w)
				switch {
				case !ok && !slices.Contains(unknown, w):
					unknown = append(unknown, w)
				case ok && !slices.Contains(row.Roles, name):
					row.Roles = append(row.Roles, name)
				}
			}
		}
		rows = append(rows, row)
	}
}

// nothing are words for no role.
var nothing = []string{"none", "-", "other", "benign", "unknown", "n/a", "no"}

// Count is what precision and recall are made of.
type Count struct{ TP, FP, FN int }

// Precision is 1 where nothing was told.
func (c Count) Precision() float64 { return ratio(c.TP, c.TP+c.FP) }

// Recall is 1 where there was nothing to tell.
func (c Count) Recall() float64 { return ratio(c.TP, c.TP+c.FN) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// Report is the outcome.
type Report struct {
	Files   int
	All     Count
	PerRole map[string]*Count
	Differ  []string // a line for each file that differs
	Formats int      // files of another format than stated
	t       *role.Table
}

// Score reads the files below dir and holds what is told against the table.
func Score(dir string, rows []Truth, t *role.Table, least role.Confidence) *Report {
	r := &Report{PerRole: map[string]*Count{}, t: t}
	for _, row := range rows {
		r.Files++
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(row.File)))
		if err != nil {
			r.Differ = append(r.Differ, fmt.Sprintf("%s: %v", row.File, err))
			r.see(row, nil, "")
			continue
		}
		m, err := model.Read(row.File, data)
		format := "none"
		var told []role.Told
		if err == nil {
			format = string(m.Format)
			for _, x := range t.Tell(row.File, &m).Roles {
				if x.Confidence >= least {
					told = append(told, x)
				}
			}
		}
		if row.Format != "" && !sameFormat(row.Format, format) {
			r.Formats++
			r.Differ = append(r.Differ, fmt.Sprintf("%s: format %s, truth %s", row.File, format, row.Format))
		}
		r.see(row, told, format)
	}
	return r
}

// see counts one file.
func (r *Report) see(row Truth, told []role.Told, format string) {
	benign := func(name string) bool { return r.t.PracticeOf(name) == "" && name != "liveness" }
	var names []string
	for _, x := range told {
		names = append(names, x.Role)
	}
	rightBenign := slices.ContainsFunc(row.Roles, func(s string) bool { return benign(s) && slices.Contains(names, s) })
	namesBenign := slices.ContainsFunc(row.Roles, benign)
	var wrong []string
	for _, x := range told {
		switch {
		case slices.Contains(row.Roles, x.Role):
			r.count(x.Role).TP++
			r.All.TP++
		case benign(x.Role) && (!namesBenign || rightBenign):
		default:
			r.count(x.Role).FP++
			r.All.FP++
			wrong = append(wrong, fmt.Sprintf("  + %s: %s", x.Role, x.Reason))
		}
	}
	for _, s := range row.Roles {
		if slices.Contains(names, s) || benign(s) && rightBenign {
			continue
		}
		r.count(s).FN++
		r.All.FN++
		wrong = append(wrong, "  - "+s)
	}
	if len(wrong) > 0 {
		r.Differ = append(r.Differ, fmt.Sprintf("%s (%s)\n%s", row.File, format, strings.Join(wrong, "\n")))
	}
}

func (r *Report) count(name string) *Count {
	if r.PerRole[name] == nil {
		r.PerRole[name] = &Count{}
	}
	return r.PerRole[name]
}

// Write prints each file that differs, a table by role, and one last line.
func (r *Report) Write(w io.Writer) {
	for _, s := range r.Differ {
		fmt.Fprintln(w, s)
	}
	fmt.Fprintf(w, "%-20s %6s %6s %5s %5s %5s\n", "role", "P", "R", "right", "wrong", "miss")
	for _, name := range r.t.Names() {
		if c := r.PerRole[name]; c != nil {
			fmt.Fprintf(w, "%-20s %6.3f %6.3f %5d %5d %5d\n", name, c.Precision(), c.Recall(), c.TP, c.FP, c.FN)
		}
	}
	fmt.Fprintf(w, "P %.3f R %.3f files %d\n", r.All.Precision(), r.All.Recall(), r.Files)
}

// otherFormats are names of formats in use elsewhere, without case and marks.
var otherFormats = map[string][]model.Format{
	"tflite": {model.TFLite}, "tensorflowlite": {model.TFLite}, "task": {model.MediaPipeTask}, "mediapipe": {model.MediaPipeTask, model.MediaPipeGraph},
	"binarypb": {model.MediaPipeGraph}, "pbtxt": {model.MediaPipeGraph}, "ort": {model.ORT}, "ncnn": {model.NCNNText, model.NCNNBinary},
	"ncnntext": {model.NCNNText}, "ncnnbinary": {model.NCNNBinary}, "ncnnparam": {model.NCNNText}, "ncnnbin": {model.NCNNBinary},
	"caffe": {model.CaffeText, model.CaffeModel}, "prototxt": {model.CaffeText}, "caffemodel": {model.CaffeModel}, "paddlelite": {model.PaddleLite, model.PaddleProgram},
	"paddle": {model.PaddleProgram, model.PaddleLite}, "nb": {model.PaddleLite}, "snpe": {model.SNPE}, "dlc": {model.SNPE}, "coreml": {model.CoreML, model.CoreMLCompiled},
	"mlmodel": {model.CoreML}, "mlmodelc": {model.CoreMLCompiled}, "pytorch": {model.PyTorch}, "torchscript": {model.PyTorch}, "pytorchmobile": {model.PyTorch}, "pt": {model.PyTorch}, "ptl": {model.PyTorch},
	"keras": {model.Keras}, "h5": {model.Keras}, "hdf5": {model.Keras}, "graphdef": {model.TensorFlowGraph}, "tensorflow": {model.TensorFlowGraph}, "tfgraphdef": {model.TensorFlowGraph},
	"pb": {model.TensorFlowGraph}, "opencv": {model.OpenCV}, "opencvcascade": {model.OpenCV}, "cascade": {model.OpenCV}, "bytedance": {model.ByteDanceA, model.ByteDanceB, model.ByteNN},
	"bytedancemodel": {model.ByteDanceA, model.ByteDanceB}, "encrypted": {model.Unknown, model.ByteNN}, "unknown": {model.Unknown}, "": {"none"},
}

func sameFormat(truth, told string) bool {
	plain := func(s string) string {
		return strings.NewReplacer(" ", "", "-", "", "_", "", ".", "", ",", "").Replace(strings.ToLower(s))
	}
	return plain(truth) == plain(told) || slices.Contains(otherFormats[plain(truth)], model.Format(told))
}
