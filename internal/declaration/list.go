package declaration

import (
	"errors"
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/format/plist"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Keys of a privacy manifest.
const (
	keyTracking = "NSPrivacyTracking"
	keyDomains  = "NSPrivacyTrackingDomains"
	keyTypes    = "NSPrivacyCollectedDataTypes"
	keyAPIs     = "NSPrivacyAccessedAPITypes"
	keyType     = "NSPrivacyCollectedDataType"
	keyLinked   = "NSPrivacyCollectedDataTypeLinked"
	keyTracked  = "NSPrivacyCollectedDataTypeTracking"
	keyPurposes = "NSPrivacyCollectedDataTypePurposes"
)

// tellList finds the form of a property list by its keys.
func tellList(list *plist.Value) (message.Form, func(*reader) error, error) {
	t, err := load()
	if err != nil {
		return "", nil, err
	}
	for _, key := range []string{keyTracking, keyDomains, keyTypes, keyAPIs} {
		if list.Entry(key) != nil {
			return message.PrivacyManifest, func(r *reader) error { return r.manifest(list) }, nil
		}
	}
	for i := range list.Entries {
		if t.families["usage"].byID[list.Entries[i].Key] != nil {
			return message.UsageTexts, func(r *reader) error { return r.usage(list) }, nil
		}
	}
	return "", nil, errors.New("this is a property list without a key of a privacy manifest and without a text that asks for a permission")
}

// manifest reads PrivacyInfo.xcprivacy.
func (r *reader) manifest(list *plist.Value) error {
	apple := r.t.families["apple"]
	types := list.Entry(keyTypes)
	if types == nil {
		r.unknown("unanswered", 0, "The manifest does not say which data is collected.")
	} else if types.Value.Kind != plist.Array {
		return fmt.Errorf("the manifest can't be read: %s is no list", keyTypes)
	} else {
		for i := range types.Value.Items {
			r.collected(&types.Value.Items[i], apple)
		}
		r.rest(apple, message.Omits, func(*dataType) (source, bool) { return r.key(types, false), true })
	}
	r.tracking(list)
	return nil
}

// key quotes a key, with its value where that is short and follows it.
func (r *reader) key(e *plist.Entry, withValue bool) source {
	end := e.Start + int64(len(e.Key))
	if strings.HasPrefix(string(r.data[e.Start:min(end, int64(len(r.data)))]), "<") { // XML: the element
		end = e.Start + int64(len("<key></key>")+len(e.Key))
		if withValue {
			end = e.Value.End
		}
	}
	return r.at(e.Start, min(end, int64(len(r.data))))
}

// collected reads one type of data.
func (r *reader) collected(item *plist.Value, apple *family) {
	name := item.Get(keyType)
	if name == nil || name.Kind != plist.String {
		r.unknown("unknown-type", item.Start, "The manifest holds an entry that names no type of data.")
		return
	}
	t := apple.byID[name.Text]
	if t == nil {
		r.unknown("unknown-type", name.Start, fmt.Sprintf("The manifest names a type of data that is not known here: %.80s.", name.Text))
		return
	}
	a := answer{source: r.at(name.Start, name.End), marks: []message.Mark{message.Collected}, party: message.AnyParty}
	a.source.text = name.Text
	for _, m := range []struct {
		key     string
		yes, no message.Mark
	}{{keyLinked, message.Linked, message.NotLinked}, {keyTracked, message.Tracking, message.NoTracking}} {
		if v := item.Get(m.key); v != nil && v.Kind == plist.Bool {
			if v.Is {
				a.marks = append(a.marks, m.yes)
			} else {
				a.marks = append(a.marks, m.no)
			}
		}
	}
	var ads answer
	adsRule := ""
	if list := item.Get(keyPurposes); list != nil {
		for i := range list.Items {
			p := &list.Items[i]
			x := apple.purposes[p.Text]
			if x == nil {
				continue // a word of its own; Apple's list is closed
			}
			a.purposes = append(a.purposes, x.text)
			if x.mark == "ads" {
				ads, adsRule = answer{source: r.at(p.Start, p.End), purposes: []string{x.text}, party: message.ThirdParty}, x.rule
			}
		}
	}
	r.declare(t, a)
	if adsRule != "" {
		r.forAds(adsRule, ads)
	}
}

// tracking reads whether the program tracks, by Apple's meaning of the word:
// joins data with that of others for advertising, or gives it to data brokers.
func (r *reader) tracking(list *plist.Value) {
	e := list.Entry(keyTracking)
	if e == nil || e.Value.Kind != plist.Bool {
		return
	}
	rule := r.t.families["apple"].lines[normal("Data Used to Track You")].rule
	a := answer{source: r.key(e, true), marks: []message.Mark{message.Tracking}, party: message.AnyParty}
	if !e.Value.Is {
		a.marks = []message.Mark{message.NoTracking}
		st := r.add(practice.AdProfiling, message.Denies, keyTracking, rule, a)
		st.Scope = []message.Scope{{Kind: message.ScopePurpose, Text: "tracking"}}
		return
	}
	st := r.add(practice.AdProfiling, message.Hazy, keyTracking, rule, a)
	if domains := list.Get(keyDomains); domains != nil {
		const most = 8
		var names []string
		for i := range domains.Items {
			if len(names) == most {
				names = append(names, fmt.Sprintf("%d more", len(domains.Items)-most))
				break
			}
			names = append(names, domains.Items[i].Text)
		}
		st.Recipient = strings.Join(names, ", ")
	}
}

// usage reads the texts by which Info.plist asks for permissions.
func (r *reader) usage(list *plist.Value) error {
	texts := r.t.families["usage"]
	for i := range list.Entries {
		e := &list.Entries[i]
		t := texts.byID[e.Key]
		if t == nil {
			continue
		}
		for _, v := range append([]plist.Value{e.Value}, dictTexts(&e.Value)...) {
			if v.Kind == plist.String && v.End > v.Start {
				a := answer{source: r.at(v.Start, v.End), marks: []message.Mark{message.AskedFor}, heading: []string{e.Key}, party: message.FirstParty}
				a.source.text = v.Text[:min(len(v.Text), maxQuote)]
				r.declare(t, a)
			}
		}
	}
	return nil
}

// dictTexts are the texts of a dictionary of them, one for each purpose.
func dictTexts(v *plist.Value) []plist.Value {
	var out []plist.Value
	for i := range v.Entries {
		out = append(out, v.Entries[i].Value)
	}
	return out
}
