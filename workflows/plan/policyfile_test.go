package plan_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

// policy reads a policy that has nothing wrong with it.
func policy(t testing.TB, text string) *plan.Policy {
	t.Helper()
	p, problems := plan.ParsePolicy(registry(t), "policy.yaml", []byte(text))
	require.Empty(t, problems)
	return p
}

// unfitPolicies are texts that are no policies.
func unfitPolicies() map[string]unreadable {
	rule := func(text string) string { return "rules:\n  - {" + text + "}\n" }
	return map[string]unreadable{
		"an empty policy":                       {"", plan.CodeEmpty, 0, 0, "", "rules for a policy"},
		"a policy that is a list":               {"- name: x\n", plan.CodeWrongKind, 1, 1, "", "policy takes a map"},
		"a policy without rules":                {"language: en\n", plan.CodeMissingKey, 1, 1, "rules", "rules is missing"},
		"rules that are a map":                  {"rules: {a: b}\n", plan.CodeWrongKind, 1, 8, "rules", "a list"},
		"a policy in a third language":          {"language: fr\nrules: []\n", plan.CodeLanguage, 1, 11, "language", "fr"},
		"a rule with an unknown key":            {rule("name: a, when: 'true', deny: true, unless: x"), plan.CodeUnknownKey, 2, 41, "rules[0].unless", "unless"},
		"an approval with a text":               {rule("name: a, when: 'true', approve: {text: x}"), plan.CodeUnknownKey, 2, 39, "rules[0].approve.text", "text"},
		"a rule with a doubled key":             {rule("name: a, when: 'true', deny: true, deny: true"), plan.CodeDoubledKey, 2, 41, "rules[0].deny", "line 2"},
		"an alias in a policy":                  {rule("name: &a a, when: 'true', deny: true"), plan.CodeAlias, 2, 12, "", "not allowed here"},
		"a tag in a policy":                     {rule("name: !!str a, when: 'true', deny: true"), plan.CodeTag, 2, 12, "", "!!str"},
		"a rule without a name":                 {rule("when: 'true', deny: true"), plan.CodeMissingKey, 2, 5, "rules[0].name", "name"},
		"a rule without a condition":            {rule("name: a, deny: true"), plan.CodeMissingKey, 2, 5, "rules[0].when", "when"},
		"a rule with a bad name":                {rule("name: Big Payment, when: 'true', deny: true"), plan.CodeBadID, 2, 12, "rules[0].name", "big_payment"},
		"two rules of one name":                 {"rules:\n  - {name: a, when: 'true', deny: true}\n  - {name: a, when: 'true', deny: true}\n", plan.CodeRule, 3, 12, "rules[1].name", "line 2"},
		"a rule that asks nothing":              {rule("name: a, when: 'true'"), plan.CodeRule, 2, 5, "rules[0]", "here are 0"},
		"a rule that denies nothing":            {rule("name: a, when: 'true', deny: false"), plan.CodeRule, 2, 5, "rules[0]", "here are 0"},
		"a rule that asks and denies":           {rule("name: a, when: 'true', deny: true, approve: {}"), plan.CodeRule, 2, 5, "rules[0]", "here are 2"},
		"a rule that lifts what isn't built in": {rule("name: a, when: 'true', allow: true"), plan.CodeRule, 2, 12, "rules[0].name", "first_write"},
		"a rule by a built-in name":             {rule("name: amount, when: amount > 50, deny: true"), plan.CodeRule, 2, 12, "rules[0].name", "allow: true"},
		"a condition of a number":               {rule("name: a, when: amount + 1, deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "this is a number"},
		"a condition on a text":                 {rule("name: a, when: amount > app, deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "a number and a text"},
		"a condition that can't be read":        {rule("name: a, when: amount >, deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "can't be read"},
		"a condition on what no step has":       {rule("name: a, when: amuont > 5, deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "Did you mean amount?"},
		"a condition on an unknown field":       {rule("name: a, when: connection.env == 'test', deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "environment"},
		"an environment there isn't":            {rule("name: a, when: connection.environment == 'prod', deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "never"},
		"an effect there isn't":                 {rule("name: a, when: effect == 'delete', deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "never"},
		"a level of trust there isn't":          {rule("name: a, when: trust == 'low', deny: true"), plan.CodeExpression, 2, 21, "rules[0].when", "never"},
		"a time-out of years":                   {rule("name: a, when: 'true', approve: {timeout: 3000d}"), plan.CodeDuration, 2, 48, "rules[0].approve.timeout", "90d"},
		"four eyes that are no truth":           {rule("name: a, when: 'true', approve: {four_eyes: 4}"), plan.CodeWrongKind, 2, 50, "rules[0].approve.four_eyes", "true or false"},
		"two hundred rules and one":             {"rules:\n" + strings.Repeat("  - {name: a, when: 'true', deny: true}\n", plan.MaxRules+1), plan.CodeRule, 2, 3, "rules", "200"},
	}
}

func TestAPolicyIsReadStrictly(t *testing.T) {
	for name, c := range unfitPolicies() {
		t.Run(name, func(t *testing.T) {
			p, problems := plan.ParsePolicy(registry(t), "policy.yaml", []byte(c.text))
			require.Nil(t, p)
			require.Len(t, problems, 1, "%v", problems)
			require.Equal(t, []any{c.code, c.line, c.column, c.path}, []any{problems[0].Code, problems[0].Line, problems[0].Column, problems[0].Path})
			require.Contains(t, problems[0].Message+problems[0].Fix, c.says)
		})
	}
}

// A rule on an action there isn't can't do harm, but it doesn't do what its author thinks either.
func TestAPolicyIsHeldAgainstTheCatalogue(t *testing.T) {
	for _, when := range []string{`action == "salesforce.remove_record"`, `app in ["slack", "slak"] && app == "slak"`} {
		text := []byte("rules: [{name: a, when: '" + when + "', deny: true}]")
		p, problems := plan.ParsePolicy(registry(t), "policy.yaml", text)
		require.NotNil(t, p)
		require.Len(t, problems, 1)
		require.Equal(t, []any{plan.CodeNeverTrue, plan.Warning}, []any{problems[0].Code, problems[0].Severity})
		_, problems = plan.ParsePolicy(nil, "policy.yaml", text)
		require.Empty(t, problems, "nobody knows what there is")
	}
}

// gatesOf lists the gates of a plan's steps, each with what it asks.
func gatesOf(f *plan.Frozen) string {
	var list []string
	for i, s := range f.Steps {
		for _, g := range s.Gates {
			said := f.Plan.Steps[i].ID + ":" + g.Code
			for _, mark := range []struct {
				says string
				is   bool
			}{{":deny", g.Deny}, {":known", g.Known}, {":if", g.If != nil}, {":four_eyes", g.FourEyes}, {":by " + g.By, g.By != ""}, {":" + g.Timeout.String(), g.Timeout > 0}} {
				if mark.is {
					said += mark.says
				}
			}
			list = append(list, said)
		}
	}
	return strings.Join(list, " ")
}

func TestRulesOfAFile(t *testing.T) {
	const (
		small  = "  - {id: i, do: invoice.create, with: {customer: x, amount: 100.00 EUR}}\n"
		large  = "  - {id: i, do: invoice.create, with: {customer: x, amount: 20000.00 EUR}}\n"
		later  = "  - {id: k, do: invoice.create, with: {customer: x, amount: \"${i.total}\"}}\n"
		mixed  = "  - {id: i, do: invoice.create, with: {customer: x, lines: [{description: d, unit_price: 20000 EUR}, {description: d, unit_price: 20000 JPY}]}}\n"
		remove = "  - {id: d, do: salesforce.delete_record, with: {id: '1'}}\n"
		post   = "  - {id: s, do: slack.post_message, with: {channel: \"${account.name}\", text: t}}\n"
		vouch  = "  - {id: s, do: slack.post_message, trust: [channel], with: {channel: \"${account.notes}\", text: t}}\n"
	)
	ask := func(when, what string) string { return "name: ask, when: " + when + ", approve: {" + what + "}" }
	lift := func(name, when string) string { return "name: " + name + ", when: " + when + ", allow: true" }
	for name, c := range map[string]struct{ steps, rule, want string }{
		"an action":                       {small, ask(`'action == "invoice.create"'`, ""), "i:ask:known"},
		"another action":                  {small, ask(`'action == "email.send"'`, ""), ""},
		"an app":                          {small + remove, ask(`'app == "salesforce"'`, "by: sales"), "account:ask:known:by sales d:destructive:known d:ask:known:by sales"},
		"an effect, reads too":            {small, ask(`'effect == "read"'`, "timeout: 2h"), "account:ask:known:2h0m0s"},
		"a smaller amount":                {small, ask("amount >= 100", ""), "i:ask:known"},
		"an amount in a currency":         {small, ask(`'amount >= 100 && currency == "USD"'`, ""), ""},
		"no amount":                       {remove, ask("amount == 0 && destructive", ""), "d:destructive:known d:ask:known"},
		"an amount that isn't there yet":  {small + later, ask("amount > 50", "four_eyes: true"), "i:ask:known:four_eyes k:amount:if k:ask:if:four_eyes"},
		"a connection":                    {post, ask(`'connection.id == "slack/prod" && connection.written_before'`, ""), "s:ask:known"},
		"an environment":                  {post, ask(`'connection.environment == "production"'`, ""), ""},
		"the plan":                        {small, ask(`'plan.name == "p" && effect != "read"'`, ""), "i:ask:known"},
		"trust in a record":               {post, ask(`'trust == "record"'`, ""), "s:ask"},
		"trust in a text vouched for":     {vouch, ask(`'trust == "text"'`, ""), "s:ask"},
		"trust in what the plan says":     {small, ask(`'trust == "yours" && effect == "write"'`, ""), "i:ask:known"},
		"a default is lifted":             {large, lift("amount", "'true'"), ""},
		"lifted up to an amount":          {large, lift("amount", "amount <= 50000"), ""},
		"not lifted above it":             {large, lift("amount", "amount <= 15000"), "i:amount:known"},
		"lifted in one of two currencies": {mixed, lift("amount", `'currency == "JPY"'`), "i:amount:known"},
		"lifted, if the amount is small":  {small + later, lift("amount", "amount <= 50000"), "k:amount:if"},
		"lifted, whatever the amount":     {small + later, lift("amount", `'app == "invoice"'`), ""},
		"another app's amounts":           {small + later, ask(`'amount > 50 && app == "slack"'`, ""), "k:amount:if"},
		"what undoes it":                  {strings.Replace(post, "do:", "undo: {do: salesforce.delete_record, with: {id: '1'}}, do:", 1), ask("destructive", "by: finance"), "s:destructive:known s:ask:known:by finance"},
		"undone for an unknown amount":    {strings.Replace(small, "do:", "undo: {do: invoice.create, with: {customer: x, amount: \"${i.total}\"}}, do:", 1), lift("first_write", "'true'"), "i:amount"},
		"another default stays":           {remove, lift("amount", "'true'"), "d:destructive:known"},
		"four eyes before a plain one":    {"  - {id: ok, approve: {}}\n" + remove, ask("destructive", "four_eyes: true"), "d:ask:known:four_eyes"},
		"four eyes before another":        {"  - {id: ok, approve: {four_eyes: true}}\n" + remove, ask("destructive", "four_eyes: true"), ""},
		"asked of somebody else":          {"  - {id: ok, approve: {by: sales}}\n" + remove, ask("destructive", "by: finance"), "d:ask:known:by finance"},
		"asked of the same":               {"  - {id: ok, approve: {by: finance}}\n" + remove, ask("destructive", "by: finance"), ""},
		"asked for longer":                {"  - {id: ok, approve: {timeout: 2h}}\n" + remove, ask("destructive", "timeout: 1h"), "d:ask:known:1h0m0s"},
	} {
		t.Run(name, func(t *testing.T) {
			text := account + c.steps
			f, problems := plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: connections(), Policy: policy(t, "rules:\n  - {"+c.rule+"}\n")})
			require.NotNil(t, f, "%v", problems)
			require.Equal(t, c.want, gatesOf(f))
		})
	}
}

// unlawfulPlans are plans that a policy forbids.
func unlawfulPlans() map[string]struct{ steps, rule, path, says string } {
	return map[string]struct{ steps, rule, path, says string }{
		"a step that is denied":     {"  - {id: d, do: salesforce.delete_record, with: {id: '1'}}\n", "when: destructive, deny: true, says: {en: We keep what we have., de: Wir behalten alles.}", "steps.d.do", "We keep what we have."},
		"denied without a word":     {"  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}\n", "when: amount > 1, deny: true", "steps.i.do", "The policy forbids it (rule never)."},
		"approved, but denied":      {"  - {id: ok, approve: {four_eyes: true}}\n  - {id: d, do: salesforce.delete_record, with: {id: '1'}}\n", "when: destructive, deny: true", "steps.d.do", "line 2 of policy.yaml"},
		"an undo":                   {"  - {id: s, do: slack.post_message, with: {channel: c, text: t}, undo: {do: salesforce.delete_record, with: {id: '1'}}}\n", "when: destructive, deny: true", "steps.s.undo.do", "forbids s"},
		"an undo of unknown amount": {"  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}, undo: {do: invoice.create, with: {customer: x, amount: \"${i.total}\"}}}\n", "when: amount > 50, deny: true", "steps.i.undo.do", "forbids i"},
		"denied in a called one":    {"  - {id: r, run: greet, with: {who: a@b.example}}\n", "when: 'app == \"email\"', deny: true", "steps.r.run", "forbids mail"},
	}
}

func TestAPolicyDenies(t *testing.T) {
	for name, c := range unlawfulPlans() {
		t.Run(name, func(t *testing.T) {
			denies := policy(t, "rules:\n  - {name: never, "+c.rule+"}\n")
			f, problems := plan.Freeze(registry(t), parsed(t, account+c.steps), plan.FreezeOptions{Connections: connections(), Plans: library(t), Policy: denies})
			require.Nil(t, f)
			require.Len(t, problems, 1, "%v", problems)
			require.Equal(t, c.path, problems[0].Path)
			require.Contains(t, problems[0].Message+" "+problems[0].Fix, c.says)
			require.Equal(t, problems, plan.Check(registry(t), parsed(t, account+c.steps), plan.CheckOptions{Plans: library(t), Policy: denies}), "who only checks it knows, too")
		})
	}
}

// What depends on the connection or on an earlier step is denied when that is known.
func TestWhatCantBeDeniedYet(t *testing.T) {
	denies := policy(t, "rules:\n  - {name: never, when: 'amount > 50', deny: true}\n  - {name: prod, when: 'connection.environment == \"production\"', deny: true}\n")
	text := account + "  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}\n  - {id: k, do: invoice.create, with: {customer: x, amount: \"${i.total}\"}}\n"
	f, problems := plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: connections(), Policy: denies})
	require.NotNil(t, f, "%v", problems)
	require.Equal(t, "k:amount:if k:never:deny:if", gatesOf(f))
	require.Contains(t, f.Preview("en"), plan.EffectLine{Step: "k", Kind: plan.KindApproval, Says: "Refused, if it comes out so: The policy forbids it (rule never)."})
	require.Empty(t, plan.Check(registry(t), parsed(t, text), plan.CheckOptions{Policy: denies}))

	production := connections()
	production["salesforce"][0].Environment = "production"
	f, problems = plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: production, Policy: denies})
	require.Nil(t, f)
	require.Equal(t, []string{plan.CodePolicy, "steps.account.do"}, []string{problems[0].Code, problems[0].Path})
}

// What a gate needs at run time is in the plan, and so in its digest; what it doesn't need is not.
func TestTheDigestCoversThePolicy(t *testing.T) {
	text := account + "  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}\n  - {id: k, do: invoice.create, with: {customer: x, amount: \"${i.total}\"}}\n"
	digest := func(rule string, change func(*plan.Connection)) string {
		all := connections()
		change(&all["salesforce"][0])
		f, problems := plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: all, Policy: policy(t, "rules: ["+rule+"]")})
		require.NotNil(t, f, "%v", problems)
		return f.Digest
	}
	same := func(*plan.Connection) {}
	usual := digest("", same)
	require.Equal(t, usual, digest("{name: a, when: 'plan.name == \"other\"', approve: {}}", same), "a rule on other plans is none of this one's business")
	require.Equal(t, usual, digest("", func(c *plan.Connection) { c.WrittenBefore = false }))
	seen := map[string]string{usual: "none"}
	for _, rule := range []string{
		"{name: a, when: amount > 50, approve: {}}", "{name: a, when: amount > 51, approve: {}}", "{name: a, when: amount > 50, deny: true}",
		"{name: a, when: amount > 50, approve: {four_eyes: true}}", "{name: a, when: amount > 50, approve: {by: finance}}",
		"{name: a, when: amount > 50, approve: {timeout: 1h}}", "{name: amount, when: amount <= 50000, allow: true}",
	} {
		d := digest(rule, same)
		require.Empty(t, seen[d], rule)
		seen[d] = rule
	}
}

// A step that other arguments are given to while it runs is held against the policy anew; so the plan takes along what they could meet.
func TestLatentGates(t *testing.T) {
	latent := func(steps string) string {
		f, problems := plan.Freeze(registry(t), parsed(t, account+steps), plan.FreezeOptions{Connections: connections()})
		require.NotNil(t, f, "%v", problems)
		var codes []string
		for _, g := range f.Steps[len(f.Steps)-1].Latent {
			codes = append(codes, g.Code)
		}
		return strings.Join(codes, " ")
	}
	require.Equal(t, "amount", latent("  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}\n"), "the amount could be another")
	require.Equal(t, "destructive", latent("  - {id: ok, approve: {}}\n  - {id: d, do: salesforce.delete_record, with: {id: '1'}}\n"), "the approval was for another record")
	require.Empty(t, latent("  - {id: s, do: slack.post_message, with: {channel: c, text: t}}\n"))
}

func TestStrictest(t *testing.T) {
	says := func(text string) (g plan.Gate) { g.Says.En, g.Says.De = text, text+"!"; return g }
	plain, hour, eyes, sales, never := says("plain"), says("hour"), says("eyes"), says("sales"), says("never")
	hour.Timeout, eyes.FourEyes, eyes.By, sales.By, never.Deny, never.By = 1e9, true, "finance", "sales", true, "nobody"
	all := plan.Strictest([]plan.Gate{plain, hour, eyes, sales})
	require.Equal(t, []any{true, "finance, sales", hour.Timeout, "plain hour eyes sales", false}, []any{all.FourEyes, all.By, all.Timeout, all.Says.En, all.Deny})
	require.Equal(t, plan.ApprovalTimeout, plan.Strictest([]plan.Gate{plain}).Timeout)
	all = plan.Strictest([]plan.Gate{eyes, never})
	require.Equal(t, []any{true, "nobody", "never!"}, []any{all.Deny, all.By, all.Says.De}, "a refusal is all there is to say")
}

func TestThePolicyInWords(t *testing.T) {
	p := policy(t, `rules:
  - {name: big_invoice, when: 'action == "invoice.create" && amount > 5000', approve: {by: finance, four_eyes: true, timeout: 2h}, says: {en: Finance looks at large invoices., de: Große Rechnungen sieht die Buchhaltung an.}}
  - {name: no_deletes, when: 'destructive && connection.environment == "production"', deny: true}
  - {name: amount, when: amount <= 50000, allow: true}
`)
	var b strings.Builder
	for _, lang := range []string{"en", "de"} {
		for _, line := range p.Words(lang) {
			b.WriteString(line.Name + ": " + line.Says + "\n")
		}
	}
	golden(t, "policy.txt", []byte(b.String()))
	var none *plan.Policy
	require.Len(t, none.Words("en"), len(plan.BuiltIn()))
}

func TestFourEyesInThePreview(t *testing.T) {
	f := frozen(t, account+"  - {id: ok, approve: {by: finance, four_eyes: true, text: Pay}}\n", nil)
	require.Equal(t, "Wait for approval by finance (not by who starts it): Pay.", f.Preview("en")[1].Says)
	require.NotEqual(t, f.Digest, frozen(t, account+"  - {id: ok, approve: {by: finance, text: Pay}}\n", nil).Digest)

	asks := policy(t, "rules: [{name: a, when: destructive, approve: {by: finance, four_eyes: true}}, {name: destructive, when: 'true', allow: true}]")
	p := parsed(t, "name: p\nsteps: [{id: d, do: salesforce.delete_record, with: {id: '1'}}]")
	want := plan.EffectLine{Step: "d", Kind: plan.KindApproval, Says: "Freigabe durch finance (nicht durch die Person, die startet): Die Richtlinie verlangt es (Regel a)."}
	require.Equal(t, want, asks.Preview(registry(t), p, "de")[0])
}

// What the README shows is a policy, and one that the real catalogue has no objection to.
func TestThePolicyOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, section, found := strings.Cut(string(readme), "\n## Policy\n")
	require.True(t, found)
	_, text, _ := strings.Cut(section, "```yaml\n")
	text, _, _ = strings.Cut(text, "```")
	reg, _ := catalogue(t)
	p, problems := plan.ParsePolicy(reg, "README.md", []byte(text))
	require.Empty(t, problems)
	require.Len(t, p.Rules, 4)
	for _, rule := range plan.BuiltIn() {
		require.Contains(t, section, "`"+rule.Name+"`")
	}
}
