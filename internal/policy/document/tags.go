package document

import "golang.org/x/net/html/atom"

// tagRole is what a tag does to the flow of blocks.
type tagRole uint8

const (
	inline tagRole = iota
	boundary
	dropped // with all that is inside
	titled
	headed
	list
	item
	table
	terms
	term
	row
	cell
	emphasis
	breaks
	link
)

var roles = map[atom.Atom]tagRole{
	atom.Title: titled,
	atom.H1:    headed, atom.H2: headed, atom.H3: headed, atom.H4: headed, atom.H5: headed, atom.H6: headed,
	atom.Summary: headed, atom.Legend: headed, atom.Caption: headed,
	atom.Ul: list, atom.Ol: list, atom.Menu: list, atom.Dir: list,
	atom.Li: item, atom.Table: table, atom.Tr: row, atom.Td: cell, atom.Th: cell,
	atom.Dl: terms, atom.Dt: term,
	atom.B: emphasis, atom.Strong: emphasis,
	atom.Br: breaks, atom.A: link,
	atom.P: boundary, atom.Div: boundary, atom.Section: boundary, atom.Article: boundary, atom.Main: boundary,
	atom.Aside: boundary, atom.Header: boundary, atom.Body: boundary, atom.Html: boundary, atom.Head: boundary,
	atom.Blockquote: boundary, atom.Pre: boundary, atom.Address: boundary, atom.Details: boundary,
	atom.Dd: boundary, atom.Figure: boundary, atom.Figcaption: boundary, atom.Form: boundary, atom.Fieldset: boundary,
	atom.Hr: boundary, atom.Thead: boundary, atom.Tbody: boundary, atom.Tfoot: boundary, atom.Button: boundary,
	atom.Center: boundary, atom.Dialog: boundary, atom.Footer: boundary, atom.Label: boundary,
	atom.Script: dropped, atom.Style: dropped, atom.Noscript: dropped, atom.Svg: dropped, atom.Template: dropped,
	atom.Nav: dropped, atom.Select: dropped, atom.Textarea: dropped, atom.Iframe: dropped, atom.Object: dropped,
	atom.Video: dropped, atom.Audio: dropped, atom.Canvas: dropped, atom.Math: dropped, atom.Noframes: dropped,
}

var levels = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// void elements have no end tag.
var void = map[atom.Atom]bool{atom.Br: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Link: true, atom.Meta: true, atom.Source: true, atom.Wbr: true, atom.Area: true, atom.Col: true, atom.Embed: true, atom.Param: true, atom.Track: true, atom.Base: true}
