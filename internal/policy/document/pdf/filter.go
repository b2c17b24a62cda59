package pdf

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
)

var (
	errFilter = errors.New("a stream of the PDF is packed in a way that is not read")
	errStream = errors.New("a stream of the PDF is damaged or longer than is read")
)

const maxFilters = 8 // in a row; two are common

// decode undoes a stream's filters. What came before an error is given with
// it.
func (f *File) decode(s *stream) ([]byte, error) {
	data := s.raw
	if f.crypt != nil {
		data = f.crypt.stream(f, s)
	}
	filters := list(f, s.dict, "Filter", "F")
	params := list(f, s.dict, "DecodeParms", "DP")
	if len(filters) > maxFilters {
		return nil, errFilter
	}
	var err error
	for i, o := range filters {
		var p dict
		if i < len(params) {
			p = f.dictOf(params[i])
		}
		var failed error
		if data, failed = f.filter(f.nameOf(o), data, p); failed != nil {
			err = failed
		}
		if f.stopped != nil {
			return nil, f.stopped
		}
	}
	return data, err
}

// list reads an entry that is one thing or an array of them.
func list(f *File, d dict, keys ...name) array {
	for _, k := range keys {
		switch o := f.resolve(d[k]).(type) {
		case nil:
		case array:
			return o
		default:
			return array{o}
		}
	}
	return nil
}

func (f *File) filter(kind name, data []byte, p dict) ([]byte, error) {
	switch kind {
	case "FlateDecode", "Fl":
		out, err := f.inflate(data)
		return f.unpredict(out, p, err)
	case "LZWDecode", "LZW":
		early, ok := f.resolve(p["EarlyChange"]).(float64)
		out, err := f.lzw(data, !ok || early != 0)
		return f.unpredict(out, p, err)
	case "ASCIIHexDecode", "AHx":
		l := &lexer{f: f, s: data}
		out := []byte(l.hex())
		f.spend(len(data))
		return out, nil
	case "ASCII85Decode", "A85":
		return f.ascii85(data), nil
	case "RunLengthDecode", "RL":
		return f.runLength(data)
	case "Crypt":
		return data, nil
	}
	return nil, errFilter
}

// inflate reads zlib data, whatever its header and checksum say.
func (f *File) inflate(data []byte) ([]byte, error) {
	if len(data) < 2 {
		return nil, errStream
	}
	if data[0]&15 == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		data = data[2:]
	}
	r := flate.NewReader(bytes.NewReader(data))
	var out []byte
	buf := make([]byte, 16<<10)
	for {
		n, err := r.Read(buf)
		if !f.spend(n+1) || len(out)+n > maxStream {
			return out, errStream
		}
		out = append(out, buf[:n]...)
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, errStream
		}
	}
}

// lzw decodes with codes of 9 to 12 bits; early says that the width grows one
// code before it must.
func (f *File) lzw(data []byte, early bool) ([]byte, error) {
	const clear, end = 256, 257
	var prefix [4096]uint16
	var last [4096]byte
	var length [4096]int32
	for i := range 256 {
		last[i], length[i] = byte(i), 1
	}
	next, width, prev := 258, 9, -1
	ahead := 0
	if early {
		ahead = 1
	}
	var out []byte
	bits, n := uint32(0), 0
	for _, c := range data {
		bits, n = bits<<8|uint32(c), n+8
		if n < width {
			continue
		}
		code := int(bits >> (n - width) & (1<<width - 1))
		n -= width
		switch {
		case code == end:
			return out, nil
		case code == clear:
			next, width, prev = 258, 9, -1
			continue
		case code > next || code == next && prev < 0 || code >= 258 && prev < 0 && code >= next:
			return out, errStream
		}
		from := code
		if code == next {
			from = prev
		}
		size := int(length[from])
		if code == next {
			size++
		}
		if !f.spend(size) || len(out)+size > maxStream {
			return out, errStream
		}
		at := len(out)
		out = append(out, make([]byte, size)...)
		k := at + int(length[from])
		for c := from; k > at; c = int(prefix[c]) {
			k--
			out[k] = last[c]
		}
		if code == next {
			out[len(out)-1] = out[at]
		}
		if prev >= 0 && next < 4096 {
			prefix[next], last[next], length[next] = uint16(prev), out[at], length[prev]+1
			next++
		}
		for width < 12 && next+ahead >= 1<<width {
			width++
		}
		prev = code
	}
	return out, nil
}

