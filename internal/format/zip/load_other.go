//go:build !(386 || amd64 || arm64 || loong64 || ppc64le || riscv64 || wasm)

package zip

import (
	"encoding/binary"
	"unsafe"
)

// le64 loads 8 little-endian bytes at p+off on machines of other byte order or
// without unaligned loads.
func le64(p unsafe.Pointer, off int) uint64 {
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(p, off))[:])
}
