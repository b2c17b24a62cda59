package smali

import "strings"

// descriptorLen returns the length of the type descriptor that s starts with,
// or 0 if it starts with none.
func descriptorLen(s string) int {
	dims := 0
	for dims < len(s) && s[dims] == '[' {
		dims++
	}
	if dims == len(s) || dims > maxDims {
		return 0
	}
	switch s[dims] {
	case 'Z', 'B', 'S', 'C', 'I', 'J', 'F', 'D':
		return dims + 1
	case 'V':
		if dims == 0 {
			return 1
		}
	case 'L':
		end := strings.IndexByte(s[dims:], ';')
		if end > 1 && !strings.ContainsAny(s[dims:dims+end], ".[()") {
			return dims + end + 1
		}
	}
	return 0
}

func isClassType(s string) bool {
	return strings.HasPrefix(s, "L") && descriptorLen(s) == len(s)
}

// splitProto takes (params)return apart.
func splitProto(at pos, s string) (params []string, ret string, err *Error) {
	if s == "" || s[0] != '(' {
		return nil, "", errorf(at, "%q is not a method prototype: it has the form (II)V", s)
	}
	rest := s[1:]
	for rest != "" && rest[0] != ')' {
		n := descriptorLen(rest)
		if n == 0 || rest[:n] == "V" {
			return nil, "", errorf(at, "prototype %q: no type descriptor at %q", s, rest)
		}
		params = append(params, rest[:n])
		rest = rest[n:]
	}
	if rest == "" {
		return nil, "", errorf(at, "prototype %q has no closing parenthesis", s)
	}
	ret = rest[1:]
	if n := descriptorLen(ret); n == 0 || n != len(ret) {
		return nil, "", errorf(at, "prototype %q: %q is not a return type", s, ret)
	}
	if len(params) > 255 {
		return nil, "", errorf(at, "prototype has %d parameters: a method can take 255", len(params))
	}
	return params, ret, nil
}

// shorty is the short form of a prototype: the return type first, L for every
// reference.
func shorty(params []string, ret string) string {
	b := make([]byte, 0, len(params)+1)
	for _, t := range append([]string{ret}, params...) {
		c := t[0]
		if c == '[' {
			c = 'L'
		}
		b = append(b, c)
	}
	return string(b)
}

// words returns the registers that arguments of these types fill.
func words(params []string) int {
	n := len(params)
	for _, t := range params {
		if t == "J" || t == "D" {
			n++
		}
	}
	return n
}

// parseField reads Lclass;->name:type.
func parseField(at pos, w string) (fieldRef, *Error) {
	class, member, ok := strings.Cut(w, "->")
	name, typ, ok2 := strings.Cut(member, ":")
	n := descriptorLen(typ)
	if !ok || !ok2 || name == "" || descriptorLen(class) != len(class) || class == "" || n == 0 || n != len(typ) || typ == "V" {
		return fieldRef{}, errorf(at, "%q is not a field: it has the form Lpkg/Class;->name:type", w)
	}
	return fieldRef{class, name, typ}, nil
}

// parseMethod reads Lclass;->name(params)return.
func parseMethod(at pos, w string) (methodRef, *Error) {
	class, member, ok := strings.Cut(w, "->")
	open := strings.IndexByte(member, '(')
	if !ok || open < 1 || class == "" || descriptorLen(class) != len(class) {
		return methodRef{}, errorf(at, "%q is not a method: it has the form Lpkg/Class;->name(params)return", w)
	}
	_, _, err := splitProto(at, member[open:])
	return methodRef{class, member[:open], member[open:]}, err
}

// parseHandle reads kind@member.
func parseHandle(at pos, w string) (*handle, *Error) {
	name, member, _ := strings.Cut(w, "@")
	kind, ok := handleKinds[name]
	if !ok {
		return nil, errorf(at, "unknown method handle kind %q", name)
	}
	h := &handle{kind: kind}
	var err *Error
	if kind <= 3 {
		h.field, err = parseField(at, member)
	} else {
		h.method, err = parseMethod(at, member)
	}
	return h, err
}
