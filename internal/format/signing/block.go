package signing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/avow-audit/avow/internal/format/zip"
)

var le = binary.LittleEndian

// IDs in the APK Signing Block.
const (
	idV2      = 0x7109871a
	idV3      = 0xf05368c0
	idV31     = 0x1b93ad61
	idV32     = 0x70e1c89f
	idStamp1  = 0x2b09189e
	idStamp2  = 0x6dff800d
	idPadding = 0x42726577
)

// pairNames are the IDs whose meaning is public.
var pairNames = map[uint32]string{
	idV2: "signature scheme v2", idV3: "signature scheme v3", idV31: "signature scheme v3.1", idV32: "signature scheme v3.2 (hybrid)",
	idStamp1: "source stamp v1", idStamp2: "source stamp v2", idPadding: "verity padding",
	0x504b4453: "dependency list (encrypted for Google Play)", 0x2146444e: "Google Play metadata",
	0x71777777: "channel name (Walle)", 0x881155ff: "channel name (VasDolly)",
}

// blockMagic ends the block.
const blockMagic = "APK Sig Block 42"

// minBlock: two sizes and the magic.
const minBlock = 8 + 8 + len(blockMagic)

// maxPairs bounds the pairs kept; packages in the field have up to ten.
const maxPairs = 1024

// block is the APK Signing Block, which stands between the last entry and the
// central directory.
type block struct {
	start, cd, eocd int64
	pairs           []pair
}

type pair struct {
	id    uint32
	value []byte
}

// findBlock returns the block, or nil without error when there is none. Like
// Android it looks only where nothing stands between the central directory and
// the end record.
func findBlock(a *zip.Archive) (*block, error) {
	data, cd := a.Data(), a.CDOffset
	if a.Recovered || a.EOCD < 0 || cd > int64(len(data)) || cd < int64(minBlock) || string(data[cd-16:cd]) != blockMagic {
		return nil, nil
	}
	end := data[a.EOCD:]
	dirSize, dirStart := int64(le.Uint32(end[12:])), int64(le.Uint32(end[16:]))
	switch {
	case dirSize == math.MaxUint32 || dirStart == math.MaxUint32:
		return nil, errors.New("the archive is a zip64 one; Android before 17 does not see its signing block")
	case dirStart != cd || dirStart+dirSize != a.EOCD:
		return nil, errors.New("the end record does not follow the central directory; Android does not see the signing block")
	}
	size := le.Uint64(data[cd-24:])
	if size < uint64(minBlock-8) || size > uint64(cd-8) {
		return nil, fmt.Errorf("the signing block claims %d bytes, which do not fit", size)
	}
	b := &block{start: cd - int64(size) - 8, cd: cd, eocd: a.EOCD}
	if head := le.Uint64(data[b.start:]); head != size {
		return nil, fmt.Errorf("the signing block gives its size as %d and as %d; Android does not see it", head, size)
	}
	return b, b.split(data[b.start+8 : cd-24])
}

// split lists the pairs; it keeps those before the first that does not fit.
func (b *block) split(v []byte) error {
	for len(v) > 0 {
		if len(b.pairs) >= maxPairs {
			return errors.New("the signing block holds too many pairs; the rest is not read")
		}
		if len(v) < 12 {
			return errors.New("the signing block ends within a pair")
		}
		n := le.Uint64(v)
		if n < 4 || n > uint64(len(v)-8) {
			return errors.New("a pair of the signing block runs past its end")
		}
		b.pairs = append(b.pairs, pair{le.Uint32(v[8:]), v[12 : 8+n]})
		v = v[8+n:]
	}
	return nil
}

// find returns the first pair of this ID, as Android does.
func (b *block) find(id uint32) ([]byte, bool) {
	for _, p := range b.pairs {
		if p.id == id {
			return p.value, true
		}
	}
	return nil, false
}

// cursor reads the length-prefixed structures in the block. After the first
// short read bad is set and everything reads as empty.
type cursor struct {
	b   []byte
	bad bool
}

func (c *cursor) u32() uint32 {
	if len(c.b) < 4 {
		c.b, c.bad = nil, true
		return 0
	}
	v := le.Uint32(c.b)
	c.b = c.b[4:]
	return v
}

// bytes reads a 32-bit length and that many bytes.
func (c *cursor) bytes() []byte {
	n := c.u32()
	if uint64(n) > uint64(len(c.b)) {
		c.b, c.bad = nil, true
		return nil
	}
	v := c.b[:n:n]
	c.b = c.b[n:]
	return v
}

// sub is bytes as a cursor.
func (c *cursor) sub() *cursor { return &cursor{b: c.bytes()} }

// more reports whether something is left.
func (c *cursor) more() bool { return len(c.b) > 0 && !c.bad }

// stampCert reads the certificate of a source stamp; nil when it cannot.
func stampCert(value []byte) *Certificate {
	c := &cursor{b: value}
	raw := c.sub().bytes()
	if len(raw) == 0 {
		return nil
	}
	cert := parseCert(raw)
	return &cert
}
