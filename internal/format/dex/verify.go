package dex

import (
	"crypto/sha1"
	"hash/adler32"
)

// Verify compares the header's checksum and signature with the bytes of the
// logical file. It reads
// the whole file twice, so it is not part of [Open]; Android itself checks the
// checksum at install time and the signature never.
func (f *File) Verify() []Problem {
	end := uint64(f.base) + uint64(f.Header.FileSize)
	if end > uint64(len(f.data)) || end < uint64(f.base)+32 {
		return []Problem{*problemf("header", uint64(f.base)+0x20, "cannot be checked: the file size is wrong")}
	}
	var out []Problem
	if sum := adler32.Checksum(f.data[f.base+12 : end]); sum != f.Header.Checksum {
		out = append(out, *problemf("header", uint64(f.base)+8, "checksum is %08x, the bytes give %08x", f.Header.Checksum, sum))
	}
	if sum := sha1.Sum(f.data[f.base+32 : end]); sum != f.Header.Signature {
		out = append(out, *problemf("header", uint64(f.base)+12, "signature is %x, the bytes give %x", f.Header.Signature, sum))
	}
	return out
}
