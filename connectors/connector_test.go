package connectors_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// bank is a connector that is in order, with one action as it is changed.
func bank(change func(*connectors.Operation)) *connectors.Connector {
	o := connectors.Define(pay())
	if change != nil {
		change(o)
	}
	return &connectors.Connector{App: "bank", Title: "Bank", Actions: []*connectors.Operation{o},
		Events: []*connectors.Event{connectors.DefineTrigger(connectors.Trigger[payIn, payOut]{Name: "paid"})}}
}

func TestRegistry(t *testing.T) {
	r, err := connectors.NewRegistry(&connectors.Connector{App: "shop", Title: "Shop"}, bank(nil))
	require.NoError(t, err)

	apps := r.Apps()
	require.Len(t, apps, 2)
	require.Equal(t, "bank", apps[0].App, "by name")
	o, ok := r.Action("bank.pay")
	require.True(t, ok)
	require.Equal(t, "bank.pay", o.Ref())
	e, ok := r.Event("bank.paid")
	require.True(t, ok)
	require.Equal(t, "bank.paid", e.Ref())
	for _, ref := range []string{"", "bank", "pay", "bank.", "shop.pay", "bank.paid"} {
		_, ok = r.Action(ref)
		require.False(t, ok, ref)
	}
	_, ok = r.App("bank.pay")
	require.False(t, ok)
}

func TestRegistryIsNarrowed(t *testing.T) {
	whole, err := connectors.NewRegistry(&connectors.Connector{App: "shop"}, bank(nil))
	require.NoError(t, err)
	shop := whole.Only("shop", "unheard_of")
	require.Len(t, shop.Apps(), 1)
	_, ok := shop.Action("bank.pay")
	require.False(t, ok)
	_, ok = shop.Event("bank.paid")
	require.False(t, ok)
	_, ok = whole.Only("bank").Action("bank.pay")
	require.True(t, ok)
	_, ok = whole.Action("bank.pay")
	require.True(t, ok, "the whole one stays as it is")
	require.Empty(t, whole.Only().Apps())
}

// declared is the bank as it would be before anybody has written how to reach it.
func declared(change func(*connectors.Connector)) *connectors.Connector {
	c := bank(func(o *connectors.Operation) { o.Do, o.Before, o.Undo, o.Find, o.Preview = nil, nil, nil, nil, nil })
	c.Declared = true
	if change != nil {
		change(c)
	}
	return c
}

// An app that can't be reached yet says all that a plan has to know of it, and has nothing that could run.
func TestRegistryTakesAnAppThatIsOnlyDeclared(t *testing.T) {
	r, err := connectors.NewRegistry(declared(nil))
	require.NoError(t, err)
	o, ok := r.Action("bank.pay")
	require.True(t, ok)
	require.True(t, o.Declared)
	require.True(t, o.Undoable(), "as it promises")
	c, _ := r.App("bank")
	require.Contains(t, c.NotYet().In("en"), "Bank")
	require.Contains(t, c.NotYet().In("de"), "Bank")
	for name, change := range map[string]func(*connectors.Connector){
		"a function":            func(c *connectors.Connector) { c.Actions = bank(nil).Actions },
		"something to ask for":  func(c *connectors.Connector) { c.Needs = []connectors.Need{{Name: "token"}} },
		"a way to sign in":      func(c *connectors.Connector) { c.Auth = connectors.Bearer{} },
		"settings of a sandbox": func(c *connectors.Connector) { c.Demo = map[string]string{} },
	} {
		_, err := connectors.NewRegistry(declared(change))
		require.ErrorContains(t, err, "only declared", name)
	}
}

