package rules

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sayso/connectors/all"
	"sayso/workflows/compile"
)

func TestZZ(t *testing.T) {
	raw, err := os.ReadFile("/tmp/h/k6/p.txt")
	if err != nil {
		t.Skip()
	}
	reg, _ := all.Registry(all.Needs{})
	c := New(reg)
	for line := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n") {
		req := compile.Request{Now: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC), Prompt: line}
		if apps, rest, ok := strings.Cut(line, "] "); ok && strings.HasPrefix(apps, "[") {
			req.Connected, req.Prompt = strings.Fields(apps[1:]), rest
		}
		b, err := c.read(context.Background(), req)
		if err != nil {
			t.Fatal(err)
		}
		b.build()
		r := b.result()
		fmt.Println("=====", line)
		for _, cl := range b.clauses {
			v, m := "-", "-"
			if cl.verb >= 0 {
				v = b.items[cl.verb].Text
			}
			if cl.message >= 0 {
				m = b.items[cl.message].Text
			}
			fmt.Printf("  [%s] kind %d verb %s msg %s neg %v later %v elided %v gapped %v s%d\n", phrase(b.items[cl.from:cl.to]), cl.kind, v, m, cl.negated, cl.later, cl.elided, cl.gapped, cl.sentence)
		}
		fmt.Println("  ", r.Status, r.Lang)
		if r.Plan != nil {
			if r.Plan.Trigger != nil {
				j, _ := json.Marshal(r.Plan.Trigger)
				fmt.Println("   on", string(j))
			}
			for _, s := range r.Plan.Steps {
				j, _ := json.Marshal(s)
				fmt.Println("   -", string(j))
			}
		}
		for _, q := range r.Questions {
			fmt.Println("   ??", q.ID, q.Ask)
		}
		for _, p := range r.Problems {
			fmt.Println("   !!", p.Severity, p.Code, p.Message)
		}
	}
}
