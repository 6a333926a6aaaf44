package plan_test

import (
	"testing"

	"sayso/workflows/plan"
)

// What a prompt costs after it was compiled: the plan is checked, previewed and identified.
func BenchmarkCheckPreviewDigest(b *testing.B) {
	reg, p := registry(b), parsed(b, string(read(b, "invoice.yaml")))
	for b.Loop() {
		plan.Check(reg, p, plan.CheckOptions{})
		plan.Preview(reg, p, "en")
		plan.Digest(p)
	}
}

func BenchmarkParse(b *testing.B) {
	src := read(b, "invoice.yaml")
	for b.Loop() {
		plan.Parse(src)
	}
}
