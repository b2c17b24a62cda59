package zip

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
)

var (
	manifest = append([]byte{3, 0, 8, 0}, bytes.Repeat([]byte("manifest "), 50)...)
	code     = append([]byte("dex\n035\x00"), bytes.Repeat([]byte("code "), 300)...)
)

// plain is a sound package to spoil.
func plain() []zt.File {
	return []zt.File{
		{Name: "AndroidManifest.xml", Data: manifest, Method: 8},
		{Name: "classes.dex", Data: code, Method: 8},
		{Name: "resources.arsc", Data: []byte("table"), Align: 4},
	}
}

func with(f ...zt.File) []zt.File { return append(plain(), f...) }

// attacks: each spoils one thing. kinds are the problems expected, in order of
// place, after everything was read.
var attacks = []struct {
	name  string
	zip   zt.Archive
	lim   Limits
	kinds []Kind
	want  map[string]string // content by name, "-" = must fail
}{
	{name: "sound archive", zip: zt.Archive{Files: plain()}, want: map[string]string{"classes.dex": string(code)}},
	{name: "sound archive with comment", zip: zt.Archive{Files: plain(), Comment: []byte("hello")}},
	{name: "data descriptors", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Method: 8, Descriptor: true}, {Name: "b", Data: code, Descriptor: true}}},
		want: map[string]string{"a": string(code), "b": string(code)}},
	{name: "zip64 sizes", zip: zt.Archive{Files: with(zt.File{Name: "big", Data: code, Method: 8, Zip64: true}), Zip64: true},
		want: map[string]string{"big": string(code)}},
	{name: "zip64 record missing", zip: zt.Archive{Files: plain(), DirOffset: zt.P(^uint32(0))}, kinds: []Kind{Zip64Bad, BadDirectory}},
	{name: "two entries of one name", zip: zt.Archive{Files: with(zt.File{Name: "classes.dex", Data: []byte("second")})},
		kinds: []Kind{DuplicateName}, want: map[string]string{"classes.dex": string(code)}},
	{name: "bogus method on a stored manifest", zip: zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: manifest, Method: 0x1234, CRC: zt.P(uint32(1))}}},
		kinds: []Kind{UnknownMethod, CRCMismatch}, want: map[string]string{"AndroidManifest.xml": string(manifest)}},
	{name: "bogus method on a deflated file", zip: zt.Archive{Files: []zt.File{{Name: "a.xml", Data: code, Raw: zt.Deflate(code), Method: 99}}},
		kinds: []Kind{UnknownMethod, UnknownMethod}, want: map[string]string{"a.xml": string(code)}},
	{name: "encryption flag without encryption", zip: zt.Archive{Files: []zt.File{{Name: "classes.dex", Data: code, Method: 8, Flags: 1}}},
		kinds: []Kind{EncryptedFlag}, want: map[string]string{"classes.dex": string(code)}},
	{name: "local name differs", zip: zt.Archive{Files: []zt.File{{Name: "classes.dex", Data: code, LocalName: "classes2.de"}}},
		kinds: []Kind{NameMismatch}, want: map[string]string{"classes.dex": string(code)}},
	{name: "local method differs", zip: zt.Archive{Files: []zt.File{{Name: "classes.dex", Data: code, Method: 8, LocalMethod: zt.P(uint16(0))}}},
		kinds: []Kind{MethodMismatch}, want: map[string]string{"classes.dex": string(code)}},
	{name: "local size differs", zip: zt.Archive{Files: []zt.File{{Name: "classes.dex", Data: code, Method: 8, LocalSize: zt.P(uint32(7))}}},
		kinds: []Kind{SizeMismatch}, want: map[string]string{"classes.dex": string(code)}},
	{name: "no local header where the directory points", zip: zt.Archive{Files: with(zt.File{Name: "x", Data: code, HeaderAt: zt.P(uint32(5))})},
		kinds: []Kind{HeaderMissing, Unlisted}, want: map[string]string{"x": "-", "classes.dex": string(code)}},
	{name: "header offset outside of the file", zip: zt.Archive{Files: with(zt.File{Name: "x", Data: code, HeaderAt: zt.P(uint32(0xfffffff0))})},
		kinds: []Kind{HeaderMissing, Unlisted}, want: map[string]string{"x": "-"}},
	{name: "prefix data counted by the offsets", zip: zt.Archive{Prefix: []byte("#!/bin/sh\nexit\n"), Files: plain()},
		kinds: []Kind{PrefixData}, want: map[string]string{"classes.dex": string(code)}},
	{name: "prefix data not counted by the offsets", zip: zt.Archive{Prefix: bytes.Repeat([]byte("x"), 5000), Unadjusted: true, Files: plain()},
		kinds: []Kind{PrefixData, BadDirectory}, want: map[string]string{"classes.dex": string(code)}},
	{name: "Janus", zip: zt.Archive{Prefix: code, Files: plain()}, kinds: []Kind{Janus}, want: map[string]string{"AndroidManifest.xml": string(manifest)}},
	{name: "trailing data", zip: zt.Archive{Files: plain(), Trailing: []byte("more")}, kinds: []Kind{TrailingData}, want: map[string]string{"classes.dex": string(code)}},
	{name: "end record inside the comment", zip: zt.Archive{Files: plain(), Comment: []byte("PK\x05\x06" + strings.Repeat("x", 40))},
		kinds: []Kind{TrailingData}, want: map[string]string{"classes.dex": string(code)}},
	{name: "no end record", zip: zt.Archive{Files: plain(), NoEnd: true}, kinds: []Kind{NoDirectory}, want: map[string]string{"classes.dex": string(code)}},
	{name: "no directory", zip: zt.Archive{Files: plain(), NoDirectory: true}, kinds: []Kind{NoDirectory}, want: map[string]string{"resources.arsc": "table"}},
	{name: "no directory behind stored archives", zip: zt.Archive{Files: []zt.File{{Name: "base.apk", Data: zt.Archive{Files: plain()}.Build()}, {Name: "split.apk", Data: zt.Archive{Files: plain()}.Build()}}, NoDirectory: true},
		kinds: []Kind{BadDirectory, NoDirectory}, want: map[string]string{"base.apk": string(zt.Archive{Files: plain()}.Build()), "split.apk": string(zt.Archive{Files: plain()}.Build())}},
	{name: "no directory with data descriptors", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Method: 8, Descriptor: true}, {Name: "b", Data: code, Method: 8, Descriptor: true}}, NoDirectory: true},
		kinds: []Kind{NoDirectory}, want: map[string]string{"a": string(code), "b": string(code)}},
	{name: "directory offset lies", zip: zt.Archive{Files: plain(), DirOffset: zt.P(uint32(3))}, kinds: []Kind{BadDirectory}, want: map[string]string{"classes.dex": string(code)}},
	{name: "directory size lies", zip: zt.Archive{Files: plain(), DirSize: zt.P(uint32(1 << 20))}, kinds: []Kind{BadDirectory}, want: map[string]string{"classes.dex": string(code)}},
	{name: "count lies low", zip: zt.Archive{Files: plain(), Count: zt.P(uint16(1))}, kinds: []Kind{CountMismatch}, want: map[string]string{"resources.arsc": "table"}},
	{name: "count lies high", zip: zt.Archive{Files: plain(), Count: zt.P(uint16(500))}, kinds: []Kind{CountMismatch}, want: map[string]string{"resources.arsc": "table"}},
	{name: "a directory record longer than it says", zip: zt.Archive{Files: append([]zt.File{{Name: "abc", Data: code, DirName: zt.P(uint16(2))}}, plain()...)},
		kinds: []Kind{BadDirectory, NameMismatch}, want: map[string]string{"ab": string(code), "classes.dex": string(code), "resources.arsc": "table"}},
	{name: "a directory record that claims a few bytes of the next", zip: zt.Archive{Files: append([]zt.File{{Name: "abc", Data: code, DirExtra: zt.P(uint16(3))}}, plain()...)},
		kinds: []Kind{BadDirectory}, want: map[string]string{"abc": string(code), "AndroidManifest.xml": string(manifest), "classes.dex": string(code), "resources.arsc": "table"}},
	{name: "a directory record that claims all others by its extra field", zip: zt.Archive{Files: append([]zt.File{{Name: "abc", Data: code, DirExtra: zt.P(uint16(60000))}}, plain()...)},
		kinds: []Kind{BadDirectory, BadDirectory}, want: map[string]string{"abc": string(code), "classes.dex": string(code), "resources.arsc": "table"}},
	{name: "a directory record that claims all others by its name", zip: zt.Archive{Files: append([]zt.File{{Name: "abc", Data: code, DirName: zt.P(uint16(60000))}}, plain()...)},
		kinds: []Kind{BadDirectory, BadDirectory, CountMismatch, Unlisted}, want: map[string]string{"classes.dex": string(code), "resources.arsc": "table"}},
	{name: "a local header that claims more than the file", zip: zt.Archive{Files: with(zt.File{Name: "x", Data: code, LocalExtra: zt.P(uint16(60000))})},
		kinds: []Kind{DataOutside, Unlisted}, want: map[string]string{"x": "-", "classes.dex": string(code)}},
	{name: "declared size too small", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Method: 8, Size: zt.P(uint32(10))}}},
		kinds: []Kind{LengthMismatch}, want: map[string]string{"a": string(code)}},
	{name: "declared size too large", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Method: 8, Size: zt.P(uint32(900_000_000))}}},
		kinds: []Kind{LengthMismatch}, want: map[string]string{"a": string(code)}},
	{name: "stored size past the end", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Size: zt.P(uint32(1 << 30))}}},
		kinds: []Kind{Overlap, DataOutside, LengthMismatch}, want: map[string]string{"a": string(code)}},
	{name: "compressed size past the end", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Method: 8, CompSize: zt.P(uint32(1 << 30))}}},
		kinds: []Kind{Overlap, DataOutside}, want: map[string]string{"a": string(code)}},
	{name: "compressed size too small", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Method: 8, CompSize: zt.P(uint32(5))}}},
		kinds: []Kind{CorruptData}, want: map[string]string{"a": "-"}},
	{name: "bomb by declared size", zip: zt.Archive{Files: with(zt.File{Name: "bomb", Data: make([]byte, 1<<20), Method: 8})}, lim: Limits{Entry: 1 << 16},
		kinds: []Kind{LimitReached}, want: map[string]string{"bomb": "-", "classes.dex": string(code)}},
	{name: "bomb by undeclared size", zip: zt.Archive{Files: with(zt.File{Name: "bomb", Data: make([]byte, 1<<20), Method: 8, Size: zt.P(uint32(9))})}, lim: Limits{Entry: 1 << 16},
		kinds: []Kind{LimitReached}, want: map[string]string{"bomb": "-"}},
	{name: "bomb by total", zip: zt.Archive{Files: with(zt.File{Name: "z1", Data: make([]byte, 1<<20), Method: 8}, zt.File{Name: "z2", Data: make([]byte, 1<<20), Method: 8})}, lim: Limits{Inflated: 3 << 19},
		kinds: []Kind{LimitReached}, want: map[string]string{"z2": "-"}},
	{name: "too many entries", zip: zt.Archive{Files: plain()}, lim: Limits{Entries: 2}, kinds: []Kind{LimitReached}, want: map[string]string{"classes.dex": string(code)}},
	{name: "names that climb, are absolute, hold NUL or backslash, are empty or not UTF-8", zip: zt.Archive{Files: with(
		zt.File{Name: "../../etc/passwd"}, zt.File{Name: "/etc/passwd"}, zt.File{Name: "a\x00b"}, zt.File{Name: `lib\x86\a.so`}, zt.File{Name: ""}, zt.File{Name: "\xff\xfe"}, zt.File{Name: "fine/..name/größe"})},
		kinds: []Kind{BadName, BadName, BadName, BadName, BadName, BadName}},
	{name: "directory with content", zip: zt.Archive{Files: with(zt.File{Name: "assets/", Data: []byte("hidden")})}, kinds: []Kind{DirContent}, want: map[string]string{"assets/": "hidden"}},
	{name: "two names for one data range", zip: zt.Archive{Files: with(zt.File{Name: "copy.dex", Data: code, Method: 8, HeaderOf: "classes.dex"})},
		kinds: []Kind{NameMismatch, Overlap}, want: map[string]string{"copy.dex": string(code)}},
	{name: "entry inside of another", zip: zt.Archive{Files: []zt.File{
		{Name: "outer", Data: append(zt.Archive{Files: []zt.File{{Name: "inner", Data: code}}, NoDirectory: true}.Build(), "tail"...)},
		{Name: "inner", Data: code, HeaderOf: "outer", HeaderAt: zt.P(uint32(30 + len("outer")))}}},
		kinds: []Kind{Overlap}, want: map[string]string{"inner": string(code)}},
	{name: "CRC mismatch", zip: zt.Archive{Files: []zt.File{{Name: "classes.dex", Data: code, Method: 8, CRC: zt.P(uint32(1))}}},
		kinds: []Kind{CRCMismatch}, want: map[string]string{"classes.dex": string(code)}},
	{name: "corrupt deflate stream", zip: zt.Archive{Files: []zt.File{{Name: "a", Data: code, Method: 8, Raw: []byte{0xff, 0xff, 0xff}}}},
		kinds: []Kind{CorruptData}, want: map[string]string{"a": "-"}},
	{name: "empty archive", zip: zt.Archive{}},
	{name: "an entry the directory does not list", zip: zt.Archive{Files: with(zt.File{Name: "hidden.dex", Data: code, Hidden: true})}, kinds: []Kind{Unlisted}},
	{name: "an entry the directory does not list behind a descriptor", zip: zt.Archive{Files: append([]zt.File{
		{Name: "a", Data: code, Method: 8, Descriptor: true}, {Name: "hidden.dex", Data: code, Hidden: true}}, plain()...)}, kinds: []Kind{Unlisted}},
}

