package ir

// markLoops finds the blocks that control can come back to: the members of
// strongly connected components (Tarjan, SIAM J. Comput. 1972, without
// recursion).
func (l *Lifter) markLoops() {
	bs := l.f.Blocks
	n := len(bs)
	num, low := make([]int32, n), make([]int32, n) // from 1; 0 is unseen
	on := make([]bool, n)
	type step struct {
		block uint32
		next  int
	}
	way := []step{{0, 0}}
	var open []uint32
	count := int32(0)
	enter := func(b uint32) {
		count++
		num[b], low[b], on[b] = count, count, true
		open = append(open, b)
	}
	enter(0)
	for len(way) > 0 {
		top := &way[len(way)-1]
		b := top.block
		if top.next < len(bs[b].Succs) {
			s := bs[b].Succs[top.next]
			top.next++
			switch {
			case s == b:
				bs[b].Loop = true
			case num[s] == 0:
				enter(s)
				way = append(way, step{s, 0})
			case on[s]:
				low[b] = min(low[b], num[s])
			}
			continue
		}
		way = way[:len(way)-1]
		if len(way) > 0 {
			p := way[len(way)-1].block
			low[p] = min(low[p], low[b])
		}
		if low[b] != num[b] {
			continue
		}
		alone := open[len(open)-1] == b
		for {
			x := open[len(open)-1]
			open = open[:len(open)-1]
			on[x] = false
			bs[x].Loop = bs[x].Loop || !alone
			if x == b {
				break
			}
		}
	}
}
