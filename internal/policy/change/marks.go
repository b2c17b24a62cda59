package change

import "strings"

// Piece is a run of words of a quotation; Differs if the other version has them not.
type Piece struct {
	Text    string
	Differs bool
}

// maxMarked bounds the words of a quotation whose differences are marked: longer ones
// are told apart as a whole.
const maxMarked = 600

// Marks cuts two quotations into what both have, in the same order, and what one of them
// has alone. Case and typography make no difference, as in Between.
func Marks(old, new string) (was, now []Piece) {
	a, b := strings.Fields(old), strings.Fields(new)
	sameA, sameB := words(old), words(new)
	if len(a) > maxMarked || len(b) > maxMarked || len(a) != len(sameA) || len(b) != len(sameB) {
		return []Piece{{strings.Join(a, " "), true}}, []Piece{{strings.Join(b, " "), true}}
	}
	inA, inB := make([]bool, len(a)), make([]bool, len(b))
	i, j := 0, 0
	for _, m := range common(sameA, sameB) {
		for ; i < m[0]; i++ {
			inA[i] = true
		}
		for ; j < m[1]; j++ {
			inB[j] = true
		}
		i, j = m[0]+1, m[1]+1
	}
	for ; i < len(a); i++ {
		inA[i] = true
	}
	for ; j < len(b); j++ {
		inB[j] = true
	}
	return pieces(a, inA), pieces(b, inB)
}

// common are the places of a longest sequence of words that stand in both, in order.
func common(a, b []string) [][2]int {
	long := make([][]int32, len(a)+1) // of the rest from each place on
	for i := range long {
		long[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case long[i+1][j] >= long[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

func pieces(words []string, differs []bool) []Piece {
	var out []Piece
	for i := 0; i < len(words); {
		n := i + 1
		for n < len(words) && differs[n] == differs[i] {
			n++
		}
		out = append(out, Piece{strings.Join(words[i:n], " "), differs[i]})
		i = n
	}
	return out
}