func TestAttacks(t *testing.T) {
	for _, tc := range attacks {
		t.Run(tc.name, func(t *testing.T) {
			a, err := Open(tc.zip.Build(), tc.lim)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range a.Entries {
				a.Bytes(e)
			}
			var kinds []Kind
			for _, p := range a.Problems() {
				kinds = append(kinds, p.Kind)
				if strings.TrimSpace(p.Msg) == "" {
					t.Errorf("%s has no message", p.Kind)
				}
			}
			slices.Sort(kinds)
			want := slices.Sorted(slices.Values(tc.kinds))
			if d := cmp.Diff(want, kinds); d != "" {
				t.Errorf("problems (-want +got):\n%s\n%v", d, a.Problems())
			}
			for name, content := range tc.want {
				e, ok := a.Lookup(name)
				if !ok {
					t.Errorf("%q not found", name)
					continue
				}
				got, err := a.Bytes(e)
				if (content == "-") != (err != nil) {
					t.Errorf("%q: err = %v", name, err)
				} else if err == nil && string(got) != content {
					t.Errorf("%q: got %d bytes %.40q, want %d", name, len(got), got, len(content))
				}
			}
		})
	}
}

func TestNotZip(t *testing.T) {
	for _, s := range []string{"", "P", "PK", "PK\x03\x04", "hello", strings.Repeat("\x00", 1000), "PK\x01\x02" + strings.Repeat("\x00", 100)} {
		if _, err := Open([]byte(s), Limits{}); !errors.Is(err, ErrNotZip) {
			t.Errorf("%.20q: err = %v", s, err)
		}
	}
}

