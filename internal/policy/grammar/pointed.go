package grammar

import (
	"slices"
)

const MaxNamed = 16 // data types of one sentence that a later one points at

func AppendType(list []int, t int) []int {
	if len(list) < MaxNamed && !slices.Contains(list, t) {
		list = append(list, t)
	}
	return list
}
