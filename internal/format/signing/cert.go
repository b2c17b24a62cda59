package signing

import (
	"crypto/dsa"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Certificate is what matters of an X.509 certificate. The digests are of its
// bytes as they stand in the package, as apksigner prints them, and are there
// even when nothing else could be read.
type Certificate struct {
	SHA256, SHA1        string // hex
	Subject, Issuer     string // "CN=Android Debug, O=Android, C=US": most specific first, as apksigner prints them
	Serial              string // hex
	NotBefore, NotAfter time.Time
	KeyAlgorithm        string // "RSA", "DSA", "EC", or an object identifier
	KeyBits             int
	Why                 string // what of it could not be read
	Raw                 []byte // a view of the input

	key       any    // *rsa.PublicKey, *dsa.PublicKey, *ecdsa.PublicKey or nil
	spki      []byte // SubjectPublicKeyInfo as it stands
	issuerRaw []byte
	serial    *big.Int
	usage     int // -1 without the extension, else its first byte
	critical  string
}

// parseCert reads what it can; c.Why says what is missing.
func parseCert(raw []byte) Certificate {
	s256, s1 := sha256.Sum256(raw), sha1.Sum(raw)
	c := Certificate{SHA256: hex.EncodeToString(s256[:]), SHA1: hex.EncodeToString(s1[:]), Raw: raw, usage: -1}
	if err := c.parse(raw); err != nil {
		c.Why = err.Error()
	}
	return c
}

// parse walks Certificate and TBSCertificate (RFC 5280 4.1).
func (c *Certificate) parse(raw []byte) error {
	outer, _, err := next(raw)
	if err != nil {
		return err
	}
	tbs, _, err := next(outer.body)
	if err != nil {
		return err
	}
	f, err := tbs.children()
	if len(f) > 0 && f[0].is(classContext, 0) {
		f = f[1:]
	}
	if len(f) < 6 {
		return errors.Join(errors.New("the certificate is cut short"), err)
	}
	if c.serial = f[0].integer(); c.serial != nil {
		c.Serial = c.serial.Text(16)
	}
	c.Issuer, c.issuerRaw = nameString(f[2]), f[2].raw
	c.Subject, c.spki = nameString(f[4]), f[5].raw
	if times, _ := f[3].children(); len(times) == 2 {
		c.NotBefore, c.NotAfter = parseTime(times[0]), parseTime(times[1])
	}
	for _, e := range f[6:] {
		if e.is(classContext, 3) {
			c.extensions(e)
		}
	}
	c.key, c.KeyAlgorithm, c.KeyBits, err = parseKey(c.spki)
	return err
}

// extensions keeps key usage and the name of an unknown critical extension:
// the two Android checks.
func (c *Certificate) extensions(e element) {
	seq, _, err := next(e.body)
	if err != nil {
		return
	}
	list, _ := seq.children()
	for _, x := range list {
		f, _ := x.children()
		if len(f) < 2 {
			continue
		}
		id, critical := f[0].oid(), len(f) > 2 && len(f[1].body) == 1 && f[1].body[0] != 0
		switch {
		case id == "2.5.29.15":
			if bits, _, err := next(f[len(f)-1].body); err == nil {
				if o, err := bits.octets(); err == nil && len(o) > 0 {
					c.usage = int(o[0])
				} else {
					c.usage = 0
				}
			}
		case critical && !slices.Contains(knownExtensions, id):
			c.critical = id
		}
	}
}

// knownExtensions are those the Java platform processes.
var knownExtensions = []string{
	"2.5.29.17", "2.5.29.18", "2.5.29.19", "2.5.29.30", "2.5.29.31", "2.5.29.32", "2.5.29.33",
	"2.5.29.35", "2.5.29.36", "2.5.29.37", "2.5.29.54", "2.16.840.1.113730.1.1",
}

// usable applies the checks of Android's JAR verifier to a signing certificate.
func (c *Certificate) usable() error {
	const digitalSignature, nonRepudiation = 0x80, 0x40
	if c.critical != "" {
		return fmt.Errorf("the certificate has an unknown critical extension %s", c.critical)
	}
	if c.usage >= 0 && c.usage&(digitalSignature|nonRepudiation) == 0 {
		return errors.New("the certificate is not meant for signatures (key usage)")
	}
	return nil
}

const (
	oidRSA = "1.2.840.113549.1.1.1"
	oidDSA = "1.2.840.10040.4.1"
	oidEC  = "1.2.840.10045.2.1"
)

// Bounds on the work one hostile key can cause. RSA verification is cheap even
// for absurd keys; DSA raises to the power of numbers as long as the subgroup.
const (
	maxKeyBits = 1 << 15
	maxDSABits = 8192
	maxDSASub  = 512
)

// parseKey reads a SubjectPublicKeyInfo.
func parseKey(spki []byte) (key any, alg string, bits int, err error) {
	outer, _, err := next(spki)
	if err != nil {
		return nil, "", 0, err
	}
	f, err := outer.children()
	if err != nil || len(f) < 2 {
		return nil, "", 0, fmt.Errorf("public key: %w", errBER)
	}
	id, _, err := next(f[0].body)
	if err != nil {
		return nil, "", 0, err
	}
	names := map[string]string{oidRSA: "RSA", oidDSA: "DSA", oidEC: "EC"}
	if alg = names[id.oid()]; alg == "" {
		return nil, id.oid(), 0, fmt.Errorf("public key of an unknown algorithm %s", id.oid())
	}
	if alg == "RSA" {
		k, err := parseRSA(f[1])
		if err != nil {
			return nil, alg, 0, err
		}
		return k, alg, k.N.BitLen(), nil
	}
	if key, err = x509.ParsePKIXPublicKey(spki); err != nil {
		return nil, alg, 0, fmt.Errorf("public key: %w", err)
	}
	switch k := key.(type) {
	case *dsa.PublicKey:
		if bits = k.P.BitLen(); bits > maxDSABits || k.Q.BitLen() > maxDSASub {
			return nil, alg, bits, errors.New("public key is too long")
		}
	case *ecdsa.PublicKey:
		bits = k.Curve.Params().BitSize
	}
	return key, alg, bits, nil
}

// parseRSA reads an RSA key more leniently than crypto/x509: any exponent that
// fits, any modulus. One written without the leading zero, and so negative, is
// taken as the positive number that was meant, as Android takes it.
func parseRSA(e element) (*rsa.PublicKey, error) {
	b, err := e.octets()
	if err != nil {
		return nil, err
	}
	seq, _, err := next(b)
	if err != nil {
		return nil, err
	}
	f, err := seq.children()
	if err != nil || len(f) < 2 {
		return nil, errBER
	}
	n, exp := f[0].integer(), f[1].integer()
	if n != nil && n.Sign() < 0 {
		n.SetBytes(f[0].body)
	}
	if n == nil || exp == nil || n.Sign() <= 0 || n.BitLen() > maxKeyBits || exp.Sign() <= 0 || exp.BitLen() > 31 {
		return nil, errors.New("RSA key outside of what is supported")
	}
	return &rsa.PublicKey{N: n, E: int(exp.Int64())}, nil
}

// attrNames are the short names of RFC 4514 and the Java platform.
var attrNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "SURNAME", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.7": "L",
	"2.5.4.8": "ST", "2.5.4.9": "STREET", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "T",
	"2.5.4.42": "GIVENNAME", "2.5.4.43": "INITIALS", "2.5.4.46": "DNQ",
	"1.2.840.113549.1.9.1": "EMAILADDRESS", "0.9.2342.19200300.100.1.1": "UID", "0.9.2342.19200300.100.1.25": "DC",
}

