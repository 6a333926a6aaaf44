package connectors_test

import (
	"encoding/json"
	"net/mail"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

var formats = []struct {
	format     string
	good, evil []string
}{
	{connectors.FormatEmail,
		[]string{"anna@example.com", "a.b+c@sub.example.co.uk", "o'neil@example.com", "anna@müller.example", "postmaster@localhost"},
		[]string{"anna", "anna@", "@example.com", "anna@example", "anna.berg@example", "Anna <anna@example.com>", "<anna@example.com>", "anna@example.com, b@example.com",
			"anna@example.com;b@example.com", "anna@example.com\r\nBcc: b@example.com", "anna@example.com\n", " anna@example.com", "anna@exam\u202eple.com", "anna@example\u200b.com",
			"an\x00na@example.com", `"a b"@example.com`, "anna@example.com\u00a0"}},
	{connectors.FormatDate,
		[]string{"2026-11-20", "2024-02-29", "1999-12-31"},
		[]string{"2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "20.11.2026", "2026-1-2", "2026-11-20T00:00:00Z", "tomorrow", " 2026-11-20"}},
	{connectors.FormatDateTime,
		[]string{"2026-11-20T09:00:00Z", "2026-11-20T09:00:00+01:00", "2026-11-20T09:00:00.5Z"},
		[]string{"2026-11-20", "2026-11-20 09:00:00", "2026-11-20T25:00:00Z", "2026-11-20T09:00:00", "2026-02-30T09:00:00Z"}},
	{connectors.FormatDuration,
		[]string{"90s", "30m", "2h", "3d", "1w", "1h30m", "250ms", "0s", "5200w"},
		[]string{"30", "m", "-1h", "1.5h", "1 h", "1y", "1h 30m", "5300w", "999999999w", "99999999999999999999s", "1H", "٣d"}},
	{connectors.FormatURL,
		[]string{"https://example.com", "http://example.com:8080/a?b=c#d", "https://[2606:4700::1111]/", "https://müller.example/"},
		[]string{"example.com", "ftp://example.com", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://:443", "https:///path", "//example.com", "https://exa mple.com", "https://example.com:port",
			"data:text/html,x", "https://example.com\n"}},
}

func TestFormats(t *testing.T) {
	for _, test := range formats {
		for _, text := range test.good {
			require.NoError(t, connectors.CheckFormat(test.format, text), "%s %q", test.format, text)
		}
		for _, text := range test.evil {
			require.Equal(t, connectors.Invalid, connectors.KindOf(connectors.CheckFormat(test.format, text)), "%s %q", test.format, text)
		}
	}
	require.NoError(t, connectors.CheckFormat(connectors.FormatText, "anything\x00 at all"))
	require.NoError(t, connectors.CheckFormat("", "anything"))
}

// What is checked in a plan is checked again, by the same rule, when the call's JSON is decoded.
func TestTypesAreCheckedWhenDecoded(t *testing.T) {
	decoders := map[string]func([]byte) (string, error){
		connectors.FormatEmail:    decoded[connectors.Email],
		connectors.FormatDate:     decoded[connectors.Date],
		connectors.FormatDateTime: decoded[connectors.DateTime],
		connectors.FormatDuration: decoded[connectors.Duration],
		connectors.FormatURL:      decoded[connectors.URL],
	}
	for _, test := range formats {
		for _, text := range append([]string{""}, test.good...) {
			raw, err := json.Marshal(text)
			require.NoError(t, err)
			got, err := decoders[test.format](raw)
			require.NoError(t, err, "%s %q", test.format, text)
			require.Equal(t, text, got)
		}
		for _, text := range test.evil {
			raw, err := json.Marshal(text)
			require.NoError(t, err)
			_, err = decoders[test.format](raw)
			require.Error(t, err, "%s %q", test.format, text)
		}
		for _, other := range []string{`1`, `true`, `{}`, `["a"]`} {
			_, err := decoders[test.format]([]byte(other))
			require.Error(t, err, "%s %s", test.format, other)
		}
		got, err := decoders[test.format]([]byte(`null`))
		require.NoError(t, err, "a value that is missing")
		require.Empty(t, got)
	}
}

func decoded[T ~string](raw []byte) (string, error) {
	var v T
	err := json.Unmarshal(raw, &v)
	return string(v), err
}

func TestDurations(t *testing.T) {
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"90s": 90 * time.Second, "1h30m": 90 * time.Minute, "3d": 3 * day, "1w": 7 * day, "1w1d1h1m1s1ms": 8*day + time.Hour + time.Minute + time.Second + time.Millisecond,
		"100ms": 100 * time.Millisecond, "0s": 0, "36500d": 100 * 365 * day,
	} {
		got, err := connectors.ParseDuration(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "36501d", "36500d1ms", "36500d36500d"} {
		_, err := connectors.ParseDuration(text)
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), text)
	}
}

func TestDayOfADate(t *testing.T) {
	require.Equal(t, time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), connectors.Date("2026-11-20").Time())
	require.True(t, connectors.Date("").Time().IsZero())
	require.True(t, connectors.Date("2026-02-30").Time().IsZero())
}

// A duration is between nothing and a century, and what is written twice is twice as long.
func FuzzParseDuration(f *testing.F) {
	for _, seed := range []string{"90s", "1h30m", "3d", "1w", "999999999w", "", "1.5h", "-1s", "36500d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := connectors.ParseDuration(text)
		if err != nil {
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
			return
		}
		require.GreaterOrEqual(t, d, time.Duration(0))
		require.LessOrEqual(t, d, 100*365*24*time.Hour)
		if twice, err := connectors.ParseDuration(text + text); err == nil {
			require.Equal(t, 2*d, twice)
		} else {
			require.Greater(t, 2*d, 100*365*24*time.Hour)
		}
	})
}

// Whatever passes for an address, a date or a link can be used as one, and holds nothing that could break out of where it is put.
func FuzzCheckFormat(f *testing.F) {
	for _, test := range formats {
		for _, text := range append(test.good, test.evil...) {
			f.Add(test.format, text)
		}
	}
	f.Fuzz(func(t *testing.T, format, text string) {
		if err := connectors.CheckFormat(format, text); err != nil {
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
			return
		}
		switch format {
		case connectors.FormatEmail:
			a, err := mail.ParseAddress(text)
			require.NoError(t, err)
			require.Equal(t, text, a.Address)
			require.NotRegexp(t, `[\s,;<>\x00-\x1f]`, text)
		case connectors.FormatDate:
			require.Equal(t, text, connectors.Date(text).Time().Format(time.DateOnly))
		case connectors.FormatURL:
			require.Regexp(t, `^(?i:https?)://[^/]`, text)
			require.NotRegexp(t, `[\x00-\x20\x7f]`, text)
		}
	})
}
