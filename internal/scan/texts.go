package scan

import (
	"context"

	"github.com/avow-audit/avow/internal/declaration"
	"github.com/avow-audit/avow/internal/format/arsc"
)

// maxAsking bounds the strings of one table that are looked into for a request;
// an app that asks for every permission has some dozens.
const maxAsking = 1024

// texts reads the texts by which the app asks its user for permissions, one
// result for each resource table that holds some, as a phone set to English
// shows them. Strings in arrays and plurals are none. The texts of the framework
// speak of all apps.
func (d *declared) texts(ctx context.Context) ([]*declaration.Result, error) {
	app := ""
	if d.base != nil {
		app = d.base.Application.Label.String()
	}
	var out []*declaration.Result
	for _, t := range d.tables {
		r, err := declaration.Rationales(inMember(t.member, tableName(t.member)), app, asking(ctx, t.table))
		if err != nil {
			return nil, err
		}
		if r != nil {
			out = append(out, r)
		}
	}
	return out, nil
}

// framework is the package id of the system's own resources.
const framework = 0x01

// asking are the strings of a table that may ask for something.
func asking(ctx context.Context, table arsc.Resources) []declaration.Text {
	want := arsc.DefaultConfig()
	seen := map[uint32]bool{}
	var out []declaration.Text
	table.Each("string", func(id uint32, v arsc.Value) bool {
		if ctx.Err() != nil || len(out) == maxAsking {
			return false
		}
		if id>>24 == framework || seen[id] || !declaration.MayAsk(v.Text) {
			return true
		}
		seen[id] = true
		best, ok := table.Best(id, want)
		if !ok || !declaration.MayAsk(best.Text) {
			return true
		}
		name, _ := table.Name(id)
		if off, length := table.Span(best); off >= 0 && length > 0 {
			out = append(out, declaration.Text{Name: name.Type + "/" + name.Entry, Text: best.Text, Offset: off, Length: length})
		}
		return true
	})
	return out
}
