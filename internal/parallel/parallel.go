// Package parallel spreads work that does not depend on its order over all
// processors.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Do calls f(0) to f(n-1), each once and in no order, on as many goroutines as
// GOMAXPROCS allows, and returns when all have returned. Each call may be of any
// length: who is free takes the next. A call that panics ends its goroutine, and Do
// panics with it when the others are done, so that the caller may recover.
func Do(n int, f func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers < 2 {
		for i := range n {
			f(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	var fault atomic.Pointer[Fault]
	for range workers {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					fault.CompareAndSwap(nil, &Fault{p, debug.Stack()})
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
	if f := fault.Load(); f != nil {
		panic(f)
	}
}

// Each is Do for calls that are too short to be handed out one by one: in shares of so many.
func Each(n, share int, f func(i int)) {
	Do((n+share-1)/share, func(k int) {
		for i := k * share; i < min(n, (k+1)*share); i++ {
			f(i)
		}
	})
}

// Fault is what a call panicked with, and where.
type Fault struct {
	Value any
	Stack []byte
}

// String is for the runtime, which prints what nobody recovers.
func (f *Fault) String() string { return fmt.Sprintf("%v\n\n%s", f.Value, f.Stack) }