// nameString writes a distinguished name for people, last part first as RFC
// 4514 wants it.
func nameString(e element) string {
	var b strings.Builder
	rdns, _ := e.children()
	for _, rdn := range slices.Backward(rdns) {
		atts, _ := rdn.children()
		for i, a := range atts {
			f, _ := a.children()
			if len(f) < 2 {
				continue
			}
			if b.Len() > 0 {
				b.WriteString(map[bool]string{true: " + ", false: ", "}[i > 0])
			}
			name := attrNames[f[0].oid()]
			if name == "" {
				name = "OID." + f[0].oid()
			}
			b.WriteString(name + "=" + quoteValue(text(f[1])))
		}
	}
	return b.String()
}

// quoteValue quotes as RFC 1779 does.
func quoteValue(s string) string {
	if s == "" || strings.ContainsAny(s, ",+=\n<>#;\\\"") || s[0] == ' ' || s[len(s)-1] == ' ' {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return s
}

// text decodes a directory string.
func text(e element) string {
	b, err := e.octets()
	switch {
	case err != nil:
		return ""
	case e.tag == tagBMP:
		u := make([]uint16, len(b)/2)
		for i := range u {
			u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		}
		return string(utf16.Decode(u))
	case utf8.Valid(b):
		return string(b)
	}
	r := make([]rune, len(b)) // T61String and the like: as Latin-1
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

// parseTime reads UTCTime and GeneralizedTime; the zero time when it cannot.
func parseTime(e element) time.Time {
	layouts := []string{"20060102150405Z0700", "200601021504Z0700", "20060102150405"}
	if e.tag == tagUTCTime {
		layouts = []string{"060102150405Z0700", "0601021504Z0700"}
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, string(e.body)); err == nil {
			if e.tag == tagUTCTime && t.Year() >= 2050 { // RFC 5280 4.1.2.5.1
				t = t.AddDate(-100, 0, 0)
			}
			return t.UTC()
		}
	}
	return time.Time{}
}