// TestTruncatedEverywhere cuts an archive at every byte: whatever is left must
// be read without panic, and a full local entry must be found.
func TestTruncatedEverywhere(t *testing.T) {
	data := zt.Archive{Files: plain(), Zip64: true}.Build()
	for cut := range data {
		a, err := Open(data[:cut], Limits{})
		if err != nil {
			continue
		}
		for _, e := range a.Entries {
			a.Bytes(e)
			a.Head(e, 10)
		}
	}
	second := bytes.LastIndex(data[:bytes.LastIndex(data, []byte("PK\x01\x02"))], []byte("PK\x03\x04"))
	a, err := Open(data[:second], Limits{})
	if err != nil {
		t.Fatal(err)
	}
	e, ok := a.Lookup("classes.dex")
	if got, err := a.Bytes(e); !ok || err != nil || !bytes.Equal(got, code) {
		t.Errorf("cut before the third entry: classes.dex %v %v, %d bytes", ok, err, len(got))
	}
}

func TestStoredIsView(t *testing.T) {
	data := zt.Archive{Files: plain()}.Build()
	a, _ := Open(data, Limits{})
	e, _ := a.Lookup("resources.arsc")
	got, err := a.Bytes(e)
	if err != nil || &got[0] != &data[e.DataOffset] {
		t.Errorf("stored content was copied (err %v)", err)
	}
	if cap(got) != len(got) {
		t.Error("an append to stored content would write into the archive")
	}
}

