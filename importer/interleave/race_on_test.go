//go:build race

package interleave_test

// raceDetector is on: everything is many times slower.
const raceDetector = true
