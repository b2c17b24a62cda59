package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"syscall"
	"time"
)

// usage is what one analysis took. A zero cpu means that nobody measured.
type usage struct {
	cpu  time.Duration // user and system time of the process
	peak int64         // peak resident memory in kB
}

// measured runs f alone and returns what it took. The peak is that of the
// process from a fresh start on; where Linux's /proc/self/clear_refs can't be
// written it is the largest so far.
func measured(f func()) usage {
	debug.FreeOSMemory()
	// 5 resets the high-water mark; failing to leaves the documented fallback.
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	before, _ := selfUsage()
	f()
	after, peak := selfUsage()
	if hwm, ok := highWater(); ok {
		peak = hwm
	}
	return usage{after - before, peak}
}

func selfUsage() (cpu time.Duration, peakKB int64) {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0, 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()), r.Maxrss
}

func highWater() (kB int64, ok bool) {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	_, rest, ok := bytes.Cut(data, []byte("\nVmHWM:"))
	if !ok {
		return 0, false
	}
	_, err = fmt.Sscan(string(rest), &kB)
	return kB, err == nil
}

// usageLine sums the measured files up, empty if there are none.
func usageLine(results map[string]result) string {
	var cpu, peak []float64
	for _, r := range results {
		if r.usage.cpu > 0 {
			cpu = append(cpu, r.usage.cpu.Seconds())
			peak = append(peak, float64(r.usage.peak)/1024)
		}
	}
	if len(cpu) == 0 {
		return ""
	}
	slices.Sort(cpu)
	slices.Sort(peak)
	sum := 0.0
	for _, c := range cpu {
		sum += c
	}
	n := len(cpu)
	return fmt.Sprintf("cpu s median %.3f max %.3f sum %.1f; peak MB median %.0f max %.0f; files %d",
		cpu[n/2], cpu[n-1], sum, peak[n/2], peak[n-1], n)
}
