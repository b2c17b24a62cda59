// Package signing reads who signed an Android package and checks that they
// did: JAR signatures (v1), APK Signature Scheme v2, v3 and v3.1 with rotation
// lineages; source stamps are noted.
//
// What: [Read] is cheap: certificates, and the signatures over the signed
// data, but not whether the package still has the digests signed there.
// [Verify] checks these too, hashing the whole package in parallel.
//
// How: the semantics are those of AOSP's apksig: unknown algorithms are
// ignored when a known one is there, the strongest known one per platform
// level counts, X-Android-APK-Signed protects against stripping, v1 algorithms
// depend on the platform level. Certificates are read by a lenient BER reader
// of our own, because Android accepts certificates that crypto/x509 refuses;
// keys and signatures are left to crypto/*.
//
// Limits: v3.2 (hybrid signatures with ML-DSA, Android 17; only that it was not
// stripped), v4 (a separate file) and the source stamp's own signature are not
// checked; nor are the rules that depend on the manifest (target SDK, sandbox
// version). Certificate chains are not built: Android does not.
//
// References: source.android.com/docs/security/features/apksigning (v1, v2,
// v3, v3.1); AOSP tools/apksig; RFC 2315 (PKCS #7); the JAR file
// specification; RFC 5280.
package signing

import (
	"errors"
	"fmt"
	"math"

	"github.com/avow-audit/avow/internal/format/zip"
)

// Scheme names one signature scheme.
type Scheme string

// The schemes, in the order of [Report.Schemes].
const (
	V1  Scheme = "v1"   // JAR signature, all platforms
	V2  Scheme = "v2"   // Android 7
	V3  Scheme = "v3"   // Android 9: rotation
	V31 Scheme = "v3.1" // Android 13: rotation for newer platforms only
)

// Platform levels at which a scheme is first looked at.
const (
	sdkV2  = 24
	sdkV3  = 28
	sdkV31 = 33
	sdkV32 = 37
)

// Report is what [Read] or [Verify] found.
type Report struct {
	Schemes  []Result     // those present, in order v1, v2, v3, v3.1
	Verified bool         // Verify only: platforms in the range accept the package
	Why      string       // why not
	Checked  bool         // contents were compared (Verify)
	Stamp    *Certificate // of the source stamp, nil when there is none; not verified
	Pairs    []Pair       // what else stands in the signing block
	Notes    []string     // oddities that no platform minds
}

// Result is one scheme.
type Result struct {
	Scheme   Scheme
	Signers  []Signer
	Verified bool   // every signer verified; with Report.Checked also the contents
	Why      string // the first reason why not
}

// Signer is one signer of one scheme.
type Signer struct {
	Name           string        // v1: file name of its signature block
	Certs          []Certificate // the signing certificate first; may be empty
	Algorithms     []string      // of its signatures, those we know
	MinSDK, MaxSDK int           // v3: platforms it is for
	Lineage        []Node        // v3: proof of rotation, oldest first
	Verified       bool          // the signature over the signed data is right
	Why            string        // why not
}

// Node is one certificate of a rotation lineage.
type Node struct {
	Cert  Certificate
	Flags uint32 // what an old certificate may still do (AOSP: installed data, shared UID, permission, rollback, auth)
}

// Pair is one entry of the APK Signing Block.
type Pair struct {
	ID   uint32
	Name string // "" when unknown
	Size int    // of its value, in bytes
}

// Options are the platform levels to verify for. The zero value means from
// Android 7 (24) on.
type Options struct{ MinSDK, MaxSDK int }

// Read reports the signers of a, and whether their signatures over the signed
// data are right. It does not hash the package.
func Read(a *zip.Archive) *Report {
	r := &reader{a: a, data: a.Data(), report: &Report{}, opt: Options{0, math.MaxInt32}, anyLevel: true}
	r.read()
	return r.report
}

// Verify checks everything the platforms named in opt would check.
func Verify(a *zip.Archive, opt Options) *Report {
	if opt.MinSDK == 0 {
		opt.MinSDK = sdkV2
	}
	if opt.MaxSDK == 0 {
		opt.MaxSDK = math.MaxInt32
	}
	r := &reader{a: a, data: a.Data(), report: &Report{Checked: true}, opt: opt, full: true}
	r.read()
	r.judge()
	return r.report
}

// reader carries one run.
type reader struct {
	a        *zip.Archive
	data     []byte
	report   *Report
	opt      Options
	full     bool // compare contents
	anyLevel bool // no platform level rules an algorithm out
	block    *block
	expects  []expect // content digests that signers vouch for
	rotation int      // platform the v3 signer names as the first of v3.1, 0 = none
}

