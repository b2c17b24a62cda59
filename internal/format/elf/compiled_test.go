package elf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// source is compiled by the C compiler of the machine, if there is one: what a
// linker really writes, beside what our own writer thinks it does.
const source = `
typedef struct { const char *name, *sig; void *fn; } JNINativeMethod;
int detect(int n) { return n + 1; }
static void close_(void) {}
JNINativeMethod table[] = {
	{"detect", "(I)Z", (void *)detect},
	{"close", "()V", (void *)close_},
};
const char *cls = "com/foo/FaceTracker";
int JNI_OnLoad(void *vm) { return 65542; }
int Java_com_foo_Face_1Tracker_age__Landroid_graphics_Bitmap_2(void) { return 42; }
`

func TestCompiled(t *testing.T) {
	cc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("no gcc on this machine")
	}
	dir := t.TempDir()
	c := filepath.Join(dir, "lib.c")
	if err := os.WriteFile(c, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, flags := range []string{"-Wl,--hash-style=gnu", "-Wl,--hash-style=sysv", "-Wl,--hash-style=gnu -s", "-Wl,--build-id=sha1 -Wl,-Bsymbolic"} {
		so := filepath.Join(dir, "libface.so")
		args := append(strings.Fields(flags), "-shared", "-fPIC", "-nostdlib", "-Wl,-soname,libface.so", "-o", so, c)
		if out, err := exec.Command(cc, args...).CombinedOutput(); err != nil {
			t.Skipf("gcc cannot make libraries: %v\n%s", err, out)
		}
		data, err := os.ReadFile(so)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if f.SOName != "libface.so" || len(f.Problems) > 0 {
			t.Errorf("%s: soname %q, problems %v", flags, f.SOName, f.Problems)
		}
		methods, onLoad := f.JNI()
		if !onLoad || len(methods) != 1 || methods[0].Class != "com.foo.Face_Tracker" || methods[0].Arguments != "(Landroid/graphics/Bitmap;)" {
			t.Errorf("%s: %v %+v", flags, onLoad, methods)
		}
		var natives []string
		for _, n := range f.Registered() {
			natives = append(natives, n.Name+n.Signature)
		}
		if f.ABI == "" {
			continue // an architecture whose relocations are not known here
		}
		if d := cmp.Diff([]string{"detect(I)Z", "close()V"}, natives); d != "" {
			t.Errorf("%s: registered:\n%s", flags, d)
		}
		if h := f.NativeHints(); len(h.Classes) != 1 || h.Classes[0].Text != "com/foo/FaceTracker" {
			t.Errorf("%s: classes %v", flags, h.Classes)
		}
	}
}