func TestHead(t *testing.T) {
	a, _ := Open(zt.Archive{Files: with(zt.File{Name: "odd", Data: code, Raw: zt.Deflate(code), Method: 77})}.Build(), Limits{})
	for name, full := range map[string][]byte{"classes.dex": code, "resources.arsc": []byte("table"), "odd": code} {
		e, _ := a.Lookup(name)
		for _, n := range []int{-1, 0, 1, 4, 100, len(full), len(full) + 1, 1 << 20} {
			got, err := a.Head(e, n)
			if want := full[:min(max(n, 0), len(full))]; err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s, %d: %d bytes, err %v", name, n, len(got), err)
			}
		}
	}
}

func TestReadIntoBuffer(t *testing.T) {
	a, _ := Open(zt.Archive{Files: plain()}.Build(), Limits{})
	e, _ := a.Lookup("classes.dex")
	buf := make([]byte, 0, len(code)+Slack)
	got, err := a.Read(e, buf)
	if err != nil || !bytes.Equal(got, code) || &got[0] != &buf[:1][0] {
		t.Errorf("buffer not used: %d bytes, err %v", len(got), err)
	}
	if got, err = a.Read(e, make([]byte, 3)); err != nil || !bytes.Equal(got, code) {
		t.Errorf("small buffer: %d bytes, err %v", len(got), err)
	}
}

