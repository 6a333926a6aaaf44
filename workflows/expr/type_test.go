package expr_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/expr"
)

// types is what a plan's checker may know of three steps.
func types() expr.Scope {
	text := expr.Type{Kind: expr.Text, Trust: expr.Record}
	free := expr.Type{Kind: expr.Text, Format: "text", Trust: expr.Free}
	object := expr.Type{Kind: expr.Object, Trust: expr.Free}
	return expr.Scope{
		"inputs": {Kind: expr.Object, Trust: expr.Yours, Fields: map[string]expr.Type{
			"limit": {Kind: expr.Money, Trust: expr.Yours}, "count": {Kind: expr.Number, Trust: expr.Yours}, "vip": {Kind: expr.Bool, Trust: expr.Yours}}},
		"ticket": {Kind: expr.Object, Trust: expr.Free, Fields: map[string]expr.Type{
			"id": text, "body": free, "requester": {Kind: expr.Text, Format: "email", Trust: expr.Record},
			"priority": {Kind: expr.Text, Enum: []string{"low", "high"}, Trust: expr.Record}}},
		"invoice": {Kind: expr.Object, Trust: expr.Record, Fields: map[string]expr.Type{
			"total": {Kind: expr.Money, Trust: expr.Record}, "due": {Kind: expr.Text, Format: "date", Trust: expr.Record}, "number": text,
			"tags": {Kind: expr.List, Elem: &text, Trust: expr.Record}}},
		"search": {Kind: expr.Object, Trust: expr.Free, Fields: map[string]expr.Type{
			"issues": {Kind: expr.List, Elem: &object, Trust: expr.Free}}},
	}
}

func TestTypesAndTrust(t *testing.T) {
	for source, want := range map[string]struct {
		kind   expr.Kind
		format string
		trust  expr.Trust
	}{
		`"x"`:                                      {expr.Text, "", expr.Yours},
		`inputs.limit`:                             {expr.Money, "", expr.Yours},
		`ticket.requester`:                         {expr.Text, "email", expr.Record},
		`ticket.id + ticket.body`:                  {expr.Text, "", expr.Free},
		`upper(ticket.body)`:                       {expr.Text, "", expr.Free},
		`len(ticket.body) + inputs.count`:          {expr.Number, "", expr.Free},
		`ticket.body contains "x" ? "a" : "b"`:     {expr.Text, "", expr.Free},
		`default(ticket.requester, "a@b.example")`: {expr.Text, "", expr.Record},
		`ticket.requester ?? ticket.body`:          {expr.Text, "", expr.Free},
		`invoice.total.amount`:                     {expr.Number, "decimal", expr.Record},
		`invoice.total * 2`:                        {expr.Money, "", expr.Record},
		`2 * inputs.limit - invoice.total`:         {expr.Money, "", expr.Record},
		`invoice.total / inputs.limit`:             {expr.Number, "", expr.Record},
		`-invoice.total`:                           {expr.Money, "", expr.Record},
		`invoice.total > inputs.limit`:             {expr.Bool, "", expr.Record},
		`invoice.due >= "2026-01-01"`:              {expr.Bool, "", expr.Record},
		`ticket.priority == "high"`:                {expr.Bool, "", expr.Record},
		`invoice.tags[0]`:                          {expr.Text, "", expr.Record},
		`[invoice.number, ticket.body]`:            {expr.List, "", expr.Free},
		`search.issues[0].key`:                     {expr.Any, "", expr.Free},
		`search.issues[inputs.count].a.b + 1`:      {expr.Any, "", expr.Free},
		`"x" in invoice.tags`:                      {expr.Bool, "", expr.Record},
		`nil`:                                      {expr.Nothing, "", expr.Yours},
		`inputs.vip ? nil : invoice.due`:           {expr.Text, "date", expr.Record},
		`join(invoice.tags)`:                       {expr.Text, "", expr.Record},
		`string(invoice.total)`:                    {expr.Text, "", expr.Record},
		`number(ticket.id)`:                        {expr.Number, "", expr.Record},
	} {
		t.Run(source, func(t *testing.T) {
			e, err := expr.Parse(source)
			require.NoError(t, err)
			got, err := e.Type(types())
			require.NoError(t, err)
			require.Equal(t, want.kind, got.Kind)
			require.Equal(t, want.format, got.Format)
			require.Equal(t, want.trust, got.Trust)
		})
	}
}

