package llm

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
)

// Settings say which model is asked, and what a prompt may cost.
type Settings struct {
	BaseURL string            // "https://api.openai.com/v1"; of Azure, the resource: "https://name.openai.azure.com"
	Model   string            // of Azure, the deployment
	Key     connectors.Secret // empty where the endpoint wants none
	Azure   string            // the API's version where the endpoint is Azure's, else ""
	Form    string            // how an answer is asked for: "schema", "json", "text"; "" to find out
	Timeout time.Duration     // for a prompt, with all its requests and pauses
	Tokens  int               // for a prompt, in and out
	Price   Price             // none where it isn't known
}

// Price is what a million tokens cost.
type Price struct {
	In, Out  *apd.Decimal
	Currency string
}

// The defaults.
const (
	openAI         = "https://api.openai.com/v1"
	defaultTimeout = 60 * time.Second
	defaultTokens  = 100_000
)

// The names that settings have in the environment.
const (
	EnvBaseURL = "SAYSO_LLM_BASE_URL"
	EnvModel   = "SAYSO_LLM_MODEL"
	EnvKey     = "SAYSO_LLM_KEY"
	EnvAzure   = "SAYSO_LLM_AZURE" // the version of the API: "2024-10-21"
	EnvForm    = "SAYSO_LLM_FORM"
	EnvTimeout = "SAYSO_LLM_TIMEOUT" // "60s"
	EnvTokens  = "SAYSO_LLM_TOKENS"  //nolint:gosec // a number of tokens, no credential
	EnvPrice   = "SAYSO_LLM_PRICE"   // of a million tokens in and out: "0.25/2.00 USD"
)

// Either gives the settings of the environment where it has a model, an endpoint or a key, else those that were kept. The two are never mixed, so
// that a key that was kept goes to no endpoint but its own.
func Either(env func(name string) string, kept map[string]string) (settings func(name string) string, fromEnv bool) {
	for _, name := range []string{EnvModel, EnvBaseURL, EnvKey} {
		if env(name) != "" {
			return env, true
		}
	}
	return func(name string) string { return kept[name] }, false
}

// ReadSettings reads settings by the names that they have in the environment. Without a model there are none. Its errors name the setting
// and, but for the key's, its value.
func ReadSettings(env func(name string) string) (s Settings, configured bool, err error) {
	s = Settings{BaseURL: strings.TrimRight(env(EnvBaseURL), "/"), Model: env(EnvModel), Key: connectors.NewSecret(strings.TrimSpace(env(EnvKey))),
		Azure: env(EnvAzure), Form: env(EnvForm), Timeout: defaultTimeout, Tokens: defaultTokens}
	if s.Model == "" {
		if s.BaseURL != "" || !s.Key.Empty() {
			return s, false, wrong(EnvModel, "", "the name of a model, since an endpoint or a key is set")
		}
		return s, false, nil
	}
	if s.BaseURL == "" {
		s.BaseURL = openAI
	}
	if text := env(EnvTimeout); text != "" {
		if s.Timeout, err = connectors.ParseDuration(text); err != nil || s.Timeout <= 0 || s.Timeout > time.Hour {
			return s, false, wrong(EnvTimeout, text, "a duration up to an hour such as 60s")
		}
	}
	if text := env(EnvTokens); text != "" {
		if s.Tokens, err = strconv.Atoi(text); err != nil || s.Tokens < 1000 {
			return s, false, wrong(EnvTokens, text, "a number of tokens from 1000")
		}
	}
	if text := env(EnvPrice); text != "" {
		if s.Price, err = readPrice(text); err != nil {
			return s, false, err
		}
	}
	return s, true, s.check()
}

// check refuses an address that can't be meant, and a key that would travel in clear.
func (s Settings) check() error {
	u, err := url.Parse(s.BaseURL)
	switch {
	case strings.Contains(s.BaseURL, "@"): // it isn't repeated: it may hold a password
		return connectors.Errorf(connectors.Invalid, "leave user and password out of %s; the key has a setting of its own, %s", EnvBaseURL, EnvKey)
	case err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "":
		return wrong(EnvBaseURL, s.BaseURL, "an address such as "+openAI)
	case u.Scheme == "http" && !s.Key.Empty() && !near(u.Hostname()):
		return wrong(EnvBaseURL, s.BaseURL, "https, for http would send the key in clear")
	case strings.ContainsFunc(s.Key.Reveal(), func(r rune) bool { return r <= ' ' || r > '~' }):
		return connectors.Errorf(connectors.Invalid, "%s holds a character that no key has", EnvKey)
	}
	if _, ok := forms[s.Form]; !ok {
		return wrong(EnvForm, s.Form, "schema, json or text")
	}
	return nil
}

// near reports whether a host is this machine, or has an address of a private network.
func near(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && (a.IsLoopback() || a.IsPrivate())
}

func wrong(name, value, wanted string) error {
	return connectors.Errorf(connectors.Invalid, "%s is %q; it takes %s", name, value, wanted)
}

// readPrice reads "0.25/2.00 USD".
func readPrice(text string) (p Price, err error) {
	amounts, currency, _ := strings.Cut(strings.TrimSpace(text), " ")
	in, out, _ := strings.Cut(amounts, "/")
	for _, half := range []struct {
		text string
		into **apd.Decimal
	}{{in, &p.In}, {out, &p.Out}} {
		m := connectors.Money{Amount: half.text, Currency: currency}
		if m.Check() != nil || strings.HasPrefix(half.text, "-") {
			return p, wrong(EnvPrice, text, "what a million tokens cost, in and out, such as 0.25/2.00 USD")
		}
		if *half.into, _, err = apd.NewFromString(half.text); err != nil {
			return p, err
		}
	}
	p.Currency = currency
	return p, nil
}

// of gives what so many tokens cost, in words: "0.0042 USD"; "" where no price is known.
func (p Price) of(in, out int) string {
	if p.In == nil || p.Out == nil {
		return ""
	}
	exact := apd.BaseContext.WithPrecision(40)
	sum, part := new(apd.Decimal), new(apd.Decimal)
	for _, half := range []struct {
		tokens int
		price  *apd.Decimal
	}{{in, p.In}, {out, p.Out}} {
		if _, err := exact.Mul(part, apd.New(int64(half.tokens), -6), half.price); err != nil {
			return ""
		}
		if _, err := exact.Add(sum, sum, part); err != nil {
			return ""
		}
	}
	if _, err := exact.Quantize(sum, sum, -4); err != nil {
		return ""
	}
	return fmt.Sprintf("%s %s", sum.Text('f'), p.Currency)
}
