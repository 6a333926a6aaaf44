package connectors

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"In Arbeit", "in-arbeit", "IN ARBEIT"},
		{"Höchste", "hoechste", "HÖCHSTE", "Ho\u0308chste"},
		{"José", "jose"},
	} {
		for _, name := range same {
			require.Equal(t, Fold(same[0]), Fold(name), name)
		}
	}
	require.NotEqual(t, Fold("High"), Fold("Highest"))
	require.NotEqual(t, Fold("C"), Fold("C++"))
}

func TestNearest(t *testing.T) {
	known := []string{"#finance", "#general", "#ops", "#ops-alerts", "#support"}
	require.Equal(t, []string{"#finance"}, Nearest("finanze", known))
	require.Equal(t, []string{"#ops", "#ops-alerts"}, Nearest("#ops", known))
	require.Equal(t, []string{"with", "wait"}, Nearest("whit", []string{"wait", "with"}))
	require.Empty(t, Nearest("marketing", known))
	require.Empty(t, Nearest("", known))
}

func TestNamesThatDontResolve(t *testing.T) {
	err := NoSuch("channel", "#finanze", []string{"#finance", "#ops"})
	require.Equal(t, NotFound, err.Kind)
	require.Equal(t, `there is no channel "#finanze"; did you mean "#finance"?`, err.Message)

	err = Several("user", "Anna", []string{"Anna Schmidt", "Anna Weber"})
	require.Equal(t, Invalid, err.Kind)
	require.Equal(t, `"Anna" could be more than one user: Anna Schmidt, Anna Weber; write which`, err.Message)
}
