package signing

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/format/zip"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/parallel"
)

const metaInf = "META-INF/"

// maxSignatureFile bounds MANIFEST.MF, .SF and signature blocks: about 150
// bytes per file of the package.
const maxSignatureFile = 256 << 20

// jarSigner is one signature block with its signature file.
type jarSigner struct {
	sf     []byte
	main   section
	names  map[string]bool // entries the signature file lists
	ignore bool            // Android goes on as if it were not there
}

// readV1 reads the JAR signature; false when there is none.
func (r *reader) readV1() (Result, bool) {
	res := Result{Scheme: V1, Verified: true}
	var blocks []zip.Entry
	for _, e := range r.a.Entries {
		ext := e.Name[max(strings.LastIndexByte(e.Name, '.'), 0):]
		if strings.HasPrefix(e.Name, metaInf) && slices.Contains([]string{".RSA", ".DSA", ".EC"}, ext) {
			if _, ok := r.a.Lookup(strings.TrimSuffix(e.Name, ext) + ".SF"); ok && !e.Dup {
				blocks = append(blocks, e)
			}
		}
	}
	mf, hasMF := r.a.Lookup(metaInf + "MANIFEST.MF")
	if len(blocks) == 0 {
		return res, false
	}
	if !hasMF {
		res.fail("no MANIFEST.MF")
	}
	if len(blocks) > maxSigners {
		res.fail(fmt.Sprintf("more than %d signers", maxSigners))
		blocks = blocks[:maxSigners]
	}
	manifest, err := r.small(mf)
	if hasMF && err != nil {
		res.fail(err.Error())
	}
	m := r.jarManifest(&res, manifest)
	signers := make([]*jarSigner, len(blocks))
	for i, e := range blocks {
		sg := Signer{Name: e.Name[len(metaInf):], MaxSDK: r.opt.MaxSDK}
		j := &jarSigner{}
		if err := r.readJarSigner(e, &sg, j, m); err != nil {
			sg.Why = err.Error()
			if !j.ignore {
				res.fail(sg.Name + ": " + sg.Why)
			}
		} else {
			sg.Verified = true
		}
		signers[i] = j
		res.Signers = append(res.Signers, sg)
	}
	if res.Verified && !slices.ContainsFunc(signers, func(j *jarSigner) bool { return !j.ignore }) {
		res.fail("no signer that Android would not ignore")
	}
	if res.Verified && r.full {
		if err := r.checkEntries(m, signers, &res); err != nil {
			res.fail(err.Error())
		}
	}
	return res, true
}

