package signing

import (
	"bytes"
	"crypto"
	"fmt"

	"github.com/avow-audit/avow/internal/parallel"
)

// chunkSize is that of the schemes: each section is cut into chunks of 1 MiB.
const chunkSize = 1 << 20

// sections are the parts of the package that are signed: the entries, the
// central directory, and the end record as it was without the block.
func (b *block) sections(data []byte) [][]byte {
	end := bytes.Clone(data[b.eocd:])
	le.PutUint32(end[16:], uint32(b.start))
	return [][]byte{data[:b.start], data[b.cd:b.eocd], end}
}

// checkDigests compares what was signed with what is there. Each kind of
// digest is computed once, only when somebody signed it.
func (r *reader) checkDigests() {
	if len(r.expects) == 0 {
		return
	}
	parts := r.block.sections(r.data)
	have := map[contentDigest][]byte{}
	for _, x := range r.expects {
		res := r.report.Find(x.scheme)
		got, ok := have[x.content]
		if !ok {
			got = contentDigests[x.content](parts, r.a.ReleaseRaw)
			have[x.content] = got
		}
		if !bytes.Equal(got, x.want) {
			res.fail(fmt.Sprintf("signer %d: the package is not the one that was signed: its content has another digest", x.signer+1))
		}
	}
}

// done is told of each part that was hashed.
var contentDigests = map[contentDigest]func(parts [][]byte, done func([]byte)) []byte{
	chunked256: func(p [][]byte, done func([]byte)) []byte { return chunkedDigest(crypto.SHA256, p, done) },
	chunked512: func(p [][]byte, done func([]byte)) []byte { return chunkedDigest(crypto.SHA512, p, done) },
	verity256:  func(p [][]byte, _ func([]byte)) []byte { return verityDigest(p) },
}

// chunkedDigest hashes every chunk behind 0xa5 and its length, then all those
// behind 0x5a and their number.
func chunkedDigest(h crypto.Hash, parts [][]byte, done func([]byte)) []byte {
	var chunks [][]byte
	for _, p := range parts {
		for len(p) > 0 {
			n := min(chunkSize, len(p))
			chunks = append(chunks, p[:n])
			p = p[n:]
		}
	}
	size := h.Size()
	top := make([]byte, 5+size*len(chunks))
	top[0] = 0x5a
	le.PutUint32(top[1:], uint32(len(chunks)))
	parallel.Do(len(chunks), func(i int) {
		w := h.New()
		head := [5]byte{0xa5}
		le.PutUint32(head[1:], uint32(len(chunks[i])))
		w.Write(head[:])
		w.Write(chunks[i])
		done(chunks[i])
		w.Sum(top[5+size*i : 5+size*i])
	})
	return hashOf(h, top)
}

// verityDigest is the root of a Merkle tree as dm-verity builds it (4 KiB
// pages, SHA-256, eight zero bytes of salt), then the length of the content.
func verityDigest(parts [][]byte) []byte {
	const page = 4096
	total := 0
	for _, p := range parts {
		total += len(p)
	}
	level := make([]byte, (total+page-1)/page*crypto.SHA256.Size())
	var salt [8]byte
	// Pages run on across sections.
	at := func(off int, buf []byte) {
		clear(buf)
		for _, p := range parts {
			if off < len(p) {
				n := copy(buf, p[off:])
				buf, off = buf[n:], 0
				if len(buf) == 0 {
					return
				}
				continue
			}
			off -= len(p)
		}
	}
	parallel.Do((total+page-1)/page, func(i int) {
		var buf [page]byte
		at(i*page, buf[:])
		copy(level[i*32:], hashOf(crypto.SHA256, salt[:], buf[:]))
	})
	for len(level) > page {
		up := make([]byte, 0, len(level)/page*32+32)
		for off := 0; off < len(level); off += page {
			var buf [page]byte
			copy(buf[:], level[off:])
			up = append(up, hashOf(crypto.SHA256, salt[:], buf[:])...)
		}
		level = up
	}
	var top [page]byte
	copy(top[:], level)
	return le.AppendUint64(hashOf(crypto.SHA256, salt[:], top[:]), uint64(total))
}
