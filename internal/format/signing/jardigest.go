package signing

import (
	"bytes"
	"crypto"
	"encoding/base64"
	"strings"
)

// namedDigest is one digest attribute.
type namedDigest struct {
	hash crypto.Hash
	want []byte
}

func matches(list []namedDigest, data []byte) bool {
	for _, d := range list {
		if !bytes.Equal(d.want, hashOf(d.hash, data)) {
			return false
		}
	}
	return true
}

// jarDigests in the order newer platforms prefer them.
var jarDigests = []struct {
	name string
	hash crypto.Hash
}{
	{"SHA-512", crypto.SHA512}, {"SHA-384", crypto.SHA384}, {"SHA-256", crypto.SHA256}, {"SHA1", crypto.SHA1},
}

// oldDigests are the names Android before 4.3 looks up.
var oldDigests = map[string]struct {
	hash   crypto.Hash
	minSDK int
}{
	"MD5": {crypto.MD5, 0}, "SHA": {crypto.SHA1, 0}, "SHA1": {crypto.SHA1, 0}, "SHA-1": {crypto.SHA1, 0},
	"SHA-256": {crypto.SHA256, 0}, "SHA-384": {crypto.SHA384, 9}, "SHA-512": {crypto.SHA512, 9},
}

// digests picks the attributes the platforms in the range would compare:
// before Android 4.3 the first that Digest-Algorithms names, since then the
// strongest.
func (r *reader) digests(s *section, suffix string) (out []namedDigest) {
	if !r.anyLevel && r.opt.MinSDK < 18 {
		algs, ok := s.get("Digest-Algorithms")
		if !ok {
			algs = "SHA SHA1"
		}
		for _, a := range strings.Fields(algs) {
			v, ok := s.get(a + suffix)
			d, known := oldDigests[strings.ToUpper(a)]
			if want, err := base64.StdEncoding.DecodeString(v); ok && known && d.minSDK <= r.opt.MinSDK && err == nil {
				out = append(out, namedDigest{d.hash, want})
				break
			}
		}
		if len(out) == 0 {
			return nil
		}
	}
	if r.opt.MaxSDK < 18 {
		return out
	}
	for _, d := range jarDigests {
		v, ok := s.get(d.name + suffix)
		if !ok {
			continue
		}
		want, err := base64.StdEncoding.DecodeString(strings.TrimSpace(v))
		if err != nil {
			want = nil // compares unequal
		}
		return append(out, namedDigest{d.hash, want})
	}
	return out
}