// An action that isn't thought through doesn't get into the program.
func TestRegistryRefuses(t *testing.T) {
	undo := func(context.Context, connectors.RawUndoing) error { return nil }
	for name, test := range map[string]struct {
		change func(*connectors.Operation)
		says   string
	}{
		"a name in capitals":          {func(o *connectors.Operation) { o.Name = "Pay" }, "name is malformed"},
		"a name with a dot":           {func(o *connectors.Operation) { o.Name = "pay.now" }, "name is malformed"},
		"no name":                     {func(o *connectors.Operation) { o.Name = "" }, "name is malformed"},
		"no Do":                       {func(o *connectors.Operation) { o.Do = nil }, "no Do"},
		"no schema of the input":      {func(o *connectors.Operation) { o.In = nil }, "no schema"},
		"no schema of the output":     {func(o *connectors.Operation) { o.Out = nil }, "no schema"},
		"no English":                  {func(o *connectors.Operation) { o.Doc.En = "" }, "no Doc in both languages"},
		"no German":                   {func(o *connectors.Operation) { o.Doc.De = "" }, "no Doc in both languages"},
		"nothing to say in English":   {func(o *connectors.Operation) { o.Says.En = "" }, "no Says in both languages"},
		"nothing to say in German":    {func(o *connectors.Operation) { o.Says.De = "" }, "no Says in both languages"},
		"no effect":                   {func(o *connectors.Operation) { o.Effect = "" }, "Effect is not declared"},
		"an unheard-of effect":        {func(o *connectors.Operation) { o.Effect = "harmless" }, "Effect is not declared"},
		"a read that is done once":    {func(o *connectors.Operation) { o.Effect, o.UndoBy, o.Undo = connectors.Read, "", nil }, "needs no Once"},
		"a write that may be doubled": {func(o *connectors.Operation) { o.Once = "" }, "Once is not declared"},
		"an unheard-of once":          {func(o *connectors.Operation) { o.Once = "hopefully" }, "Once is not declared"},
		"look it up, but how":         {func(o *connectors.Operation) { o.Find = nil }, "no Find"},
		"a write without undo":        {func(o *connectors.Operation) { o.Undo = nil }, "write without Undo"},
		"a write that hides its undo": {func(o *connectors.Operation) { o.UndoBy = "" }, "UndoBy belongs to a write"},
		"undo of the irreversible":    {func(o *connectors.Operation) { o.Effect, o.UndoBy, o.Undo = connectors.Irreversible, "", undo }, "only a write has Undo"},
		"a name for no undo":          {func(o *connectors.Operation) { o.Effect, o.Undo = connectors.Irreversible, nil }, "UndoBy belongs to a write"},
		"one of what isn't there":     {func(o *connectors.Operation) { o.OneOf = []string{"to", "phone"} }, `OneOf names "phone"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := connectors.NewRegistry(bank(test.change))
			require.ErrorContains(t, err, "action bank.")
			require.ErrorContains(t, err, test.says)
		})
	}
	_, err := connectors.NewRegistry(bank(func(o *connectors.Operation) { o.Undo, o.UndoBy = nil, "none_needed" }))
	require.NoError(t, err, "a write that says that there is nothing to undo")
}

func TestRegistryRefusesNames(t *testing.T) {
	for name, list := range map[string][]*connectors.Connector{
		"an app in capitals": {{App: "Bank"}},
		"an app with a dot":  {{App: "bank.de"}},
		"an app of no name":  {{}},
		"an app twice":       {{App: "bank"}, {App: "bank"}},
		"an action twice":    {{App: "bank", Actions: append(bank(nil).Actions, bank(nil).Actions...)}},
		"an event twice":     {{App: "bank", Events: append(bank(nil).Events, bank(nil).Events...)}},
		"an event of no name": {{App: "bank", Events: []*connectors.Event{
			connectors.DefineTrigger(connectors.Trigger[payIn, payOut]{})}}},
	} {
		_, err := connectors.NewRegistry(list...)
		require.Error(t, err, name)
	}
}

func TestPhrasesAndDocsHaveALanguage(t *testing.T) {
	d := connectors.Doc{En: "yes", De: "ja"}
	require.Equal(t, "ja", d.In("de"))
	require.Equal(t, "yes", d.In("en"))
	require.Equal(t, "yes", d.In(""))
	require.Equal(t, "yes", connectors.Doc{En: "yes"}.In("de"), "English where the other is missing")
	p := connectors.Phrases{En: connectors.Asks{Verbs: []string{"pay"}}, De: connectors.Asks{Verbs: []string{"zahlen"}}}
	require.Equal(t, []string{"zahlen"}, p.In("de").Verbs)
	require.Equal(t, []string{"pay"}, p.In("en").Verbs)
}
