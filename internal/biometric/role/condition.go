package role

import (
	"fmt"
	"strconv"
	"strings"
)

// parse reads one condition: "in=112x112x3". It is false for a plain word.
func (c *condition) parse(w, kind string) (bool, error) {
	if w == "wave" && kind == "shape" {
		c.wave = true
		return true, nil
	}
	key, value, ok := strings.Cut(w, "=")
	if !ok || strings.ContainsAny(key, " +") {
		return false, nil
	}
	var err error
	one := func(to **dim) {
		if *to != nil {
			err = fmt.Errorf("%s= twice", key)
			return
		}
		var d dim
		d, err = parseDim(value)
		*to = &d
	}
	switch key {
	case "in":
		if c.in, err = parseDims(value); err == nil && len(c.in) != 3 {
			err = fmt.Errorf("in= takes height x width x channels")
		}
	case "dims":
		c.dims, err = parseDims(value)
	case "seq":
		one(&c.seq)
	case "outs":
		one(&c.outs)
	case "labels":
		one(&c.labels)
	case "out":
		var s shape
		switch value {
		case "same":
			s.same = true
		case "larger":
			s.larger = true
		default:
			s.dims, err = parseDims(value)
		}
		if (s.same || s.larger) && c.in == nil {
			err = fmt.Errorf("out=%s needs in= before it", value)
		}
		c.out = append(c.out, s)
	case "has", "no":
		list := strings.Split(value, "|")
		for _, s := range list {
			if s != plainKind(s) || s == "" {
				return true, fmt.Errorf("%s=%s: kinds of operators in lower case, without separators", key, value)
			}
		}
		if key == "has" {
			c.has = list
		} else {
			c.no = list
		}
	case "if":
		for _, s := range strings.Split(value, ",") {
			if inputs[s] == 0 || c.input&inputs[s] != 0 {
				return true, fmt.Errorf("if=%s: %q is no kind of input, or there twice", value, s)
			}
			c.input |= inputs[s]
		}
	case "min":
		c.min, err = strconv.Atoi(value)
	case "share":
		c.share, err = strconv.Atoi(value)
	default:
		return true, fmt.Errorf("unknown condition %q", key)
	}
	return true, err
}

func parseDims(s string) (out []dim, err error) {
	for _, part := range strings.Split(s, "x") {
		d, err := parseDim(part)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// parseDim reads "112", "64|128", "32..256", "10.." or "*".
func parseDim(s string) (dim, error) {
	if s == "*" {
		return dim{any: true}, nil
	}
	var d dim
	from := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != '|' {
			continue
		}
		part := s[from:i]
		from = i + 1
		if low, high, ok := strings.Cut(part, ".."); ok {
			if high == "" {
				high = "1000000000"
			}
			a, err1 := strconv.ParseInt(low, 10, 64)
			b, err2 := strconv.ParseInt(high, 10, 64)
			if err1 != nil || err2 != nil || a < 0 || b <= a || d.high > 0 {
				return dim{}, fmt.Errorf("%q is not a range as 32..256", part)
			}
			d.low, d.high = a, b
			continue
		}
		v, err := strconv.ParseInt(part, 10, 64)
		if err != nil || v < 0 {
			return dim{}, fmt.Errorf("%q is not a number", part)
		}
		d.oneOf = append(d.oneOf, v)
	}
	return d, nil
}
