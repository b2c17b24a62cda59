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

// uploadLevels are the platform levels by whose rules the signature of an app
// bundle is checked. No platform installs a bundle: its upload key signs it as
// a JAR, as packages for the last platforms before v2 were. Older ones did not
// know the algorithms that jarsigner takes for EC and for long RSA keys.
var uploadLevels = signing.Options{MinSDK: 21, MaxSDK: 23}

// readSigners lists who signed each member, and once who uploaded an app
// bundle: its modules are one archive. Contents are verified, so that a report
// says whether the bytes it speaks of are those that were signed.
func readSigners(p *apk.Package) []message.Signer {
	var out []message.Signer
	add := func(member, scheme string, res *signing.Result) {
		for _, s := range res.Signers {
			sig := message.Signer{Member: member, Scheme: scheme, Verified: res.Verified && s.Verified, Why: cmp.Or(s.Why, res.Why)}
			if len(s.Certs) > 0 {
				c := s.Certs[0]
				sig.SHA256, sig.Subject, sig.Key = c.SHA256, c.Subject, fmt.Sprintf("%s %d", c.KeyAlgorithm, c.KeyBits)
			}
			out = append(out, sig)
		}
	}
	if p.Kind == apk.AAB {
		if v1 := signing.Verify(p.Outer, uploadLevels).Find(signing.V1); v1 != nil {
			add("", "v1 upload key", v1)
		}
		return out
	}
	for i := range p.Members {
		m := &p.Members[i]
		if m.Archive == nil {
			continue
		}
		report := signing.Verify(m.Archive, signing.Options{})
		for k := range report.Schemes {
			add(m.Name, string(report.Schemes[k].Scheme), &report.Schemes[k])
		}
	}
	return out
}

// signingNotes are what is unusual about the signatures and minded by no
// platform. Reading them again is cheap: no content is hashed.
func signingNotes(p *apk.Package) []message.Oddity {
	var out []message.Oddity
	for i := range p.Members {
		m := &p.Members[i]
		if m.Archive == nil || m.Proto() && i > 0 {
			continue // the modules of a bundle are one archive
		}
		for _, note := range signing.Read(m.Archive).Notes {
			out = append(out, message.Oddity{Kind: "signature", File: m.Name, Reason: sentence(note), Count: 1})
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
