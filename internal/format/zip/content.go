package zip

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// maxRatio is the most deflate can expand: a match of 258 bytes in 2 bits is
// 1,032 to 1. It bounds what a lying size can make us allocate.
const maxRatio = 1032

// maxLie is how much content beyond its declared size is read of an entry.
// Android refuses such an entry, so more than a sample serves nobody.
const maxLie = 64 << 20

// Bytes returns the whole content of e. For stored entries that is a view of
// the input. Whatever could be read is returned, also with an error; content
// that differs from what the directory promises is returned without error and
// noted as a [Problem].
func (a *Archive) Bytes(e Entry) ([]byte, error) { return a.Read(e, nil) }

// Read is [Archive.Bytes] with a buffer to inflate into: it is used when its
// capacity is at least e.Size (plus [Slack], for full speed). Stored content
// is still a view of the input.
func (a *Archive) Read(e Entry, buf []byte) ([]byte, error) {
	if err := a.charge(e); err != nil {
		return nil, err
	}
	data, err := a.raw(e)
	if err != nil {
		return nil, err
	}
	out, err := a.decode(e, data, buf)
	a.verify(e, out, err)
	return out, err
}

// Release says that the content of e is not needed for now: where the input is a
// mapped file, its memory is given back. What [Archive.Bytes] returned stays
// readable.
func (a *Archive) Release(e Entry) {
	if a.lim.Release == nil {
		return
	}
	if data, err := a.raw(e); err == nil {
		a.lim.Release(data[:min(uint64(len(data)), max(e.CompSize, e.Size))])
	}
}

// ReleaseRaw says the same of a part of [Archive.Data].
func (a *Archive) ReleaseRaw(b []byte) {
	if a.lim.Release != nil {
		a.lim.Release(b)
	}
}

// Head returns the first n bytes of the content of e, or all of it when it is
// shorter. It neither checks the CRC nor counts against Limits.Inflated.
func (a *Archive) Head(e Entry, n int) ([]byte, error) {
	data, err := a.raw(e)
	if err != nil {
		return nil, err
	}
	n = max(0, n)
	if e.Method != Deflate {
		stored := data[:min(uint64(len(data)), a.storedSize(e, data))]
		if e.Method == Stored || !deflateFits(e, data, stored) {
			return stored[:min(n, len(stored))], nil
		}
	}
	n = int(min(int64(n), a.lim.Entry, int64(len(data))*maxRatio+Slack))
	dst := make([]byte, n, n+Slack)
	got, _, err := Inflate(dst, deflateInput(e, data))
	if errors.Is(err, ErrShortBuffer) {
		err = nil
	}
	return dst[:got], wrap(e, err)
}

// raw returns the input from the start of e's data, cut at the end of the input.
func (a *Archive) raw(e Entry) ([]byte, error) {
	if e.DataOffset < 0 || e.DataOffset > int64(len(a.data)) {
		return nil, fmt.Errorf("%q: no local file header at %d, its content cannot be located", e.Name, e.HeaderOffset)
	}
	return a.data[e.DataOffset:], nil
}

// charge counts the declared size of e against the total, once.
func (a *Archive) charge(e Entry) error {
	if e.Method == Stored {
		return nil // a view costs nothing
	}
	if e.Size > uint64(a.lim.Entry) {
		a.note(LimitReached, e.Name, e.HeaderOffset, fmt.Sprintf("declared %d bytes, the limit for one entry is %d", e.Size, a.lim.Entry))
		return fmt.Errorf("%q: declared %d bytes, over the limit of %d for one entry", e.Name, e.Size, a.lim.Entry)
	}
	a.mu.Lock()
	over := false
	if e.Index < len(a.charged) && !a.charged[e.Index] {
		if over = a.lim.Spent.Add(int64(e.Size)) > a.lim.Inflated; over {
			a.lim.Spent.Add(-int64(e.Size))
		}
		a.charged[e.Index] = !over
	}
	a.mu.Unlock()
	if over {
		a.note(LimitReached, e.Name, e.HeaderOffset, fmt.Sprintf("all entries together inflate to more than the limit of %d bytes", a.lim.Inflated))
		return fmt.Errorf("%q: not read, the archive inflates to more than the limit of %d bytes", e.Name, a.lim.Inflated)
	}
	return nil
}

