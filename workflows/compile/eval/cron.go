package eval

import (
	"slices"
	"strconv"
	"strings"
)

// sameCron reports whether two cron expressions mean the same days and times. Days of the week may have names, ranges and 7 for Sunday.
func sameCron(a, b string) bool { return slices.Equal(cronFields(a), cronFields(b)) }

var dayNames = strings.NewReplacer("mon", "1", "tue", "2", "wed", "3", "thu", "4", "fri", "5", "sat", "6", "sun", "0")

func cronFields(cron string) []string {
	fields := strings.Fields(dayNames.Replace(strings.ToLower(cron)))
	if len(fields) != 5 {
		return fields
	}
	days := map[string]bool{}
	for part := range strings.SplitSeq(fields[4], ",") {
		for _, d := range dayRange(part) {
			days[d] = true
		}
	}
	var list []string
	for d := range days {
		list = append(list, d)
	}
	slices.Sort(list)
	fields[4] = strings.Join(list, ",")
	return fields
}

// dayRange lists the days of "1-5", or the one of "7".
func dayRange(part string) []string {
	first, last, ranged := strings.Cut(part, "-")
	from, err := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	switch {
	case ranged && err == nil && err2 == nil && from <= 7 && to <= 7:
		var list []string
		for d := from; d <= to; d++ {
			list = append(list, strconv.Itoa(d))
		}
		return list
	case !ranged && err == nil:
		return []string{strconv.Itoa(from % 7)}
	}
	return []string{part}
}
