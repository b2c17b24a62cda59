//go:build 386 || amd64 || arm64 || loong64 || ppc64le || riscv64 || wasm

package zip

import "unsafe"

// le64 loads 8 little-endian bytes at p+off.
func le64(p unsafe.Pointer, off int) uint64 { return *(*uint64)(unsafe.Add(p, off)) }
