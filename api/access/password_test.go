package access

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

var cheap = Cost{Passes: 1, KiB: 64, Lanes: 1}

// A hash says how it was made, so that it can be checked after the cost was raised.
func TestPasswords(t *testing.T) {
	p := newPasswords(cheap)
	secret := connectors.NewSecret("correct horse battery staple")
	phc, err := p.hash(t.Context(), secret)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(phc.Reveal(), "$argon2id$v=19$m=64,t=1,p=1$"), phc.Reveal())
	again, err := p.hash(t.Context(), secret)
	require.NoError(t, err)
	require.NotEqual(t, phc, again, "each has its salt")
	dearer := newPasswords(Cost{Passes: 2, KiB: 128, Lanes: 2})
	for _, c := range []struct {
		password string
		want     bool
	}{{"correct horse battery staple", true}, {"correct horse battery stapl", false}, {"", false}, {strings.Repeat("x", 2000), false}} {
		ok, err := dearer.matches(t.Context(), connectors.NewSecret(c.password), phc)
		require.NoError(t, err)
		require.Equal(t, c.want, ok, c.password)
	}
	ok, err := p.matches(t.Context(), connectors.NewSecret("anything"), connectors.Secret{})
	require.NoError(t, err)
	require.False(t, ok, "nobody's password")
}

// The default is the second choice of RFC 9106, 4.
func TestTheDefaultCost(t *testing.T) {
	require.Equal(t, Cost{Passes: 3, KiB: 65536, Lanes: 4}, Cost{}.orDefault())
}

func TestDamagedHashes(t *testing.T) {
	p := newPasswords(cheap)
	good := p.encode([]byte("x"), newSalt())
	ok, err := p.matches(t.Context(), connectors.NewSecret("x"), connectors.NewSecret(good))
	require.NoError(t, err)
	require.True(t, ok)
	for _, bad := range []string{"x", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1), strings.Replace(good, "m=64", "m=99999999", 1),
		strings.Replace(good, "t=1", "t=0", 1), strings.Replace(good, "t=1", "t=99", 1), strings.Replace(good, "p=1", "p=0", 1), good[:len(good)-4], good + "$", strings.Replace(good, "m=64,", "", 1)} {
		_, err := p.matches(t.Context(), connectors.NewSecret("x"), connectors.NewSecret(bad))
		require.Error(t, err, bad)
		require.NotContains(t, err.Error(), "argon2")
	}
}

// However many try at once, only two take memory; who waits too long is told so.
func TestPasswordsTakeTurns(t *testing.T) {
	p := newPasswords(cheap)
	require.NoError(t, p.turn(t.Context()))
	require.NoError(t, p.turn(t.Context()))
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_, err := p.matches(ctx, connectors.NewSecret("x"), connectors.Secret{})
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	p.over()
	p.over()
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() { _, _ = p.matches(t.Context(), connectors.NewSecret("x"), connectors.Secret{}) })
	}
	wait.Wait()
	require.Empty(t, p.turns)
}

// RFC 7636, appendix B.
func TestPKCE(t *testing.T) {
	const verifier, challenge = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
	require.True(t, proves(verifier, challenge))
	require.True(t, ValidChallenge(challenge))
	require.False(t, proves(challenge, challenge), "plain")
	require.False(t, proves("", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"), "of nothing")
	for _, bad := range []string{"", challenge[1:], challenge + "A", strings.Replace(challenge, "-", "+", 1), challenge[:42] + "="} {
		require.False(t, ValidChallenge(bad), bad)
	}
}
