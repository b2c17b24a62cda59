package signing

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"strings"

	"github.com/avow-audit/avow/internal/format/zip"
)

// Key is what [Sign] signs with.
type Key struct {
	Private crypto.Signer // *rsa.PrivateKey or *ecdsa.PrivateKey
	Cert    []byte        // DER, of the same key
}

// Sign returns apk signed with schemes v2 and v3, and with v1 when jar is set
// (packages for Android 6 and older). An older signing block is replaced; a
// package that has a JAR signature already is refused. The same input gives
// the same output. It serves the example app and tests; it is no release tool.
func Sign(apk []byte, key Key, jar bool) ([]byte, error) {
	a, err := zip.Open(apk, zip.Limits{})
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(key.Cert)
	if err != nil {
		return nil, err
	}
	if a.EOCD < 0 || a.Recovered || a.Base != 0 || len(apk) > math.MaxInt32 {
		return nil, errors.New("only sound packages under 2 GiB can be signed")
	}
	s := &signer{key: key, cert: cert}
	switch key.Private.Public().(type) {
	case *rsa.PublicKey:
		s.alg = algorithmByID(0x0103)
	case *ecdsa.PublicKey:
		s.alg = algorithmByID(0x0201)
	default:
		return nil, fmt.Errorf("cannot sign with a key of type %T", key.Private)
	}
	end := a.CDOffset
	if b, err := findBlock(a); err == nil && b != nil {
		end = b.start
	}
	body, dir := bytes.Clone(apk[:end]), bytes.Clone(apk[a.CDOffset:a.EOCD])
	count := len(a.Entries)
	if jar {
		files, err := s.jarFiles(a)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			dir = f.central(dir, len(body))
			body = f.local(body)
			count++
		}
	}
	eocd := bytes.Clone(apk[a.EOCD:])
	le.PutUint16(eocd[8:], uint16(count))
	le.PutUint16(eocd[10:], uint16(count))
	le.PutUint32(eocd[12:], uint32(len(dir)))
	le.PutUint32(eocd[16:], uint32(len(body)))
	block, err := s.block(chunkedDigest(s.alg.hash, [][]byte{body, dir, eocd}, func([]byte) {}))
	if err != nil {
		return nil, err
	}
	le.PutUint32(eocd[16:], uint32(len(body)+len(block)))
	return bytes.Join([][]byte{body, block, dir, eocd}, nil), nil
}

// signer carries one run of Sign.
type signer struct {
	key  Key
	cert *x509.Certificate
	alg  *sigAlgorithm
}

// sign signs data with SHA-256. Without a random source the standard library
// signs deterministically (PKCS#1 v1.5; RFC 6979).
func (s *signer) sign(data []byte) ([]byte, error) {
	return s.key.Private.Sign(nil, hashOf(crypto.SHA256, data), crypto.SHA256)
}

// prefixed joins parts behind their common 32-bit length.
func prefixed(parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(le.AppendUint32(nil, uint32(len(body))), body...)
}

func u32(v uint32) []byte { return le.AppendUint32(nil, v) }

// block builds the APK Signing Block over the content digest.
func (s *signer) block(digest []byte) ([]byte, error) {
	v2, err := s.scheme(digest, false)
	if err != nil {
		return nil, err
	}
	v3, err := s.scheme(digest, true)
	if err != nil {
		return nil, err
	}
	var pairs []byte
	for _, p := range []pair{{idV2, v2}, {idV3, v3}} {
		pairs = le.AppendUint64(pairs, uint64(len(p.value)+4))
		pairs = append(le.AppendUint32(pairs, p.id), p.value...)
	}
	size := uint64(len(pairs) + minBlock - 8)
	out := append(le.AppendUint64(nil, size), pairs...)
	return append(le.AppendUint64(out, size), blockMagic...), nil
}

// scheme builds the value of a v2 or v3 pair with one signer.
func (s *signer) scheme(digest []byte, v3 bool) ([]byte, error) {
	digests := prefixed(prefixed(u32(s.alg.id), prefixed(digest)))
	certs := prefixed(prefixed(s.key.Cert))
	var sdks, attrs []byte
	if v3 {
		sdks = append(u32(sdkV3), u32(math.MaxInt32)...)
	} else {
		attrs = prefixed(u32(attrStripping), u32(3))
	}
	signed := bytes.Join([][]byte{digests, certs, sdks, prefixed(attrs)}, nil)
	sig, err := s.sign(signed)
	if err != nil {
		return nil, err
	}
	sigs := prefixed(prefixed(u32(s.alg.id), prefixed(sig)))
	return prefixed(prefixed(prefixed(signed), sdks, sigs, prefixed(s.cert.RawSubjectPublicKeyInfo))), nil
}