// TestLyingSizeAllocatesLittle: memory follows the input, not the claim.
func TestLyingSizeAllocatesLittle(t *testing.T) {
	data := zt.Archive{Files: []zt.File{{Name: "a", Data: []byte("x"), Method: 8, Size: zt.P(uint32(1 << 30))}}}.Build()
	a, _ := Open(data, Limits{})
	got, err := a.Bytes(a.Entries[0])
	if err != nil || cap(got) > 1<<16 {
		t.Errorf("%d bytes of capacity for %d, err %v", cap(got), len(got), err)
	}
}

// TestLieIsBounded: a bomb that declares little is read as far as a sample.
func TestLieIsBounded(t *testing.T) {
	bomb := make([]byte, maxLie+1<<20)
	copy(bomb, "dex\n035\x00")
	data := zt.Archive{Files: []zt.File{{Name: "classes.dex", Data: bomb, Method: 8, Size: zt.P(uint32(100))}}}.Build()
	a, _ := Open(data, Limits{})
	got, err := a.Bytes(a.Entries[0])
	if err == nil || len(got) != maxLie+100 || !bytes.HasPrefix(got, bomb[:8]) {
		t.Errorf("%d bytes, err %v", len(got), err)
	}
}

func TestProblemsAreBounded(t *testing.T) {
	var files []zt.File
	for i := range 50 {
		files = append(files, zt.File{Name: fmt.Sprintf("/%d", i)})
	}
	a, _ := Open(zt.Archive{Files: files}.Build(), Limits{Problems: 10})
	p := a.Problems()
	if len(p) != 11 || p[10].Kind != ProblemsDropped {
		t.Errorf("%d problems, last %v", len(p), p[len(p)-1])
	}
}

func TestConcurrentReads(t *testing.T) {
	a, _ := Open(zt.Archive{Files: plain()}.Build(), Limits{})
	done := make(chan error)
	for range 8 {
		go func() {
			for range 50 {
				for _, e := range a.Entries {
					if _, err := a.Bytes(e); err != nil {
						done <- err
						return
					}
				}
			}
			done <- nil
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, tc := range attacks {
		if b := tc.zip.Build(); len(b) < 1<<16 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lim := Limits{Entry: 1 << 20, Inflated: 1 << 24, Problems: 100}
		a, err := Open(data, lim)
		if err != nil {
			return
		}
		for _, e := range a.Entries {
			got, err := a.Bytes(e)
			if int64(len(got)) > max(lim.Entry, int64(len(data))) {
				t.Fatalf("%d bytes read over a limit of %d", len(got), lim.Entry)
			}
			head, _ := a.Head(e, 5)
			if err == nil && !bytes.Equal(head, got[:min(5, len(got))]) {
				t.Fatalf("head %q of %q", head, got[:min(5, len(got))])
			}
		}
		differential(t, data, a)
	})
}

// differential compares with archive/zip where that reads a file without error
// and we found nothing odd.
func differential(t *testing.T, data []byte, a *Archive) {
	if len(a.Problems()) > 0 {
		return
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(r.File) != len(a.Entries) {
		return
	}
	for i, f := range r.File {
		if f.Name != a.Entries[i].Name || f.UncompressedSize64 > 1<<20 {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			continue
		}
		want, err := io.ReadAll(rc)
		if err != nil {
			continue
		}
		if got, err := a.Bytes(a.Entries[i]); err == nil && !bytes.Equal(got, want) {
			t.Fatalf("%q: %d bytes, archive/zip reads %d", f.Name, len(got), len(want))
		}
	}
}

func TestBuilderMakesWhatItSays(t *testing.T) {
	b := zt.Archive{Files: plain()}.Build()
	if binary.LittleEndian.Uint32(b) != sigLocal {
		t.Error("no local header at the start")
	}
	if _, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err != nil {
		t.Error(err)
	}
}
