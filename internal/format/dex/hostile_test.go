package dex_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
)

// small is one class with one method of each trouble: a try, a switch, an
// array, debug information.
const small = `
.class public Lt;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.field static s:I = 7
.method public static m(ILjava/lang/String;)V
    .registers 4
    .param p1, "text"
    .line 10
    :a
    const-string v0, "hello"
    .local v0, "x":Ljava/lang/String;
    .line 11
    packed-switch p0, :sw
    :b
    fill-array-data v0, :data
    return-void
    :h
    move-exception v1
    return-void
    .catch Ljava/lang/Exception; {:a .. :b} :h
    :sw
    .packed-switch 0x0
        :b
    .end packed-switch
    :data
    .array-data 4
        1
        2
    .end array-data
.end method
`

func put32(b []byte, off int, v uint32) { binary.LittleEndian.PutUint32(b[off:], v) }
func get32(b []byte, off int) uint32    { return binary.LittleEndian.Uint32(b[off:]) }

// codeOff finds the one method of small.
func codeOff(b []byte) uint32 {
	f, err := dex.Open(b)
	if err != nil {
		panic(err)
	}
	m := f.Members(f.Class(0).DataOff)
	d, _ := m.NextMethod()
	return d.CodeOff
}

func classOff(b []byte) int { return int(get32(b, 0x64)) }

func TestHostile(t *testing.T) {
	good, err := smali.Assemble(smali.Options{}, smali.Source{Name: "small", Text: small})
	if err != nil {
		t.Fatal(err)
	}
	if p := walk(open(t, good)); len(p) > 0 {
		t.Fatalf("the sound file has problems: %q", p)
	}
	if p := open(t, good).Verify(); len(p) > 0 {
		t.Fatalf("the sound file does not verify: %v", p)
	}
	for _, tt := range []struct {
		name   string
		change func(b []byte) []byte
		want   string // part of a problem
	}{
		{"file size beyond the end", func(b []byte) []byte { put32(b, 0x20, 1<<31); return b }, "file size is 2147483648"},
		{"bytes after the end", func(b []byte) []byte { return append(b, "more"...) }, "4 bytes follow"},
		{"header size", func(b []byte) []byte { put32(b, 0x24, 0x71); return b }, "header size is 113"},
		{"version nobody reads", func(b []byte) []byte { copy(b[4:], "042"); return b }, "version 042"},
		{"string count", func(b []byte) []byte { put32(b, 0x38, 0xffffffff); return b }, "counts 4294967295"},
		{"string table outside", func(b []byte) []byte { put32(b, 0x3c, 0xfffffff0); return b }, "lies outside the file"},
		{"class count", func(b []byte) []byte { put32(b, 0x60, 0x08000001); return b }, "class defs"},
		{"map outside", func(b []byte) []byte { put32(b, 0x34, 0xfffffffe); return b }, "map lies outside"},
		{"interfaces outside", func(b []byte) []byte { put32(b, classOff(b)+12, 0xffffffff); return b }, "type list"},
		{"interfaces count", func(b []byte) []byte {
			put32(b, int(get32(b, classOff(b)+12)), 0x7fffffff)
			return b
		}, "counts 2147483647 types"},
		{"class data outside", func(b []byte) []byte { put32(b, classOff(b)+24, 0xfffffff0); return b }, "class data"},
		{"class data with five-byte counts", func(b []byte) []byte {
			copy(b[get32(b, classOff(b)+24):], "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
			return b
		}, "class data"},
		{"static values cut", func(b []byte) []byte { put32(b, classOff(b)+28, uint32(len(b)-1)); b[len(b)-1] = 9; return b }, "static values"},
		{"annotations outside", func(b []byte) []byte { put32(b, classOff(b)+20, uint32(len(b)-3)); return b }, "annotations"},
		{"code longer than the file", func(b []byte) []byte { put32(b, int(codeOff(b))+12, 0x80000000); return b }, "counts 2147483648 code units"},
		{"switch outside the code", func(b []byte) []byte {
			put32(b, int(codeOff(b))+16+2*3, 0x7fffffff)
			return b
		}, "its table lies outside the code"},
		{"switch on an array", func(b []byte) []byte {
			f := open(t, b)
			c, _ := f.Code(codeOff(b))
			sw, _ := dex.Decode(c.Insns, 2)
			ar, _ := dex.Decode(c.Insns, 5)
			put32(b, int(c.InsnsOff())+2*3, ar.Target()-sw.PC)
			return b
		}, "has ident 0x0300"},
		{"array longer than the code", func(b []byte) []byte {
			f := open(t, b)
			c, _ := f.Code(codeOff(b))
			ar, _ := dex.Decode(c.Insns, 5)
			put32(b, int(c.InsnsOff())+2*int(ar.Target())+4, 0x10000000)
			return b
		}, "lies outside the code"},
		{"array whose size overflows", func(b []byte) []byte {
			f := open(t, b)
			c, _ := f.Code(codeOff(b))
			ar, _ := dex.Decode(c.Insns, 5)
			put32(b, int(c.InsnsOff())+2*int(ar.Target())+4, 0x40000001)
			return b
		}, "counts 1073741825 elements of 4 bytes"},
		{"more try items than bytes", func(b []byte) []byte {
			binary.LittleEndian.PutUint16(b[codeOff(b)+6:], 0xffff)
			return b
		}, "counts 65535 try items"},
		{"handlers outside", func(b []byte) []byte {
			f := open(t, b)
			c, _ := f.Code(codeOff(b))
			try := bytes.Index(b[c.InsnsOff():], c.Insns) + int(c.InsnsOff()) + (len(c.Insns)+3)/4*4
			binary.LittleEndian.PutUint16(b[try+6:], 0xffff)
			return b
		}, "handlers"},
		{"handlers counted below nought", func(b []byte) []byte {
			f := open(t, b)
			c, _ := f.Code(codeOff(b))
			list := int(c.InsnsOff()) + (len(c.Insns)+3)/4*4 + 8
			copy(b[list:], "\x01\x80\x40") // one list of -8192 clauses
			return b
		}, "counts 8192 clauses"},
		{"debug info outside", func(b []byte) []byte { put32(b, int(codeOff(b))+8, uint32(len(b)-1)); return b }, "debug info"},
		{"parameters that are not there", func(b []byte) []byte {
			f := open(t, b)
			c, _ := f.Code(codeOff(b))
			b[c.DebugOff+1] = 0x7f
			return b
		}, "debug info"},
		{"fewer registers than parameters", func(b []byte) []byte {
			binary.LittleEndian.PutUint16(b[codeOff(b):], 1)
			return b
		}, "debug info"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := tt.change(bytes.Clone(good))
			problems := walk(open(t, b))
			if !strings.Contains(strings.Join(problems, "\n"), tt.want) {
				t.Errorf("problems %q, none with %q", problems, tt.want)
			}
		})
	}
}

