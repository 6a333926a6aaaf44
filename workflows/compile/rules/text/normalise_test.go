package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNormalise(t *testing.T) {
	for name, c := range map[string]struct{ prompt, want string }{
		"composed":             {"Mu\u0308ller", "Müller"},
		"zero width":           {"cre\u200bate in\u00advoice", "create invoice"},
		"bidi override":        {"send \u202ecba\u202c", "send cba"},
		"no-break space":       {"a\u00a0b\u202f€", "a b €"},
		"lookalikes in a word": {"d\u0435l\u0435te", "delete"},
		"a word of its own":    {"привет", "привет"},
		"full width":           {"ｓｅｎｄ", "send"},
		"control characters":   {"a\x00b\x1b", "a b "},
		"colours":              {"to \x1b[1;31mpay\x1b[0m it", "to pay it"},
		"cursor movements":     {"p\x1b[2J\x1b[1Cay\u009b3D", "pay"},
		"a window title":       {"pay\x1b]0;delete all\x07\x1b]8;;x\x1b\\", "pay"},
		"an open window title": {"pay\x1b]0;delete\nit", "pay\nit"},
		"a character set":      {"p\x1b(Bay\x1bc", "pay"},
		"escape and a word":    {"\x1bpay", " pay"},
		"line separators":      {"a\u2028b\nc", "a\nb\nc"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Normalise(c.prompt, 1000)
			require.NoError(t, err)
			require.Equal(t, c.want, got.Text)
			require.Equal(t, Span{0, len(c.prompt)}, got.Span(0, len(got.Text)))
		})
	}
}

func TestNormaliseKeepsPlaces(t *testing.T) {
	prompt := "x\u200b s\u0435nd Mu\u0308ller"
	got, err := Normalise(prompt, 1000)
	require.NoError(t, err)
	i := strings.Index(got.Text, "send")
	s := got.Span(i, i+4)
	require.Equal(t, "s\u0435nd", prompt[s.From:s.To])
	i = strings.Index(got.Text, "Müller")
	s = got.Span(i, i+len("Müller"))
	require.Equal(t, "Mu\u0308ller", prompt[s.From:s.To])
}

func TestNormaliseRefuses(t *testing.T) {
	for name, prompt := range map[string]string{
		"empty": "", "blank": " \n\t", "control": "\x01\x02\x03",
		"only a terminal's orders": "\x01\x02\x03\x1b[2J\x1b]0;title\x07\x1bc", "digits": "123", "not UTF-8": "a\xff",
		"long": strings.Repeat("a", 1001), "invisible": "\u200b\u200c",
	} {
		_, err := Normalise(prompt, 1000)
		require.Error(t, err, name)
	}
}
