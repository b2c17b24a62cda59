package document

import (
	"math"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document/pdf"
)

// inColumns puts the runs of a page of two columns into reading order: what
// stands between two runs that reach over both columns, the left one first.
// Pages whose runs come column by column already stay as they are.
//
// Two columns are told from a table by their lines: prose fills its column,
// cells do not.
func inColumns(runs []pdf.Run) []pdf.Run {
	segs := segments(runs)
	gutter, ok := findGutter(segs)
	if !ok {
		return runs
	}
	out := make([]pdf.Run, 0, len(runs))
	var left, right []pdf.Run
	flush := func() {
		out = append(append(out, left...), right...)
		left, right = left[:0], right[:0]
	}
	for _, s := range segs {
		switch {
		case s.end <= gutter:
			left = append(left, s.runs...)
		case s.x >= gutter:
			right = append(right, s.runs...)
		default:
			flush()
			out = append(out, s.runs...)
		}
	}
	flush()
	return out
}

// segment is a piece of a line without a gap that could be a gutter.
type segment struct {
	runs      []pdf.Run
	x, end, y float64
}

// segments joins the runs that one line is drawn with. Many writers draw each
// letter by itself: only joined can they cross a gutter.
func segments(runs []pdf.Run) (out []segment) {
	for i, r := range runs {
		if n := len(out) - 1; n >= 0 {
			s := &out[n]
			if math.Abs(r.Y-s.y) <= r.Size*0.5 && math.Abs(r.X-runs[i-1].End) <= r.Size*wordGap {
				s.runs = s.runs[:len(s.runs)+1] // the next of the page
				s.x, s.end = math.Min(s.x, r.X), math.Max(s.end, r.End)
				continue
			}
		}
		out = append(out, segment{runs[i : i+1 : len(runs)], r.X, r.End, r.Y})
	}
	return out
}

const (
	wordGap    = 0.7 // of the size of the letters; a wider gap may be a gutter
	fewRuns    = 20  // pieces of lines; fewer do not make two columns
	gutterRoom = 9.0 // points; narrower gaps are between words
	filled     = 0.8 // of its column, from where a line counts as prose
)

// findGutter finds the widest upright gap in the middle third of the page that
// hardly any run crosses and that has prose on both sides.
func findGutter(runs []segment) (float64, bool) {
	if len(runs) < fewRuns {
		return 0, false
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, r := range runs {
		lo, hi = math.Min(lo, r.x), math.Max(hi, r.end)
	}
	width := hi - lo
	if !(width > 100 && width < 5000) { // also not a number
		return 0, false
	}
	crossed := make([]int, int(width)+3) // pieces over each point of the page: first where they begin and end
	for _, r := range runs {
		from, to := int(math.Ceil(r.x-lo)), int(r.end-lo)
		if from <= to {
			crossed[from]++
			crossed[to+1]--
		}
	}
	for x := 1; x < len(crossed); x++ {
		crossed[x] += crossed[x-1]
	}
	best, bestAt, open := 0, 0, 0
	for x := int(width / 3); x <= int(width*2/3); x++ {
		if crossed[x]*20 > len(runs) {
			open = 0
			continue
		}
		if open++; open > best {
			best, bestAt = open, x
		}
	}
	if float64(best) < gutterRoom {
		return 0, false
	}
	gutter := lo + float64(bestAt) - float64(best)/2
	return gutter, prose(runs, lo, gutter) && prose(runs, gutter+float64(best)/2, hi)
}

// prose reports that most lines between lo and hi reach near the end.
func prose(runs []segment, lo, hi float64) bool {
	ends := map[int]float64{} // by height: where the line ends
	for _, r := range runs {
		if in := r.x >= lo-1 && r.end <= hi+1; in {
			y := int(math.Round(r.y))
			ends[y] = math.Max(ends[y], r.end)
		}
	}
	full := 0
	for _, end := range ends {
		if (end-lo)/(hi-lo) >= filled {
			full++
		}
	}
	return len(ends) >= fewRuns/4 && full*10 >= len(ends)*6
}

// dropRunning takes out the lines that stand at the head or foot of most pages:
// the title of the document, its date, its address.
func dropRunning(lines []pdfLine, pages int) []pdfLine {
	if pages < fewPages {
		return lines
	}
	type place struct {
		text string
		y    int
	}
	at := func(l pdfLine) place {
		return place{strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, l.text), int(math.Round(l.y / 3))}
	}
	count := map[place]int{}
	edge := make([]bool, len(lines))
	for i := 0; i < len(lines); {
		j := i
		top, foot := math.Inf(-1), math.Inf(1)
		for ; j < len(lines) && lines[j].page == lines[i].page; j++ {
			top, foot = math.Max(top, lines[j].y), math.Min(foot, lines[j].y)
		}
		for k := i; k < j; k++ {
			if edge[k] = lines[k].y > top-edgeRoom || lines[k].y < foot+edgeRoom; edge[k] {
				count[at(lines[k])]++
			}
		}
		i = j
	}
	out := lines[:0]
	for i, l := range lines {
		if edge[i] && count[at(l)]*2 >= pages && count[at(l)] >= fewPages {
			continue
		}
		out = append(out, l)
	}
	return out
}

const (
	fewPages = 3    // on fewer, what is repeated may be said twice
	edgeRoom = 30.0 // points from the first or last line within which a running head stands
)
