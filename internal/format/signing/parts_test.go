package signing

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"math"
	"math/big"
	mrand "math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rotated is the value of a v3 pair whose signer is the EC key, which took
// over from the RSA key.
func rotated(t testing.TB) []byte {
	t.Helper()
	old, cur := testKeys()["RSA"], testKeys()["EC"]
	sign := func(k Key, b []byte) []byte {
		sig, err := k.Private.Sign(nil, hashOf(crypto.SHA256, b), crypto.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		return sig
	}
	const rsaAlg, ecAlg = 0x0103, 0x0201
	first := append(prefixed(old.Cert), u32(0)...)
	second := append(prefixed(cur.Cert), u32(rsaAlg)...)
	lineage := bytes.Join([][]byte{u32(1),
		prefixed(prefixed(first), u32(23), u32(rsaAlg), prefixed(nil)),
		prefixed(prefixed(second), u32(1), u32(ecAlg), prefixed(sign(old, second))),
	}, nil)
	sdks := append(u32(sdkV3), u32(math.MaxInt32)...)
	data := bytes.Join([][]byte{
		prefixed(prefixed(u32(ecAlg), prefixed(make([]byte, 32)))), prefixed(prefixed(cur.Cert)), sdks,
		prefixed(prefixed(u32(attrRotation), lineage)),
	}, nil)
	spki := parseCert(cur.Cert).spki
	return prefixed(prefixed(prefixed(data), sdks, prefixed(prefixed(u32(ecAlg), prefixed(sign(cur, data)))), prefixed(spki)))
}

func TestLineage(t *testing.T) {
	good := rotated(t)
	read := func(value []byte) Result {
		r := &reader{report: &Report{}, opt: Options{28, math.MaxInt32}, block: &block{pairs: []pair{{idV3, value}}}}
		return r.readScheme(blockSchemes[1], value)
	}
	res := read(good)
	if !res.Verified || len(res.Signers[0].Lineage) != 2 || res.Signers[0].Lineage[0].Flags != 23 {
		t.Fatalf("%+v", res)
	}
	if got := res.Signers[0].Lineage[0].Cert.Subject; !strings.HasPrefix(got, "CN=avow RSA") {
		t.Error(got)
	}
	// The old key's signature over the new certificate, spoiled: the signer's
	// own signature covers it, so both must be renewed by an attacker; here
	// the outer one fails first.
	i := bytes.LastIndex(good, testKeys()["EC"].Cert)
	bad := bytes.Clone(good)
	bad[i+len(testKeys()["EC"].Cert)+8] ^= 1
	if res := read(bad); res.Verified {
		t.Error("a spoiled lineage verified")
	}
	sg := Signer{Certs: []Certificate{parseCert(testKeys()["RSA"].Cert)}}
	j := bytes.Index(good, u32(attrRotation)) + 4
	n := int(le.Uint32(good[j-8:])) - 4
	if err := readLineage(&sg, good[j:j+n]); err == nil || !strings.Contains(err.Error(), "does not end") {
		t.Errorf("lineage of another signer: %v", err)
	}
	for k := range n {
		spoiled := bytes.Clone(good[j : j+n])
		spoiled[k] ^= 0x40
		sg := Signer{Certs: []Certificate{parseCert(testKeys()["EC"].Cert)}}
		err := readLineage(&sg, spoiled)
		// Flags are not signed by the older key, nor is the first certificate
		// by anybody but itself; its key is what counts.
		if err == nil && len(sg.Lineage) != 2 {
			t.Errorf("byte %d changed: %d nodes", k, len(sg.Lineage))
		}
	}
}

// TestChunkedDigest compares with the definition, written out plainly.
func TestChunkedDigest(t *testing.T) {
	a, b := bytes.Repeat([]byte("a"), 2*chunkSize+5), []byte("end")
	var sums []byte
	for _, c := range [][]byte{a[:chunkSize], a[chunkSize : 2*chunkSize], a[2*chunkSize:], b} {
		s := sha256.Sum256(bytes.Join([][]byte{{0xa5}, u32(uint32(len(c))), c}, nil))
		sums = append(sums, s[:]...)
	}
	want := sha256.Sum256(bytes.Join([][]byte{{0x5a}, u32(4), sums}, nil))
	if got := chunkedDigest(crypto.SHA256, [][]byte{a, nil, b}, func([]byte) {}); !bytes.Equal(got, want[:]) {
		t.Errorf("%x, want %x", got, want)
	}
}

// TestVerityDigest compares with a recursive Merkle tree over the joined bytes.
func TestVerityDigest(t *testing.T) {
	var root func(b []byte) []byte
	root = func(b []byte) []byte {
		var level []byte
		for len(b) > 0 {
			page := make([]byte, 8+4096)
			b = b[copy(page[8:], b):]
			s := sha256.Sum256(page)
			level = append(level, s[:]...)
		}
		if len(level) <= 4096 {
			page := make([]byte, 8+4096)
			copy(page[8:], level)
			s := sha256.Sum256(page)
			return s[:]
		}
		return root(level)
	}
	for _, n := range []int{1, 4096, 4097, 128 * 4096, 129*4096 + 1, 300 * 4096} {
		data := bytes.Repeat([]byte{7, 1, 9}, n/3+1)[:n]
		parts := [][]byte{data[:n/2], data[n/2 : n/2+n/3], data[n/2+n/3:]}
		want := le.AppendUint64(root(data), uint64(n))
		if got := verityDigest(parts); !bytes.Equal(got, want) {
			t.Errorf("%d bytes: %x, want %x", n, got, want)
		}
	}
}

func TestManifestSections(t *testing.T) {
	in := "Manifest-Version: 1.0\r\nLong: ab\r\n cd\r\n ef\r\n\r\nName: x\nSHA1-Digest: q\n\n\r\nname: y\rEmpty\n"
	main, rest := parseManifest([]byte(in))
	got := [][]attribute{main.attrs}
	var raw []string
	for _, s := range rest {
		got = append(got, s.attrs)
		raw = append(raw, string(s.raw))
	}
	want := [][]attribute{{{"Manifest-Version", "1.0"}, {"Long", "abcdef"}}, {{"Name", "x"}, {"SHA1-Digest", "q"}}, {{"name", "y"}, {"Empty", ""}}}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(attribute{})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"Name: x\nSHA1-Digest: q\n\n", "name: y\rEmpty\n"}, raw); d != "" {
		t.Error(d)
	}
}

