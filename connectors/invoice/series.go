package invoice

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"sayso/connectors"
)

// The formats of numbers where the settings give none.
const (
	invoiceFormat    = "R-{year}-{seq:4}"
	creditNoteFormat = "G-{year}-{seq:4}" //nolint:gosec // a credit note, not a credential
)

// Series is a run of numbers within a book and a kind of document. It begins anew each year if its format names the year.
type Series struct {
	Format string // "R-{year}-{seq:4}"
	Year   int    // 0 where the series runs on through the years
}

var (
	formatText = regexp.MustCompile(`^[A-Za-z0-9 ./_-]*(\{year\}[A-Za-z0-9 ./_-]*)?\{seq(:[1-9])?\}[A-Za-z0-9 ./_-]*$`)
	formatSeq  = regexp.MustCompile(`\{seq(?::([1-9]))?\}`)
)

// seriesOf gives the series of a format in a year.
func seriesOf(setting, format string, year int) (Series, error) {
	if !formatText.MatchString(format) || len(format) > 30 {
		return Series{}, connectors.Errorf(connectors.Invalid,
			"the setting %s is %q; write it with {seq} or {seq:4} in it and {year} ahead of that if wanted, such as %s", setting, format, invoiceFormat)
	}
	if !strings.Contains(format, "{year}") {
		year = 0
	}
	return Series{format, year}, nil
}

// Number writes a document's number.
func (s Series) Number(seq int64) string {
	text := strings.ReplaceAll(s.Format, "{year}", strconv.Itoa(s.Year))
	return formatSeq.ReplaceAllStringFunc(text, func(slot string) string {
		width, _ := strconv.Atoi(formatSeq.FindStringSubmatch(slot)[1])
		return fmt.Sprintf("%0*d", width, seq)
	})
}

// series gives both series of a book in a year. They must differ, or a credit note would take an invoice's number.
func (b book) series(kind Kind, year int) (Series, error) {
	formats := map[Kind]Series{}
	for k, setting := range map[Kind][2]string{KindInvoice: {"number_format", invoiceFormat}, KindCreditNote: {"credit_note_format", creditNoteFormat}} {
		format := b.setting(setting[0])
		if format == "" {
			format = setting[1]
		}
		s, err := seriesOf(setting[0], format, year)
		if err != nil {
			return Series{}, err
		}
		formats[k] = s
	}
	if formats[KindInvoice].Number(1) == formats[KindCreditNote].Number(1) {
		return Series{}, connectors.Errorf(connectors.Invalid,
			"number_format and credit_note_format of %s give the same numbers; change one of them", b.id)
	}
	return formats[kind], nil
}
