package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/scan"
	"github.com/avow-audit/avow/internal/trace"
)

// pair is one flow: data of a source call reaches a sink call. Names are
// class.method in Java's dotted form; a source that is no call (a parameter of
// a callback) is named by its type. Two equal values are one flow, so Site must
// tell call sites apart that carry equal names.
type pair struct {
	Source   string `json:"source"`    // called: android.telephony.TelephonyManager.getDeviceId
	SourceAt string `json:"source_at"` // caller: com.example.MainActivity.onCreate
	Sink     string `json:"sink"`
	SinkAt   string `json:"sink_at"`
	Site     string `json:"site"`               // names the two call sites, such as their bytecode offsets
	Implicit bool   `json:"implicit,omitempty"` // the data only decides what happens at the sink
}

func (p pair) String() string {
	return p.Source + "@" + p.SourceAt + " -> " + p.Sink + "@" + p.SinkAt
}

// analyze returns the flows of the package at path; implicit adds those by
// control.
func analyze(path string, implicit bool) ([]pair, error) {
	cat, err := catalog.Load()
	if err != nil {
		return nil, err
	}
	r, err := scan.App(context.Background(), path, scan.Options{Home: "US", Depth: trace.Flows, Implicit: implicit}, cat, nil)
	if err != nil {
		return nil, err
	}
	var out []pair
	for _, f := range r.Flows {
		out = append(out, pair{
			Source: name(f.Source.Calls), SourceAt: holder(f.Source), Sink: name(f.Sink.Calls), SinkAt: holder(f.Sink),
			Site: fmt.Sprint(f.Source.Place.Offset, " ", f.Sink.Place.Offset), Implicit: f.Implicit,
		})
	}
	return out, nil
}

// name cuts the parameters off.
func name(method string) string {
	s, _, _ := strings.Cut(method, "(")
	return s
}

func holder(p scan.Point) string { return p.Place.Class + "." + name(p.Place.Method) }
