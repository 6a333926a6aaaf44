package salesforce

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"sayso/connectors"
)

// check signs in, tells as whom, and sees that the fields that Sayso needs are there.
func check(ctx context.Context, c *connectors.Connection) (string, error) {
	key := setting(c, setKeyField)
	var missing []string
	for _, object := range []string{"Account", "Contact", "Lead", "Opportunity", "Task"} {
		fields, err := describe(ctx, c, object)
		if err != nil {
			return "", err
		}
		if f, ok := fieldNamed(fields, key); !ok || !f.ExternalID {
			missing = append(missing, fmt.Sprintf("%s.%s (Text(64), External ID, Unique; another name: %s)", object, key, setKeyField))
		}
		if object != "Account" {
			continue
		}
		for _, name := range []string{setStatusField, setEmailField} {
			if _, ok := fieldNamed(fields, setting(c, name)); !ok && setting(c, name) != none {
				missing = append(missing, fmt.Sprintf("%s.%s (another name, or none: %s)", object, setting(c, name), name))
			}
		}
	}
	if len(missing) > 0 {
		return "", connectors.Errorf(connectors.Invalid,
			"the org lacks fields that Sayso needs, or doesn't show them to this user: %s", strings.Join(missing, "; "))
	}
	resp, err := send(ctx, c, connectors.Request{Method: http.MethodGet, Path: "/services/oauth2/userinfo"})
	if err != nil {
		return "", err
	}
	var user struct {
		Username string `json:"preferred_username"`
		Org      string `json:"organization_id"`
	}
	if err := resp.Decode(&user); err != nil {
		return "", err
	}
	if user.Username == "" {
		return "", resp.Garbage(nil)
	}
	return user.Username + " (" + user.Org + ")", nil
}
