package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog/data"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/practice"
)

// parser reads one data file. The first line of each names its form; a form is
// the set of words that may begin a line of it.
type parser struct {
	data.Reader
	form    string
	date    string
	sources map[string]string
	out     *builder

	// Of the open block:
	open      bool
	from      string
	last      *Block // of the last rule
	product   *Product
	practices []practice.ID
	data      string
	recipient string
	reason    string
}

// builder gathers the facts of all files.
type builder struct {
	rules     []Rule
	products  []*Product
	libraries []library
	blind     []Blind
	version   string // the newest date
	lists     map[string][]practice.ID
	words     map[string][]string // lists of categories
}

// forms lists the words of each form beside date, source and from.
var forms = map[string]map[string]func(*parser, *data.Line) error{
	"permissions": {"permission": (*parser).permission},
	"sources":     withKinds(map[string]func(*parser, *data.Line) error{"practice": (*parser).openPractice, "data": (*parser).openData}, Method, Field, String),
	"sinks":       withKinds(map[string]func(*parser, *data.Line) error{"recipient": (*parser).openRecipient}, Method),
	"exclusions":  withKinds(map[string]func(*parser, *data.Line) error{"exclude": (*parser).openExclusion}, Package, Class, Method, PermissionName, Framework),
	"libraries":   {"library": (*parser).library, "support": (*parser).library},
	"models":      withKinds(map[string]func(*parser, *data.Line) error{"sdk": (*parser).openSDK, "category": (*parser).category, "platform": (*parser).platform}, ModelHash),
	"blind":       {"blind": (*parser).blind},
	"sdks": withKinds(map[string]func(*parser, *data.Line) error{
		"sdk": (*parser).openSDK, "category": (*parser).category, "platform": (*parser).platform,
		"runs": (*parser).runs, "practices": (*parser).setPractices,
	}, Package, Class, Method, Field, NativeLib, Symbol, NativeString, String, Endpoint, Asset, Component, PermissionName, Metadata, Maven, Framework, Cxx, ClassTail, ClassFields, ClassStrings),
}

func withKinds(m map[string]func(*parser, *data.Line) error, kinds ...Kind) map[string]func(*parser, *data.Line) error {
	for _, k := range kinds {
		m[k.String()] = (*parser).fact
	}
	return m
}

// parse reads a whole file.
func (p *parser) parse() error {
	p.sources = map[string]string{}
	for {
		l, ok, err := p.Next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := p.read(l); err != nil {
			return p.Errorf("%v", err)
		}
	}
	switch {
	case p.form == "":
		return p.Errorf("the file names no form: begin with \"holds sdks\" or the like")
	case p.date == "":
		return p.Errorf("the file has no date")
	}
	p.out.version = max(p.out.version, p.date)
	return nil
}

func (p *parser) read(l *data.Line) error {
	if len(l.Words) == 0 {
		return fmt.Errorf("a line without a word")
	}
	word := l.Words[0]
	if p.form == "" {
		if word != "holds" || len(l.Words) != 2 || forms[l.Words[1]] == nil {
			return fmt.Errorf("the first line is not \"holds\" and a known form")
		}
		p.form = l.Words[1]
		return nil
	}
	switch word {
	case "date":
		if p.date != "" || len(l.Words) != 2 || !isDate(l.Words[1]) {
			return fmt.Errorf("date: one for each file, as 2026-11-23")
		}
		p.date = l.Words[1]
		return nil
	case "source":
		return p.defineSource(l)
	case "from":
		return p.setFrom(l)
	}
	do := forms[p.form][word]
	if do == nil {
		return fmt.Errorf("unknown word %q in a file that holds %s", word, p.form)
	}
	return do(p, l)
}

func isDate(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' && strings.Trim(s, "0123456789-") == "" && s[5:7] <= "12" && s[8:] <= "31"
}

// defineSource reads: source NAME "what it is" LICENCE.
func (p *parser) defineSource(l *data.Line) error {
	if len(l.Words) != 4 {
		return fmt.Errorf("source: a name, a quoted description and a licence")
	}
	if p.sources[l.Words[1]] != "" {
		return fmt.Errorf("source %q is defined twice", l.Words[1])
	}
	p.sources[l.Words[1]] = l.Words[2]
	return nil
}

// setFrom reads: from NAME [detail]. It holds until the next from or block.
func (p *parser) setFrom(l *data.Line) error {
	if len(l.Words) < 2 || len(l.Words) > 3 {
		return fmt.Errorf("from: the name of a source, and a quoted detail if need be")
	}
	text, ok := p.sources[l.Words[1]]
	if !ok {
		return fmt.Errorf("unknown source %q: define it at the head of the file", l.Words[1])
	}
	if len(l.Words) == 3 {
		text += ": " + l.Words[2]
	}
	p.from = text
	return nil
}

func (p *parser) begin() {
	p.open, p.product, p.practices, p.data, p.recipient, p.reason = true, nil, nil, "", "", ""
}

