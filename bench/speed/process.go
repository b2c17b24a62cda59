package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// tool is one contestant: the commands that together do the job once.
type tool struct {
	name     string
	runs     int
	commands [][]string
}

// result holds medians over the runs; rss is the largest peak seen, in bytes.
type result struct {
	wall, cpu time.Duration
	rss       int64
}

// measure runs the tools in turn. A tool that cannot start, or fails, is left
// out with a line that says so.
func measure(tools []tool) map[string]result {
	walls, cpus := map[string][]time.Duration{}, map[string][]time.Duration{}
	rss := map[string]int64{}
	broken := map[string]bool{}
	most := 0
	for _, t := range tools {
		most = max(most, t.runs)
	}
	for i := -1; i < most; i++ { // -1 warms the page cache
		for _, t := range tools {
			if broken[t.name] || i >= t.runs || (i < 0 && t.runs == 1) {
				continue
			}
			wall, cpu, peak, err := once(t)
			if err != nil {
				fmt.Fprintf(os.Stderr, "speed: %s left out: %v\n", t.name, err)
				broken[t.name] = true
				continue
			}
			if i >= 0 {
				walls[t.name] = append(walls[t.name], wall)
				cpus[t.name] = append(cpus[t.name], cpu)
				rss[t.name] = max(rss[t.name], peak)
			}
		}
	}
	out := map[string]result{}
	for name, w := range walls {
		if !broken[name] {
			out[name] = result{median(w), median(cpus[name]), rss[name]}
		}
	}
	return out
}

func once(t tool) (wall, cpu time.Duration, rss int64, err error) {
	for _, c := range t.commands {
		cmd := exec.Command(c[0], c[1:]...) // its output goes to the null device
		start := time.Now()
		if err := cmd.Run(); err != nil {
			return 0, 0, 0, fmt.Errorf("%s: %w", c[0], err)
		}
		wall += time.Since(start)
		cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			rss = max(rss, u.Maxrss*1024) // kilobytes on Linux
		}
	}
	return wall, cpu, rss, nil
}