// jarFiles makes MANIFEST.MF, CERT.SF and the signature block.
func (s *signer) jarFiles(a *zip.Archive) ([]newFile, error) {
	mf := []byte("Manifest-Version: 1.0\r\nCreated-By: 1.0 (avow)\r\n\r\n")
	var sections []byte
	for _, e := range a.Entries {
		if strings.HasPrefix(e.Name, metaInf) && (strings.HasSuffix(e.Name, ".SF") || e.Name == metaInf+"MANIFEST.MF") {
			return nil, errors.New("the package has a JAR signature already")
		}
		if e.IsDir() || strings.HasPrefix(e.Name, metaInf) {
			continue
		}
		data, err := a.Bytes(e)
		if err != nil {
			return nil, err
		}
		sec := append(wrapLine("Name: "+e.Name), wrapLine("SHA-256-Digest: "+b64sum(data))...)
		sec = append(sec, "\r\n"...)
		mf = append(mf, sec...)
		sections = append(sections, wrapLine("Name: "+e.Name)...)
		sections = append(append(sections, wrapLine("SHA-256-Digest: "+b64sum(sec))...), "\r\n"...)
	}
	sf := []byte("Signature-Version: 1.0\r\nCreated-By: 1.0 (avow)\r\n")
	sf = append(sf, wrapLine("SHA-256-Digest-Manifest: "+b64sum(mf))...)
	sf = append(append(sf, "X-Android-APK-Signed: 2, 3\r\n\r\n"...), sections...)
	p7, err := s.pkcs7(sf)
	if err != nil {
		return nil, err
	}
	ext := ".RSA"
	if s.alg.key == "EC" {
		ext = ".EC"
	}
	return []newFile{{metaInf + "CERT.SF", sf}, {metaInf + "CERT" + ext, p7}, {metaInf + "MANIFEST.MF", mf}}, nil
}

func b64sum(data []byte) string {
	return base64.StdEncoding.EncodeToString(hashOf(crypto.SHA256, data))
}

// wrapLine breaks a line after 70 bytes, as the JAR specification demands.
func wrapLine(s string) (out []byte) {
	for most := 70; len(s) > most; most = 69 {
		out = append(append(out, s[:most]...), "\r\n "...)
		s = s[most:]
	}
	return append(append(out, s...), "\r\n"...)
}

// The parts of a PKCS #7 SignedData that are built here.
type (
	asnAlgorithm struct {
		ID     asn1.ObjectIdentifier
		Params asn1.RawValue `asn1:"optional"`
	}
	asnIssuerSerial struct {
		Issuer asn1.RawValue
		Serial asn1.RawValue
	}
	asnSignerInfo struct {
		Version int
		SID     asnIssuerSerial
		Digest  asnAlgorithm
		Alg     asnAlgorithm
		Sig     []byte
	}
	asnData struct {
		Type asn1.ObjectIdentifier
	}
	asnSignedData struct {
		Version int
		Digests []asnAlgorithm `asn1:"set"`
		Content asnData
		Certs   asn1.RawValue
		Signers []asnSignerInfo `asn1:"set"`
	}
	asnContentInfo struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue
	}
)

// pkcs7 signs a signature file without signed attributes, which platforms
// before Android 4.4 do not check.
func (s *signer) pkcs7(sf []byte) ([]byte, error) {
	sig, err := s.sign(sf)
	if err != nil {
		return nil, err
	}
	serial, err := asn1.Marshal(s.cert.SerialNumber)
	if err != nil {
		return nil, err
	}
	null := asn1.RawValue{FullBytes: []byte{5, 0}}
	sha256 := asnAlgorithm{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, null}
	alg := asnAlgorithm{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}, null}
	if s.alg.key == "EC" {
		alg = asnAlgorithm{ID: asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}}
	}
	inner, err := asn1.Marshal(asnSignedData{
		Version: 1,
		Digests: []asnAlgorithm{sha256},
		Content: asnData{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}},
		Certs:   asn1.RawValue{Class: 2, Tag: 0, IsCompound: true, Bytes: s.key.Cert},
		Signers: []asnSignerInfo{{1, asnIssuerSerial{asn1.RawValue{FullBytes: s.cert.RawIssuer}, asn1.RawValue{FullBytes: serial}}, sha256, alg, sig}},
	})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(asnContentInfo{
		Type:    asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2},
		Content: asn1.RawValue{Class: 2, Tag: 0, IsCompound: true, Bytes: inner},
	})
}

// newFile is a stored entry added to the package.
type newFile struct {
	name string
	data []byte
}

// sizes appends what local and central header have in common, from the version
// on; the date is a fixed one.
func (f newFile) sizes(out []byte) []byte {
	const date = 0x3a210000 // 1 January 2009
	n := uint32(len(f.data))
	out = append(out, 20, 0, 0, 0, 0, 0)
	out = le.AppendUint32(le.AppendUint32(out, date), crc32.ChecksumIEEE(f.data))
	out = le.AppendUint32(le.AppendUint32(out, n), n)
	return le.AppendUint32(out, uint32(len(f.name))) // and no extra field
}

func (f newFile) local(out []byte) []byte {
	out = f.sizes(append(out, "PK\x03\x04"...))
	return append(append(out, f.name...), f.data...)
}

func (f newFile) central(out []byte, at int) []byte {
	out = f.sizes(append(out, "PK\x01\x02\x14\x00"...))
	out = append(out, make([]byte, 10)...)
	return append(le.AppendUint32(out, uint32(at)), f.name...)
}
