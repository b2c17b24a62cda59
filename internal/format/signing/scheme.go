package signing

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// contentDigest is how the package's content is hashed, in rising strength as
// apksig ranks it.
type contentDigest byte

const (
	chunked256 contentDigest = iota // SHA-256 over 1 MiB chunks
	verity256                       // Merkle tree of 4 KiB pages
	chunked512                      // SHA-512 over 1 MiB chunks
)

// sigAlgorithm is one algorithm of schemes v2 and v3.
type sigAlgorithm struct {
	id      uint32
	name    string
	key     string // Certificate.KeyAlgorithm
	pad     padding
	hash    crypto.Hash
	content contentDigest
	minSDK  int
}

// sigAlgorithms are those platforms know; others are ignored.
var sigAlgorithms = []sigAlgorithm{
	{0x0101, "RSASSA-PSS with SHA-256", "RSA", pss, crypto.SHA256, chunked256, sdkV2},
	{0x0102, "RSASSA-PSS with SHA-512", "RSA", pss, crypto.SHA512, chunked512, sdkV2},
	{0x0103, "RSA PKCS#1 v1.5 with SHA-256", "RSA", pkcs1, crypto.SHA256, chunked256, sdkV2},
	{0x0104, "RSA PKCS#1 v1.5 with SHA-512", "RSA", pkcs1, crypto.SHA512, chunked512, sdkV2},
	{0x0201, "ECDSA with SHA-256", "EC", pkcs1, crypto.SHA256, chunked256, sdkV2},
	{0x0202, "ECDSA with SHA-512", "EC", pkcs1, crypto.SHA512, chunked512, sdkV2},
	{0x0301, "DSA with SHA-256", "DSA", pkcs1, crypto.SHA256, chunked256, sdkV2},
	{0x0421, "RSA PKCS#1 v1.5 with SHA-256, verity", "RSA", pkcs1, crypto.SHA256, verity256, sdkV3},
	{0x0423, "ECDSA with SHA-256, verity", "EC", pkcs1, crypto.SHA256, verity256, sdkV3},
	{0x0425, "DSA with SHA-256, verity", "DSA", pkcs1, crypto.SHA256, verity256, sdkV3},
}

func algorithmByID(id uint32) *sigAlgorithm {
	for i := range sigAlgorithms {
		if sigAlgorithms[i].id == id {
			return &sigAlgorithms[i]
		}
	}
	return nil
}

// blockScheme tells the schemes of the signing block apart.
type blockScheme struct {
	scheme Scheme
	id     uint32
	minSDK int
	number int  // in stripping protection attributes
	sdks   bool // signers name their platforms, and may have a lineage
}

var blockSchemes = []blockScheme{
	{V2, idV2, sdkV2, 2, false},
	{V3, idV3, sdkV3, 3, true},
	{V31, idV31, sdkV31, 31, true},
}

// Additional attributes in signed data.
const (
	attrStripping   = 0xbeeff00d // v2: another scheme that must be present
	attrRotation    = 0x3ba06f8c // v3: proof of rotation
	attrRotationSDK = 0x559f8b02 // v3: first platform of the v3.1 block
	attrHybridSDK   = 0xbf940529 // v3 and v3.1: first platform of the v3.2 block
	attrDevRelease  = 0xc2a6b3ba // v3.1: for a development release
)

// Bounds on hostile blocks; Android accepts at most 10 signers.
const (
	maxSigners    = 10
	maxSignatures = 100
	maxCerts      = 100
	maxLineage    = 100
)

// signature is one signature of a known algorithm.
type signature struct {
	alg *sigAlgorithm
	sig []byte
}

// expect is a content digest somebody signed.
type expect struct {
	scheme  Scheme
	signer  int
	content contentDigest
	want    []byte
}

