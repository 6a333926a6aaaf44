package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRows(t *testing.T) {
	require.Equal(t, 0, rows("", 10))
	require.Equal(t, 2, rows("a\n\n", 10))
	require.Equal(t, 1, rows("\x1b[31m1234567890\x1b[0m\n", 10), "colours take no room")
	require.Equal(t, 3, rows("ÄÖÜ4567890123456789012345\n", 10), "what is too long is wrapped")
}

func TestCleanTextDrivesNoTerminal(t *testing.T) {
	require.Equal(t, "a[2Jb\nc", clean("a\x1b[2J\x07b\nc\u202e"))
}
