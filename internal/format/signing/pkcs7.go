package signing

import (
	"bytes"
	"crypto"
	"errors"
	"fmt"
	"math/big"
)

const (
	oidSignedData    = "1.2.840.113549.1.7.2"
	oidContentType   = "1.2.840.113549.1.9.3"
	oidMessageDigest = "1.2.840.113549.1.9.4"
)

// pkcs7 is the SignedData of one signature block file (RFC 2315 9.1).
type pkcs7 struct {
	contentType string
	certs       []Certificate
	signers     []signerInfo
}

type signerInfo struct {
	issuer   []byte // raw name
	serial   *big.Int
	keyID    []byte
	digest   string // algorithm, OID
	alg      string // signature algorithm, OID
	attrs    []attr7
	rawAttrs []byte // nil without signed attributes
	sig      []byte
}

type attr7 struct {
	id     string
	values []element
}

// parsePKCS7 reads a ContentInfo with SignedData.
func parsePKCS7(b []byte) (*pkcs7, error) {
	outer, _, err := next(b)
	if err != nil {
		return nil, err
	}
	f, err := outer.children()
	if err != nil || len(f) < 2 || f[0].oid() != oidSignedData {
		return nil, errors.New("it is no PKCS #7 signature")
	}
	seq, _, err := next(f[1].body)
	if err != nil {
		return nil, err
	}
	if f, err = seq.children(); err != nil || len(f) < 4 {
		return nil, errors.New("it is cut short")
	}
	p := &pkcs7{}
	if info, err := f[2].children(); err == nil && len(info) > 0 {
		p.contentType = info[0].oid()
	}
	for _, e := range f[3 : len(f)-1] {
		if !e.is(classContext, 0) {
			continue
		}
		list, err := e.children()
		if err != nil {
			return nil, err
		}
		for _, c := range list[:min(len(list), maxCerts)] {
			p.certs = append(p.certs, parseCert(c.raw))
		}
	}
	infos, err := f[len(f)-1].children()
	if err != nil {
		return nil, err
	}
	for _, e := range infos[:min(len(infos), maxSigners)] {
		s, err := parseSignerInfo(e)
		if err != nil {
			return nil, err
		}
		p.signers = append(p.signers, s)
	}
	return p, nil
}

// parseSignerInfo: version, sid, digestAlgorithm, [0] signedAttrs,
// signatureAlgorithm, signature.
func parseSignerInfo(e element) (s signerInfo, err error) {
	f, err := e.children()
	if err != nil || len(f) < 5 {
		return s, errors.New("a signer is cut short")
	}
	if f[1].is(classContext, 0) {
		s.keyID, _ = f[1].octets()
	} else if sid, err := f[1].children(); err == nil && len(sid) == 2 {
		s.issuer, s.serial = sid[0].raw, sid[1].integer()
	}
	s.digest = algorithmOID(f[2])
	f = f[3:]
	if f[0].is(classContext, 0) {
		s.rawAttrs = f[0].raw
		list, err := f[0].children()
		if err != nil {
			return s, err
		}
		for _, a := range list {
			kv, err := a.children()
			if err != nil || len(kv) != 2 {
				return s, errBER
			}
			values, err := kv[1].children()
			if err != nil {
				return s, err
			}
			s.attrs = append(s.attrs, attr7{kv[0].oid(), values})
		}
		f = f[1:]
	}
	if len(f) < 2 {
		return s, errors.New("a signer is cut short")
	}
	s.alg = algorithmOID(f[0])
	s.sig, err = f[1].octets()
	return s, err
}

func algorithmOID(e element) string {
	id, _, err := next(e.body)
	if err != nil {
		return ""
	}
	return id.oid()
}

// attr returns the single value of a signed attribute.
func (s *signerInfo) attr(id string) (element, error) {
	for _, a := range s.attrs {
		if a.id == id && len(a.values) == 1 {
			return a.values[0], nil
		}
	}
	return element{}, fmt.Errorf("signed attribute %s is missing or has several values", id)
}

