// Package platform knows the classes of the Android platform: what they extend
// and implement, and which methods they declare. It answers whether a method of
// an app overrides one of the platform's, and so may be called from outside the
// app.
//
// # Facts
//
// The table holds names, signatures and flags, no code. They are those of the
// Android Open Source Project (Apache-2.0; the java.* part of it stems from
// OpenJDK) at API level 37, read from the class files of Robolectric's
// android-all; java.*, parts of javax.* and org.apache.http are at API level 34,
// read from the class list in jadx (Apache-2.0). bench/platform makes the table
// and names both files with their digests.
//
// In the table are the classes of java, javax, android, dalvik, org.json, org.xml,
// org.xmlpull, org.w3c and org.apache.http that an app can name, every class and
// interface above them, and of each the public and protected methods that no
// compiler made. Three limits follow:
//
//   - It holds hidden methods too, and hidden classes beside public ones, since
//     class files do not tell them all. A method of an app that shares name and
//     parameters with a hidden one counts as an override.
//   - It lacks what java.* gained after level 34 (such as SequencedCollection).
//   - It lacks libraries an app must ask for, save org.apache.http: junit,
//     android.test.
//
// # Format
//
// table.bin is used as it lies, with nothing to build at start. Numbers are least
// significant byte first. A header of 108 bytes has the magic "avowplat", the API
// level and that of java.* in two bytes each, then fields of four bytes: how many
// classes, methods, class buckets and name buckets there are, and the offsets of
// 20 sections (see [field]):
//
//	classBuckets 2  first entry of each bucket in classIndex; one more at the end, as in all lists of starts
//	classIndex   2  classes by bucket
//	classTags    1  of each entry the upper eight bits of the hash
//	nameBuckets  2  the same of method names
//	nameIndex    2
//	nameTags     1
//	typeStarts   3  where a type's descriptor starts in typeText
//	typeText     1  descriptors: classes first, so that a class is a type below the number of classes
//	nameStarts   3  where a method name starts in nameText
//	nameText     1
//	protoStarts  3  where a proto starts in protoTypes
//	protoTypes   2  types: the result, then the parameters
//	supers       2  super class of each class, 0xFFFF for Object
//	classFlags   1  1 interface, 2 abstract, 4 final
//	ifaceStarts  2  where a class's interfaces start in ifaces
//	methodStarts 3  where a class's methods start in the last three sections
//	ifaces       2  classes
//	methodNames  2  names, rising within a class
//	methodProtos 2  protos, rising within a name
//	methodFlags  1  2 abstract, 4 final, 8 static
//
// Classes and names are numbered by how often the platform names them, so that
// what apps use lies on few pages. The bucket is the 32-bit FNV-1a hash modulo the
// number of buckets, a power of two; a bucket holds one or two words on average.
package platform

import "iter"

// Class is a class or interface of the platform. Only values given by this
// package are meaningful.
type Class struct{ id uint32 }

// Method is a method as its class declares it.
type Method struct {
	Name, Proto             []byte // Proto such as "(Landroid/os/Bundle;)V"
	Static, Final, Abstract bool
}

// Constructor tells whether the method makes an object.
func (m Method) Constructor() bool { return string(m.Name) == "<init>" }

// Lookup finds a class by its descriptor, such as "Landroid/app/Activity;".
func Lookup(descriptor []byte) (Class, bool) {
	id, ok := find(descriptor, classBuckets, numClassBuckets, typeStarts, typeText)
	return Class{id}, ok
}

// Name is the class's descriptor. It is part of the table: do not change it.
func (c Class) Name() []byte { return text(typeStarts, typeText, c.id) }

// Super is the class above; Object has none. That of an interface is Object.
func (c Class) Super() (Class, bool) {
	if id := u16(supers, c.id); id != none {
		return Class{id}, true
	}
	return Class{}, false
}

// SuperName is the descriptor of the class above, nil for Object.
func (c Class) SuperName() []byte {
	if s, ok := c.Super(); ok {
		return s.Name()
	}
	return nil
}

// Interfaces are the interfaces that the class itself names, in its order.
func (c Class) Interfaces() iter.Seq[Class] {
	return func(yield func(Class) bool) {
		for i, end := c.interfaceRange(); i < end; i++ {
			if !yield(Class{u16(ifaces, i)}) {
				return
			}
		}
	}
}

func (c Class) interfaceRange() (first, end uint32) {
	return u16(ifaceStarts, c.id), u16(ifaceStarts, c.id+1)
}

// Interface tells whether it is an interface.
func (c Class) Interface() bool { return u8(classFlags, c.id)&flagInterface != 0 }

// Abstract tells whether it can have no objects of its own; interfaces are abstract.
func (c Class) Abstract() bool { return u8(classFlags, c.id)&flagAbstract != 0 }

// Final tells whether it can have no subclasses.
func (c Class) Final() bool { return u8(classFlags, c.id)&flagFinal != 0 }

// Declares finds the method that the class itself declares with exactly this
// name and proto. The Proto of the result is the argument.
func (c Class) Declares(name, proto []byte) (Method, bool) {
	n, ok := findName(name)
	if !ok {
		return Method{}, false
	}
	for m, end := c.named(n); m < end; m++ {
		p := u16(methodProtos, m)
		if result, ok := cutParams(proto, p); ok && string(result) == string(protoType(p, 0)) {
			return method(m, proto), true
		}
	}
	return Method{}, false
}

// Methods are the methods that the class itself declares, in the table's order.
// Each Proto is made anew.
func (c Class) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for m, end := u24(methodStarts, c.id), u24(methodStarts, c.id+1); m < end; m++ {
			if !yield(method(m, appendProto(nil, u16(methodProtos, m)))) {
				return
			}
		}
	}
}