// openSDK reads: sdk "Product" by "Vendor".
func (p *parser) openSDK(l *data.Line) error {
	if len(l.Words) != 4 || l.Words[2] != "by" {
		return fmt.Errorf("sdk: write sdk \"Product\" by \"Vendor\"")
	}
	p.begin()
	p.from = ""
	p.product = &Product{Name: l.Words[1], Vendor: l.Words[3], Platform: Android, File: p.File(), Line: l.Number}
	p.out.products = append(p.out.products, p.product)
	return nil
}

func (p *parser) category(l *data.Line) error {
	if p.product == nil || p.product.Category != nil || len(l.Words) < 2 {
		return fmt.Errorf("category: once in each sdk block")
	}
	for _, w := range l.Words[1:] {
		if !categoryWords[w] {
			return fmt.Errorf("unknown category %q", w)
		}
	}
	key := strings.Join(l.Words[1:], " ")
	if p.out.words[key] == nil {
		p.out.words[key] = slices.Clone(l.Words[1:])
	}
	p.product.Category = p.out.words[key]
	return nil
}

func (p *parser) platform(l *data.Line) (err error) {
	if p.product == nil {
		return fmt.Errorf("platform outside an sdk block")
	}
	p.product.Platform, err = platformOf(l.Words[1:])
	return err
}

func (p *parser) runs(l *data.Line) error {
	if p.product == nil || len(l.Words) != 2 || l.Words[1] != "device" && l.Words[1] != "cloud" && l.Words[1] != "both" {
		return fmt.Errorf("runs: device, cloud or both, in an sdk block")
	}
	p.product.Runs = l.Words[1]
	return nil
}

// setPractices gives the practices of the facts that follow in the block and
// name none themselves.
func (p *parser) setPractices(l *data.Line) (err error) {
	if !p.open || len(l.Words) < 2 {
		return fmt.Errorf("practices: a list, inside a block")
	}
	p.practices, err = p.list(l.Words[1:])
	return err
}

func (p *parser) openPractice(l *data.Line) (err error) {
	p.begin()
	p.practices, err = p.list(l.Words[1:])
	return err
}

// openData begins a block of sources that no practice is read from alone:
// camera frames, microphone. The flow stage starts there.
func (p *parser) openData(l *data.Line) error {
	if len(l.Words) != 2 {
		return fmt.Errorf("data: one word")
	}
	p.begin()
	p.data = l.Words[1]
	return nil
}

func (p *parser) openRecipient(l *data.Line) (err error) {
	if len(l.Words) < 2 {
		return fmt.Errorf("recipient: one word, then the practices its calls show, if any")
	}
	p.begin()
	p.recipient = l.Words[1]
	p.practices, err = p.list(l.Words[2:])
	return err
}

func (p *parser) openExclusion(l *data.Line) error {
	if len(l.Words) != 2 {
		return fmt.Errorf("exclude: the reason in quotes")
	}
	p.begin()
	p.reason = l.Words[1]
	return nil
}

// list reads practices in report order, each list stored once.
func (p *parser) list(words []string) ([]practice.ID, error) {
	key := strings.Join(words, " ")
	if ids, ok := p.out.lists[key]; ok {
		return ids, nil
	}
	var ids []practice.ID
	for _, w := range words {
		id, ok := practiceOf[w]
		if !ok {
			return nil, fmt.Errorf("unknown practice %q", w)
		}
		if slices.Contains(ids, id) {
			return nil, fmt.Errorf("practice %q twice", w)
		}
		ids = append(ids, id)
	}
	ordered.By(ids, func(a, b practice.ID) int { return practice.Index(a) - practice.Index(b) })
	p.out.lists[key] = ids
	return ids, nil
}

// permission reads: permission NAME PRACTICE... [-- note].
func (p *parser) permission(l *data.Line) error {
	if len(l.Words) < 3 {
		return fmt.Errorf("permission: a name and the practices it allows")
	}
	ids, err := p.list(l.Words[2:])
	if err != nil {
		return err
	}
	p.out.add(Rule{
		Block: p.block(), Kind: PermissionName, Pattern: permissionName(l.Words[1]), Platform: Android,
		Practices: ids, Weight: message.Supporting, Line: l.Number,
	}, Narrow{Note: l.Note})
	return nil
}

// library reads: library PREFIX "Name", or support PREFIX "Name".
func (p *parser) library(l *data.Line) error {
	if len(l.Words) != 3 {
		return fmt.Errorf("%s: a package and a quoted name", l.Words[0])
	}
	p.out.libraries = append(p.out.libraries, library{l.Words[1], l.Words[2], l.Words[0] == "support", p.File(), l.Number})
	return nil
}

// blind reads: blind PRACTICE "what is not seen".
func (p *parser) blind(l *data.Line) error {
	if len(l.Words) != 3 {
		return fmt.Errorf("blind: a practice and a quoted sentence")
	}
	id, ok := practiceOf[l.Words[1]]
	if !ok {
		return fmt.Errorf("unknown practice %q", l.Words[1])
	}
	p.out.blind = append(p.out.blind, Blind{id, l.Words[2]})
	return nil
}
