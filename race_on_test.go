//go:build race

package main

// raceDetector is on: every process the tests start is many times slower.
const raceDetector = true
