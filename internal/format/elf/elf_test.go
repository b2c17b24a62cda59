package elf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/format/elf/elftest"
)

const sample = `
soname libfoo.so
needed libc.so
needed liblog.so
buildid 00112233445566778899aabbccddeeff00112233
import malloc
import __android_log_print
func JNI_OnLoad
func Java_com_foo_Bar_baz
func Java_com_foo_Bar_over__I
static hidden_helper
rodata "com/foo/Bar"
rodata "(Lcom/foo/Bar;I)V"
rodata "just some text"
native open (I)Z
native close ()V
`

func namesOf(list []Symbol) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Name)
	}
	return out
}

func build(t testing.TB, text string) []byte { return elftest.Build(t, text) }

func TestEveryClassAndOrder(t *testing.T) {
	for _, c := range []struct {
		class   int
		order   string
		machine int
		abi     string
	}{
		{64, "little", 183, "arm64-v8a"}, {32, "little", 40, "armeabi-v7a"},
		{64, "little", 62, "x86_64"}, {32, "little", 3, "x86"},
		{32, "big", 8, "mips"}, {64, "big", 8, "mips64"}, {64, "little", 2, ""},
	} {
		for _, hash := range []string{"gnu", "sysv", "both", "none"} {
			for _, sections := range []string{"yes", "no", "lie"} {
				t.Run(fmt.Sprintf("%d-%s-%d-%s-%s", c.class, c.order, c.machine, hash, sections), func(t *testing.T) {
					head := fmt.Sprintf("class %d\norder %s\nmachine %d\nhash %s\nsections %s\n", c.class, c.order, c.machine, hash, sections)
					f, err := Parse(build(t, head+sample))
					if err != nil {
						t.Fatal(err)
					}
					if f.Class != c.class || f.BigEndian != (c.order == "big") || f.ABI != c.abi {
						t.Errorf("class %d, big %v, ABI %q", f.Class, f.BigEndian, f.ABI)
					}
					if f.SOName != "libfoo.so" || f.BuildID != "00112233445566778899aabbccddeeff00112233" {
						t.Errorf("soname %q, build id %q", f.SOName, f.BuildID)
					}
					if d := cmp.Diff([]string{"libc.so", "liblog.so"}, f.Needed); d != "" {
						t.Errorf("needed:\n%s", d)
					}
					if d := cmp.Diff([]string{"malloc", "__android_log_print"}, namesOf(f.Imports)); d != "" {
						t.Errorf("imports:\n%s", d)
					}
					if d := cmp.Diff([]string{"JNI_OnLoad", "Java_com_foo_Bar_baz", "Java_com_foo_Bar_over__I"}, namesOf(f.Exports)); d != "" {
						t.Errorf("exports:\n%s", d)
					}
					if sections == "yes" {
						want := append(namesOf(f.Exports), "hidden_helper")
						if d := cmp.Diff(want, namesOf(f.StaticSymbols())); d != "" {
							t.Errorf("static:\n%s", d)
						}
						if len(f.Problems) > 0 {
							t.Errorf("problems: %v", f.Problems)
						}
					}
					hints := f.NativeHints()
					if len(hints.Classes) != 1 || hints.Classes[0].Text != "com/foo/Bar" {
						t.Errorf("classes: %v", hints.Classes)
					}
					var sigs []string
					for _, h := range hints.Signatures {
						sigs = append(sigs, h.Text)
						if got := string(f.data[h.Off : h.Off+uint64(len(h.Text))]); got != h.Text {
							t.Errorf("offset of %q shows %q", h.Text, got)
						}
					}
					if d := cmp.Diff([]string{"(Lcom/foo/Bar;I)V", "(I)Z", "()V"}, sigs); d != "" {
						t.Errorf("signatures:\n%s", d)
					}
				})
			}
		}
	}
}

func TestRegistered(t *testing.T) {
	for _, head := range []string{
		"", "machine 62\n", "class 32\nmachine 40\n", "class 32\nmachine 3\nsections no\n",
		"byname yes\n", "machine 62\nbyname yes\n", "class 32\nmachine 40\nbyname yes\n", "class 32\nmachine 3\nbyname yes\n",
	} {
		f, err := Parse(build(t, head+sample))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range f.Registered() {
			got = append(got, n.Name+n.Signature)
			if n.Addr == 0 || n.Table == 0 {
				t.Errorf("%q: %+v", head, n)
			}
		}
		if d := cmp.Diff([]string{"open(I)Z", "close()V"}, got); d != "" {
			t.Errorf("%q:\n%s", head, d)
		}
	}
}

func TestJNI(t *testing.T) {
	f, err := Parse(build(t, sample))
	if err != nil {
		t.Fatal(err)
	}
	methods, onLoad := f.JNI()
	if !onLoad || len(methods) != 2 {
		t.Fatalf("onLoad %v, methods %v", onLoad, methods)
	}
	if m := methods[1]; m.Class != "com.foo.Bar" || m.Method != "over" || m.Arguments != "(I)" || m.Addr == 0 || m.Descriptor() != "Lcom/foo/Bar;" {
		t.Errorf("%+v", m)
	}
}

