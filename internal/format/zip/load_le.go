//go:build 386 || amd64 || arm64 || ppc64le || wasm

package zip

import "unsafe"

// wide says that unaligned 8-byte loads and stores work and are cheap, and
// that the byte order is little-endian: what the fast loop needs.
const wide = true

// le64 loads 8 little-endian bytes at p+off.
func le64(p unsafe.Pointer, off int) uint64 { return *(*uint64)(unsafe.Add(p, off)) }
