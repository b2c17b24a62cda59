package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/examples/glow"
	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/model/modeltest"
)

var update = flag.Bool("update", false, "rewrite the transcripts")

// transcripts are command lines as a person types them, with their exit code.
// What they print stands in testdata/NAME.txt. $GLOW is the example's package.
var transcripts = []struct {
	name string
	args string
	exit int
}{
	{"help", "--help", exitDone},
	{"help-audit", "audit --help", exitDone},
	{"help-inspect", "inspect --help", exitDone},
	{"help-model", "model --help", exitDone},
	{"help-policy", "policy --help", exitDone},
	{"help-policy-diff", "policy diff --help", exitDone},
	{"help-explain", "explain --help", exitDone},
	{"help-convert", "convert --help", exitDone},
	{"help-catalog", "catalog --help", exitDone},
	{"audit", "audit $GLOW --policy $POLICY", exitFailed},
	{"audit-never", "audit $GLOW --policy $POLICY --fail-on never", exitDone},
	{"audit-eea", "audit $GLOW --policy $POLICY --home DE --fail-on never", exitDone},
	{"audit-no-policy", "audit $GLOW", exitDone},
	{"audit-jsonl", "audit $GLOW --policy $POLICY --format jsonl", exitFailed},
	{"audit-sarif", "audit $GLOW --policy $POLICY --format sarif", exitFailed},
	{"audit-label", "audit $GLOW --policy $POLICY --label $LABEL", exitFailed},
	{"audit-label-alone", "audit $GLOW --label $LABEL", exitDone},
	{"not-a-label", "audit $GLOW --label $POLICY", exitFile},
	{"no-such-label", "audit $GLOW --label $TMP/none.csv", exitFile},
	{"label-twice", "audit $GLOW --label $LABEL --label $LABEL", exitFile},
	{"policy-label", "policy $LABEL", exitDone},
	{"inspect", "inspect $GLOW", exitDone},
	{"inspect-models", "inspect $GLOW --models", exitDone},
	{"inspect-models-jsonl", "inspect $GLOW --models --format jsonl", exitDone},
	{"model", "model $TMP/face_embedder.tflite $TMP/age.onnx $TMP/x.bin", exitDone},
	{"model-and-others", "model $POLICY $TMP/face_embedder.tflite $TMP/none.tflite", exitFile},
	{"model-jsonl", "model $TMP/face_embedder.tflite --format jsonl", exitDone},
	{"policy", "policy $POLICY", exitDone},
	{"policy-diff", "policy diff $OLD $POLICY", exitDone},
	{"policy-diff-jsonl", "policy diff $OLD $POLICY --format jsonl", exitDone},
	{"policy-diff-same", "policy diff $POLICY $POLICY", exitDone},
	{"policy-diff-unread", "policy diff $POLICY $TMP/x.bin", exitDone},
	{"policy-diff-both-unread", "policy diff $TMP/x.bin $TMP/x.bin", exitDone},
	{"policy-diff-unread-jsonl", "policy diff $POLICY $TMP/x.bin --format jsonl", exitDone},
	{"policy-diff-label", "policy diff $LABEL $LABEL", exitDone},
	{"policy-diff-either", "policy diff $LABEL $POLICY", exitFile},
	{"policy-diff-one", "policy diff $POLICY", exitUsage},
	{"policy-diff-format", "policy diff $OLD $POLICY --format sarif", exitUsage},
	{"policy-diff-extension", "policy diff $OLD $POLICY -o $TMP/changes.sarif", exitUsage},
	{"policy-diff-no-folder", "policy diff $OLD $POLICY -o $TMP/none/changes.html", exitFile},
	{"policy-diff-page", "policy diff $OLD $POLICY -o $TMP/changes.html", exitDone},
	{"policy-diff-none", "policy diff $TMP/none.html $POLICY", exitFile},
	{"no-command-argument", "audit", exitUsage},
	{"no-policy-argument", "policy", exitUsage},
	{"no-explain-argument", "explain $GLOW", exitUsage},
	{"inspect-models-html", "inspect $GLOW --models --format html", exitUsage},
	{"no-model-argument", "model", exitUsage},
	{"model-unknown-format", "model $TMP/x.bin --format html", exitUsage},
	{"no-such-model", "model $TMP/none.tflite", exitFile},
	{"not-a-model", "model $POLICY", exitFile},
	{"too-many-arguments", "convert a b", exitUsage},
	{"unknown-command", "adit $GLOW", exitUsage},
	{"file-for-command", "$GLOW", exitUsage},
	{"unknown-verdict", "audit $GLOW --fail-on bad", exitUsage},
	{"unknown-home", "audit $GLOW --home Illinois", exitUsage},
	{"unknown-format", "audit $GLOW --format pdf", exitUsage},
	{"unknown-extension", "audit $GLOW -o $TMP/report.doc", exitUsage},
	{"no-such-folder", "audit $GLOW -o $TMP/none/report.html", exitFile},
	{"no-such-app", "audit $TMP/none.apk", exitFile},
	{"not-an-app", "audit $POLICY", exitFile},
	{"no-such-policy", "audit $GLOW --policy $TMP/none.html", exitFile},
	{"policy-by-no-url", "audit $GLOW --policy https://me:secret@/privacy", exitFile},
	{"policy-keep-none", "policy https://example.com/privacy --keep $TMP/none", exitFile},
	{"url-for-command", "https://me:secret@example.com/privacy", exitUsage},
	{"explain-unknown", "explain $GLOW E-00000000", exitUsage},
	{"explain-statement", "explain $GLOW S-00000000", exitUsage},
	{"explain-no-such-app", "explain $TMP/none.apk E-00000000", exitFile},
	{"explain-not-an-app", "explain $POLICY E-00000000", exitFile},
	{"convert-not-a-stream", "convert $POLICY", exitFile},
	{"convert-no-such-stream", "convert $TMP/none.jsonl", exitFile},
}