// TestRestIsRead breaks one method of two and finds the other one whole.
func TestRestIsRead(t *testing.T) {
	src := smali.Source{Name: "two", Text: `
.class Lt;
.super Ljava/lang/Object;
.method static a()V
    .registers 0
    return-void
.end method
.method static b()V
    .registers 1
    const-string v0, "kept"
    return-void
.end method
`}
	b, err := smali.Assemble(smali.Options{}, src)
	if err != nil {
		t.Fatal(err)
	}
	put32(b, int(codeOff(b))+12, 0xffffffff)
	f := open(t, b)
	m := f.Members(f.Class(0).DataOff)
	first, _ := m.NextMethod()
	if _, err := f.Code(first.CodeOff); err == nil {
		t.Error("the broken method is read without a problem")
	}
	second, ok := m.NextMethod()
	c, err := f.Code(second.CodeOff)
	if !ok || err != nil {
		t.Fatalf("the other method: %v %v", ok, err)
	}
	if i, ok := dex.Decode(c.Insns, 0); !ok || c.Text(i) != `const-string v0, "kept"` {
		t.Errorf("the other method starts with %q", c.Text(i))
	}
}

// TestOverflowingArray reads on behind an array whose size overflows 32 bits, as
// Android does.
func TestOverflowingArray(t *testing.T) {
	b, err := smali.Assemble(smali.Options{}, smali.Source{Name: "a", Text: `
.class Lt;
.super Ljava/lang/Object;
.method static a()V
    .registers 1
    goto :on
    nop
    :data
    .array-data 4
        7
    .end array-data
    :on
    const-string v0, "behind"
    return-void
.end method
`})
	if err != nil {
		t.Fatal(err)
	}
	at := int(codeOff(b)) + 16 + 4
	if get32(b, at) != 0x00040300 || get32(b, at+4) != 1 {
		t.Fatalf("no array at unit 2: %x", b[at:at+8])
	}
	put32(b, at+4, 0x40000001) // times 4 is 4 in 32 bits
	c, err := open(t, b).Code(codeOff(b))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for pc := uint32(0); pc < c.Units(); {
		i := must(t, c.Insns, pc)
		got = append(got, c.Text(i))
		pc += i.Units
	}
	if len(got) != 5 || got[3] != `const-string v0, "behind"` {
		t.Errorf("instructions %q: the string behind the array is not read", got)
	}
}

func TestNotDex(t *testing.T) {
	good := assemble(t, smali.Options{}, "all.smali")
	big := bytes.Clone(good)
	binary.BigEndian.PutUint32(big[0x28:], 0x12345678)
	for _, tt := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, dex.ErrNotDex},
		{"zip", []byte("PK\x03\x04"), dex.ErrNotDex},
		{"cut header", good[:0x6f], dex.ErrNotDex},
		{"letters for a version", append([]byte("dex\nabc\x00"), good[8:]...), dex.ErrNotDex},
		{"compact", []byte("cdex001\x00"), dex.ErrCompact},
		{"odex", []byte("dey\n036\x00"), dex.ErrODEX},
		{"vdex", []byte("vdex027\x00"), dex.ErrVDEX},
		{"big-endian", big, dex.ErrEndian},
	} {
		if _, err := dex.Open(tt.data); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, not %v", tt.name, err, tt.want)
		}
	}
}

func TestVerify(t *testing.T) {
	b := assemble(t, smali.Options{}, "all.smali")
	b[len(b)-1] ^= 1
	f := open(t, b)
	if len(f.Problems) > 0 {
		t.Errorf("opening already reads it all: %v", f.Problems)
	}
	if p := f.Verify(); len(p) != 2 {
		t.Errorf("%d problems with a changed byte, not 2: %v", len(p), p)
	}
}
