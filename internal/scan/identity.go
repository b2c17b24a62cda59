package scan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/signing"
	"github.com/avow-audit/avow/internal/message"
)

// readSigners lists who signed each member. Contents are verified, so that a
// report says whether the bytes it speaks of are those that were signed.
func readSigners(p *apk.Package) []message.Signer {
	var out []message.Signer
	for i := range p.Members {
		m := &p.Members[i]
		if m.Archive == nil || m.Proto() {
			continue // an app bundle is signed by its uploader, not as packages are
		}
		for _, res := range signing.Verify(m.Archive, signing.Options{}).Schemes {
			for _, s := range res.Signers {
				sig := message.Signer{Member: m.Name, Scheme: string(res.Scheme), Verified: res.Verified && s.Verified, Why: cmp.Or(s.Why, res.Why)}
				if len(s.Certs) > 0 {
					c := s.Certs[0]
					sig.SHA256, sig.Subject, sig.Key = c.SHA256, c.Subject, fmt.Sprintf("%s %d", c.KeyAlgorithm, c.KeyBits)
				}
				out = append(out, sig)
			}
		}
	}
	return out
}

// digestFile is the sha256 of a file's content; code is still at hand.
func digestFile(f apk.File, code []codeFile) string {
	for _, c := range code {
		if c.data != nil && c.src.Member == f.Member && c.src.Path == f.Path {
			return hexDigest(c.data)
		}
	}
	data, err := f.Member.Archive.Bytes(f.Entry)
	if err != nil {
		return ""
	}
	return hexDigest(data)
}

func hexDigest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