func TestDemangle(t *testing.T) {
	for _, c := range []struct{ in, class, method, args string }{
		{"Java_com_foo_Bar_baz", "com.foo.Bar", "baz", ""},
		{"Java_Bar_baz", "Bar", "baz", ""},
		{"Java_com_foo_Bar_00024Companion_get", "com.foo.Bar$Companion", "get", ""},
		{"Java_com_foo_1bar_Baz_do_1it", "com.foo_bar.Baz", "do_it", ""},
		{"Java_a_b__1c", "a.b", "_c", ""},
		{"Java_a_b__1c__I", "a.b", "_c", "(I)"},
		{"Java_a_b_c__", "a.b", "c", "()"},
		{"Java_a_b_c___3I", "a.b", "c", "([I)"},
		{"Java_a_b_c__ILjava_lang_String_2_3_3D", "a.b", "c", "(ILjava/lang/String;[[D)"},
		{"Java_a_b_c__Lcom_foo_Bar_00024In_1ner_2", "a.b", "c", "(Lcom/foo/Bar$In_ner;)"},
		{"Java_a_b_0d83d_0de00", "a", "b\U0001f600", ""},
		{"Java_a_B1_c2", "a.B1", "c2", ""},
	} {
		j, ok := Demangle(c.in)
		if !ok || j.Class != c.class || j.Method != c.method || j.Arguments != c.args {
			t.Errorf("%s: %v %q %q %q", c.in, ok, j.Class, j.Method, j.Arguments)
		}
	}
	for _, in := range []string{
		"", "Java_", "Java_foo", "JavaVM_a_b", "JNI_OnLoad", "Java_a_", "Java_a_b_0zzzz", "Java_a_b_0D83D",
		"Java_a_b__Q", "Java_a_b__3I", "Java_a_b_2", "Java__a_b", "Java_a_b__Ljava", "Java_a_b_0",
	} {
		if j, ok := Demangle(in); ok {
			t.Errorf("%q is accepted as %+v", in, j)
		}
	}
}

func TestValidSignature(t *testing.T) {
	for in, want := range map[string]bool{
		"()V": true, "(I)Z": true, "([[Lcom/foo/Bar;J)[B": true, "(Ljava/lang/String;)Ljava/lang/String;": true,
		"": false, "()": false, "(V)V": false, "()Vx": false, "(Lcom/foo/Bar)V": false, "(L;)V": false, "(see below)V": false, "(I": false,
	} {
		if ValidSignature(in) != want {
			t.Errorf("%q: want %v", in, want)
		}
	}
}

func TestClassPathLookalikes(t *testing.T) {
	for in, want := range map[string]bool{
		"com/foo/Bar": true, "java/lang/String": true, "com/foo/Bar$Inner": true, "a/b/C": true, "pkg/Name": true,
		"usr/lib/foo": false, "/system/bin/Sh": false, "net/README": false, "text/html": false, "image/PNG": false,
		"I/O": false, "Error/Warning": false, "a//B": false, "1/2/X": false, "com.foo.Bar": false, "x86/64/Bar.so": false, "a/9B": false,
	} {
		if looksLikeClass([]byte(in)) != want {
			t.Errorf("%q: want %v", in, want)
		}
	}
}

func TestStrings(t *testing.T) {
	f, err := Parse(build(t, "rodata \"plain text\"\nrodata \"abc\"\nrodata \"人脸识别\"\nrodata \"bad\\xffbyte\\x01end\""))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	f.Strings(4, func(off uint64, s []byte) bool {
		got = append(got, string(s))
		if string(f.data[off:off+uint64(len(s))]) != string(s) {
			t.Errorf("%q is not at %#x", s, off)
		}
		return true
	})
	if d := cmp.Diff([]string{"plain text", "人脸识别", "byte"}, got); d != "" {
		t.Error(d)
	}
	n := 0
	f.Strings(1, func(uint64, []byte) bool { n++; return false })
	if n != 1 {
		t.Errorf("went on %d times after being told to stop", n-1)
	}
}

func TestPacking(t *testing.T) {
	kinds := func(data []byte) string {
		f, err := Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, s := range f.Packing() {
			out = append(out, s.Kind)
		}
		return strings.Join(out, " ")
	}
	if got := kinds(build(t, sample)); got != "" {
		t.Errorf("an ordinary library shows %q", got)
	}
	if got := kinds(build(t, "import malloc")); got != "no-symbols" {
		t.Errorf("without exports: %q", got)
	}
	text := "func x\ncode 65536"
	b := build(t, text)
	f, _ := Parse(b)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range uint64(65536) {
		b[f.Segments[1].Off+i] = byte(r.Uint32())
	}
	if got := kinds(b); got != "entropy" {
		t.Errorf("random code: %q", got)
	}
	b = build(t, text)
	copy(b[len(b)-40:], "UPX!")
	if got := kinds(b); got != "upx" {
		t.Errorf("UPX mark at the end: %q", got)
	}
}

