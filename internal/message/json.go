package message

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The JSON form: one message a line, UTF-8, a line feed after each. Field order
// is that of the Go types, so the same run gives the same bytes.
//
// Text that is not valid UTF-8 is written with U+FFFD in its place: names in
// app packages are bytes, JSON strings are not.

// MaxLine is the longest line a reader accepts, in bytes. The longest lines are
// inventories; the largest seen in practice are a few MiB.
const MaxLine = 64 << 20

// maxDepth bounds the nesting a reader follows; the types nest seven deep.
const maxDepth = 16

// Schema is the JSON Schema (draft 2020-12) of one line of the stream. It is
// published as docs/schema/avow-stream-1.json.
//
//go:embed schema.json
var Schema []byte

// NewEncoder returns a Handler that writes the stream to w as JSON lines.
// Progress messages are left out unless progress is set: they carry no fact and
// differ from run to run.
func NewEncoder(w io.Writer, progress bool) Handler {
	return &encoder{w: bufio.NewWriterSize(w, 64<<10), progress: progress}
}

type encoder struct {
	w        *bufio.Writer
	progress bool
}

func (e *encoder) Handle(m Message) error {
	if m.Progress != nil && !e.progress {
		return nil
	}
	line, err := AppendJSON(nil, m)
	if err != nil {
		return err
	}
	_, err = e.w.Write(append(line, '\n'))
	// A reader at the other end of a pipe wants to see what is known so far.
	return errors.Join(err, e.w.Flush())
}

func (e *encoder) Close() error { return e.w.Flush() }

// AppendJSON appends v as JSON to dst. Beside what JSON demands it escapes
// every Hidden character, so that a stream printed on a terminal cannot move
// its cursor or turn its text around; readers see the same strings.
func AppendJSON(dst []byte, v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false) // "<init>" is a name here, not markup
	if err := enc.Encode(v); err != nil {
		return dst, err
	}
	raw := bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
	for len(raw) > 0 {
		// The encoder has escaped what ASCII needs, except DEL.
		n := 0
		for n < len(raw) && raw[n] < 0x7f {
			n++
		}
		dst = append(dst, raw[:n]...)
		if raw = raw[n:]; len(raw) == 0 {
			break
		}
		r, size := utf8.DecodeRune(raw)
		switch {
		case !Hidden(r):
			dst = append(dst, raw[:size]...)
		case r > 0xffff:
			r -= 0x10000
			dst = fmt.Appendf(dst, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			dst = fmt.Appendf(dst, `\u%04x`, r)
		}
		raw = raw[size:]
	}
	return dst, nil
}

// Hidden tells whether r is a character that a terminal or a page acts on
// instead of showing it: control characters, among them ESC and the 8-bit CSI;
// format characters, among them bidirectional overrides and zero-width ones;
// line and paragraph separators. App packages are hostile input and every
// output neutralises these.
func Hidden(r rune) bool {
	if r < 0x7f {
		return r < 0x20
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// StreamError says where and why a stream cannot be read.
type StreamError struct {
	Line int // from 1
	Err  error
	Do   string // what the user can do
}

func (e *StreamError) Error() string {
	return fmt.Sprintf("stream, line %d: %v; %s", e.Line, e.Err, e.Do)
}

func (e *StreamError) Unwrap() error { return e.Err }

const (
	doSame  = "give a stream as written by `avow ... --format jsonl`, unedited"
	doRerun = "run avow again and keep its whole output"
)

// Reader reads a stream from JSON lines, strictly: what it accepts, Validate
// accepts too.
type Reader struct {
	in    *bufio.Reader
	buf   []byte
	line  int
	check Validator
}

// NewReader returns a Reader of r.
func NewReader(r io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(r, 64<<10)} }

// Next returns the next message, io.EOF after the last of a whole stream, or a
// *StreamError.
func (r *Reader) Next() (Message, error) {
	line, err := r.readLine()
	if err == io.EOF {
		if err := r.check.End(); err != nil {
			return Message{}, &StreamError{r.line + 1, err, doRerun}
		}
		return Message{}, io.EOF
	}
	r.line++
	if err != nil {
		return Message{}, &StreamError{r.line, err, doSame}
	}
	m, err := decodeLine(line)
	if err == nil {
		err = r.check.Check(m)
	}
	if err != nil {
		return Message{}, &StreamError{r.line, err, doSame}
	}
	return m, nil
}

// readLine returns the next line without its end; the slice is valid until the
// next call.
func (r *Reader) readLine() ([]byte, error) {
	r.buf = r.buf[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		if len(r.buf)+len(part) > MaxLine {
			return nil, fmt.Errorf("longer than %d bytes", MaxLine)
		}
		r.buf = append(r.buf, part...)
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(r.buf) > 0:
			return r.buf, nil // a last line without its end is still whole JSON or an error
		case err != nil:
			return nil, err
		}
		return r.buf[:len(r.buf)-1], nil
	}
}

func decodeLine(line []byte) (Message, error) {
	var m Message
	if len(bytes.TrimSpace(line)) == 0 {
		return m, errors.New("empty line")
	}
	if !utf8.Valid(line) {
		return m, errors.New("not valid UTF-8")
	}
	if err := checkKeys(line); err != nil {
		return m, err
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Message{}, errors.New(strings.TrimPrefix(err.Error(), "json: "))
	}
	return m, nil
}

// fieldNames holds every field name of the stream's types.
var fieldNames = func() map[string]bool {
	names := map[string]bool{}
	addFieldNames(names, reflect.TypeFor[Message]())
	return names
}()

func addFieldNames(names map[string]bool, t reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names[name] = true
		addFieldNames(names, f.Type)
	}
}

// checkKeys refuses what encoding/json lets through: a key given twice (the
// last would win, so two readers could see two streams), a key in other case,
// and bytes after the value.
func checkKeys(line []byte) error {
	dec := json.NewDecoder(bytes.NewReader(line))
	type level struct {
		object bool
		want   bool // the next token is a key
		keys   map[string]bool
	}
	var stack []level
	for n := 0; ; n++ {
		tok, err := dec.Token()
		if err == io.EOF && n > 0 && len(stack) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("not JSON: %w", err)
		}
		if n > 0 && len(stack) == 0 {
			return errors.New("more than one value")
		}
		top := len(stack) - 1
		if top >= 0 && stack[top].want {
			if key, ok := tok.(string); ok {
				switch {
				case !fieldNames[key]:
					return fmt.Errorf("unknown field %q", key)
				case stack[top].keys[key]:
					return fmt.Errorf("field %q is given twice", key)
				}
				stack[top].keys[key] = true
				stack[top].want = false
				continue
			}
		}
		if top >= 0 && stack[top].object {
			stack[top].want = true // after this value
		}
		if len(stack) == maxDepth {
			return fmt.Errorf("nested deeper than %d", maxDepth)
		}
		switch tok {
		case json.Delim('{'):
			stack = append(stack, level{true, true, map[string]bool{}})
		case json.Delim('['):
			stack = append(stack, level{})
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:top]
		}
	}
}

// Replay reads a saved stream and hands it to h, message by message, up to the
// first that breaks an invariant. It does not close h: who opened it does.
func Replay(r io.Reader, h Handler) error {
	in := NewReader(r)
	for {
		m, err := in.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = h.Handle(m)
		}
		if err != nil {
			return err
		}
	}
}
