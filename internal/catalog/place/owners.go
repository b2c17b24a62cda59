package place

import (
	"math/bits"
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/catalog/data"
)

// owners is the text of a file of owners, searched in place: they are most of
// what this package knows, and an app names few hosts.
type owners struct {
	file, text string
	owners     []owner // in the order of the file
	// slots holds where in text a domain begins, at its hash or behind it; 0 is
	// none. No more than half are taken.
	slots []uint32
}

type owner struct {
	name, country, note string
	at                  int // of its line in the text
}

// index finds the owners and domains of a text, and leaves to check whether
// they are well written.
func index(file, text string) (*owners, error) {
	o := &owners{file: file, text: text, slots: make([]uint32, 1<<bits.Len(uint(2*strings.Count(text, "\n")+2)))}
	for at, next := 0, 0; at < len(text); at = next {
		line := text[at:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		next = at + len(line) + 1
		if strings.HasPrefix(line, "owner ") {
			r := data.NewReader(file, line)
			l, _, err := r.Next()
			if err != nil {
				return nil, err
			}
			if len(l.Words) == 3 {
				o.owners = append(o.owners, owner{l.Words[1], l.Words[2], l.Note, at})
			}
			continue
		}
		if host := strings.TrimLeft(line, " ="); isHost(host) {
			slot := hash(host)
			for o.slots[slot&o.mask()] != 0 {
				slot++
			}
			o.slots[slot&o.mask()] = uint32(at + len(line) - len(host))
		}
	}
	return o, nil
}

func (o *owners) mask() uint32 { return uint32(len(o.slots) - 1) }

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// find returns where in the text exactly this domain stands, or 0.
func (o *owners) find(domain string) int {
	for slot := hash(domain); ; slot++ {
		at := int(o.slots[slot&o.mask()])
		if at == 0 {
			return 0
		}
		if rest := o.text[at:]; strings.HasPrefix(rest, domain) && (len(rest) == len(domain) || rest[len(domain)] == '\n') {
			return at
		}
	}
}

// only says whether the domain that stands there is meant without the hosts
// below it.
func (o *owners) only(at int) bool { return o.text[at-1] == '=' }

func (o *owners) line(at int) int { return 1 + strings.Count(o.text[:at], "\n") }

// of is the owner of the domain that stands there, or nil.
func (o *owners) of(at int) *owner {
	i := sort.Search(len(o.owners), func(i int) bool { return o.owners[i].at > at })
	if i == 0 {
		return nil
	}
	return &o.owners[i-1]
}

// owner fills what the tables say of a host: the longest suffix of it that is
// listed.
func (t *Tables) owner(host string, info *Info) {
	for domain := host; domain != ""; _, domain, _ = strings.Cut(domain, ".") {
		for _, o := range t.owners {
			at := o.find(domain)
			if at == 0 || domain != host && o.only(at) {
				continue
			}
			if x := o.of(at); x != nil {
				info.Owner, info.OwnerCountry, info.OwnerNote = x.name, x.country, x.note
				info.OwnerRule = rule(o.file, o.line(at))
			}
			return
		}
	}
}

// check reads the text strictly, and holds the index against what it reads. seen
// are the domains of all files so far.
func (o *owners) check(seen map[string]*owners) error {
	r := data.NewReader(o.file, o.text)
	var now owner
	for {
		l, ok, err := r.Next()
		if err != nil || !ok {
			return err
		}
		w := l.Words
		switch {
		case w[0] == "owner":
			if len(w) != 3 || !isCountry(w[2]) {
				return r.Errorf("owner: a quoted name and a country")
			}
			now = owner{name: w[1], country: w[2], note: l.Note}
			continue
		case now.name == "" && headers[w[0]]:
			continue // read already
		case now.name == "" || len(w) != 1:
			return r.Errorf("unknown word %q: one domain a line, below an owner", w[0])
		}
		name, only := strings.CutPrefix(w[0], "=")
		if err := checkHost(name); err != nil {
			return r.Errorf("%v", err)
		}
		if old := seen[name]; old != nil {
			at := old.find(name)
			return r.Errorf("%s is already said of %s at %s", name, old.of(at).name, rule(old.file, old.line(at)))
		}
		seen[name] = o
		at := o.find(name)
		if at == 0 || o.line(at) != l.Number || o.only(at) != only {
			return r.Errorf("%s cannot be found: write it bare", name)
		}
		if x := o.of(at); x == nil || x.name != now.name || x.country != now.country || x.note != now.note {
			return r.Errorf("the owner of %s cannot be found: write \"owner\" at the start of its line", name)
		}
	}
}

// headers are the words of the lines before the first owner.
var headers = map[string]bool{"holds": true, "date": true, "source": true, "from": true}
