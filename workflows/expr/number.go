package expr

import (
	"encoding/json"
	"regexp"
	"strconv"

	"github.com/cockroachdb/apd/v3"
	"golang.org/x/text/currency"
)

// number is a number while it is being calculated with.
type number struct {
	*apd.Decimal
	text bool // it came as a decimal text, and goes out as one
}

// money is an amount while it is being calculated with. It is rounded when it goes out, not before.
type money struct {
	*apd.Decimal
	currency string
}

// decimals calculates with 34 digits, rounds half up as bookkeepers do, and refuses what is out of all proportion.
func decimals() *apd.Context {
	return &apd.Context{Precision: 34, MaxExponent: 60, MinExponent: -60, Rounding: apd.RoundHalfUp, Traps: apd.DefaultTraps}
}

var (
	numeral  = regexp.MustCompile(`^-?\d{1,40}(\.\d{1,40})?([eE][-+]?\d{1,2})?$`)
	amount   = regexp.MustCompile(`^-?\d{1,15}(\.\d{1,6})?$`)
	isoCodes = regexp.MustCompile(`^[A-Z]{3}$`)
)

func parseNumber(text string) (number, error) {
	if !numeral.MatchString(text) {
		return number{}, fault(CodeArithmetic, 0, words{"%.60q is not a number that can be calculated with", "Mit %.60q lässt sich nicht rechnen"}, text)
	}
	d, _, err := apd.NewFromString(text)
	if err != nil {
		return number{}, fault(CodeArithmetic, 0, words{"%.60q is not a number", "%.60q ist keine Zahl"}, text)
	}
	return number{Decimal: d}, nil
}

// load turns decoded JSON into what operators work on: numbers and money become exact decimals, all else stays.
func load(v any) (any, error) {
	switch v := v.(type) {
	case float64:
		return parseNumber(strconv.FormatFloat(v, 'g', -1, 64))
	case json.Number:
		return parseNumber(v.String())
	case int:
		return parseNumber(strconv.Itoa(v))
	case int64:
		return parseNumber(strconv.FormatInt(v, 10))
	case map[string]any:
		if m, ok := moneyOf(v); ok {
			return m, nil
		}
		return v, nil
	case nil, bool, string, number, money, []any:
		return v, nil
	}
	return nil, fault(CodeType, 0, words{"a value of the type %T is no decoded JSON", "Ein Wert vom Typ %T ist kein dekodiertes JSON"}, v)
}

// moneyOf reads {"amount": "1200.00", "currency": "EUR"}, and nothing but that.
func moneyOf(o map[string]any) (money, bool) {
	text, ok := o["amount"].(string)
	code, ok2 := o["currency"].(string)
	if len(o) != 2 || !ok || !ok2 || !amount.MatchString(text) || !isoCodes.MatchString(code) {
		return money{}, false
	}
	d, _, err := apd.NewFromString(text)
	return money{d, code}, err == nil
}

// store turns a result back into JSON. A number that a float can't hold exactly goes out as json.Number.
func store(v any) (any, error) {
	switch v := v.(type) {
	case number:
		return v.json(), nil
	case money:
		rounded, err := v.rounded()
		if err != nil {
			return nil, err
		}
		return map[string]any{"amount": rounded.Text('f'), "currency": v.currency}, nil
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			stored, err := store(item)
			if err != nil {
				return nil, err
			}
			list[i] = stored
		}
		return list, nil
	}
	return v, nil
}

func (n number) json() any {
	if n.text {
		return n.Text('f')
	}
	f, err := n.Float64()
	if err == nil {
		if back, _, err := apd.NewFromString(strconv.FormatFloat(f, 'g', -1, 64)); err == nil && back.Cmp(n.Decimal) == 0 {
			return f
		}
	}
	return json.Number(n.Text('f'))
}

// rounded gives the amount in whole minor units of its currency, such as cents.
func (m money) rounded() (*apd.Decimal, error) {
	scale := 2
	if unit, err := currency.ParseISO(m.currency); err == nil {
		scale, _ = currency.Standard.Rounding(unit)
	}
	out := new(apd.Decimal)
	if _, err := decimals().Quantize(out, m.Decimal, int32(-scale)); err != nil || !amount.MatchString(out.Text('f')) {
		return nil, fault(CodeArithmetic, 0, words{"the amount is out of range", "Der Betrag ist außerhalb des Möglichen"})
	}
	return out, nil
}

// calculate carries out + - * / % on numbers and money.
func calculate(op string, l, r any, column int) (any, error) {
	ln, lNumber := l.(number)
	rn, rNumber := r.(number)
	lm, lMoney := l.(money)
	rm, rMoney := r.(money)
	switch {
	case lNumber && rNumber:
		d, err := apply(op, ln.Decimal, rn.Decimal, column)
		return number{d, ln.text || rn.text}, err
	case lMoney && rMoney && (op == "+" || op == "-" || op == "/"):
		if lm.currency != rm.currency {
			return nil, fault(CodeArithmetic, column, words{"%s and %s can't be calculated with each other", "%s und %s lassen sich nicht verrechnen"}, lm.currency, rm.currency)
		}
		d, err := apply(op, lm.Decimal, rm.Decimal, column)
		if op == "/" {
			return number{Decimal: d}, err
		}
		return money{d, lm.currency}, err
	case lMoney && rNumber && (op == "*" || op == "/"):
		d, err := apply(op, lm.Decimal, rn.Decimal, column)
		return money{d, lm.currency}, err
	case lNumber && rMoney && op == "*":
		d, err := apply(op, ln.Decimal, rm.Decimal, column)
		return money{d, rm.currency}, err
	}
	return nil, cannotCalculate(op, typeOf(l), typeOf(r), column)
}

func cannotCalculate(op string, l, r Type, column int) *Error {
	if l.Kind == Nothing || r.Kind == Nothing {
		return fault(CodeNothing, column, words{"%q needs two values, but one of them is missing", "%q braucht zwei Werte, aber einer fehlt"}, op)
	}
	return fault(CodeType, column, words{"%q can't be used on %s and %s", "%q geht nicht mit diesen beiden: %s, %s"}, op, l.name(), r.name())
}

func apply(op string, l, r *apd.Decimal, column int) (*apd.Decimal, error) {
	out, ctx := new(apd.Decimal), decimals()
	var err error
	switch op {
	case "+":
		_, err = ctx.Add(out, l, r)
	case "-":
		_, err = ctx.Sub(out, l, r)
	case "*":
		_, err = ctx.Mul(out, l, r)
	case "/":
		if _, err = ctx.Quo(out, l, r); err == nil {
			out = shortened(out)
		}
	case "%":
		_, err = ctx.Rem(out, l, r)
	}
	if err != nil {
		if r.IsZero() && (op == "/" || op == "%") {
			return nil, fault(CodeArithmetic, column, words{"division by zero", "Division durch null"})
		}
		return nil, fault(CodeArithmetic, column, words{"the result of %q is out of range", "Das Ergebnis von %q ist außerhalb des Möglichen"}, op)
	}
	return out, nil
}

// shortened takes the zeros off that a division leaves behind the point: 4.000 → 4.
func shortened(d *apd.Decimal) *apd.Decimal {
	out, _ := new(apd.Decimal).Reduce(d)
	if out.Exponent > 0 {
		if _, err := decimals().Quantize(out, out, 0); err != nil {
			return d
		}
	}
	return out
}
