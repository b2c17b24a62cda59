package dex

import "strings"

// mapHiddenAPI is the section that says who may use a member of the platform:
// only the files of the boot class path have it.
const mapHiddenAPI MapType = 0xf000

// HiddenAPI is a member's hidden-API flags as the file holds them: the list in
// the low three bits, the interfaces that may use it besides above them. Zero is
// the public API, and what every member of an app has. Platforms after Android
// 11 give the list four bits, and no file says which it means.
type HiddenAPI uint32

var hiddenLists = [...]string{"whitelist", "greylist", "blacklist", "greylist-max-o",
	"greylist-max-p", "greylist-max-q", "greylist-max-r"}

var hiddenDomains = [...]string{3: "core-platform-api", 4: "test-api"}

// String names the flags as smali and Android 11 do: "greylist,test-api".
func (h HiddenAPI) String() string {
	var words []string
	if list := int(h & 7); list < len(hiddenLists) {
		words = append(words, hiddenLists[list])
	}
	for bit, name := range hiddenDomains {
		if name != "" && h>>bit&1 != 0 {
			words = append(words, name)
		}
	}
	return strings.Join(words, ",")
}

// ClassMembers is [File.Members] for row i of the class table, with the
// hidden-API flags of each member.
func (f *File) ClassMembers(i uint32) Members {
	m := f.Members(f.Class(i).DataOff)
	at := uint64(f.hiddenAPI)
	if at == 0 || uint64(i) >= uint64(f.NumClasses()) {
		return m
	}
	// The section is its size, an offset into it for each class, and the flags.
	b := f.bytes(at+4+4*uint64(i), 4)
	if b == nil {
		m.hidden.failed = true
	} else if off := u32(b, 0); off != 0 {
		m.hidden = reader{data: f.data, pos: at + uint64(off)}
	}
	return m
}

// hiddenFlags reads the flags of the next member.
func (m *Members) hiddenFlags() HiddenAPI {
	if m.hidden.data == nil || m.hidden.failed {
		return 0
	}
	return HiddenAPI(m.hidden.uleb())
}
