package parallel

import (
	"runtime"
	"sync/atomic"
	"testing"
)

// Every call is made once, on one processor and on several.
func TestDo(t *testing.T) {
	for _, procs := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(procs)
		for _, n := range []int{0, 1, 2, 1000} {
			calls := make([]atomic.Int32, n)
			Do(n, func(i int) { calls[i].Add(1) })
			for i := range calls {
				if got := calls[i].Load(); got != 1 {
					t.Errorf("%d processors, %d calls: call %d was made %d times", procs, n, i, got)
				}
			}
		}
		runtime.GOMAXPROCS(old)
	}
}

// A call that panics is the caller's to recover, and the others are made.
func TestDoPanics(t *testing.T) {
	old := runtime.GOMAXPROCS(2)
	defer runtime.GOMAXPROCS(old)
	var calls atomic.Int32
	defer func() {
		f, ok := recover().(*Fault)
		if !ok || f.Value != "no" || len(f.Stack) == 0 || calls.Load() != 99 {
			t.Errorf("%v after %d calls", f, calls.Load())
		}
	}()
	Do(100, func(i int) {
		if i == 0 {
			panic("no")
		}
		calls.Add(1)
	})
}

// Every call is made once, in whole shares and what is left of one.
func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 100} {
		calls := make([]atomic.Int32, n)
		Each(n, 8, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("%d calls: call %d was made %d times", n, i, got)
			}
		}
	}
}
