package signing

import (
	"bytes"
	"math"
	"testing"

	"github.com/avow-audit/avow/internal/format/zip"
	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
)

// tiny is a signed package small enough to fuzz.
func tiny(f testing.TB) []byte {
	data, err := Sign(zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: minimalManifest, Method: 8}}}.Build(), testKeys()["EC"], true)
	if err != nil {
		f.Fatal(err)
	}
	return data
}

// reblock puts value as the only pair of this ID into a signed package.
func reblock(f testing.TB, id uint32, value []byte) []byte {
	data := tiny(f)
	b, _ := findBlock(open(f, data))
	pairs := append(le.AppendUint32(le.AppendUint64(nil, uint64(len(value)+4)), id), value...)
	size := uint64(len(pairs) + minBlock - 8)
	block := append(append(le.AppendUint64(nil, size), pairs...), le.AppendUint64(nil, size)...)
	block = append(block, blockMagic...)
	end := bytes.Clone(data[b.eocd:])
	le.PutUint32(end[16:], uint32(int(b.start)+len(block)))
	return bytes.Join([][]byte{data[:b.start], block, data[b.cd:b.eocd], end}, nil)
}

func FuzzSigningBlock(f *testing.F) {
	for _, key := range []string{"RSA", "EC"} {
		b, _ := findBlock(open(f, signed(f, key, false)))
		for _, p := range b.pairs {
			f.Add(p.id, p.value)
		}
	}
	f.Add(uint32(idStamp2), prefixed(prefixed(testKeys()["RSA"].Cert)))
	f.Add(uint32(idV31), rotated(f))
	f.Fuzz(func(t *testing.T, id uint32, value []byte) {
		r := &reader{data: nil, report: &Report{}, opt: Options{24, math.MaxInt32}, block: &block{pairs: []pair{{id, value}}}}
		for _, s := range blockSchemes {
			res := r.readScheme(s, value)
			if !res.Verified && res.Why == "" {
				t.Fatal("refused without a reason")
			}
			for _, sg := range res.Signers {
				if sg.Verified && len(sg.Certs) == 0 {
					t.Fatal("verified without a certificate")
				}
			}
		}
		stampCert(value)
	})
}

func FuzzBlockInPackage(f *testing.F) {
	f.Add(tiny(f))
	f.Add(reblock(f, idV3, []byte{1, 2, 3}))
	f.Add(signPairs(f, zt.Archive{Files: []zt.File{{Name: "a", Data: []byte("content")}}}.Build(), "", pairSpec{id: idV3, key: "RSA", alg: 0x0421, minSDK: 28, maxSDK: 32, attrs: attr(attrRotationSDK, 33)},
		pairSpec{id: idV31, key: "EC", alg: 0x0201, minSDK: 33, maxSDK: math.MaxInt32, attrs: lineageAttr(f)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := zip.Open(data, zip.Limits{Entry: 1 << 20, Inflated: 1 << 22})
		if err != nil {
			return
		}
		Read(a)
		Verify(a, Options{})
	})
}

func FuzzPKCS7(f *testing.F) {
	for _, key := range []string{"RSA", "EC"} {
		a := open(f, signed(f, key, true))
		e, _ := a.Lookup("META-INF/CERT." + key)
		b, _ := a.Bytes(e)
		f.Add(b)
		f.Add(testKeys()[key].Cert)
	}
	f.Add([]byte{0x30, 0x80, 0x30, 0x80, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		c := parseCert(b)
		if c.SHA256 == "" || c.key == nil && c.Why == "" {
			t.Fatalf("%+v", c)
		}
		p, err := parsePKCS7(b)
		if err != nil {
			return
		}
		for i := range p.signers {
			p.verify(&p.signers[i], []byte("content"), Options{24, math.MaxInt32}, i%2 == 0)
		}
	})
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte("Manifest-Version: 1.0\r\n\r\nName: a\r\n b\r\nSHA-256-Digest: eA==\r\n\r\n"))
	f.Add([]byte("A: 1\n\nName: x\rB: 2\n\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		main, rest := parseManifest(b)
		n := len(main.raw)
		for _, s := range rest {
			n += len(s.raw)
		}
		if n > len(b) {
			t.Fatalf("sections hold %d bytes of %d", n, len(b))
		}
	})
}
