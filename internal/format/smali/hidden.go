package smali

import (
	"strings"

	"github.com/avow-audit/avow/internal/format/dex"
)

// hiddenFlags are the spellings of hidden-API flags: one list, and domains that
// may use the member besides. The numbers are those of Android 10 and 11.
var hiddenFlags = func() map[string]dex.HiddenAPI {
	m := map[string]dex.HiddenAPI{"core-platform-api": 1 << 3, "test-api": 1 << 4}
	for list := range dex.HiddenAPI(7) {
		m[list.String()] = list
	}
	return m
}()

// hiddenAPI reads the hidden-API flags of a member, which follow its access
// flags. None is whitelist, the public API.
func (p *parser) hiddenAPI() (flags dex.HiddenAPI, err *Error) {
	lists := 0
	for p.tok.kind == tokWord {
		bits, ok := hiddenFlags[p.tok.text]
		if !ok {
			break
		}
		if !strings.HasSuffix(p.tok.text, "-api") {
			lists++
		}
		if lists > 1 {
			return 0, errorf(p.at(), "%s is the second hidden-API list of the member: it can be on one", p.tok.text)
		}
		flags |= bits
		if err := p.advance(); err != nil {
			return 0, err
		}
	}
	return flags, nil
}

// hiddenAPIData writes the hidden-API flags of all members, if any has some:
// the section's size, for each class the place of its flags in the section, 0
// for a class without, and the flags in the order of class_data.
func (w *writer) hiddenAPIData() *Error {
	var flags buf
	offs := make([]uint32, len(w.classes))
	head := uint32(4 + 4*len(offs))
	for i, c := range w.classes {
		static, instance := splitFields(c)
		direct, virtual := splitMethods(c)
		var b buf
		some := false
		for _, f := range append(static, instance...) {
			b.uleb(uint32(f.hidden))
			some = some || f.hidden != 0
		}
		for _, m := range append(direct, virtual...) {
			b.uleb(uint32(m.hidden))
			some = some || m.hidden != 0
		}
		if some {
			offs[i] = head + uint32(len(flags))
			flags = append(flags, b...)
		}
	}
	if len(flags) == 0 {
		return nil
	}
	w.begin(secHiddenAPI, 4)
	var b buf
	b.u32(head + uint32(len(flags)))
	for _, o := range offs {
		b.u32(o)
	}
	w.place(append(b, flags...))
	return nil
}
