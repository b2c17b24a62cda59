package signing

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"encoding/asn1"
	"math"
	"strings"
	"testing"
)

// pairSpec is one scheme's pair with one signer.
type pairSpec struct {
	id             uint32
	key            string // of testKeys
	alg            uint32
	minSDK, maxSDK uint32 // v3 and v3.1
	attrs          []byte
	wrongDigest    bool
}

// lineageAttr says that the EC key took over from the RSA key.
func lineageAttr(t testing.TB) []byte {
	value := rotated(t)
	i := bytes.Index(value, u32(attrRotation))
	n := int(le.Uint32(value[i-4:]))
	return prefixed(value[i : i+n])
}

func attr(id, value uint32) []byte { return prefixed(u32(id), u32(value)) }

// signPairs signs apk with these pairs; gap stands between the central
// directory and the end record.
func signPairs(t testing.TB, apk []byte, gap string, specs ...pairSpec) []byte {
	t.Helper()
	a := open(t, apk)
	body, dir, end := a.Data()[:a.CDOffset], a.Data()[a.CDOffset:a.EOCD], bytes.Clone(a.Data()[a.EOCD:])
	dir = append(bytes.Clone(dir), gap...)
	var pairs []byte
	for _, s := range specs {
		k, alg := testKeys()[s.key], algorithmByID(s.alg)
		digest := contentDigests[alg.content]([][]byte{body, dir, end}, func([]byte) {})
		if s.wrongDigest {
			digest[0] ^= 1
		}
		var sdks []byte
		if s.id != idV2 {
			sdks = append(u32(s.minSDK), u32(s.maxSDK)...)
		}
		data := bytes.Join([][]byte{prefixed(prefixed(u32(s.alg), prefixed(digest))), prefixed(prefixed(k.Cert)), sdks, prefixed(s.attrs)}, nil)
		sig, err := k.Private.Sign(nil, hashOf(alg.hash, data), alg.hash)
		if err != nil {
			t.Fatal(err)
		}
		value := prefixed(prefixed(prefixed(data), sdks, prefixed(prefixed(u32(s.alg), prefixed(sig))), prefixed(parseCert(k.Cert).spki)))
		pairs = le.AppendUint64(pairs, uint64(len(value)+4))
		pairs = append(le.AppendUint32(pairs, s.id), value...)
	}
	size := uint64(len(pairs) + minBlock - 8)
	block := append(le.AppendUint64(nil, size), pairs...)
	block = append(le.AppendUint64(block, size), blockMagic...)
	le.PutUint32(end[16:], uint32(len(body)+len(block)))
	return bytes.Join([][]byte{body, block, dir, end}, nil)
}

