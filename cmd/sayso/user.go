package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/audit"
	"sayso/api/oauth"
	"sayso/connectors"
)

// users is what the commands about people share.
type users struct {
	*home

	server    *oauth.Server
	caller    api.Caller
	workspace string
}

func (s *session) userCommand() *cobra.Command {
	var workspace, url string
	c := &cobra.Command{Use: "user", Short: "Say who may sign in, and what they may do", Args: noSuchCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.PersistentFlags().StringVar(&workspace, "workspace", api.DefaultWorkspace, "whose members")
	c.PersistentFlags().StringVar(&url, "url", "", "address of the server, for links (also SAYSO_URL; default "+defaultURL+")")
	with := func(c *cobra.Command, fn func(context.Context, users) error) error {
		return s.withHome(c.Context(), func(h *home) error {
			server, err := h.signIn(c.Context(), serverURL(url), nil)
			if err != nil {
				return err
			}
			return fn(c.Context(), users{h, server, s.owner(workspace), workspace})
		})
	}
	c.AddCommand(s.userAddCommand(with), s.userListCommand(with), s.userRoleCommand(with), s.userRemoveCommand(with),
		s.userLinkCommand(with), s.userProviderCommand())
	return c
}

type withUsers func(*cobra.Command, func(context.Context, users) error) error

func (s *session) userAddCommand(with withUsers) *cobra.Command {
	var name, role string
	c := &cobra.Command{
		Use: "add LOGIN", Short: "Let somebody sign in: prints a link, good once and for a day, by which they set a password", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c, func(ctx context.Context, u users) error {
				if err := knownRole(role); err != nil {
					return err
				}
				if err := u.record(ctx, "account.create", strings.ToLower(args[0])); err != nil {
					return err
				}
				a, err := u.server.People.Add(ctx, args[0], name)
				if err != nil {
					return err
				}
				if _, err := u.For(u.caller).SetMember(ctx, api.Member{Account: a.ID, Name: a.Name, Role: api.Role(role)}); err != nil {
					return err
				}
				s.printf("%s is %s of %s.\n", clean(a.Login), role, u.workspace)
				return s.writeLink(u, a)
			})
		},
	}
	c.Flags().StringVar(&name, "name", "", "what they are called on the record (default: LOGIN)")
	c.Flags().StringVar(&role, "role", string(api.Viewer), "viewer, runner, editor, approver or admin")
	return c
}

// writeLink prints the link by which somebody sets a password. Who signs in with a provider needs none.
func (s *session) writeLink(u users, a access.Account) error {
	if a.Subject != "" {
		s.printf("They sign in with %s.\n", a.Issuer)
		return nil
	}
	link, err := u.server.WelcomeURL(a)
	if err == nil {
		s.printf("Give them this link; it is good once, for a day:\n%s\n", link)
	}
	return err
}

func knownRole(role string) error {
	if !slices.Contains(api.Roles(), api.Role(role)) {
		return usage{connectors.Errorf(connectors.Invalid, "%q is not a role; there are: viewer, runner, editor, approver, admin", role)}
	}
	return nil
}

// memberLine is a member, as `user list --json` prints one.
type memberLine struct {
	Login    string   `json:"login"`
	Name     string   `json:"name"`
	Role     api.Role `json:"role"`
	SignsIn  bool     `json:"signs_in"` // false: they haven't set a password yet
	Provider string   `json:"provider,omitempty"`
}

func (s *session) userListCommand(with withUsers) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "list", Short: "List the members of a workspace", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return with(c, func(ctx context.Context, u users) error {
				list, err := u.list(ctx)
				if err != nil {
					return err
				}
				if asJSON {
					return s.json(append([]memberLine{}, list...))
				}
				for _, m := range list {
					how := "password"
					switch {
					case m.Provider != "":
						how = m.Provider
					case !m.SignsIn:
						how = "no password yet"
					}
					s.printf("%-28s %-10s %-20s %s\n", s.paint(bold, clean(m.Login)), m.Role, clean(m.Name), s.paint(grey, clean(how)))
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print [{login, name, role, signs_in, provider?}]")
	return c
}

func (u users) list(ctx context.Context) (list []memberLine, err error) {
	accounts, err := u.server.Store.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		m, err := u.Members.Member(ctx, u.workspace, a.ID)
		if connectors.KindOf(err) == connectors.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, memberLine{a.Login, m.Name, m.Role, a.CanSignIn(), a.Issuer})
	}
	return list, nil
}

func (s *session) userRoleCommand(with withUsers) *cobra.Command {
	return &cobra.Command{
		Use: "role LOGIN ROLE", Short: "Give somebody another role; it counts at once, for their clients too", Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c, func(ctx context.Context, u users) error {
				if err := knownRole(args[1]); err != nil {
					return err
				}
				a, err := u.server.People.Find(ctx, args[0])
				if err != nil {
					return err
				}
				if _, err := u.For(u.caller).SetMember(ctx, api.Member{Account: a.ID, Name: a.Name, Role: api.Role(args[1])}); err != nil {
					return err
				}
				s.printf("%s is %s of %s.\n", clean(a.Login), args[1], u.workspace)
				return nil
			})
		},
	}
}

func (s *session) userRemoveCommand(with withUsers) *cobra.Command {
	return &cobra.Command{
		Use: "remove LOGIN", Short: "End somebody's membership; where it was their last one, their account, sessions and clients' access end too",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c, func(ctx context.Context, u users) error {
				a, err := u.server.People.Find(ctx, args[0])
				if err != nil {
					return err
				}
				if err := u.For(u.caller).RemoveMember(ctx, a.ID); err != nil {
					return err
				}
				s.printf("%s is no member of %s any more.\n", clean(a.Login), u.workspace)
				return u.forget(ctx, a)
			})
		},
	}
}

// forget removes an account that is no member anywhere.
func (u users) forget(ctx context.Context, a access.Account) error {
	workspaces, err := u.Tenants.Workspaces(ctx)
	if err != nil {
		return err
	}
	for _, w := range append(workspaces, api.Workspace{Name: api.DefaultWorkspace}) {
		_, err := u.Members.Member(ctx, w.Name, a.ID)
		if connectors.KindOf(err) != connectors.NotFound {
			return err // a member there, or nobody knows
		}
	}
	if err := u.record(ctx, "account.remove", a.Login); err != nil {
		return err
	}
	return u.server.Store.RemoveAccount(ctx, a.ID)
}

func (s *session) userLinkCommand(with withUsers) *cobra.Command {
	return &cobra.Command{
		Use: "link LOGIN", Short: "Print a new link by which somebody sets a password", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c, func(ctx context.Context, u users) error {
				a, err := u.server.People.Find(ctx, args[0])
				if err == nil {
					err = u.record(ctx, "account.link", a.Login)
				}
				if err != nil {
					return err
				}
				return s.writeLink(u, a)
			})
		},
	}
}

// record puts what is about to be done on the record.
func (u users) record(ctx context.Context, action, target string) error {
	return u.audit.Record(ctx, audit.Entry{At: time.Now().UTC(), Workspace: u.workspace, Actor: u.caller.Account,
		Surface: string(u.caller.Surface), Action: action, Target: target})
}
