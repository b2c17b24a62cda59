package signing

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	mrand "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/avow-audit/avow/internal/format/zip"
	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
)

// testKeys are made once per run and never written anywhere.
var testKeys = sync.OnceValue(func() map[string]Key {
	keys := map[string]Key{}
	rnd := mrand.NewChaCha8([32]byte{1})
	rsaKey, err := rsa.GenerateKey(rnd, 2048)
	if err != nil {
		panic(err)
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rnd)
	if err != nil {
		panic(err)
	}
	for name, k := range map[string]crypto.Signer{"RSA": rsaKey, "EC": ecKey} {
		tmpl := &x509.Certificate{
			SerialNumber: big.NewInt(0x1234), NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2050, 1, 1, 0, 0, 0, 0, time.UTC),
			Subject: pkix.Name{CommonName: "avow " + name, Organization: []string{"Example, Inc."}, Country: []string{"NO"}},
		}
		der, err := x509.CreateCertificate(rnd, tmpl, tmpl, k.Public(), k)
		if err != nil {
			panic(err)
		}
		keys[name] = Key{k, der}
	}
	return keys
})

// unsigned is a package large enough for several digest chunks.
func unsigned() []byte {
	return zt.Archive{Files: []zt.File{
		{Name: "AndroidManifest.xml", Data: minimalManifest, Method: 8},
		{Name: "classes.dex", Data: bytes.Repeat([]byte("code"), 1000), Method: 8},
		{Name: "assets/", Data: nil},
		{Name: "assets/a very long name that has to be wrapped in the manifest because it is over seventy bytes.bin", Data: bytes.Repeat([]byte("0123456789abcdef"), 200_000)},
	}}.Build()
}

