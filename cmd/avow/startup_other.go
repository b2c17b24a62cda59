//go:build !linux

package main

// leaveStartup is for Linux.
func leaveStartup() {}
