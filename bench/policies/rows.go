package main

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// row is one practice of a set, with what of avow's reading answers it: data
// types of its ontology, or practices where a place is asked for.
type row struct {
	name      string
	types     []string // none: any
	party     message.Party
	strict    bool // a denial with an exception or without consent counts as performed
	anyThird  bool // any recipient is a third party, not only one that advertises or analyses
	practices []practice.ID
	affirms   bool // the set labels no denials
	denials   bool // only denials are asked for
	everybody bool // denials that speak of children are labelled elsewhere
	labelled  bool // denials are compared where the passage carries a label: of a sentence that stands in several texts only some are labelled
}

const (
	first = message.FirstParty
	third = message.ThirdParty
)

// Words of avow's ontology for each label. Broader words count where the set's
// label covers them.
var (
	deviceIDs = []string{"device-id", "serial-number", "device-and-ad-id"}
	places    = []string{"location", "geographic-region", "coarse-location", "coarse-elided", "precise-and-coarse", "precise-location", "precise-elided", "gps", "cell-tower", "wifi-location", "wifi", "bluetooth-location", "bluetooth", "ip-location"}
	anyPlace  = append([]string{"zip"}, places...) // OPP-115 calls a postcode a location
	numbers   = []string{"device-id", "serial-number", "advertising-id", "imei", "imsi", "mac-address", "mac-item", "device-and-ad-id", "sim-serial", "ip-address"}
)

// APP-350 (Zimmeck et al., MAPS, PoPETs 2019): the thirteen of its practices
// that name data beneath avow's practices and have at least twenty policies
// with a label here. Its definitions differ from avow's: a third party counts
// only if it advertises or analyses, "not ... except" counts as performed, so
// do consent and opt-in, and "precise" means GPS, Wi-Fi and Bluetooth together,
// "coarse" cell towers.
var app350Rows = []row{
	{name: "Contact_Address_Book_1stParty", types: []string{"contacts", "contacts-item"}, party: first, strict: true},                                                                 // contacts
	{name: "Identifier_Ad_ID_1stParty", types: []string{"advertising-id", "device-and-ad-id"}, party: first, strict: true},                                                            // advertising-id
	{name: "Identifier_Ad_ID_3rdParty", types: []string{"advertising-id", "device-and-ad-id"}, party: third, strict: true},                                                            // advertising-id, shared
	{name: "Identifier_Device_ID_1stParty", types: deviceIDs, party: first, strict: true},                                                                                             // device-id, of no kind
	{name: "Identifier_Device_ID_3rdParty", types: deviceIDs, party: third, strict: true},                                                                                             // device-id, shared
	{name: "Identifier_IMEI_1stParty", types: []string{"imei"}, party: first, strict: true},                                                                                           // device-id
	{name: "Identifier_MAC_1stParty", types: []string{"mac-address", "mac-item"}, party: first, strict: true},                                                                         // device-id
	{name: "Location_1stParty", types: places, party: first, strict: true},                                                                                                            // coarse-location, and precise through a wider word
	{name: "Location_3rdParty", types: places, party: third, strict: true},                                                                                                            // the same, shared
	{name: "Location_Bluetooth_1stParty", types: []string{"bluetooth-location", "bluetooth", "precise-location", "precise-elided", "precise-and-coarse"}, party: first, strict: true}, // sign of precise-location
	{name: "Location_Cell_Tower_1stParty", types: []string{"cell-tower", "ip-location", "coarse-location", "coarse-elided", "precise-and-coarse"}, party: first, strict: true},        // coarse-location
	{name: "Location_GPS_1stParty", types: []string{"gps", "precise-location", "precise-elided", "precise-and-coarse"}, party: first, strict: true},                                   // precise-location
	{name: "Location_WiFi_1stParty", types: []string{"wifi-location", "wifi", "precise-location", "precise-elided", "precise-and-coarse"}, party: first, strict: true},                // coarse-location
}

// MAPP (Arora et al., LREC 2022): the English part. Values of a segment are
// not bound to each other, so nothing is told of parties.
var mappRows = []row{
	{name: "Location", types: places, affirms: true},                   // any location practice
	{name: "IP address and device IDs", types: numbers, affirms: true}, // device-id, advertising-id
	{name: "Does Not", denials: true, labelled: true},                  // any data, any deed
}

// OPP-115 (Wilson et al., ACL 2016). A third party is anybody.
var opp115Rows = []row{
	{name: "Location first", types: anyPlace, party: first, affirms: true},
	{name: "Location third", types: anyPlace, party: third, anyThird: true, affirms: true},
	{name: "IP and device IDs first", types: numbers, party: first, affirms: true},
	{name: "IP and device IDs third", types: numbers, party: third, anyThird: true, affirms: true},
	{name: "Does Not", denials: true, everybody: true},
}

// PI-Extract (Bui et al., PoPETs 2021): spans of data in single sentences.
var piextractRows = []row{
	{name: "COLLECT", party: first, affirms: true},
	{name: "SHARE", party: third, anyThird: true, affirms: true},
	{name: "NOT", denials: true}, // NOT_COLLECT and NOT_SHARE
}

// GDPR-200 (2024): passages with their headings. Its "performed" is false where a
// phrase "explicitly states the absence" (its annotators' instructions, prompts/
// of the repository): "not ... unless" states none.
var gdpr200Rows = []row{
	{name: "Third-country Transfers", practices: abroad, affirms: true},  // transmit-abroad, store-abroad
	{name: "Location", types: places, affirms: true},                     // spans of data that speak of location
	{name: "not performed", denials: true, labelled: true, strict: true}, // data, recipients, purposes
}

// PolicyIE (Ahmad et al., ACL 2021): single sentences.
var policyieRows = []row{
	{name: "storage-place", practices: []practice.ID{practice.StoreAbroad}, affirms: true}, // store-abroad; transfers have no label
	{name: "data-location", types: places, affirms: true},
	{name: "negation", denials: true},
}

// APPSI-139 (Zhu et al., ACL 2026): topics of single sentences, too coarse for
// practices: whether any data is read of the publisher, and of third parties.
var appsi139Rows = []row{
	{name: "First Party Collection", party: first, affirms: true},
	{name: "Third Party Sharing", party: third, anyThird: true, affirms: true},
}

// C3PA (Musa et al., EMNLP 2024): spans of data brokers' policies. Passages
// are lines; a line is labelled if a span lies over most of it.
var c3paRows = []row{
	{name: "Collected", party: first, affirms: true},
	{name: "Shared or sold", party: third, anyThird: true, affirms: true},
}
