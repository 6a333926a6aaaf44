package llm

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestReadSettings(t *testing.T) {
	s, configured, err := ReadSettings(env())
	require.NoError(t, err)
	require.False(t, configured, "nothing is set: %v", s)

	s, configured, err = ReadSettings(env(EnvModel, "gpt", EnvKey, key+"\n"))
	require.NoError(t, err)
	require.True(t, configured)
	require.Equal(t, Settings{BaseURL: openAI, Model: "gpt", Key: connectors.NewSecret(key), Timeout: defaultTimeout, Tokens: defaultTokens}, s)

	s, _, err = ReadSettings(env(EnvModel, "llama3", EnvBaseURL, "http://ollama:11434/v1/", EnvForm, "json", EnvTimeout, "5m", EnvTokens, "20000", EnvPrice, "0.25/2.00 USD"))
	require.NoError(t, err)
	require.Equal(t, "http://ollama:11434/v1", s.BaseURL)
	require.Equal(t, 5*time.Minute, s.Timeout)
	require.Equal(t, 20000, s.Tokens)
	require.Equal(t, "0.0013 USD", s.Price.of(1000, 500))
	require.Equal(t, "0.2250 USD", s.Price.of(100_000, 100_000))
	require.Empty(t, Price{}.of(1000, 500))
}

func TestReadSettingsRefuses(t *testing.T) {
	for name, settings := range map[string][]string{
		"a key and no model":       {EnvKey, key},
		"an endpoint and no model": {EnvBaseURL, openAI},
		"no address":               {EnvModel, "m", EnvBaseURL, "localhost:11434"},
		"another scheme":           {EnvModel, "m", EnvBaseURL, "ftp://host/v1"},
		"a password in it":         {EnvModel, "m", EnvBaseURL, "https://me:" + key + "@host/v1"},
		"a query in it":            {EnvModel, "m", EnvBaseURL, "https://host/v1?x=1"},
		"a key in clear":           {EnvModel, "m", EnvBaseURL, "http://model.example/v1", EnvKey, key},
		"a broken key":             {EnvModel, "m", EnvKey, key + "\nX: y"},
		"another form":             {EnvModel, "m", EnvForm, "xml"},
		"no duration":              {EnvModel, "m", EnvTimeout, "soon"},
		"no time":                  {EnvModel, "m", EnvTimeout, "0s"},
		"no number of tokens":      {EnvModel, "m", EnvTokens, "many"},
		"half a price":             {EnvModel, "m", EnvPrice, "0.25 USD"},
		"a price without currency": {EnvModel, "m", EnvPrice, "0.25/2"},
		"a negative price":         {EnvModel, "m", EnvPrice, "-1/2 USD"},
	} {
		_, configured, err := ReadSettings(env(settings...))
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), name)
		require.False(t, configured && err == nil, name)
		require.Contains(t, err.Error(), "SAYSO_LLM_", name)
		require.NotContains(t, fmt.Sprintf("%v %+v %#v", err, err, err), key, name)
	}
	_, _, err := ReadSettings(env(EnvModel, "m", EnvBaseURL, "http://127.0.0.1:8000/v1", EnvKey, key))
	require.NoError(t, err, "on this machine")
}

// Settings that were kept count where the environment has none, and are never mixed with its.
func TestEither(t *testing.T) {
	kept := map[string]string{EnvModel: "kept", EnvKey: key, EnvBaseURL: "https://kept.example/v1"}
	for _, tc := range []struct {
		env  []string
		want string // model, endpoint, whether there is a key
	}{
		{nil, "kept https://kept.example/v1 true"},
		{[]string{EnvTimeout, "5s"}, "kept https://kept.example/v1 true"},
		{[]string{EnvModel, "other"}, "other " + openAI + " false"},
		{[]string{EnvModel, "other", EnvBaseURL, "https://evil.example"}, "other https://evil.example false"},
		{[]string{EnvModel, "other", EnvKey, "own"}, "other " + openAI + " true"},
	} {
		from, fromEnv := Either(env(tc.env...), kept)
		require.Equal(t, len(tc.env) > 0 && tc.env[0] == EnvModel, fromEnv)
		s, configured, err := ReadSettings(from)
		require.NoError(t, err)
		require.True(t, configured)
		require.Equal(t, tc.want, fmt.Sprint(s.Model, " ", s.BaseURL, " ", !s.Key.Empty()), tc.env)
	}
	from, _ := Either(env(EnvBaseURL, "https://evil.example"), kept)
	_, _, err := ReadSettings(from)
	require.ErrorContains(t, err, EnvModel, "an endpoint of the environment gets no key that was kept")
}

// Azure has the deployment in the address, the version in the query, and the key in a header of its own.
func TestAzure(t *testing.T) {
	m := newModel(t, says(posts()))
	p := m.planner(t, func(s *Settings) { s.BaseURL, s.Azure, s.Model = m.URL, "2024-10-21", "my.deployment" })
	require.True(t, p.plan(t, hello).Model.Used)
	require.Equal(t, "/openai/deployments/my.deployment/chat/completions?api-version=2024-10-21", m.path)
	require.Equal(t, key, m.head.Get("Api-Key"))
	require.Empty(t, m.head.Get("Authorization"))
}

// Ollama and vLLM want no key, and get none.
func TestNoKey(t *testing.T) {
	m := newModel(t, says(posts()))
	require.True(t, m.planner(t, func(s *Settings) { s.Key = connectors.Secret{} }).plan(t, hello).Model.Used)
	require.NotContains(t, m.head, "Authorization")
}

func TestUsage(t *testing.T) {
	m := newModel(t, says("nonsense"), says(posts()))
	p := m.planner(t, func(s *Settings) {
		var err error
		s.Price, err = readPrice("1/10 EUR")
		require.NoError(t, err)
	})
	u := p.plan(t, hello).Model
	require.Equal(t, 2, u.Calls)
	require.Equal(t, 4000, u.In)
	require.Equal(t, 600, u.Out)
	require.Equal(t, "0.0100 EUR", u.Cost)
	require.Equal(t, "test", u.Name)
}
