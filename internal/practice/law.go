package practice

import "strings"

// Text is one legal text that practices refer to: what it asks, in few words,
// and where it can be read. None of it is a conclusion about an app.
type Text struct {
	ID    string // short, for links within a page
	Ref   string // as Practice.Law has it
	Asks  string // one or two sentences
	Shows string // what a finding of avow shows of that, and what it leaves open
	Where string // the publisher's address of the text, or its official citation
}

// Texts returns the legal texts in the order of the table. The slice is a fresh
// copy.
func Texts() []Text { return append([]Text(nil), texts...) }

// Cites names the statutes of a practice in short, for a line of text: "740 ILCS
// 14/10 (Illinois BIPA)". What binds one company only is left out.
func (p Practice) Cites() []string {
	var out []string
	for _, ref := range p.Law {
		if ref == tiktok {
			continue
		}
		short, _, _ := strings.Cut(ref, ": ")
		out = append(out, short)
	}
	return out
}

// TextOf returns the text that a reference of Practice.Law names.
func TextOf(ref string) (Text, bool) {
	for _, t := range texts {
		if t.Ref == ref {
			return t, true
		}
	}
	return Text{}, false
}

var texts = []Text{
	{
		ID: "bipa", Ref: bipa, Where: "Illinois Compiled Statutes, 740 ILCS 14",
		Asks:  "Counts a retina or iris scan, a fingerprint, a voiceprint and a scan of hand or face geometry as biometric identifiers; photographs and demographic data are none (section 10).",
		Shows: "That the package can compute the geometry of a face, or a template of a face or voice. Open: whether it does so for anybody, whether the result can identify a person, and whether it is kept.",
	},
	{
		ID: "gdpr-biometric", Ref: gdpr9, Where: "Regulation (EU) 2016/679",
		Asks:  "Defines biometric data by technical processing that allows or confirms the unique identification of a person (art. 4(14)), and restricts processing it for that purpose (art. 9(1)).",
		Shows: "That the package can compute the data. Open: whether that is done to identify a person.",
	},
	{
		ID: "gdpr-origin", Ref: gdprRac, Where: "Regulation (EU) 2016/679",
		Asks:  "Restricts processing of personal data that reveals racial or ethnic origin.",
		Shows: "That the package holds code or a model with such an output. Open: whether the output is switched on, and whether anybody was classified.",
	},
	{
		ID: "cubi", Ref: cubi, Where: "Texas Business and Commerce Code, section 503.001",
		Asks:  "Counts a retina or iris scan, a fingerprint, a voiceprint and a record of hand or face geometry as biometric identifiers, and asks for notice and consent before capture for a commercial purpose.",
		Shows: "That the package can compute them. Open: whether one was captured, and for which purpose.",
	},
	{
		ID: "gdpr-inform", Ref: gdpr13, Where: "Regulation (EU) 2016/679",
		Asks: "Asks for the purposes of processing and for the recipients, or their categories, to be stated.",
	},
	{
		ID: "gdpr-transfer", Ref: gdpr13f, Where: "Regulation (EU) 2016/679",
		Asks: "Asks for the fact of a transfer to a third country, and its safeguard, to be stated.",
	},
	{
		ID: "us-bulk", Ref: dojBulk, Where: "Code of Federal Regulations, title 28, part 202",
		Asks: "Limits access by countries of concern and covered persons to bulk sensitive personal data of US persons.",
	},
	{
		ID: "tiktok", Ref: tiktok, Where: "United States District Court, Northern District of Illinois, MDL 2948",
		Asks: "A settlement by which one company undertook to say in its policy whether its app does certain things. It binds no other.",
	},
}