func TestTypeErrors(t *testing.T) {
	for source, want := range map[string]struct {
		code  expr.Code
		ref   string
		known string
	}{
		`tickt.id`:                     {expr.CodeUnknownName, "tickt", "inputs invoice search ticket"},
		`invoice.totl.amount > 1`:      {expr.CodeUnknownField, "invoice.totl", "due number tags total"},
		`invoice.total.value > 1`:      {expr.CodeUnknownField, "invoice.total.value", "amount currency"},
		`invoice.number.x`:             {expr.CodeUnknownField, "invoice.number.x", ""},
		`invoice.total > 10000`:        {expr.CodeType, "", ""},
		`invoice.number > 10000`:       {expr.CodeType, "", ""},
		`invoice.number == 10000`:      {expr.CodeType, "", ""},
		`invoice.due > "soon"`:         {expr.CodeType, "", ""},
		`invoice.total * inputs.limit`: {expr.CodeType, "", ""},
		`invoice.number - 1`:           {expr.CodeType, "", ""},
		`ticket.priority == "urgent"`:  {expr.CodeType, "", ""},
		`invoice.number && true`:       {expr.CodeType, "", ""},
		`!invoice.number`:              {expr.CodeType, "", ""},
		`invoice == nil ? 1 : 2 > ""`:  {expr.CodeType, "", ""},
		`5 in invoice.tags`:            {expr.CodeType, "", ""},
		`"x" in invoice.number`:        {expr.CodeType, "", ""},
		`invoice.number[0]`:            {expr.CodeType, "", ""},
		`invoice.tags["a"]`:            {expr.CodeUnknownField, "invoice.tags.a", ""},
		`upper(invoice.total)`:         {expr.CodeType, "", ""},
		`lowr(invoice.number)`:         {expr.CodeRefused, "lowr", "all any default filter first format join last len lower map number plain replace sort sortBy split string sum trim unique upper"},
	} {
		t.Run(source, func(t *testing.T) {
			e, err := expr.Parse(source)
			if err == nil {
				_, err = e.Type(types())
			}
			var got *expr.Error
			require.ErrorAs(t, err, &got)
			require.Equal(t, want.code, got.Code, got.Message)
			require.Equal(t, want.ref, strings.Join(got.Ref, "."))
			require.Equal(t, want.known, strings.Join(got.Known, " "))
			require.Positive(t, got.Column)
		})
	}
}

func TestTypesOfValues(t *testing.T) {
	v, err := expr.ParseValue(map[string]any{"to": []any{"${ticket.requester}", "a@b.example"}, "body": "Hi ${ticket.body}", "n": 3})
	require.NoError(t, err)
	got, err := v.Type(types())
	require.NoError(t, err)
	require.Equal(t, expr.Free, got.Trust)
	require.Equal(t, expr.Record, got.Fields["to"].Trust)
	require.Equal(t, expr.Text, got.Fields["body"].Kind)
	require.Equal(t, expr.Number, got.Fields["n"].Kind)

	bad, err := expr.ParseValue(map[string]any{"to": []any{"x ${ticket.requster}"}})
	require.NoError(t, err)
	_, err = bad.Type(types())
	var e *expr.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, "to[0]", e.Where)
	require.Equal(t, 12, e.Column)
}

func TestWords(t *testing.T) {
	ref := func(path []string) string { return "<" + strings.Join(path, " ") + ">" }
	for source, want := range map[string][2]string{
		`invoice.total.amount > 10000`: {"<invoice total amount> is more than 10,000", "<invoice total amount> ist mehr als 10.000"},
		`a.b == "x" and not c`:         {"<a b> is “x” and not: <c>", "<a b> ist „x“ und nicht: <c>"},
		`default(a, "") contains "y"`:  {"<a> contains “y”", "<a> enthält „y“"},
		`a < "2026-12-31"`:             {"<a> is less than 31 December 2026", "<a> ist weniger als 31.12.2026"},
		`a in ["x", "y"]`:              {"<a> is one of “x”, “y”", "<a> ist eines von „x“, „y“"},
		`(a ? b : c) == 1`:             {"(a ? b : c) == 1", "(a ? b : c) == 1"},
		`sum(a.b) > 5`:                 {"the sum of <a b> is more than 5", "die Summe von <a b> ist mehr als 5"},
		`first(a) == last(a)`:          {"the first of <a> is the last of <a>", "das Erste von <a> ist das Letzte von <a>"},
		`len(filter(a, .b)) > 1`:       {"len(filter(a, .b)) > 1", "len(filter(a, .b)) > 1"},
		`a == nil`:                     {"<a> is missing", "<a> ist nicht vorhanden"},
	} {
		e, err := expr.Parse(source)
		require.NoError(t, err)
		require.Equal(t, want[0], e.Words("en", ref))
		require.Equal(t, want[1], e.Words("de", ref))
	}
	v, err := expr.ParseValue(map[string]any{"to": []any{"${a.b}"}, "s": "No. ${c} $${d}", "due": "2026-12-31"})
	require.NoError(t, err)
	require.Equal(t, map[string]any{"to": []any{"<a b>"}, "s": "No. <c> ${d}", "due": "31 December 2026"}, v.Words("en", ref))
}
