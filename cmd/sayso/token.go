package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sayso/api"
)

func (s *session) tokenCommand() *cobra.Command {
	var workspace string
	c := &cobra.Command{Use: "token", Short: "API keys: make, list and revoke them", Args: noSuchCommand, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.PersistentFlags().StringVar(&workspace, "workspace", api.DefaultWorkspace, "whose runs and connections the key is for")
	desk := func(c *cobra.Command, fn func(context.Context, *api.Desk) error) error {
		return s.withHome(c.Context(), func(h *home) error {
			if err := h.HasWorkspace(c.Context(), workspace); err != nil {
				return usage{err}
			}
			return fn(c.Context(), h.For(s.owner(workspace)))
		})
	}
	c.AddCommand(s.tokenCreateCommand(desk), s.tokenListCommand(desk), s.tokenRevokeCommand(desk))
	return c
}

type withDesk func(*cobra.Command, func(context.Context, *api.Desk) error) error

func (s *session) tokenCreateCommand(desk withDesk) *cobra.Command {
	var name, role, expires string
	var scopes []string
	var asJSON, quiet bool
	c := &cobra.Command{
		Use: "create --name NAME --role ROLE", Short: "Make an API key; its secret is shown this once", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			r := api.KeyRequest{Name: name, Role: api.Role(role)}
			for _, scope := range scopes {
				r.Scopes = append(r.Scopes, api.Permission(scope))
			}
			if expires != "" {
				var err error
				if r.For, err = api.Span(expires); err != nil {
					return usage{err}
				}
			}
			return desk(c, func(ctx context.Context, d *api.Desk) error {
				k, err := d.CreateKey(ctx, r)
				switch {
				case err != nil:
					return err
				case asJSON:
					return s.json(k)
				case quiet:
					s.printf("%s\n", k.Secret)
					return nil
				}
				s.printf("%s\nThis is shown once. %s is called %s and has the role %s%s.\n", s.paint(bold, k.Secret), k.ID, k.Name, k.Role, keyEnds(k.Key))
				return nil
			})
		},
	}
	c.Flags().StringVar(&name, "name", "", "what it is for, for people and for the record")
	c.Flags().StringVar(&role, "role", string(api.Viewer), "viewer, runner, editor, approver or admin")
	c.Flags().StringArrayVar(&scopes, "scope", nil, "narrow it to this permission, runs:read; may be given several times")
	c.Flags().StringVar(&expires, "expires", "", "how long it holds, 90d or 12h; default: until it is revoked")
	c.Flags().BoolVar(&asJSON, "json", false, "print {id, name, role, secret, …}")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "print the secret alone")
	return c
}

func keyEnds(k api.Key) string {
	switch {
	case k.Revoked != nil:
		return ", revoked " + k.Revoked.Local().Format(time.DateTime)
	case k.Expires != nil:
		return ", until " + k.Expires.Local().Format(time.DateTime)
	}
	return ""
}

func (s *session) tokenListCommand(desk withDesk) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "list", Short: "List the API keys, newest first", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return desk(c, func(ctx context.Context, d *api.Desk) error {
				keys := []api.Key{}
				for p := (api.Page{Limit: api.MaxLimit}); ; {
					list, err := d.APIKeys(ctx, p)
					if err != nil {
						return err
					}
					keys = append(keys, list.Items...)
					if p.Cursor = list.Next; p.Cursor == "" {
						break
					}
				}
				if asJSON {
					return s.json(keys)
				}
				for _, k := range keys {
					s.printf("%-22s %-9s %s%s %s\n", k.ID, k.Role, s.paint(bold, clean(k.Name)), keyEnds(k), s.paint(grey, strings.Join(texts(k.Scopes), " ")))
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	return c
}

func texts[T ~string](list []T) (plain []string) {
	for _, w := range list {
		plain = append(plain, string(w))
	}
	return plain
}

func (s *session) tokenRevokeCommand(desk withDesk) *cobra.Command {
	return &cobra.Command{
		Use: "revoke ID", Short: "End an API key at once", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return desk(c, func(ctx context.Context, d *api.Desk) error {
				if err := d.RevokeKey(ctx, args[0]); err != nil {
					return err
				}
				s.printf("%s is revoked.\n", args[0])
				return nil
			})
		},
	}
}

func (s *session) workspaceCommand() *cobra.Command {
	c := &cobra.Command{Use: "workspace", Short: "Workspaces: tenants that see nothing of each other", Args: noSuchCommand, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(&cobra.Command{
		Use: "create NAME", Short: "Make a workspace", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withHome(c.Context(), func(h *home) error {
				w, err := h.CreateWorkspace(c.Context(), args[0])
				if err == nil {
					s.printf("There is a workspace %s now; `sayso token create --workspace %s` lets a program in.\n", w.Name, w.Name)
				}
				return err
			})
		},
	}, &cobra.Command{
		Use: "list", Short: "List the workspaces", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withHome(c.Context(), func(h *home) error {
				list, err := h.Tenants.Workspaces(c.Context())
				for _, w := range list {
					s.printf("%s\n", w.Name)
				}
				return err
			})
		},
	})
	return c
}