// digestOIDs and signature algorithms of JAR signatures.
var digestOIDs = map[string]crypto.Hash{
	"1.2.840.113549.2.5":     crypto.MD5,
	"1.3.14.3.2.26":          crypto.SHA1,
	"2.16.840.1.101.3.4.2.4": crypto.SHA224,
	"2.16.840.1.101.3.4.2.1": crypto.SHA256,
	"2.16.840.1.101.3.4.2.2": crypto.SHA384,
	"2.16.840.1.101.3.4.2.3": crypto.SHA512,
}

// jarAlgorithm: hash 0 means that of the digest algorithm.
type jarAlgorithm struct {
	key  string
	hash crypto.Hash
}

var jarAlgorithms = map[string]jarAlgorithm{
	oidRSA:                   {"RSA", 0},
	"1.2.840.113549.1.1.4":   {"RSA", crypto.MD5},
	"1.2.840.113549.1.1.5":   {"RSA", crypto.SHA1},
	"1.2.840.113549.1.1.14":  {"RSA", crypto.SHA224},
	"1.2.840.113549.1.1.11":  {"RSA", crypto.SHA256},
	"1.2.840.113549.1.1.12":  {"RSA", crypto.SHA384},
	"1.2.840.113549.1.1.13":  {"RSA", crypto.SHA512},
	oidDSA:                   {"DSA", 0},
	"1.2.840.10040.4.3":      {"DSA", crypto.SHA1},
	"2.16.840.1.101.3.4.3.1": {"DSA", crypto.SHA224},
	"2.16.840.1.101.3.4.3.2": {"DSA", crypto.SHA256},
	oidEC:                    {"EC", 0},
	"1.2.840.10045.4.1":      {"EC", crypto.SHA1},
	"1.2.840.10045.4.3.1":    {"EC", crypto.SHA224},
	"1.2.840.10045.4.3.2":    {"EC", crypto.SHA256},
	"1.2.840.10045.4.3.3":    {"EC", crypto.SHA384},
	"1.2.840.10045.4.3.4":    {"EC", crypto.SHA512},
}

// levels are the platform levels on which a combination works, as measured by
// AOSP (apksig, OidConstants): first platform and whether 0 to 8 work, too.
type levels struct {
	from  int
	early bool // 0 to 8 as well
}

// onlyDigest: the signature algorithm names the key only.
var onlyDigest = map[string]map[crypto.Hash]levels{
	"RSA": {crypto.MD5: {0, false}, crypto.SHA1: {0, false}, crypto.SHA224: {21, true}, crypto.SHA256: {18, true}, crypto.SHA384: {18, false}, crypto.SHA512: {18, false}},
	"DSA": {crypto.SHA1: {0, false}, crypto.SHA224: {22, false}, crypto.SHA256: {22, false}},
	"EC":  {crypto.SHA1: {18, false}, crypto.SHA224: {21, false}, crypto.SHA256: {18, false}, crypto.SHA384: {18, false}, crypto.SHA512: {18, false}},
}

// sameDigest: the signature algorithm names the same digest.
var sameDigest = map[string]map[crypto.Hash]levels{
	"RSA": {crypto.MD5: {21, true}, crypto.SHA1: {0, false}, crypto.SHA224: {21, true}, crypto.SHA256: {18, true}, crypto.SHA384: {21, false}, crypto.SHA512: {21, false}},
	"DSA": {crypto.SHA1: {9, false}, crypto.SHA224: {21, false}, crypto.SHA256: {21, false}},
	"EC":  {crypto.SHA1: {18, false}, crypto.SHA224: {21, false}, crypto.SHA256: {21, false}, crypto.SHA384: {21, false}, crypto.SHA512: {21, false}},
}

