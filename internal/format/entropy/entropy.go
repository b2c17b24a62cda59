// Package entropy measures how random bytes look: the one figure by which
// compressed or encrypted content shows when nothing else of it can be read.
//
// Limits: the estimate is over single bytes and is biased low for short input:
// n random bytes give about 8 - 184/n bits, so below 1 KiB the figure says
// little.
//
// Reference: C. E. Shannon, "A Mathematical Theory of Communication", 1948.
package entropy

import "math"

// Reliable is the least number of bytes from which Bits can tell random
// content (above 7.5) from other content.
const Reliable = 1024

// Random is the figure from which prior work calls a file random, that is
// encrypted or compressed (ModelXRay, USENIX Security 2021).
const Random = 7.5

// Bits is the entropy of b in bits per byte, from 0 (empty, or one value only)
// to 8 (all values equally often).
func Bits(b []byte) float64 {
	if len(b) == 0 {
		return 0
	}
	// Four tables keep runs of one value from waiting on their own counter.
	var h [4][256]uint64
	i := 0
	for ; i+4 <= len(b); i += 4 {
		h[0][b[i]]++
		h[1][b[i+1]]++
		h[2][b[i+2]]++
		h[3][b[i+3]]++
	}
	for ; i < len(b); i++ {
		h[0][b[i]]++
	}
	n, sum := float64(len(b)), 0.0
	for v := range 256 {
		if c := h[0][v] + h[1][v] + h[2][v] + h[3][v]; c > 0 {
			sum += float64(c) * math.Log2(float64(c))
		}
	}
	return max(0, math.Log2(n)-sum/n)
}
