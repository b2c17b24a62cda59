package signing

import (
	"errors"
	"fmt"
	"slices"

	"github.com/avow-audit/avow/internal/ordered"
)

// readLineage reads a proof of rotation: each certificate is signed by the one
// before it. The last one must be the signer's own.
func readLineage(sg *Signer, b []byte) error {
	c := &cursor{b: b}
	if v := c.u32(); v != 1 {
		return fmt.Errorf("version %d is unknown", v)
	}
	lastAlg := uint32(0)
	for c.more() {
		if len(sg.Lineage) >= maxLineage {
			return errors.New("too many certificates")
		}
		node := c.sub()
		signed := node.bytes()
		flags, alg, sig := node.u32(), node.u32(), node.bytes()
		d := &cursor{b: signed}
		raw, signedAlg := d.bytes(), d.u32()
		if c.bad || node.bad || d.bad {
			return errors.New("malformed")
		}
		cert := parseCert(raw)
		if n := len(sg.Lineage); n > 0 {
			prev := &sg.Lineage[n-1].Cert
			a := algorithmByID(lastAlg)
			if a == nil || signedAlg != lastAlg {
				return fmt.Errorf("certificate %d: algorithm %#x does not fit", n+1, lastAlg)
			}
			if err := verifySig(prev.key, a.pad, a.hash, hashOf(a.hash, signed), sig); err != nil {
				return fmt.Errorf("certificate %d is not signed by the one before: %w", n+1, err)
			}
			if slices.ContainsFunc(sg.Lineage, func(x Node) bool { return x.Cert.SHA256 == cert.SHA256 }) {
				return fmt.Errorf("certificate %d occurs twice", n+1)
			}
		}
		sg.Lineage = append(sg.Lineage, Node{cert, flags})
		lastAlg = alg
	}
	if c.bad || len(sg.Lineage) == 0 {
		return errors.New("malformed")
	}
	if last := sg.Lineage[len(sg.Lineage)-1]; last.Cert.SHA256 != sg.Certs[0].SHA256 {
		return errors.New("it does not end with the signer's certificate")
	}
	return nil
}

// checkRanges wants the platform ranges of v3 signers to join without gap or
// overlap, lineages to grow, and the newest platforms to be covered.
func (r *Result) checkRanges(opt Options) {
	order := make([]*Signer, len(r.Signers))
	for i := range r.Signers {
		order[i] = &r.Signers[i]
	}
	ordered.By(order, func(x, y *Signer) int { return x.MaxSDK - y.MaxSDK })
	for i, s := range order[1:] {
		prev := order[i]
		if s.MinSDK != prev.MaxSDK+1 && s.MinSDK != prev.MaxSDK {
			r.fail(fmt.Sprintf("signers for platforms %d-%d and %d-%d do not join", prev.MinSDK, prev.MaxSDK, s.MinSDK, s.MaxSDK))
		}
		if len(s.Lineage) > 0 && len(s.Lineage) < len(prev.Lineage) {
			r.fail("a newer platform has a shorter lineage")
		}
	}
	if r.Scheme == V3 && (order[0].MinSDK > max(opt.MinSDK, sdkV3) || order[len(order)-1].MaxSDK < sdkV31-1) {
		r.fail(fmt.Sprintf("only platforms %d to %d are covered", order[0].MinSDK, order[len(order)-1].MaxSDK))
	}
}

// checkRotation compares the v3.1 block with what the v3 signer says of it, so
// that no older one can be put in its place.
func (r *reader) checkRotation() {
	v3, v31 := r.report.Find(V3), r.report.Find(V31)
	switch {
	case v31 == nil || len(v31.Signers) == 0:
	case v3 == nil && r.opt.MinSDK < sdkV31:
		v31.fail("there is no v3 signature for the platforms that do not know v3.1")
	case v3 != nil && r.rotation != 0:
		first := v31.Signers[0].MinSDK
		for _, s := range v31.Signers {
			first = min(first, s.MinSDK)
		}
		if first != r.rotation {
			v3.fail(fmt.Sprintf("signed to have a v3.1 signature from platform %d on; the one that is there begins at %d", r.rotation, first))
		}
	}
}