// readScheme reads all signers of one scheme.
func (r *reader) readScheme(s blockScheme, value []byte) Result {
	res := Result{Scheme: s.scheme, Verified: true}
	top := &cursor{b: value}
	list := top.sub()
	for list.more() && len(res.Signers) < maxSigners {
		raw := list.bytes()
		if list.bad {
			break
		}
		sg := Signer{MinSDK: s.minSDK, MaxSDK: math.MaxInt32}
		expects, err := r.readSigner(s, &sg, raw)
		if err != nil {
			sg.Why = err.Error()
			res.fail(fmt.Sprintf("signer %d: %v", len(res.Signers)+1, err))
		} else {
			sg.Verified = true
		}
		for _, x := range expects {
			x.scheme, x.signer = s.scheme, len(res.Signers)
			r.expects = append(r.expects, x)
		}
		res.Signers = append(res.Signers, sg)
	}
	switch {
	case top.bad || list.bad:
		res.fail("the list of signers is malformed")
	case list.more():
		res.fail(fmt.Sprintf("more than %d signers", maxSigners))
	case len(res.Signers) == 0:
		res.fail("no signers")
	case s.sdks:
		res.checkRanges(r.opt)
	}
	return res
}

// fail keeps the first reason.
func (r *Result) fail(why string) {
	if r.Verified || r.Why == "" {
		r.Verified, r.Why = false, why
	}
}

// readSigner fills in sg as far as it can be read and returns the content
// digests it signed; the error is why Android would refuse it.
func (r *reader) readSigner(s blockScheme, sg *Signer, raw []byte) ([]expect, error) {
	c := &cursor{b: raw}
	signed := c.bytes()
	if s.sdks {
		sg.MinSDK, sg.MaxSDK = int(int32(c.u32())), int(int32(c.u32()))
	}
	sigs, key := c.sub(), c.bytes()
	if c.bad {
		r.signerCerts(s, sg, signed)
		return nil, errors.New("the signer is malformed")
	}
	list, ids, err := parseSignatures(sg, sigs)
	if err == nil {
		err = r.checkSignatures(s, sg, list, signed, key)
	}
	d := r.signerCerts(s, sg, signed)
	switch {
	case err != nil:
		return nil, err
	case d.bad:
		return nil, errors.New("the signed data are malformed")
	case len(sg.Certs) == 0:
		return nil, errors.New("no certificate")
	case sg.Certs[0].key == nil:
		return nil, fmt.Errorf("certificate: %s", sg.Certs[0].Why)
	case !sameKey(sg.Certs[0], key):
		return nil, errors.New("the public key is not that of the certificate")
	case s.sdks && (sg.MinSDK < 0 || sg.MinSDK > sg.MaxSDK):
		return nil, fmt.Errorf("platforms %d to %d make no range", sg.MinSDK, sg.MaxSDK)
	case s.sdks && (d.minSDK != sg.MinSDK || d.maxSDK != sg.MaxSDK):
		return nil, errors.New("the platforms outside and inside of the signed data differ")
	case !slices.Equal(ids, d.ids):
		return nil, errors.New("signatures and digests are not of the same algorithms")
	}
	if err := r.attributes(s, sg, d.attrs); err != nil {
		return nil, err
	}
	return d.expects, nil
}

// parseSignatures lists the signatures of known algorithms and all IDs.
func parseSignatures(sg *Signer, c *cursor) (list []signature, ids []uint32, err error) {
	for c.more() && len(ids) < maxSignatures {
		one := c.sub()
		id, sig := one.u32(), one.bytes()
		if c.bad || one.bad {
			return nil, nil, fmt.Errorf("signature %d is malformed", len(ids)+1)
		}
		ids = append(ids, id)
		if alg := algorithmByID(id); alg != nil {
			list = append(list, signature{alg, sig})
			sg.Algorithms = append(sg.Algorithms, alg.name)
		}
	}
	if len(ids) == 0 {
		return nil, nil, errors.New("no signatures")
	}
	return list, ids, nil
}

// checkSignatures checks the signatures platforms would: for each platform
// level the strongest algorithm known there.
func (r *reader) checkSignatures(s blockScheme, sg *Signer, list []signature, signed, spki []byte) error {
	minSDK, maxSDK := max(r.opt.MinSDK, s.minSDK), r.opt.MaxSDK
	if s.sdks {
		minSDK, maxSDK = sg.MinSDK, sg.MaxSDK
	}
	best := map[int]signature{}
	lowest := math.MaxInt
	for _, x := range list {
		if x.alg.minSDK > maxSDK {
			continue
		}
		lowest = min(lowest, x.alg.minSDK)
		if b, ok := best[x.alg.minSDK]; !ok || x.alg.content > b.alg.content {
			best[x.alg.minSDK] = x
		}
	}
	if len(best) == 0 || lowest > max(minSDK, sdkV2) {
		return errors.New("no signature of a supported algorithm")
	}
	key, alg, _, err := parseKey(spki)
	if err != nil {
		return err
	}
	for _, x := range list {
		if best[x.alg.minSDK].alg != x.alg {
			continue
		}
		if alg != x.alg.key {
			return fmt.Errorf("%s with a key of %s", x.alg.name, alg)
		}
		if err := verifySig(key, x.alg.pad, x.alg.hash, hashOf(x.alg.hash, signed), x.sig); err != nil {
			return fmt.Errorf("%s: %w", x.alg.name, err)
		}
	}
	return nil
}