func signed(t testing.TB, key string, jar bool) []byte {
	t.Helper()
	out, err := Sign(unsigned(), testKeys()[key], jar)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func open(t testing.TB, data []byte) *zip.Archive {
	t.Helper()
	a, err := zip.Open(data, zip.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSignedVerifies(t *testing.T) {
	for _, key := range []string{"RSA", "EC"} {
		for _, jar := range []bool{false, true} {
			data := signed(t, key, jar)
			if again := signed(t, key, jar); !bytes.Equal(data, again) {
				t.Errorf("%s: signing twice gives different packages", key)
			}
			minSDK := 24
			if jar {
				minSDK = 21
			}
			r := Verify(open(t, data), Options{MinSDK: minSDK})
			if !r.Verified {
				t.Errorf("%s jar=%v: %s", key, jar, r.Why)
			}
			for _, s := range r.Schemes {
				c := s.Signers[0].Certs[0]
				if !s.Verified || c.Subject != `CN=avow `+key+`, O="Example, Inc.", C=NO` || c.KeyAlgorithm != key || c.Serial != "1234" || c.NotBefore.Year() != 2020 {
					t.Errorf("%s %s: %+v %s", key, s.Scheme, c, s.Why)
				}
			}
			if want := map[bool]int{false: 2, true: 3}[jar]; len(r.Schemes) != want {
				t.Errorf("%s: %d schemes", key, len(r.Schemes))
			}
			if problems := open(t, data).Problems(); len(problems) > 0 {
				t.Errorf("the signed package is not sound: %v", problems)
			}
		}
	}
}

// TestApksignerAccepts has the public tool judge what Sign makes.
func TestApksignerAccepts(t *testing.T) {
	tool, err := exec.LookPath("apksigner")
	if err != nil {
		t.Skip("apksigner is not installed")
	}
	for _, key := range []string{"RSA", "EC"} {
		p := filepath.Join(t.TempDir(), key+".apk")
		if err := os.WriteFile(p, signed(t, key, true), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(tool, "verify", "-v", "--min-sdk-version", "21", p).CombinedOutput()
		for _, want := range []string{"v1 scheme (JAR signing): true", "v2 scheme (APK Signature Scheme v2): true", "v3 scheme (APK Signature Scheme v3): true"} {
			if err != nil || !strings.Contains(string(out), want) {
				t.Fatalf("%s: %v, no %q\n%s", key, err, want, out)
			}
		}
	}
}

// TestTamper changes one byte at many places: Verify must refuse, Read must
// still name the signer when only content changed.
func TestTamper(t *testing.T) {
	data := signed(t, "EC", true)
	a := open(t, data)
	b, err := findBlock(a)
	if err != nil || b == nil {
		t.Fatal(err)
	}
	want := Verify(a, Options{MinSDK: 21}).Signers()[0].Certs[0].SHA256
	for _, off := range []int64{40, 1000, b.start - 1000, b.start - 1, b.cd + 12, a.EOCD + 4} {
		bad := bytes.Clone(data)
		bad[off] ^= 1
		if r := Verify(open(t, bad), Options{MinSDK: 28}); r.Verified {
			t.Errorf("byte %d changed and still verified", off)
		}
	}
	for off := b.start; off < b.cd; off += 7 {
		bad := bytes.Clone(data)
		bad[off] ^= 0x10
		r := Verify(open(t, bad), Options{MinSDK: 21})
		if r.Verified {
			t.Errorf("byte %d of the signing block changed and still verified", off)
		}
	}
	bad := bytes.Clone(data)
	bad[100_000] ^= 1
	r := Read(open(t, bad))
	if s := r.Signers(); len(s) != 1 || !s[0].Verified || s[0].Certs[0].SHA256 != want {
		t.Errorf("Read: %+v", s)
	}
}

func TestStripped(t *testing.T) {
	data := signed(t, "RSA", true)
	a := open(t, data)
	b, _ := findBlock(a)
	// v3 renamed to an unknown ID: v2 says it must be there.
	bad := bytes.Clone(data)
	i := bytes.Index(bad[b.start:], u32(idV3)) + int(b.start)
	bad[i] ^= 1
	r := Verify(open(t, bad), Options{MinSDK: 24})
	if r.Verified || !strings.Contains(r.Why, "stripped") {
		t.Errorf("v3 stripped: %v %s", r.Verified, r.Why)
	}
	// The whole block removed: X-Android-APK-Signed says it must be there.
	bad = append(bytes.Clone(data[:b.start]), data[b.cd:]...)
	le.PutUint32(bad[len(bad)-6:], uint32(b.start))
	r = Verify(open(t, bad), Options{MinSDK: 24})
	if r.Verified || !strings.Contains(r.Why, "stripped") {
		t.Errorf("block stripped: %v %s", r.Verified, r.Why)
	}
	// Platforms that know no block do not mind.
	if r = Verify(open(t, bad), Options{MinSDK: 21, MaxSDK: 23}); !r.Verified {
		t.Errorf("block stripped, Android 5 and 6: %s", r.Why)
	}
}

func TestUnsigned(t *testing.T) {
	r := Verify(open(t, unsigned()), Options{})
	if r.Verified || len(r.Schemes) != 0 || r.Why == "" {
		t.Errorf("%+v", r)
	}
}

func TestAddedFileIsSeenByV1(t *testing.T) {
	// META-INF is not protected by v1, everything else is.
	for name, ok := range map[string]bool{"classes2.dex": false, "META-INF/added": true} {
		out, err := Sign(unsigned(), testKeys()["RSA"], true)
		if err != nil {
			t.Fatal(err)
		}
		a := open(t, out)
		b, _ := findBlock(a)
		f := newFile{name, []byte("new")}
		dir := f.central(bytes.Clone(out[a.CDOffset:a.EOCD]), int(b.start))
		body := f.local(bytes.Clone(out[:b.start]))
		end := bytes.Clone(out[a.EOCD:])
		le.PutUint16(end[8:], uint16(len(a.Entries)+1))
		le.PutUint16(end[10:], uint16(len(a.Entries)+1))
		le.PutUint32(end[12:], uint32(len(dir)))
		le.PutUint32(end[16:], uint32(len(body)))
		r := Verify(open(t, bytes.Join([][]byte{body, dir, end}, nil)), Options{MinSDK: 21, MaxSDK: 23})
		if r.Verified != ok {
			t.Errorf("%s: verified %v, %s", name, r.Verified, r.Why)
		}
	}
}

// minimalManifest is a binary AndroidManifest.xml with nothing but
// <manifest package="a"/>, for tools that want one.
var minimalManifest = buildManifest()

func buildManifest() []byte {
	var pool []byte
	strs := []string{"manifest", "package", "a"}
	var offs, body []byte
	for _, s := range strs {
		offs = le.AppendUint32(offs, uint32(len(body)))
		body = append(le.AppendUint16(body, uint16(len(s))), utf16le(s)...)
		body = append(body, 0, 0)
	}
	for len(body)%4 != 0 {
		body = append(body, 0)
	}
	pool = append(pool, 1, 0, 28, 0)
	pool = le.AppendUint32(pool, uint32(28+len(offs)+len(body)))
	for _, v := range []uint32{uint32(len(strs)), 0, 0, uint32(28 + len(offs)), 0} {
		pool = le.AppendUint32(pool, v)
	}
	pool = append(append(pool, offs...), body...)
	const none = 0xffffffff
	node := func(typ uint16, rest ...uint32) []byte {
		b := le.AppendUint16(le.AppendUint16(nil, typ), 16)
		b = le.AppendUint32(b, uint32(16+4*len(rest)))
		b = le.AppendUint32(le.AppendUint32(b, 1), none)
		for _, v := range rest {
			b = le.AppendUint32(b, v)
		}
		return b
	}
	start := node(0x0102, none, 0, 20<<16|20, 1, 0, none, 1, 2, 3<<24|8, 2)
	out := append(append(pool, start...), node(0x0103, none, 0)...)
	return append(le.AppendUint32([]byte{3, 0, 8, 0}, uint32(8+len(out))), out...)
}

func utf16le(s string) (out []byte) {
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}