func (r *reader) read() {
	var err error
	if r.block, err = findBlock(r.a); err != nil {
		r.report.Notes = append(r.report.Notes, err.Error())
	}
	if v1, ok := r.readV1(); ok {
		r.report.Schemes = append(r.report.Schemes, v1)
	}
	if r.block == nil {
		return
	}
	for _, s := range blockSchemes {
		if value, ok := r.block.find(s.id); ok {
			res := r.readScheme(s, value)
			r.report.Schemes = append(r.report.Schemes, res)
		}
	}
	r.checkRotation()
	if r.full {
		r.checkDigests()
	}
	for _, p := range r.block.pairs {
		r.report.Pairs = append(r.report.Pairs, Pair{p.id, pairNames[p.id], len(p.value)})
		if p.id == idStamp1 || p.id == idStamp2 {
			r.report.Stamp = stampCert(p.value)
		}
		if p.id == idV32 {
			r.report.Notes = append(r.report.Notes, "there is a v3.2 signature, which is not checked")
		}
	}
}

// Find returns the result of one scheme, nil when the package lacks it.
func (r *Report) Find(s Scheme) *Result {
	for i := range r.Schemes {
		if r.Schemes[i].Scheme == s {
			return &r.Schemes[i]
		}
	}
	return nil
}

// Signers returns the signers the newest platforms go by: of the newest
// scheme present, whether or not they verified.
func (r *Report) Signers() []Signer {
	if len(r.Schemes) == 0 {
		return nil
	}
	return r.Schemes[len(r.Schemes)-1].Signers
}

// judge applies the schemes to the range of platforms, as apksig does: each
// platform goes by the newest scheme it knows that is present.
func (r *reader) judge() {
	rep, found := r.report, false
	check := func(s Scheme) error {
		res := rep.Find(s)
		if res == nil {
			return nil
		}
		found = true
		if !res.Verified {
			return fmt.Errorf("%s: %s", s, res.Why)
		}
		return nil
	}
	var errs []error
	if r.opt.MaxSDK >= sdkV31 {
		errs = append(errs, check(V31))
	}
	if r.opt.MaxSDK >= sdkV3 {
		errs = append(errs, check(V3))
	}
	if r.opt.MaxSDK >= sdkV2 && (r.opt.MinSDK < sdkV3 || !found) {
		errs = append(errs, check(V2))
	}
	if r.opt.MinSDK < sdkV2 || !found {
		errs = append(errs, check(V1))
		if rep.Find(V1) == nil {
			errs = append(errs, errors.New("no signature that a platform in the range would look for"))
		}
	}
	errs = append(errs, r.consistent())
	for _, err := range errs {
		if err != nil {
			rep.Why = err.Error()
			return
		}
	}
	rep.Verified = true
}

// consistent checks that the schemes name the same signers: an update would
// otherwise change hands with the platform.
func (r *reader) consistent() error {
	v1, v2, v3 := r.report.Find(V1), r.report.Find(V2), r.report.Find(V3)
	if v1 != nil && v2 != nil && v1.Verified && v2.Verified && r.opt.MinSDK < sdkV2 && !sameSigners(v1.Signers, v2.Signers) {
		return errors.New("v1 and v2 name different signers")
	}
	older := v2
	if older == nil || !older.Verified {
		older = v1
	}
	if v3 == nil || !v3.Verified || older == nil || !older.Verified || r.opt.MinSDK >= sdkV3 {
		return nil
	}
	if len(older.Signers) != 1 || len(v3.Signers) == 0 || len(older.Signers[0].Certs) == 0 {
		return errors.New("v3 allows one signer, the older scheme has several")
	}
	last := &v3.Signers[len(v3.Signers)-1]
	first := last.Certs[0].SHA256
	if len(last.Lineage) > 0 {
		first = last.Lineage[0].Cert.SHA256
	}
	if older.Signers[0].Certs[0].SHA256 != first {
		return errors.New("v3 does not descend from the signer of the older scheme")
	}
	return nil
}

func sameSigners(x, y []Signer) bool {
	set := map[string]bool{}
	for _, s := range x {
		if len(s.Certs) > 0 {
			set[s.Certs[0].SHA256] = true
		}
	}
	n := 0
	for _, s := range y {
		if len(s.Certs) > 0 {
			if !set[s.Certs[0].SHA256] {
				return false
			}
			n++
		}
	}
	return n == len(set)
}