func TestTranscripts(t *testing.T) {
	tmp := setUp(t)
	for _, tt := range transcripts {
		t.Run(tt.name, func(t *testing.T) {
			got, code := avow(t, tmp, strings.Fields(tt.args)...)
			if code != tt.exit {
				t.Errorf("exit code %d, want %d", code, tt.exit)
			}
			got = fmt.Sprintf("$ avow %s\n%s[exit %d]\n", tt.args, got, code)
			file := filepath.Join("testdata", tt.name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("want (-), got (+); 'go test ./cmd/avow -update' rewrites:\n%s", d)
			}
		})
	}
}

// A saved stream, converted, is the very report that a direct run gives.
func TestConvertGivesTheSameReport(t *testing.T) {
	tmp := setUp(t)
	direct := filepath.Join(tmp, "direct")
	avow(t, tmp, "audit", "$GLOW", "--policy", "$POLICY", "--label", "$LABEL",
		"-o", direct+".jsonl", "-o", direct+".html", "-o", direct+".sarif", "-o", direct+".txt")
	for _, ext := range []string{".html", ".sarif", ".txt", ".jsonl"} {
		again := filepath.Join(tmp, "again"+ext)
		if out, code := avow(t, tmp, "convert", direct+".jsonl", "-o", again); code != exitDone {
			t.Fatalf("convert to %s: exit %d: %s", ext, code, out)
		}
		if !bytes.Equal(read(t, direct+ext), read(t, again)) {
			t.Errorf("%s: the converted report differs from the direct one", ext)
		}
	}
}

// A run that fails leaves an older report alone and no empty one behind; one
// that succeeds leaves nothing of the older one.
func TestOutputs(t *testing.T) {
	tmp := setUp(t)
	older, fresh := filepath.Join(tmp, "older.txt"), filepath.Join(tmp, "fresh.txt")
	long := strings.Repeat("an older report\n", 10000)
	if err := os.WriteFile(older, []byte(long), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, code := avow(t, tmp, "audit", "$TMP/none.apk", "-o", older, "-o", fresh); code != exitFile {
		t.Fatalf("exit %d: %s", code, out)
	}
	if string(read(t, older)) != long {
		t.Error("a failed run changed the older report")
	}
	if _, err := os.Stat(fresh); err == nil {
		t.Error("a failed run left an empty report")
	}
	if out, code := avow(t, tmp, "audit", "$GLOW", "-p", "$POLICY", "-o", older, "-o", fresh); code != exitFailed {
		t.Fatalf("exit %d: %s", code, out)
	}
	if got := read(t, older); len(got) == 0 || !bytes.Equal(got, read(t, fresh)) {
		t.Error("something of the older report is left")
	}
}

// An output that cannot be written whole is graver than a verdict: whoever
// waits for it must not take it for complete.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	tmp := setUp(t)
	glowAPK, policy := filepath.Join(tmp, "glow.apk"), filepath.Join(tmp, "privacy.html")
	out, _ := avow(t, tmp, "audit", glowAPK, "--format", "jsonl")
	for _, args := range [][]string{
		{"audit", glowAPK, "-p", policy},
		{"audit", glowAPK, "-p", policy, "--format", "jsonl"},
		{"inspect", glowAPK}, {"policy", policy}, {"catalog"}, {"explain", glowAPK, evidenceID.FindString(out)},
	} {
		stderr, err := os.CreateTemp(tmp, "err")
		if err != nil {
			t.Fatal(err)
		}
		code := run(context.Background(), args, full, stderr)
		if said := string(read(t, stderr.Name())); code != exitFile || !strings.HasPrefix(said, "avow: can't write the standard output: ") {
			t.Errorf("%v: exit %d: %s", args, code, said)
		}
		stderr.Close()
	}
}

