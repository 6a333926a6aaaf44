package entity

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile/rules/text"
)

func TestRecurrence(t *testing.T) {
	for _, c := range []struct{ lang, in, cron, zone string }{
		{"en", "every Monday at 9 post it", "0 9 * * 1", ""},
		{"en", "on the 1st of every month at 8 am, do it", "0 8 1 * *", ""},
		{"en", "Tuesdays and Thursdays 14:00 create", "0 14 * * 2,4", ""},
		{"en", "Weekdays 7:45 am London time: run", "45 7 * * 1-5", "Europe/London"},
		{"en", "do it every night at half past two", "30 2 * * *", ""},
		{"en", "Saturdays 5.30 pm New York time", "30 17 * * 6", "America/New_York"},
		{"en", "every hour on the hour", "0 * * * *", ""},
		{"en", "every 10 minutes", "*/10 * * * *", ""},
		{"en", "first day of each quarter, 06:00", "0 6 1 1,4,7,10 *", ""},
		{"en", "each Sunday evening at eight, count", "0 20 * * 0", ""},
		{"en", "post it every day at noon, Berlin time", "0 12 * * *", "Europe/Berlin"},
		{"en", "daily at 6pm UTC", "0 18 * * *", "UTC"},
		{"en", "Monday to Friday each at 7:00", "0 7 * * 1-5", ""},
		{"en", "send it on Monday at 9", "", ""},
		{"en", "every invoice", "", ""},
		{"en", "file the failing nightly build as a bug", "", ""},
		{"en", "post it daily at 9 am", "0 9 * * *", ""},
		{"de", "jeden Montag um 9 Uhr", "0 9 * * 1", ""},
		{"de", "immer am Ersten des Monats um 8 Uhr", "0 8 1 * *", ""},
		{"de", "montags und mittwochs 14 Uhr", "0 14 * * 1,3", ""},
		{"de", "werktags (Mo–Fr) morgens um halb acht", "30 7 * * 1-5", ""},
		{"de", "jeden Freitag um 16.30 Uhr Wiener Zeit", "30 16 * * 5", "Europe/Vienna"},
		{"de", "am 15. jedes Monats, 10 Uhr", "0 10 15 * *", ""},
		{"de", "jede Nacht um zwei", "0 2 * * *", ""},
		{"de", "alle 15 Minuten", "*/15 * * * *", ""},
		{"de", "jeden Mittwochnachmittag um Viertel nach drei", "15 15 * * 3", ""},
		{"de", "Montag bis Donnerstag jeweils um 18:00 (Europe/Zurich)", "0 18 * * 1-4", "Europe/Zurich"},
		{"de", "täglich abends um 7", "0 19 * * *", ""},
		{"de", "alle Rechnungen", "", ""},
		{"de", "am Montag um 9 Uhr", "", ""},
	} {
		t.Run(c.in, func(t *testing.T) {
			clean, err := text.Normalise(c.in, 1000)
			require.NoError(t, err)
			r, ok := FindRecurrence(text.Tokens(clean), Env{Lang: c.lang, Now: friday})
			require.Equal(t, c.cron != "", ok)
			require.Equal(t, c.cron, r.Cron)
			require.Equal(t, c.zone, r.Timezone)
		})
	}
}
