package dex_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
)

// TestDexdump holds the dump of the fixtures against Android's own tool.
func TestDexdump(t *testing.T) {
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		t.Skip("dexdump is not installed")
	}
	for _, name := range fixtures {
		for _, opt := range []smali.Options{{}, {Version: 39}, {NoDebug: true}} {
			b := assemble(t, opt, name)
			path := filepath.Join(t.TempDir(), "classes.dex")
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			want, err := exec.Command(tool, "-a", "-d", "-h", path).Output()
			if err != nil {
				t.Fatalf("%s %+v: dexdump: %v", name, opt, err)
			}
			_, want, _ = bytes.Cut(want, []byte("\n")) // the line "Processing"
			var got bytes.Buffer
			if err := open(t, b).WriteDexdump(&got, path); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
				t.Errorf("%s %+v (-dexdump +avow):\n%s", name, opt, diff)
			}
		}
	}
}

// TestVersions reads the same text out of every version of the format.
func TestVersions(t *testing.T) {
	var want string
	for v := 38; v <= 41; v++ {
		f := open(t, assemble(t, smali.Options{Version: v}, "all.smali"))
		if f.Header.Version != v || len(f.Problems) > 0 {
			t.Errorf("version %d: read as %d with %v", v, f.Header.Version, f.Problems)
		}
		if p := walk(f); len(p) > 0 {
			t.Errorf("version %d: %q", v, p)
		}
		if p := f.Verify(); len(p) > 0 {
			t.Errorf("version %d: %v", v, p)
		}
		var names []string
		for i := range uint32(f.NumMethods()) {
			names = append(names, f.MethodName(i))
		}
		got := strings.Join(names, "\n")
		if want == "" {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("version %d has other methods:\n%s", v, diff)
		}
	}
}

func TestDisassemble(t *testing.T) {
	f := assembleText(t, small)
	m := f.Members(f.Class(0).DataOff)
	d, _ := m.NextMethod()
	for _, tt := range []struct {
		l    dex.Listing
		want string
	}{
		{dex.Listing{Mark: 5}, `.method public static m(ILjava/lang/String;)V  # in Lt;
    10  0x0000    const-string v0, "hello"
    11  0x0002    packed-switch p0, 0x000c  # 0:0x0005
>   11  0x0005    fill-array-data v0, 0x0012
        0x0008    return-void
        0x0009    move-exception v1
        0x000a    return-void
        0x000b    nop
        0x000c    # packed-switch-data (6 units)
        0x0012    # array-data (8 units)
    .catch Ljava/lang/Exception; {0x0000 .. 0x0005} 0x0009
`},
		{dex.Listing{Mark: 5, Context: 1}, `.method public static m(ILjava/lang/String;)V  # in Lt;
           ...
    11  0x0002    packed-switch p0, 0x000c  # 0:0x0005
>   11  0x0005    fill-array-data v0, 0x0012
        0x0008    return-void
           ...
    .catch Ljava/lang/Exception; {0x0000 .. 0x0005} 0x0009
`},
	} {
		var b strings.Builder
		if err := f.Disassemble(&b, d, tt.l); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, b.String()); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tt.l, diff)
		}
	}
}

// TestListingIsPrintable puts terminal codes and direction marks into names.
func TestListingIsPrintable(t *testing.T) {
	f := assembleText(t, `
.class Lt;
.super Ljava/lang/Object;
.method static m()V
    .registers 1
    const-string v0, "\u001b[2Jgone\u202egnp.exe"
    const-class v0, La\u202eb;
    return-void
.end method
`)
	m := f.Members(f.Class(0).DataOff)
	d, _ := m.NextMethod()
	var b strings.Builder
	if err := f.Disassemble(&b, d, dex.Listing{Mark: -1}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e") {
		t.Errorf("control characters in %q", b.String())
	}
	if !strings.Contains(b.String(), `"\x1b[2Jgone\u202egnp.exe"`) {
		t.Errorf("the string is not shown escaped: %s", b.String())
	}
}

func TestDecodeMUTF8(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"plain", "plain"},
		{"a\xc0\x80b", "a\x00b"},
		{"\xc3\xa9", "é"},
		{"\xe2\x82\xac", "€"},
		{"\xed\xa0\xbd\xed\xb8\x80!", "😀!"},
		{"\xf0\x9f\x98\x80", "😀"},
		{"\xed\xa0\xbdx", "\ufffdx"},
		{"\xed\xb8\x80\xed\xa0\xbd", "\ufffd\ufffd"},
		{"\xed\xa0\xbd", "\ufffd"},
		{"\xc3", "\ufffd"},
		{"\xe2\x82", "\ufffd\ufffd"},
		{"\xff\xfe", "\ufffd\ufffd"},
	} {
		if got := dex.DecodeMUTF8([]byte(tt.in)); got != tt.want {
			t.Errorf("%q: %q, not %q", tt.in, got, tt.want)
		}
	}
}

func TestLineAndNames(t *testing.T) {
	f := assembleText(t, small)
	m := f.Members(f.Class(0).DataOff)
	d, _ := m.NextMethod()
	c, err := f.Code(d.CodeOff)
	if err != nil {
		t.Fatal(err)
	}
	for pc, want := range map[uint32]uint32{0: 10, 1: 10, 2: 11, 9: 11} {
		if got := f.Line(c.DebugOff, pc); got != want {
			t.Errorf("line at %d is %d, not %d", pc, got, want)
		}
	}
	names := f.ParamNames(c.DebugOff)
	if len(names) != 2 || names[0] != dex.NoIndex || f.String(names[1]) != "text" {
		t.Errorf("parameter names %v", names)
	}
	width, data, err := c.ArrayData(must(t, c.Insns, 5))
	if err != nil || width != 4 || !bytes.Equal(data, []byte{1, 0, 0, 0, 2, 0, 0, 0}) {
		t.Errorf("array data: %d %x %v", width, data, err)
	}
	vs, err := f.StaticValues(f.Class(0).ValuesOff)
	if err != nil || len(vs) != 1 || vs[0].Kind != dex.ValueInt || vs[0].Int != 7 {
		t.Errorf("static values: %v %v", vs, err)
	}
}

func must(t *testing.T, insns []byte, pc uint32) dex.Insn {
	t.Helper()
	i, ok := dex.Decode(insns, pc)
	if !ok {
		t.Fatalf("no instruction at %d", pc)
	}
	return i
}
