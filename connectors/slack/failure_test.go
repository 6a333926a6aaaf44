package slack

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestSlacksWords(t *testing.T) {
	for word, want := range map[string]struct{ write, read connectors.Kind }{
		"invalid_auth":      {connectors.Expired, connectors.Expired},
		"token_expired":     {connectors.Expired, connectors.Expired},
		"token_revoked":     {connectors.Expired, connectors.Expired},
		"not_authed":        {connectors.Expired, connectors.Expired},
		"missing_scope":     {connectors.Denied, connectors.Denied},
		"restricted_action": {connectors.Denied, connectors.Denied},
		"not_in_channel":    {connectors.Denied, connectors.Denied},
		"channel_not_found": {connectors.NotFound, connectors.NotFound},
		"name_taken":        {connectors.Conflict, connectors.Conflict},
		"ratelimited":       {connectors.Limited, connectors.Limited},
		"internal_error":    {connectors.Unknown, connectors.Unavailable},
		"fatal_error":       {connectors.Unknown, connectors.Unavailable},
		"never_heard_of":    {connectors.Invalid, connectors.Invalid},
	} {
		for reads, kind := range map[bool]connectors.Kind{false: want.write, true: want.read} {
			err := failure(word, "chat:write", &connectors.Response{Status: 200}, reads)
			require.Equal(t, kind, connectors.KindOf(err), "%s, reads: %v", word, reads)
			require.True(t, says(err, word))
			require.ErrorContains(t, err, word)
			require.ErrorContains(t, err, "chat:write")
		}
	}
}