func (f *File) ascii85(data []byte) []byte {
	f.spend(len(data))
	data, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~"))
	out := make([]byte, 0, len(data)*4/5)
	var word uint32
	n := 0
	for _, c := range data {
		switch {
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			word = word*85 + uint32(c-'!')
			if n++; n == 5 {
				out = append(out, byte(word>>24), byte(word>>16), byte(word>>8), byte(word))
				word, n = 0, 0
			}
		}
	}
	if n > 1 {
		for k := n; k < 5; k++ {
			word = word*85 + 84
		}
		out = append(out, []byte{byte(word >> 24), byte(word >> 16), byte(word >> 8)}[:n-1]...)
	}
	return out
}

func (f *File) runLength(data []byte) ([]byte, error) {
	var out []byte
	for len(data) > 0 {
		n := int(data[0])
		switch {
		case n == 128:
			return out, nil
		case n < 128:
			n = min(n+1, len(data)-1)
			out = append(out, data[1:1+n]...)
			data = data[1+n:]
		case len(data) < 2:
			return out, nil
		default:
			n = 257 - n
			out = append(out, bytes.Repeat(data[1:2], n)...)
			data = data[2:]
		}
		if !f.spend(n+1) || len(out) > maxStream {
			return out, errStream
		}
	}
	return out, nil
}

// unpredict undoes the differences between rows, which cross-reference streams
// are packed with.
func (f *File) unpredict(data []byte, p dict, err error) ([]byte, error) {
	kind := int(f.numberOf(p["Predictor"]))
	if kind < 2 {
		return data, err
	}
	param := func(k name, or int) int {
		if n, ok := f.resolve(p[k]).(float64); ok && n >= 1 && n <= 1<<16 {
			return int(n)
		}
		return or
	}
	bits := param("BitsPerComponent", 8) * param("Colors", 1)
	width := (bits*param("Columns", 1) + 7) / 8
	step := max(bits/8, 1)
	if !f.spend(len(data)) || width > maxStream {
		return nil, errStream
	}
	if kind == 2 {
		if bits%8 != 0 {
			return nil, errFilter
		}
		for row := data; len(row) > 0; row = row[min(width, len(row)):] {
			for i := step; i < min(width, len(row)); i++ {
				row[i] += row[i-step]
			}
		}
		return data, err
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, min(width, len(data)))
	for len(data) > 1 {
		row := data[1:min(1+width, len(data))]
		png(data[0], row, above, step)
		out = append(out, row...)
		above, data = row, data[1+len(row):]
	}
	return out, err
}

// png undoes one row of a PNG predictor in place. above is the row before.
func png(kind byte, row, above []byte, step int) {
	for i := range row {
		var left, up, corner byte
		if i < len(above) {
			up = above[i]
		}
		if i >= step {
			left = row[i-step]
			if i-step < len(above) {
				corner = above[i-step]
			}
		}
		switch kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += up
		case 3:
			row[i] += byte((int(left) + int(up)) / 2)
		case 4:
			row[i] += paeth(int(left), int(up), int(corner))
		}
	}
}

func paeth(a, b, c int) byte {
	distance := func(x int) int { return max(a+b-c-x, x-a-b+c) }
	switch {
	case distance(a) <= distance(b) && distance(a) <= distance(c):
		return byte(a)
	case distance(b) <= distance(c):
		return byte(b)
	}
	return byte(c)
}