// storedSize is how long stored content is: the declared size, as Android
// takes it, unless that runs out of the input while the compressed size fits.
func (a *Archive) storedSize(e Entry, data []byte) uint64 {
	if e.Size > uint64(len(data)) && e.CompSize <= uint64(len(data)) {
		return e.CompSize
	}
	return min(e.Size, uint64(len(data)))
}

// deflateInput is the compressed data of e. When the declared size lies, the
// stream still ends by itself; only a recovered entry has no size at all.
func deflateInput(e Entry, data []byte) []byte {
	if e.CompSize == 0 && e.Size > 0 {
		return data
	}
	return data[:min(uint64(len(data)), e.CompSize)]
}

func (a *Archive) decode(e Entry, data, buf []byte) ([]byte, error) {
	if e.Method == Deflate {
		return a.inflate(e, deflateInput(e, data), buf)
	}
	stored := data[:a.storedSize(e, data)]
	if e.Method == Stored || !deflateFits(e, data, stored) {
		return stored[:len(stored):len(stored)], nil
	}
	a.note(UnknownMethod, e.Name, e.DataOffset, fmt.Sprintf("method %d; the content is a deflate stream and was read as one", e.Method))
	return a.inflate(e, deflateInput(e, data), buf)
}

// magics begin the files an attacker would want Android to read through an
// unknown method while others fail on it: binary XML, resource table, dex, ELF.
var magics = [][]byte{{3, 0, 8, 0}, {2, 0, 12, 0}, []byte("dex\n"), []byte("\x7fELF")}

// deflateFits decides for an unknown method, which Android's asset manager
// reads as stored, whether the bytes are rather a deflate stream: the CRC
// decides, then a file signature Android would see, then whether the stream
// ends after exactly the declared size.
func deflateFits(e Entry, data, stored []byte) bool {
	if crc32.ChecksumIEEE(stored) == e.CRC32 {
		return false
	}
	for _, m := range magics {
		if bytes.HasPrefix(stored, m) {
			return false
		}
	}
	in := deflateInput(e, data)
	if e.Size > uint64(len(in))*maxRatio+Slack {
		return false
	}
	dst := make([]byte, e.Size, e.Size+Slack)
	n, _, err := Inflate(dst, in)
	return err == nil && uint64(n) == e.Size
}

// inflate decodes in, into buf when it is large enough. When the stream is
// longer than declared the buffer grows, up to maxLie more.
func (a *Archive) inflate(e Entry, in, buf []byte) ([]byte, error) {
	most := min(int64(len(in))*maxRatio+Slack, a.lim.Entry)
	if !a.Recovered && e.Size < math.MaxInt64-maxLie {
		most = min(most, int64(e.Size)+maxLie)
	}
	size := min(int64(min(e.Size, math.MaxInt64)), most)
	for {
		if int64(cap(buf)) < size {
			buf = make([]byte, size, size+Slack)
		}
		n, _, err := Inflate(buf[:size], in)
		if !errors.Is(err, ErrShortBuffer) {
			return buf[:n], wrap(e, err)
		}
		if size >= most {
			a.note(LimitReached, e.Name, e.HeaderOffset, fmt.Sprintf("inflates to more than %d bytes; %d are declared", most, e.Size))
			return buf[:n], fmt.Errorf("%q: inflates to more than %d bytes, declared are %d; it was read so far", e.Name, most, e.Size)
		}
		size = min(2*size+64<<10, most)
	}
}

// verify compares content with what the directory promises.
func (a *Archive) verify(e Entry, out []byte, err error) {
	if errors.Is(err, ErrCorrupt) || errors.Is(err, ErrTruncated) {
		a.note(CorruptData, e.Name, e.DataOffset, fmt.Sprintf("%v after %d of %d bytes", errors.Unwrap(err), len(out), e.Size))
	}
	if err != nil {
		return
	}
	if uint64(len(out)) != e.Size {
		a.note(LengthMismatch, e.Name, e.DataOffset, fmt.Sprintf("holds %d bytes where %d are declared; Android refuses this entry", len(out), e.Size))
	}
	if sum := crc32.ChecksumIEEE(out); sum != e.CRC32 && !(e.CRC32 == 0 && a.Recovered) {
		a.note(CRCMismatch, e.Name, e.DataOffset, fmt.Sprintf("CRC %08x, declared %08x; Android does not check it for code and resources", sum, e.CRC32))
	}
}

func wrap(e Entry, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%q: %w", e.Name, err)
}