// small reads a file of the signature, within maxSignatureFile.
func (r *reader) small(e zip.Entry) ([]byte, error) {
	if e.Size > maxSignatureFile {
		return nil, fmt.Errorf("%q: %d bytes are too many for a signature", e.Name, e.Size)
	}
	b, err := r.a.Bytes(e)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// jarManifest is MANIFEST.MF, by entry.
type jarManifest struct {
	raw    []byte
	main   section
	byName map[string]*section
}

// jarManifest parses MANIFEST.MF and notes what makes Android refuse it.
func (r *reader) jarManifest(res *Result, raw []byte) *jarManifest {
	m := &jarManifest{raw: raw, byName: map[string]*section{}}
	var rest []section
	m.main, rest = parseManifest(raw)
	for i := range rest {
		name, ok := rest[i].get("Name")
		if !ok {
			res.fail("MANIFEST.MF has a section without a name")
			continue
		}
		if _, dup := m.byName[name]; dup {
			res.fail(fmt.Sprintf("MANIFEST.MF lists %q twice", name))
		}
		if _, ok := r.a.Lookup(name); !ok {
			res.fail(fmt.Sprintf("MANIFEST.MF lists %q, which is missing", name))
		}
		m.byName[name] = &rest[i]
	}
	return m
}

// readJarSigner verifies block over signature file and that over the manifest.
func (r *reader) readJarSigner(e zip.Entry, sg *Signer, j *jarSigner, m *jarManifest) error {
	b, err := r.small(e)
	if err != nil {
		return err
	}
	sfEntry, _ := r.a.Lookup(e.Name[:strings.LastIndexByte(e.Name, '.')] + ".SF")
	if j.sf, err = r.small(sfEntry); err != nil {
		return err
	}
	p, err := parsePKCS7(b)
	if err != nil {
		return err
	}
	if err := r.checkBlock(p, sg, j.sf); err != nil {
		return err
	}
	var rest []section
	j.main, rest = parseManifest(j.sf)
	return r.checkSF(j, rest, m)
}

// checkBlock finds the first signer that verifies. Before Android 7 only the
// first was tried.
func (r *reader) checkBlock(p *pkcs7, sg *Signer, sf []byte) error {
	sg.Certs = p.certs
	if len(p.signers) == 0 {
		return errors.New("no signers")
	}
	try := p.signers
	if !r.anyLevel && r.opt.MinSDK < sdkV2 {
		try = try[:1]
	}
	var first error
	for i := range try {
		s := &try[i]
		c, fatal, err := p.verify(s, sf, r.opt, r.anyLevel)
		if c != nil && (err == nil || i == 0) {
			sg.Certs = chain(p.certs, c)
			sg.Algorithms = []string{fmt.Sprintf("%s with %v", c.KeyAlgorithm, digestOIDs[s.digest])}
		}
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
		if fatal {
			break
		}
	}
	return first
}

// chain puts the signing certificate first and its issuers behind it.
func chain(certs []Certificate, leaf *Certificate) []Certificate {
	out := []Certificate{*leaf}
	used := map[string]bool{leaf.SHA256: true}
	for cur := leaf; cur.Subject != cur.Issuer; {
		i := slices.IndexFunc(certs, func(c Certificate) bool { return !used[c.SHA256] && c.Subject == cur.Issuer })
		if i < 0 {
			break
		}
		cur = &certs[i]
		used[cur.SHA256] = true
		out = append(out, *cur)
	}
	return out
}

// checkSF checks a signature file against the manifest.
func (r *reader) checkSF(j *jarSigner, rest []section, m *jarManifest) error {
	if _, ok := j.main.get("Signature-Version"); !ok {
		j.ignore = true
		return errors.New("the signature file has no Signature-Version")
	}
	if list, ok := j.main.get("X-Android-APK-Signed"); ok && r.opt.MaxSDK >= sdkV2 {
		if err := r.stripped(list); err != nil {
			return err
		}
	}
	by, _ := j.main.get("Created-By")
	signtool := strings.Contains(by, "signtool")
	suffix := map[bool]string{true: "-Digest", false: "-Digest-Manifest"}[signtool]
	whole := r.digests(&j.main, suffix)
	ok := len(whole) > 0 && matches(whole, m.raw)
	if attrs := r.digests(&j.main, "-Digest-Manifest-Main-Attributes"); !signtool && !matches(attrs, m.main.raw) {
		return errors.New("the main section of MANIFEST.MF is not the one that was signed")
	}
	j.names = make(map[string]bool, len(rest))
	for i := range rest {
		name, named := rest[i].get("Name")
		if !named || j.names[name] {
			j.ignore = true
			return errors.New("the signature file has a section without a name, or one twice")
		}
		j.names[name] = true
		if ok {
			continue
		}
		sec := m.byName[name]
		if sec == nil {
			j.ignore = true
			return fmt.Errorf("the signature file lists %q, the manifest does not", name)
		}
		d := r.digests(&rest[i], "-Digest")
		raw := sec.raw
		if signtool && bytes.HasSuffix(raw, []byte("\n\n")) {
			raw = raw[:len(raw)-1]
		}
		if len(d) == 0 || !matches(d, raw) {
			return fmt.Errorf("the manifest's section on %q is not the one that was signed", name)
		}
	}
	return nil
}

// checkEntries digests every file outside of META-INF, in parallel. All must
// be signed by the same signers.
func (r *reader) checkEntries(m *jarManifest, signers []*jarSigner, res *Result) error {
	var list []zip.Entry
	for _, e := range r.a.Entries {
		if !strings.HasPrefix(e.Name, metaInf) && !e.IsDir() {
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		return errors.New("no file is signed")
	}
	ordered.By(list, func(x, y zip.Entry) int { return int(x.HeaderOffset - y.HeaderOffset) })
	errs := make([]error, len(list))
	var bufs sync.Pool
	parallel.Do(len(list), func(i int) { errs[i] = r.checkEntry(list[i], m, &bufs) })
	var common []bool
	for i, e := range list {
		who, any := make([]bool, len(signers)), false
		for k, j := range signers {
			who[k] = !j.ignore && j.names[e.Name]
			any = any || who[k]
		}
		switch {
		case errs[i] != nil:
			return errs[i]
		case !any:
			return fmt.Errorf("%q is not signed", e.Name)
		case common == nil:
			common = who
		case !slices.Equal(common, who):
			return fmt.Errorf("%q is signed by others than %q", e.Name, list[0].Name)
		}
	}
	for k := range res.Signers {
		if !common[k] && res.Signers[k].Verified {
			res.Signers[k].Verified, res.Signers[k].Why = false, "it signs none of the files; Android ignores it"
		}
	}
	return nil
}

func (r *reader) checkEntry(e zip.Entry, m *jarManifest, bufs *sync.Pool) error {
	sec := m.byName[e.Name]
	if sec == nil {
		return fmt.Errorf("%q is not in MANIFEST.MF: it was added after signing", e.Name)
	}
	want := r.digests(sec, "-Digest")
	if len(want) == 0 {
		return fmt.Errorf("%q has no digest in MANIFEST.MF", e.Name)
	}
	var buf []byte
	if p, _ := bufs.Get().(*[]byte); p != nil {
		buf = *p
	}
	data, err := r.a.Read(e, buf)
	if err != nil {
		return err
	}
	if e.Method == zip.Deflate && cap(data) >= cap(buf) {
		defer bufs.Put(&data)
	}
	if !matches(want, data) {
		return fmt.Errorf("%q is not the file that was signed", e.Name)
	}
	return nil
}
