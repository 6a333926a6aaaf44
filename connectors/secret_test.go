package connectors_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"sayso/connectors"
)

const password = "hunter2-hunter2"

// keeper is what holds a secret in practice: exported and not, by value and by pointer, in lists and maps.
type keeper struct {
	Name    string
	Public  connectors.Secret
	Pointer *connectors.Secret
	List    []connectors.Secret
	Map     map[string]connectors.Secret
	inside  connectors.Secret
	deeper  struct{ in []connectors.Secret }
	keyed   map[connectors.Secret]bool
	any     any
}

func holding() *keeper {
	s := connectors.NewSecret(password)
	k := &keeper{Name: "keeper", Public: s, Pointer: &s, List: []connectors.Secret{s}, Map: map[string]connectors.Secret{"token": s}, inside: s,
		keyed: map[connectors.Secret]bool{s: true}, any: s}
	k.deeper.in = []connectors.Secret{s}
	return k
}

func TestSecretsNeverPrint(t *testing.T) {
	spec := connectors.Spec{ID: "crm/prod", App: "crm", URL: "https://crm.example", Auth: connectors.Bearer{},
		Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(password)}}
	conn, err := connectors.NewConnection(spec)
	require.NoError(t, err)
	inside := struct{ conn *connectors.Connection }{conn}

	for name, v := range map[string]any{
		"a secret": connectors.NewSecret(password), "a pointer": holding().Pointer, "what holds it": holding(), "a copy of that": *holding(),
		"a spec": spec, "a connection": conn, "what holds a connection": inside, "a call": connectors.Call[string]{In: "in", Conn: conn},
		"an error": fmt.Errorf("the token %v is refused: %w", holding().Public, errors.New("401")),
	} {
		t.Run(name, func(t *testing.T) {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p", "%08.3f"} {
				silent(t, fmt.Sprintf(verb, v), verb)
			}
			silent(t, fmt.Sprint(v), "Sprint")
			if raw, err := json.Marshal(v); err == nil {
				silent(t, string(raw), "JSON")
			}
			if raw, err := xml.Marshal(v); err == nil {
				silent(t, string(raw), "XML")
			}
			for kind, handler := range map[string]func(*bytes.Buffer) slog.Handler{
				"slog text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
				"slog JSON": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
			} {
				var b bytes.Buffer
				slog.New(handler(&b)).Info("connected", "what", v)
				require.NotEmpty(t, b.String())
				silent(t, b.String(), kind)
			}
		})
	}
	for name, v := range map[string]any{"a secret": holding().Public, "what holds it": map[string]any{"keeper": holding().Map, "list": holding().List}} {
		raw, err := yaml.Marshal(v)
		require.NoError(t, err, name)
		silent(t, string(raw), "YAML of "+name)
	}
}

// silent fails where a text holds the password, as it is, in hexadecimal or as numbers.
func silent(t *testing.T, text, how string) {
	t.Helper()
	numbers := fmt.Sprintf("%d", []byte(password))
	for _, form := range []string{password, fmt.Sprintf("%x", password), fmt.Sprintf("%X", password), numbers[1 : len(numbers)-1]} {
		require.NotContains(t, text, form, how)
	}
}

func TestSecretsSayThatTheyAreThere(t *testing.T) {
	s := connectors.NewSecret(password)
	require.Equal(t, "[secret]", fmt.Sprintf("%v", s))
	require.Equal(t, "[secret]", s.String())
	require.Equal(t, "[secret]", s.GoString())
	raw, err := json.Marshal(map[string]any{"token": s})
	require.NoError(t, err)
	require.JSONEq(t, `{"token": "[secret]"}`, string(raw))
}

func TestSecretsAreEqualWhenTheirTextsAre(t *testing.T) {
	require.Equal(t, password, connectors.NewSecret(password).Reveal())
	known := map[connectors.Secret]bool{connectors.NewSecret(password): true, {}: true}
	require.True(t, known[connectors.NewSecret(password)])
	require.True(t, known[connectors.NewSecret("")])
	require.False(t, known[connectors.NewSecret(password+"x")])
	require.True(t, connectors.Secret{}.Empty())
	require.False(t, connectors.NewSecret(" ").Empty())
	require.Empty(t, connectors.Secret{}.Reveal())
}

// Nothing that fails on the way to a vendor says what was sent along.
func TestErrorsHoldNoSecret(t *testing.T) {
	for _, address := range []string{"https://anna:" + password + "@crm.example", "https://anna:" + password + "%zz@crm.example", "anna:" + password + "@crm.example"} {
		_, err := connectors.NewConnection(connectors.Spec{ID: "crm/prod", App: "crm", URL: address})
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), address)
		silent(t, fmt.Sprintf("%v %+v %#v", err, err, err), address)
	}
	conn, err := connectors.NewConnection(connectors.Spec{ID: "crm/prod", App: "crm", URL: "https://127.0.0.1:1", Auth: connectors.Bearer{},
		Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(password)}})
	require.NoError(t, err)
	_, err = conn.Send(t.Context(), connectors.Request{Method: "GET", Path: "/accounts", Query: map[string][]string{"key": {password}}})
	silent(t, fmt.Sprintf("%v %+v %#v", err, err, err), "a request that isn't answered")
}