func TestBER(t *testing.T) {
	deep := bytes.Repeat([]byte{0x30, 0x80}, 100)
	for name, tc := range map[string]struct {
		in   []byte
		body string
		ok   bool
	}{
		"short":                {[]byte{4, 2, 'h', 'i'}, "hi", true},
		"long form":            {[]byte{4, 0x82, 0, 2, 'h', 'i'}, "hi", true},
		"indefinite":           {[]byte{0x24, 0x80, 4, 1, 'h', 4, 1, 'i', 0, 0}, "hi", true},
		"past the end":         {[]byte{4, 3, 'h', 'i'}, "", false},
		"length overflow":      {[]byte{4, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, "", false},
		"no end mark":          {[]byte{0x24, 0x80, 4, 1, 'h'}, "", false},
		"primitive, no end":    {[]byte{4, 0x80, 0, 0}, "", false},
		"too deep":             {deep, "", false},
		"empty":                {nil, "", false},
		"high tag cut short":   {[]byte{0x1f, 0x80}, "", false},
		"many length bytes":    {[]byte{4, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'x'}, "", false},
		"trailing is not ours": {[]byte{4, 1, 'h', 'x'}, "h", true},
	} {
		e, _, err := next(tc.in)
		if (err == nil) != tc.ok {
			t.Errorf("%s: err = %v", name, err)
			continue
		}
		if got, _ := e.octets(); err == nil && string(got) != tc.body {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestBrokenCertificate: the digest is there whatever the rest is.
func TestBrokenCertificate(t *testing.T) {
	raw := testKeys()["RSA"].Cert
	c := parseCert(raw[:len(raw)/3])
	if len(c.SHA256) != 64 || c.Why == "" {
		t.Errorf("%+v", c)
	}
	if c := parseCert(nil); c.SHA256 == "" || c.Why == "" {
		t.Errorf("%+v", c)
	}
}

// TestSmallRSA: Android runs packages signed with 512-bit keys, which
// crypto/rsa refuses to look at.
func TestSmallRSA(t *testing.T) {
	rnd := mrand.NewChaCha8([32]byte{2})
	prime := func() *big.Int {
		p, err := rand.Prime(rnd, 256)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	one := big.NewInt(1)
	var p, q, d *big.Int
	for e := big.NewInt(65537); d == nil; {
		p, q = prime(), prime()
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		d = new(big.Int).ModInverse(e, phi)
	}
	pub := &rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537}
	digest := hashOf(crypto.SHA1, []byte("content"))
	for i, prefix := range digestInfo[crypto.SHA1] {
		tail := append(bytes.Clone(prefix), digest...)
		em := append([]byte{0, 1}, bytes.Repeat([]byte{0xff}, pub.Size()-3-len(tail))...)
		em = append(append(em, 0), tail...)
		sig := new(big.Int).Exp(new(big.Int).SetBytes(em), d, pub.N).FillBytes(make([]byte, pub.Size()))
		if err := verifySig(pub, pkcs1, crypto.SHA1, digest, sig); err != nil {
			t.Errorf("form %d: %v", i, err)
		}
		sig[10] ^= 1
		if verifySig(pub, pkcs1, crypto.SHA1, digest, sig) == nil {
			t.Errorf("form %d: a spoiled signature verifies", i)
		}
	}
}
