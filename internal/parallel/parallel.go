// Package parallel spreads work that does not depend on its order over all
// processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do calls f(0) to f(n-1), each once and in no order, on as many goroutines as
// GOMAXPROCS allows, and returns when all have returned. Each call may be of any
// length: who is free takes the next.
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
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}
