package document

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// decode returns data as UTF-8. served is the Content-Type it came with, or "".
// origin is nil if nothing moved, else the place in data of each byte of text,
// and of its end.
func decode(data []byte, served string) (text []byte, origin []int32, err error) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok && utf8.Valid(rest) {
		// The mark stays, as a space, so that offsets do.
		text = append([]byte("   "), rest...)
		return text, nil, binary(text)
	}
	// Pages that are valid UTF-8 are UTF-8, whatever an old meta tag or a server
	// says; but UTF-16 can look so, with a zero beside each letter.
	if utf8.Valid(data) && (served == "" || validText(data)) {
		return data, nil, binary(data)
	}
	// A mark in the page comes first, then the server, then the page's meta tag.
	enc, _, _ := charset.DetermineEncoding(data[:min(len(data), 4<<10)], served)
	text, origin = decodeWith(enc, data)
	return text, origin, binary(text)
}

func binary(text []byte) error {
	if !validText(text) {
		return ErrBinary
	}
	return nil
}

// decodeWith decodes one rune at a time, which is what keeps exact offsets for
// any encoding.
func decodeWith(enc encoding.Encoding, data []byte) ([]byte, []int32) {
	dec := enc.NewDecoder()
	text := make([]byte, 0, len(data)+len(data)/4)
	origin := make([]int32, 0, cap(text)+1)
	var buf [utf8.UTFMax * 2]byte
	for at := 0; at < len(data); {
		var wrote, read int
		err := transform.ErrShortDst
		for room := 1; room <= len(buf) && wrote == 0 && read == 0 && errors.Is(err, transform.ErrShortDst); room++ {
			wrote, read, err = dec.Transform(buf[:room], data[at:], true)
		}
		if read == 0 && wrote == 0 { // stuck: one byte is lost, not the document
			read, wrote = 1, copy(buf[:], "\ufffd")
		}
		for _, c := range buf[:wrote] {
			text = append(text, c)
			origin = append(origin, int32(at))
		}
		at += read
	}
	return text, append(origin, int32(len(data)))
}