// TestRotation: what platforms before and after Android 13 make of v3.1. The
// expectations are those of apksig 8.1 and, where that does not look, of the
// platform's verifier.
func TestRotation(t *testing.T) {
	const rsaAlg, ecAlg, rsaVerity = 0x0103, 0x0201, 0x0421
	apk := unsigned()
	v2 := pairSpec{id: idV2, key: "RSA", alg: rsaAlg}
	v3 := func(attrs ...[]byte) pairSpec {
		return pairSpec{id: idV3, key: "RSA", alg: rsaAlg, minSDK: 24, maxSDK: 32, attrs: bytes.Join(attrs, nil)}
	}
	v31 := func(from uint32) pairSpec {
		return pairSpec{id: idV31, key: "EC", alg: ecAlg, minSDK: from, maxSDK: math.MaxInt32, attrs: lineageAttr(t)}
	}
	wrong := v31(33)
	wrong.wrongDigest = true
	whole := pairSpec{id: idV3, key: "RSA", alg: rsaAlg, minSDK: 24, maxSDK: math.MaxInt32}
	hybrid := whole
	hybrid.attrs = attr(attrHybridSDK, 37)
	verity := whole
	verity.alg, verity.minSDK = rsaVerity, 28
	verityWrong := verity
	verityWrong.wrongDigest = true
	for _, tc := range []struct {
		name   string
		data   []byte
		opt    Options
		why    string // part of the reason, "" when it verifies
		signer string // of the newest scheme
	}{
		{"rotated for Android 13", signPairs(t, apk, "", v2, v31(33), v3(attr(attrRotationSDK, 33))), Options{24, 0}, "", "avow EC"},
		{"rotated, seen from Android 13", signPairs(t, apk, "", v2, v31(33), v3(attr(attrRotationSDK, 33))), Options{33, 0}, "", "avow EC"},
		{"no word of it in v3", signPairs(t, apk, "", v31(33), v3()), Options{28, 0}, "", "avow EC"},
		{"v3.1 replaced by a later one", signPairs(t, apk, "", v31(34), v3(attr(attrRotationSDK, 33))), Options{28, 0}, "from platform 33 on; the one that is there begins at 34", "avow EC"},
		{"v3.1 replaced, before Android 13", signPairs(t, apk, "", v31(34), v3(attr(attrRotationSDK, 33))), Options{28, 32}, "", "avow EC"},
		{"v3.1 stripped", signPairs(t, apk, "", v3(attr(attrRotationSDK, 33))), Options{28, 0}, "v3.1 signature, too, which is missing", "avow RSA"},
		{"v3.1 stripped, before Android 13", signPairs(t, apk, "", v3(attr(attrRotationSDK, 33))), Options{28, 32}, "", "avow RSA"},
		{"v3.1 alone", signPairs(t, apk, "", v31(33)), Options{28, 0}, "no v3 signature for the platforms", "avow EC"},
		{"v3.1 alone, from Android 13", signPairs(t, apk, "", v31(33)), Options{33, 0}, "", "avow EC"},
		{"content of v3.1 changed", signPairs(t, apk, "", v3(attr(attrRotationSDK, 33)), wrong), Options{33, 0}, "another digest", "avow EC"},
		{"v3.2 stripped", signPairs(t, apk, "", hybrid), Options{28, 0}, "v3.2 signature, too, which is missing", "avow RSA"},
		{"v3.2 stripped, before Android 17", signPairs(t, apk, "", hybrid), Options{28, 36}, "", "avow RSA"},
		{"verity", signPairs(t, apk, "", verity), Options{28, 0}, "", "avow RSA"},
		{"verity of other content", signPairs(t, apk, "", verityWrong), Options{28, 0}, "another digest", "avow RSA"},
		{"bytes before the end record", signPairs(t, apk, "GARBAGE", v2, whole), Options{24, 0}, "no signature that a platform", ""},
	} {
		r := Verify(open(t, tc.data), tc.opt)
		if r.Verified != (tc.why == "") || !strings.Contains(r.Why, tc.why) {
			t.Errorf("%s: verified %v: %s", tc.name, r.Verified, r.Why)
		}
		got := ""
		if s := r.Signers(); len(s) > 0 {
			got, _, _ = strings.Cut(strings.TrimPrefix(s[0].Certs[0].Subject, "CN="), ",")
		}
		if got != tc.signer {
			t.Errorf("%s: signer %q, want %q", tc.name, got, tc.signer)
		}
	}
}

// TestNegativeModulus: old tools wrote the modulus without the leading zero.
func TestNegativeModulus(t *testing.T) {
	pub := testKeys()["RSA"].Private.Public().(*rsa.PublicKey)
	raw := append([]byte{0x30, 0, 0x02, 0x82, 1, 0}, pub.N.Bytes()...)
	raw = append(raw, 0x02, 3, 1, 0, 1)
	key := append([]byte{0x30, 0x82}, byte((len(raw)-2)>>8), byte(len(raw)-2))
	key = append(key, raw[2:]...)
	type spki struct {
		Alg asnAlgorithm
		Key asn1.BitString
	}
	der, err := asn1.Marshal(spki{asnAlgorithm{ID: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}}, asn1.BitString{Bytes: key, BitLength: 8 * len(key)}})
	if err != nil {
		t.Fatal(err)
	}
	got, _, bits, err := parseKey(der)
	if err != nil || bits != 2048 || !pub.Equal(got) {
		t.Errorf("%d bits, %v", bits, err)
	}
	digest := hashOf(crypto.SHA256, []byte("content"))
	sig, err := testKeys()["RSA"].Private.Sign(nil, digest, crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if err := verifySig(got, pkcs1, crypto.SHA256, digest, sig); err != nil {
		t.Error(err)
	}
}