var evidenceID = regexp.MustCompile(`E-[0-9a-f]{8}`)

// Every evidence id that an audit prints can be explained.
func TestEveryEvidenceIsExplained(t *testing.T) {
	tmp := setUp(t)
	out, _ := avow(t, tmp, "audit", "$GLOW", "--policy", "$POLICY", "--format", "jsonl")
	seen := map[string]bool{}
	for _, id := range evidenceID.FindAllString(out, -1) {
		if seen[id] {
			continue
		}
		seen[id] = true
		out, code := avow(t, tmp, "explain", "$GLOW", id)
		if code != exitDone || !strings.Contains(out, "Place 1 of") || strings.Contains(out, "no class") || strings.Contains(out, "no file") {
			t.Errorf("explain %s: exit %d:\n%s", id, code, out)
		}
	}
	if len(seen) == 0 {
		t.Error("the audit printed no evidence")
	}
}

// older is the example's policy as it might have been before.
func older(t *testing.T, policy []byte) []byte {
	t.Helper()
	s := string(policy)
	for _, edit := range [][2]string{
		{"Current versions of Glow do not collect the precise location", "We may collect the precise location"},
		{"We do not collect your contacts.", ""},
		{"<p>With your consent, we collect your precise location when you tag a video with a place.</p>", ""},
	} {
		if !strings.Contains(s, edit[0]) {
			t.Fatalf("the policy does not say %q", edit[0])
		}
		s = strings.Replace(s, edit[0], edit[1], 1)
	}
	return []byte(s)
}

// setUp builds the example and returns the folder it stands in.
func setUp(t *testing.T) string {
	t.Helper()
	t.Setenv("NO_COLOR", "1")
	tmp := t.TempDir()
	apk, err := glow.APK()
	if err != nil {
		t.Fatal(err)
	}
	policy, err := glow.Policy()
	if err != nil {
		t.Fatal(err)
	}
	label, err := glow.Label()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"glow.apk": apk, "privacy.html": policy, "older.html": older(t, policy), "data_safety.csv": label}
	for name, data := range models() {
		files[name] = data
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(tmp, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return tmp
}

// models are three model files of our own: one that is told by its interface
// and its graph, one by its heads, and one that is not told.
func models() map[string][]byte {
	face := modeltest.Net{Name: "main", Producer: "MLIR Converted.", In: []modeltest.Tensor{{Name: "input", Dims: []int{112, 112, 3}}},
		Body: "conv prelu conv prelu", Heads: []modeltest.Head{{Name: "out", Dims: []int{512}, Ops: "dense l2norm"}}}
	age := modeltest.Net{Name: "main_graph", In: []modeltest.Tensor{{Name: "x", Dims: []int{200, 200, 3}}},
		Body: "conv relu pool", Heads: []modeltest.Head{{Name: "age_output", Dims: []int{1}}, {Name: "race_output", Dims: []int{5}, Ops: "dense softmax"}}}
	other := modeltest.Net{In: []modeltest.Tensor{{Name: "a", Dims: []int{224, 224, 3}}}, Body: "conv relu", Heads: []modeltest.Head{{Name: "b", Dims: []int{7}}}}
	return map[string][]byte{"face_embedder.tflite": face.TFLite(), "age.onnx": age.ONNX(), "x.bin": other.TFLite()}
}

// avow runs one command line and returns what it printed, both streams
// together, with the folder's name taken out.
func avow(t *testing.T, tmp string, args ...string) (string, int) {
	t.Helper()
	vars := strings.NewReplacer("$GLOW", filepath.Join(tmp, "glow.apk"), "$POLICY", filepath.Join(tmp, "privacy.html"), "$OLD", filepath.Join(tmp, "older.html"), "$LABEL", filepath.Join(tmp, "data_safety.csv"), "$TMP", tmp)
	for i := range args {
		args[i] = vars.Replace(args[i])
	}
	out, err := os.CreateTemp(tmp, "out")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	code := run(context.Background(), args, out, out)
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	// What changes with every edit of the catalog is no part of a transcript.
	return strings.NewReplacer(tmp, "$TMP", cat.Digest(), "DIGEST", cat.Digest()[:12], "DIGEST", cat.Version(), "DATE").
		Replace(string(read(t, out.Name()))), code
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
