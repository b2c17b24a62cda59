package platform

// Overrides takes a method of a class whose nearest platform class, or one of
// whose platform interfaces, is c, and finds what the method overrides or
// implements: the nearest class or interface at or above c that declares a method
// of that name with the same parameters that is neither static nor final nor a
// constructor. Classes come before interfaces, then nearer ones before farther
// ones. Results need not be equal, since an override may narrow them: any two
// reference types agree, other types only with themselves.
//
// Nothing is overridden when the nearest such method of a class is final. Static
// methods are passed over.
func (c Class) Overrides(name, proto []byte) (Class, bool) {
	if len(name) == 0 || name[0] == '<' {
		return Class{}, false
	}
	n, ok := findName(name)
	if !ok {
		return Class{}, false
	}
	for k, more := c, true; more; k, more = k.Super() {
		if found, final := k.overridable(n, proto); final {
			return Class{}, false
		} else if found {
			return k, true
		}
	}
	for k, more := c, true; more; k, more = k.Super() {
		if i, ok := k.interfaceDeclaring(n, proto); ok {
			return i, true
		}
	}
	return Class{}, false
}

// interfaceDeclaring looks in the interfaces of c and in those above them, each
// before the ones above it.
func (c Class) interfaceDeclaring(name uint32, proto []byte) (Class, bool) {
	for r, end := c.interfaceRange(); r < end; r++ {
		i := Class{u16(ifaces, r)}
		if found, _ := i.overridable(name, proto); found {
			return i, true
		}
		if up, ok := i.interfaceDeclaring(name, proto); ok {
			return up, true
		}
	}
	return Class{}, false
}

// overridable tells whether c itself declares such a method that can be
// overridden, or a final one.
func (c Class) overridable(name uint32, proto []byte) (found, final bool) {
	for m, end := c.named(name); m < end; m++ {
		flags := u8(methodFlags, m)
		if flags&flagStatic != 0 {
			continue
		}
		p := u16(methodProtos, m)
		if result, ok := cutParams(proto, p); ok && agree(result, protoType(p, 0)) {
			return flags&flagFinal == 0, flags&flagFinal != 0
		}
	}
	return false, false
}

// agree tells whether a method with result a may override one with result b.
func agree(a, b []byte) bool {
	return reference(a) && reference(b) || string(a) == string(b)
}

func reference(descriptor []byte) bool {
	return len(descriptor) > 0 && (descriptor[0] == 'L' || descriptor[0] == '[')
}

const objectName = "Ljava/lang/Object;"

// Subtype tells whether a value of the type sub is one of the type super, as far
// as the table says: a type is a subtype of itself, every class, interface and
// array of Object, an array of Cloneable and Serializable and of arrays of what
// its elements are subtypes of. A class that is not in the table has no other
// supertypes.
func Subtype(sub, super []byte) bool {
	if string(sub) == string(super) {
		return true
	}
	for len(sub) > 1 && len(super) > 1 && sub[0] == '[' && super[0] == '[' {
		sub, super = sub[1:], super[1:]
	}
	switch {
	case !reference(sub) || !reference(super):
		return false // primitive types of equal arrays were equal above
	case string(super) == objectName:
		return true
	case sub[0] == '[':
		return string(super) == "Ljava/lang/Cloneable;" || string(super) == "Ljava/io/Serializable;"
	}
	from, ok := Lookup(sub)
	if !ok {
		return false
	}
	to, ok := Lookup(super)
	return ok && from.below(to)
}

// below tells whether c is the class up or has it above.
func (c Class) below(up Class) bool {
	for k, more := c, true; more; k, more = k.Super() {
		if k == up {
			return true
		}
		for r, end := k.interfaceRange(); r < end; r++ {
			if i := (Class{u16(ifaces, r)}); i.below(up) {
				return true
			}
		}
	}
	return false
}