// signedData is what a signer signed.
type signedData struct {
	ids            []uint32
	expects        []expect
	minSDK, maxSDK int
	attrs          []byte
	bad            bool
}

// signerCerts reads the signed data; certificates go into sg even when the
// rest is malformed.
func (r *reader) signerCerts(s blockScheme, sg *Signer, signed []byte) (d signedData) {
	c := &cursor{b: signed}
	digests, certs := c.sub(), c.sub()
	for digests.more() && len(d.ids) < maxSignatures {
		one := digests.sub()
		id, want := one.u32(), one.bytes()
		if one.bad {
			d.bad = true
			break
		}
		d.ids = append(d.ids, id)
		if alg := algorithmByID(id); alg != nil {
			d.expects = append(d.expects, expect{content: alg.content, want: want})
		}
	}
	for certs.more() && len(sg.Certs) < maxCerts {
		if raw := certs.bytes(); !certs.bad {
			sg.Certs = append(sg.Certs, parseCert(raw))
		}
	}
	if s.sdks {
		d.minSDK, d.maxSDK = int(int32(c.u32())), int(int32(c.u32()))
	}
	// Trailing attributes: v2 blocks of early signers end without them.
	if len(c.b) > 0 || s.sdks {
		d.attrs = c.bytes()
	}
	d.bad = d.bad || c.bad || digests.bad || certs.bad
	return d
}

// sameKey compares the signer's key with that of the certificate.
func sameKey(c Certificate, spki []byte) bool {
	if bytes.Equal(c.spki, spki) {
		return true
	}
	key, _, _, err := parseKey(spki)
	if err != nil {
		return false
	}
	// The same RSA key may be encoded in two ways in certificates that are not DER.
	x, ok1 := key.(*rsa.PublicKey)
	y, ok2 := c.key.(*rsa.PublicKey)
	return ok1 && ok2 && x.Equal(y)
}

// attributes reads the additional attributes of a signer.
func (r *reader) attributes(s blockScheme, sg *Signer, attrs []byte) error {
	for c := (&cursor{b: attrs}); len(c.b) > 0; {
		one := c.sub()
		id := one.u32()
		if c.bad || one.bad {
			return errors.New("an additional attribute is malformed")
		}
		switch {
		case id == attrStripping && s.scheme == V2:
			if n := one.u32(); n == 3 && !r.present(idV3) {
				return errors.New("signed to have a v3 signature, too, which is missing: it was stripped")
			}
		case id == attrRotationSDK && s.scheme == V3 && r.opt.MaxSDK >= sdkV31:
			if !r.present(idV31) {
				return errors.New("signed to have a v3.1 signature, too, which is missing: it was stripped")
			}
			r.rotation = int(int32(one.u32()))
		case id == attrHybridSDK && s.sdks && r.opt.MaxSDK >= sdkV32:
			if !r.present(idV32) {
				return errors.New("signed to have a v3.2 signature, too, which is missing: it was stripped")
			}
		case id == attrRotation && s.sdks:
			if err := readLineage(sg, one.b); err != nil {
				return fmt.Errorf("rotation: %w", err)
			}
		}
	}
	return nil
}

func (r *reader) present(id uint32) bool {
	_, ok := r.block.find(id)
	return ok
}

// stripped checks the list of schemes in X-Android-APK-Signed.
func (r *reader) stripped(list string) error {
	for f := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(f))
		if err != nil {
			continue
		}
		for _, s := range blockSchemes {
			if s.number == n && (r.block == nil || !r.present(s.id)) && r.opt.MaxSDK >= s.minSDK {
				return fmt.Errorf("signed to have a %s signature, too, which is missing: it was stripped", s.scheme)
			}
		}
	}
	return nil
}
