package edit

import (
	"slices"
	"strings"
)

// around is how many unchanged lines stand around a change.
const around = 2

// maxTable bounds the work of finding what two texts have in common; more than that is shown as replaced.
const maxTable = 4_000_000

// diff shows what changed between two texts, line by line; "" where nothing did.
func diff(before, after string) string {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	if head == len(a) && head == len(b) {
		return ""
	}
	var lines []string
	for _, l := range a[max(0, head-around):head] {
		lines = append(lines, "  "+l)
	}
	lines = append(lines, changed(a[head:len(a)-tail], b[head:len(b)-tail])...)
	for _, l := range a[len(a)-tail : min(len(a), len(a)-tail+around)] {
		lines = append(lines, "  "+l)
	}
	var out strings.Builder
	for _, l := range lines {
		if l = strings.TrimRight(l, " \r\n"); l != "" { // an empty line that stays says nothing
			out.WriteString(l + "\n")
		}
	}
	return out.String()
}

// changed shows the middle of two texts, with the longest common sequence of lines kept.
func changed(a, b []string) (lines []string) {
	if len(a)*len(b) > maxTable {
		return append(marked("- ", a), marked("+ ", b)...)
	}
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := range slices.Backward(a) {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			lines = append(lines, "  "+a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			lines = append(lines, "- "+a[i])
			i++
		default:
			lines = append(lines, "+ "+b[j])
			j++
		}
	}
	return lines
}

func marked(mark string, list []string) (out []string) {
	for _, l := range list {
		out = append(out, mark+l)
	}
	return out
}
