package main

import (
	"context"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/api/access"
	"sayso/connectors"
)

func (s *session) userProviderCommand() *cobra.Command {
	var p access.Provider
	var fromEnv, fromFile []string
	var remove bool
	c := &cobra.Command{
		Use: "provider [ISSUER]", Short: "Let people sign in with an OpenID provider, as their company has one", Args: cobra.MaximumNArgs(1),
		Long: "Let people sign in with an OpenID provider. Register Sayso there with the redirect address SERVER/oauth/callback, and add each person\n" +
			"with `sayso user add` under the e-mail address that the provider has checked. The server takes the setting when it starts.",
		RunE: func(c *cobra.Command, args []string) error {
			if (len(args) == 1) == remove {
				return usage{connectors.Errorf(connectors.Invalid, "name the issuer of a provider, or --remove the one there is")}
			}
			return s.withHome(c.Context(), func(h *home) error {
				u := users{home: h, caller: s.owner(api.DefaultWorkspace), workspace: api.DefaultWorkspace}
				if remove {
					return s.removeProvider(c.Context(), u)
				}
				p.Issuer = args[0]
				asks := &connectors.Connector{Needs: []connectors.Need{{Name: "secret", Secret: true, Doc: connectors.Doc{En: "client secret"}}}}
				secrets, err := s.secrets(asks, fromEnv, fromFile)
				if err != nil {
					return err
				}
				p.Secret = secrets["secret"]
				return s.setProvider(c.Context(), u, p)
			})
		},
	}
	c.Flags().StringVar(&p.ClientID, "client-id", "", "as which the provider knows Sayso")
	c.Flags().StringVar(&p.Name, "name", "", "what the button says (default: the issuer's host)")
	c.Flags().BoolVar(&p.Only, "only", false, "nobody signs in with a password beside it")
	c.Flags().StringArrayVar(&fromEnv, "secret-env", nil, "read the client secret from the environment: --secret-env secret=MY_SECRET")
	c.Flags().StringArrayVar(&fromFile, "secret-file", nil, "read the client secret from a file: --secret-file secret=./secret")
	c.Flags().BoolVar(&remove, "remove", false, "people sign in with passwords alone again")
	return c
}

func (s *session) setProvider(ctx context.Context, u users, p access.Provider) error {
	if err := p.Complete(); err != nil {
		return usage{err}
	}
	providers, err := u.providers()
	if err == nil {
		err = u.record(ctx, "provider.set", p.Issuer)
	}
	if err == nil {
		err = providers.PutProvider(ctx, p)
	}
	if err == nil {
		s.printf("People sign in with %s from the next start on.\n", clean(p.Name))
	}
	return err
}

func (s *session) removeProvider(ctx context.Context, u users) error {
	providers, err := u.providers()
	if err == nil {
		err = u.record(ctx, "provider.remove", "")
	}
	if err != nil {
		return err
	}
	there, err := providers.RemoveProvider(ctx)
	if err == nil && !there {
		err = connectors.Errorf(connectors.NotFound, "no provider is set")
	}
	return err
}
