package api

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Member is a person with a role in a workspace.
type Member struct {
	Account string    `json:"account"` // stable
	Name    string    `json:"name"`    // unique in the workspace
	Role    Role      `json:"role"`
	At      time.Time `json:"at"` // since when
}

// MemberStore keeps who belongs to which workspace.
type MemberStore interface {
	// PutMember writes a member. Where another account has the name, ok is false.
	PutMember(ctx context.Context, workspace string, m Member) (ok bool, err error)
	// Member reads one; somebody who isn't one is an error of kind NotFound.
	Member(ctx context.Context, workspace, account string) (Member, error)
	// MembersOf lists them by account, those after an account.
	MembersOf(ctx context.Context, workspace, after string, limit int) ([]Member, error)
	// RemoveMember ends a membership, and reports whether there was one.
	RemoveMember(ctx context.Context, workspace, account string) (bool, error)
}

// MembersHere lists the members of the workspace.
func (d *Desk) MembersHere(ctx context.Context, p Page) (List[Member], error) {
	if err := d.may(Administer); err != nil {
		return List[Member]{}, err
	}
	return paged(p, func(after string, limit int) ([]Member, error) {
		return d.service.Members.MembersOf(ctx, d.caller.Workspace, after, limit)
	}, func(m Member) string { return m.Account })
}

// SetMember gives somebody a role in the workspace.
func (d *Desk) SetMember(ctx context.Context, m Member) (Member, error) {
	if err := d.may(Administer); err != nil {
		return Member{}, err
	}
	if name := strings.TrimSpace(m.Name); name == "" || name != m.Name || len(name) > maxName || m.Account == "" || len(m.Account) > maxAccount {
		return Member{}, d.invalid("bad_name", "a member needs an account and a name of up to %d characters",
			"ein Mitglied braucht ein Konto und einen Namen mit bis zu %d Zeichen", maxName)
	}
	if !slices.Contains(Roles(), m.Role) {
		return Member{}, d.invalid("bad_role", "%q is not a role; there are: %s", "%q ist keine Rolle; es gibt: %s", m.Role, listOf(Roles()))
	}
	if err := d.keepsAnAdmin(ctx, m.Account, m.Role); err != nil {
		return Member{}, err
	}
	m.At = d.service.now().UTC()
	if err := d.record(ctx, "member.set", m.Account, "", map[string]string{"role": string(m.Role)}); err != nil {
		return Member{}, err
	}
	ok, err := d.service.Members.PutMember(ctx, d.caller.Workspace, m)
	if err == nil && !ok {
		err = d.conflict("name_taken", "another member is called %s", "ein anderes Mitglied heißt %s", m.Name)
	}
	return m, err
}

const maxAccount = 200

// RemoveMember ends somebody's membership in the workspace.
func (d *Desk) RemoveMember(ctx context.Context, account string) error {
	if err := d.may(Administer); err != nil {
		return err
	}
	gone := d.missing("no_member", "there is no member %s", "es gibt kein Mitglied %s", account)
	if _, err := d.service.Members.Member(ctx, d.caller.Workspace, account); isNotFound(err) {
		return gone
	} else if err != nil {
		return err
	}
	if err := d.keepsAnAdmin(ctx, account, ""); err != nil {
		return err
	}
	if err := d.record(ctx, "member.remove", account, "", nil); err != nil {
		return err
	}
	there, err := d.service.Members.RemoveMember(ctx, d.caller.Workspace, account)
	if err == nil && !there {
		err = gone
	}
	return err
}

// keepsAnAdmin refuses to take the role from the last administrator who has it.
func (d *Desk) keepsAnAdmin(ctx context.Context, account string, next Role) error {
	m, err := d.service.Members.Member(ctx, d.caller.Workspace, account)
	if isNotFound(err) || err == nil && (m.Role != Admin || next == Admin) {
		return nil
	}
	if err != nil {
		return err
	}
	for after := ""; ; {
		list, err := d.service.Members.MembersOf(ctx, d.caller.Workspace, after, MaxLimit)
		if err != nil {
			return err
		}
		for _, other := range list {
			if other.Role == Admin && other.Account != account {
				return nil
			}
			after = other.Account
		}
		if len(list) < MaxLimit {
			return d.conflict("last_admin", "this is the last administrator of the workspace; make another one first",
				"das ist der letzte Administrator des Arbeitsbereichs; ernenne zuerst einen anderen")
		}
	}
}
