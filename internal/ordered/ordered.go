// Package ordered sorts short lists with one copy of the algorithm.
//
// slices.SortFunc and SortStableFunc are compiled anew for every type they meet,
// ten kilobytes of code each time, and forty types of a report were as much of
// the program's memory as the code of an app. Where a list is long, slices is
// the faster one by half and stays.
package ordered

import "sort"

// By sorts s by cmp, which is negative where a comes first. What is equal keeps
// its order.
func By[S ~[]E, E any](s S, cmp func(a, b E) int) { sort.Stable(by[E]{s, cmp}) }

type by[E any] struct {
	s   []E
	cmp func(a, b E) int
}

func (l by[E]) Len() int           { return len(l.s) }
func (l by[E]) Less(i, j int) bool { return l.cmp(l.s[i], l.s[j]) < 0 }
func (l by[E]) Swap(i, j int)      { l.s[i], l.s[j] = l.s[j], l.s[i] }
