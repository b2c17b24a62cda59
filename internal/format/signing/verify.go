package signing

import (
	"bytes"
	"crypto"
	"crypto/dsa"
	"crypto/ecdsa"
	_ "crypto/md5" // the hashes below are used through crypto.Hash
	"crypto/rsa"
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"errors"
	"fmt"
	"math/big"
)

// padding tells the two RSA signature forms apart.
type padding byte

const (
	pkcs1 padding = iota
	pss           // salt as long as the hash, MGF1 with the same hash
)

var errSignature = errors.New("the signature does not verify")

// hashOf digests data.
func hashOf(h crypto.Hash, data ...[]byte) []byte {
	w := h.New()
	for _, d := range data {
		w.Write(d)
	}
	return w.Sum(nil)
}

// verifySig checks sig over the digest made with h.
func verifySig(key any, pad padding, h crypto.Hash, digest, sig []byte) error {
	switch k := key.(type) {
	case *rsa.PublicKey:
		if pad == pss {
			if err := rsa.VerifyPSS(k, h, digest, sig, &rsa.PSSOptions{SaltLength: h.Size()}); err != nil {
				return errSignature
			}
			return nil
		}
		return verifyPKCS1(k, h, digest, sig)
	case *dsa.PublicKey:
		return verifyDSA(k, digest, sig)
	case *ecdsa.PublicKey:
		if !ecdsa.VerifyASN1(k, digest, sig) {
			return errSignature
		}
		return nil
	}
	return errors.New("the public key could not be read")
}

// verifyPKCS1 works for keys crypto/rsa refuses, too: packages of the first
// years were signed with keys of 512 bits, and Android runs them.
func verifyPKCS1(k *rsa.PublicKey, h crypto.Hash, digest, sig []byte) error {
	if rsa.VerifyPKCS1v15(k, h, digest, sig) == nil {
		return nil
	}
	if len(sig) != k.Size() || k.N.Bit(0) == 0 {
		return errSignature
	}
	m := new(big.Int).Exp(new(big.Int).SetBytes(sig), big.NewInt(int64(k.E)), k.N)
	em := m.FillBytes(make([]byte, k.Size()))
	for _, prefix := range digestInfo[h] {
		t := append(bytes.Clone(prefix), digest...)
		pad := len(em) - 3 - len(t)
		if pad < 8 {
			continue
		}
		want := append([]byte{0, 1}, bytes.Repeat([]byte{0xff}, pad)...)
		if bytes.Equal(em, append(append(want, 0), t...)) {
			return nil
		}
	}
	return errSignature
}

// digestInfo holds the DigestInfo prefixes (RFC 8017 9.2), with and without
// the NULL parameter that some signers leave out.
var digestInfo = map[crypto.Hash][][]byte{
	crypto.MD5:    infoPrefix("\x2a\x86\x48\x86\xf7\x0d\x02\x05", 16),
	crypto.SHA1:   infoPrefix("\x2b\x0e\x03\x02\x1a", 20),
	crypto.SHA224: infoPrefix("\x60\x86\x48\x01\x65\x03\x04\x02\x04", 28),
	crypto.SHA256: infoPrefix("\x60\x86\x48\x01\x65\x03\x04\x02\x01", 32),
	crypto.SHA384: infoPrefix("\x60\x86\x48\x01\x65\x03\x04\x02\x02", 48),
	crypto.SHA512: infoPrefix("\x60\x86\x48\x01\x65\x03\x04\x02\x03", 64),
}

func infoPrefix(oid string, size byte) (out [][]byte) {
	for _, null := range []string{"\x05\x00", ""} {
		alg := "\x06" + string(rune(len(oid))) + oid + null
		b := append([]byte{0x30, byte(len(alg)) + 4 + size, 0x30, byte(len(alg))}, alg...)
		out = append(out, append(b, 4, size))
	}
	return out
}

// verifyDSA reads the two integers and truncates the digest to the length of
// the subgroup (FIPS 186-4 4.6).
func verifyDSA(k *dsa.PublicKey, digest, sig []byte) error {
	seq, _, err := next(sig)
	if err != nil {
		return fmt.Errorf("DSA signature: %w", err)
	}
	f, err := seq.children()
	if err != nil || len(f) != 2 {
		return fmt.Errorf("DSA signature: %w", errBER)
	}
	r, s := f[0].integer(), f[1].integer()
	if r == nil || s == nil || k.P.Sign() <= 0 || k.Q.Sign() <= 0 {
		return errSignature
	}
	digest = digest[:min(len(digest), (k.Q.BitLen()+7)/8)]
	if !dsa.Verify(k, digest, r, s) {
		return errSignature
	}
	return nil
}
