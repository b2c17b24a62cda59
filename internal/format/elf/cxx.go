package elf

// CxxPath reads the names at the head of a mangled C++ symbol, or of the type
// name that run-time type information keeps, and gives them as source writes
// them, appended to buf: "cv::FaceDetectorYN::create". It stops at the first part
// that is no plain name (template arguments, operators, constructors), and is
// empty for everything that is no nested name, so that most symbols cost a look
// at their first bytes.
//
// Understood is what the Itanium C++ ABI calls a nested-name: _ZN and _ZNK for
// functions and data, _ZTI, _ZTS, _ZTV for type information, its name and the
// virtual table, each with the N that begins such a name.
func CxxPath(buf, s []byte) []byte {
	buf = buf[:0]
	switch {
	case len(s) < 4:
		return buf
	case s[0] == 'N': // the text of a type name
		s = s[1:]
	case s[0] != '_' || s[1] != 'Z':
		return buf
	case s[2] == 'N':
		s = s[3:]
	case s[2] == 'T' && len(s) > 4 && (s[3] == 'I' || s[3] == 'S' || s[3] == 'V') && s[4] == 'N':
		s = s[5:]
	default:
		return buf
	}
	for len(s) > 0 && (s[0] == 'K' || s[0] == 'V' || s[0] == 'r' || s[0] == 'R' || s[0] == 'O') {
		s = s[1:] // qualifiers of a member function
	}
	for len(s) > 0 && s[0] >= '1' && s[0] <= '9' {
		n, i := 0, 0
		for i < len(s) && i < 4 && s[i] >= '0' && s[i] <= '9' {
			n = n*10 + int(s[i]-'0')
			i++
		}
		if n > len(s)-i {
			return buf
		}
		if len(buf) > 0 {
			buf = append(buf, "::"...)
		}
		buf = append(buf, s[i:i+n]...)
		s = s[i+n:]
	}
	return buf
}
