package plist

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// xmlReader walks the elements of the XML form.
type xmlReader struct {
	d      *xml.Decoder
	values int
}

func readXML(data []byte) (*Value, error) {
	r := &xmlReader{d: xml.NewDecoder(bytes.NewReader(data))}
	for {
		at := r.d.InputOffset()
		t, err := r.d.Token()
		if err != nil {
			return nil, r.broken(err)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local == "plist" {
			continue
		}
		v, err := r.value(start, at, 0)
		if err != nil {
			return nil, r.broken(err)
		}
		return &v, nil
	}
}

func (r *xmlReader) broken(err error) error {
	if err == io.EOF {
		err = errors.New("it ends before its first value does")
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		err = errors.New(syntax.Msg)
	}
	return fmt.Errorf("byte %d: %w", r.d.InputOffset(), err)
}

// value reads the element that began at byte at.
func (r *xmlReader) value(start xml.StartElement, at int64, depth int) (Value, error) {
	if depth > maxDepth {
		return Value{}, errDeep
	}
	if r.values++; r.values > maxValues {
		return Value{}, errMany
	}
	v := Value{Start: at}
	var err error
	switch name := start.Name.Local; name {
	case "dict":
		v.Kind = Dict
		err = r.dict(&v, depth)
	case "array":
		v.Kind = Array
		err = r.children(func(s xml.StartElement, at int64) error {
			item, err := r.value(s, at, depth+1)
			v.Items = append(v.Items, item)
			return err
		})
	case "true", "false":
		v.Kind, v.Is = Bool, name == "true"
		err = r.d.Skip()
	case "string":
		v.Kind = String
		v.Text, v.Start, v.End, err = r.text()
		return v, err
	case "integer", "real", "date", "data":
		v.Text, _, _, err = r.text()
	default:
		err = fmt.Errorf("<%s> is no value of a property list", name)
	}
	v.End = r.d.InputOffset()
	return v, err
}

func (r *xmlReader) dict(v *Value, depth int) error {
	var open *Entry // has its key, waits for its value
	err := r.children(func(s xml.StartElement, at int64) error {
		if s.Name.Local == "key" {
			if open != nil {
				return fmt.Errorf("the key %q has no value", open.Key)
			}
			key, _, _, err := r.text()
			open = &Entry{Key: key, Start: at}
			return err
		}
		if open == nil {
			return fmt.Errorf("<%s> stands in a dictionary without a key", s.Name.Local)
		}
		var err error
		if open.Value, err = r.value(s, at, depth+1); err != nil {
			return err
		}
		v.Entries, open = append(v.Entries, *open), nil
		return nil
	})
	if err == nil && open != nil {
		return fmt.Errorf("the key %q has no value", open.Key)
	}
	return err
}

// children hands each element up to the end of the one that is open to f.
func (r *xmlReader) children(f func(xml.StartElement, int64) error) error {
	for {
		at := r.d.InputOffset()
		t, err := r.d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := f(t, at); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// text reads the letters up to the end of the open element; start and end are
// the bytes that stand for them.
func (r *xmlReader) text() (text string, start, end int64, err error) {
	start = r.d.InputOffset()
	for {
		end = r.d.InputOffset()
		t, err := r.d.Token()
		if err != nil {
			return "", start, end, err
		}
		switch t := t.(type) {
		case xml.CharData:
			text += string(t)
		case xml.StartElement:
			return "", start, end, fmt.Errorf("<%s> stands inside a text", t.Name.Local)
		case xml.EndElement:
			return text, start, end, nil
		}
	}
}