// supported checks that every platform in the range knows the combination.
// Two different digests work on Android 5 and 6 only (21 to 23, some to 21).
func supported(alg jarAlgorithm, digest crypto.Hash, opt Options) error {
	table := sameDigest
	switch alg.hash {
	case digest:
	case 0:
		table = onlyDigest
	default:
		if opt.MinSDK >= 21 && opt.MaxSDK <= 23 {
			return nil
		}
		return fmt.Errorf("%s signature of %v over %v is known to Android 5 and 6 only", alg.key, alg.hash, digest)
	}
	l, ok := table[alg.key][digest]
	switch {
	case !ok:
		return fmt.Errorf("%s with %v is known to no platform", alg.key, digest)
	case opt.MinSDK >= l.from, l.early && opt.MaxSDK <= 8:
		return nil
	}
	return fmt.Errorf("%s with %v is known to platforms from %d on only", alg.key, digest, l.from)
}

// certOf finds the certificate a signer names.
func (p *pkcs7) certOf(s *signerInfo) (*Certificate, error) {
	for i := range p.certs {
		c := &p.certs[i]
		if s.serial != nil && c.serial != nil && s.serial.Cmp(c.serial) == 0 &&
			(bytes.Equal(s.issuer, c.issuerRaw) || sameName(s.issuer, c.Issuer)) {
			return c, nil
		}
	}
	return nil, errors.New("the signer's certificate is not there")
}

func sameName(raw []byte, name string) bool {
	e, _, err := next(raw)
	return err == nil && nameString(e) == name
}

// verify checks one signer over the signature file sf. The second result is
// false when the signature is simply wrong, which does not keep Android 7 and
// later from trying the next signer.
func (p *pkcs7) verify(s *signerInfo, sf []byte, opt Options, anyLevel bool) (*Certificate, bool, error) {
	digest, ok := digestOIDs[s.digest]
	alg, ok2 := jarAlgorithms[s.alg]
	if !ok || !ok2 {
		return nil, true, fmt.Errorf("unknown algorithms %s, %s", s.digest, s.alg)
	}
	c, err := p.certOf(s)
	if err != nil {
		return nil, true, err
	}
	if !anyLevel {
		if err := supported(alg, digest, opt); err != nil {
			return c, true, err
		}
	}
	if err := c.usable(); err != nil {
		return c, true, err
	}
	if c.key == nil || c.KeyAlgorithm != alg.key {
		return c, true, fmt.Errorf("a key of %s for a signature of %s (%s)", c.KeyAlgorithm, alg.key, c.Why)
	}
	h := alg.hash
	if h == 0 {
		h = digest
	}
	signed := [][]byte{sf}
	if s.rawAttrs != nil {
		if fatal, err := p.checkAttrs(s, digest, sf, opt, anyLevel); err != nil {
			return c, fatal, err
		}
		// Signed as SET OF, stored as [0]: the first byte differs.
		signed = [][]byte{{0x31}, s.rawAttrs[1:]}
	}
	if err := verifySig(c.key, pkcs1, h, hashOf(h, signed...), s.sig); err != nil {
		return c, false, err
	}
	return c, true, nil
}

// checkAttrs checks the signed attributes: they stand for the signature file.
// Attributes that say something else are not fatal, malformed ones are.
func (p *pkcs7) checkAttrs(s *signerInfo, digest crypto.Hash, sf []byte, opt Options, anyLevel bool) (fatal bool, err error) {
	if !anyLevel && opt.MinSDK < 19 {
		return true, errors.New("signed attributes do not protect the content before Android 4.4")
	}
	seen := map[string]bool{}
	for _, a := range s.attrs {
		if seen[a.id] {
			return true, fmt.Errorf("signed attribute %s is there twice", a.id)
		}
		seen[a.id] = true
	}
	if opt.MaxSDK >= sdkV2 {
		ct, err := s.attr(oidContentType)
		if err != nil {
			return true, err
		}
		if ct.oid() != p.contentType {
			return false, errors.New("the signed content type is another")
		}
	}
	md, err := s.attr(oidMessageDigest)
	if err != nil {
		return true, err
	}
	want, err := md.octets()
	if err != nil {
		return true, err
	}
	if !bytes.Equal(want, hashOf(digest, sf)) {
		return false, errors.New("the signature file is not the one that was signed")
	}
	return false, nil
}
