package dex

// classHeader prints the row of the class table, as "dexdump -h" does.
func (d *dumper) classHeader(i uint32, c *ClassDef, m *Members) {
	num := func(name string, v int64) {
		d.str(name)
		d.dec(v)
		d.char('\n')
	}
	off := func(name string, v uint32, width int) {
		d.str(name)
		d.dec(int64(v))
		d.str(" (0x")
		d.hex(uint64(v), width)
		d.str(")\n")
	}
	d.str("Class #")
	d.dec(int64(i))
	d.str(" header:\n")
	num("class_idx           : ", int64(c.Type))
	off("access_flags        : ", c.Access, 4)
	num("superclass_idx      : ", int64(uint16(c.Super))) // 65535 for none
	off("interfaces_off      : ", c.InterfacesOff, 6)
	num("source_file_idx     : ", int64(int32(c.Source))) // -1 for none
	off("annotations_off     : ", c.AnnotationsOff, 6)
	off("class_data_off      : ", c.DataOff, 6)
	num("static_fields_size  : ", int64(m.StaticFields))
	num("instance_fields_size: ", int64(m.InstanceFields))
	num("direct_methods_size : ", int64(m.DirectMethods))
	num("virtual_methods_size: ", int64(m.VirtualMethods))
	d.char('\n')
}

// classAnnotations prints a class's annotations, as "dexdump -a" does.
func (d *dumper) classAnnotations(i uint32, off uint32) {
	if off == 0 {
		return
	}
	as, read, _ := d.f.annotations(off) // prints what is there
	d.budget -= read
	d.str("Class #")
	d.dec(int64(i))
	d.str(" annotations:\n")
	if as.Class != nil {
		d.str("Annotations on class\n")
		d.annotationSet(as.Class)
	}
	for _, m := range as.Fields {
		if d.stop() {
			return
		}
		d.annotated("field", m.Member, d.f.Field(m.Member).Name, "'\n")
		d.annotationSet(m.Items)
	}
	for _, m := range as.Methods {
		if d.stop() {
			return
		}
		d.annotated("method", m.Member, d.f.Method(m.Member).Name, "'\n")
		d.annotationSet(m.Items)
	}
	for _, m := range as.Params {
		d.annotated("method", m.Method, d.f.Method(m.Method).Name, "' parameters\n")
		for k, items := range m.Params {
			if d.stop() {
				return
			}
			d.char('#')
			d.dec(int64(k))
			d.char('\n')
			d.annotationSet(items)
		}
	}
	d.char('\n')
}

func (d *dumper) annotated(kind string, row, name uint32, end string) {
	d.str("Annotations on ")
	d.str(kind)
	d.str(" #")
	d.dec(int64(row))
	d.str(" '")
	d.string(name)
	d.str(end)
}

var visibilityNames = [...]string{
	VisibleAtBuild: "VISIBILITY_BUILD ", VisibleAtRuntime: "VISIBILITY_RUNTIME ", VisibleToSystem: "VISIBILITY_SYSTEM ",
}

func (d *dumper) annotationSet(items []AnnotationItem) {
	if len(items) == 0 {
		d.str("  empty-annotation-set\n")
		return
	}
	for _, it := range items {
		if d.stop() {
			return
		}
		d.str("  ")
		if int(it.Visibility) < len(visibilityNames) {
			d.str(visibilityNames[it.Visibility])
		} else {
			d.str("VISIBILITY_UNKNOWN ")
		}
		d.value(Value{Kind: ValueAnnotation, Annotation: &it.Annotation})
		d.char('\n')
	}
}
