// Package interleave holds one test: random interleavings of everything that several tech leads do, held against a simple
// model of the rules. There is no code in it that the program runs.
package interleave