func TestNotELF(t *testing.T) {
	for name, b := range map[string][]byte{
		"empty": nil, "text": []byte("hello, world, this is no library"), "dex": []byte("dex\n035\x00"), "short magic": []byte("\x7fEL"),
	} {
		if _, err := Parse(b); !errors.Is(err, ErrNotELF) {
			t.Errorf("%s: %v", name, err)
		}
	}
	good := build(t, sample)
	for _, c := range []struct {
		at   int
		to   byte
		want string
	}{{4, 3, "class 3"}, {5, 0, "byte order 0"}} {
		b := append([]byte{}, good...)
		b[c.at] = c.to
		if _, err := Parse(b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("byte %d = %d: %v", c.at, c.to, err)
		}
	}
	if _, err := Parse(good[:40]); err == nil {
		t.Error("a cut header is accepted")
	}
}

// Every way of cutting or overwriting a header field must leave a result or an
// error, and what lies must be named.
func TestLies(t *testing.T) {
	good := build(t, sample)
	for n := range good {
		if f, err := Parse(good[:n]); err == nil {
			exercise(f)
		}
	}
	for i := 0; i+8 <= len(good); i++ {
		for _, v := range []uint64{0, 1, 1<<31 - 1, 1 << 31, 1<<63 - 1, 1<<64 - 1, uint64(len(good))} {
			b := append([]byte{}, good...)
			binary.LittleEndian.PutUint64(b[i:], v)
			if f, err := Parse(b); err == nil {
				exercise(f)
			}
		}
	}
}

func exercise(f *File) {
	f.JNI()
	f.StaticSymbols()
	f.NativeHints()
	f.Registered()
	f.Packing()
	exports(f)
}

// A million symbols that share one endless name must not cost a million times
// its length.
func TestSharedNamesCostLittle(t *testing.T) {
	b := make([]byte, 1<<20)
	for i := range b {
		b[i] = 'a'
	}
	b[len(b)-1] = 0
	tab := newStrtab(b)
	read := uint64(0)
	for range 1 << 20 {
		s, _ := tab.get(uint64(len(b) - maxName))
		read += uint64(len(s))
	}
	if limit := uint64(len(b))*nameWorkFactor + nameWorkFloor; read > limit {
		t.Errorf("read %d bytes of names from a table of %d", read, len(b))
	}
}

func TestGroups(t *testing.T) {
	lib := func(path, text string) Library {
		f, err := Parse(build(t, text))
		if err != nil {
			t.Fatal(err)
		}
		return Library{path, f}
	}
	arm := "class 32\nmachine 40\n"
	libs := []Library{
		lib("lib/x86/libfoo.so", "class 32\nmachine 3\nfunc a\nfunc b\nfunc _Z3addj\n"),
		lib("lib/armeabi-v7a/libfoo.so", arm+"func a\nfunc _Z3addj\nfunc __aeabi_idiv\n"),
		lib("lib/arm64-v8a/libfoo.so", "func a\nfunc _Z3addm\n"),
		lib("lib/armeabi/libold.so", arm+"func c\n"),
		lib("lib/x86_64/libold.so", "func c\n"),
	}
	gs := Groups(libs)
	if len(gs) != 2 || gs[0].Name != "libfoo.so" || gs[0].Main.Path != "lib/arm64-v8a/libfoo.so" || gs[1].Main.Path != "lib/armeabi/libold.so" {
		t.Fatalf("groups: %+v", gs)
	}
	if v := gs[0].Others[0]; v.Path != "lib/armeabi-v7a/libfoo.so" || !v.Same {
		t.Errorf("arm: %+v", v)
	}
	if v := gs[0].Others[1]; v.Same || len(v.Extra) != 1 || v.Extra[0] != "b" || len(v.Missing) != 0 {
		t.Errorf("x86: same %v, missing %v, extra %v", v.Same, v.Missing, v.Extra)
	}
	for i, want := range []bool{false, false, false, false, true} {
		if libs[i].Misplaced() != want {
			t.Errorf("%s: misplaced is not %v", libs[i].Path, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, head := range []string{"", "class 32\nmachine 40\n", "order big\nclass 32\nmachine 8\n", "hash gnu\n", "hash none\nsections no\n", "sections lie\n"} {
		f.Add(build(f, head+sample))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := Parse(b)
		if err != nil {
			return
		}
		exercise(x)
		end := uint64(0)
		for _, r := range x.Regions() {
			if r.Off < end || x.bytes(r.Off, r.Size) == nil {
				t.Fatalf("region %+v overlaps or leaves the file", r)
			}
			end = r.Off + r.Size
		}
	})
}

func FuzzDemangle(f *testing.F) {
	for _, s := range []string{"Java_a_b_c__ILjava_lang_String_2_3_3D", "Java_a_b__1c", "Java_a_b_0d83d_0de00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if j, ok := Demangle(s); ok && (j.Class == "" || j.Method == "") {
			t.Fatalf("%q gives %+v", s, j)
		}
	})
}
