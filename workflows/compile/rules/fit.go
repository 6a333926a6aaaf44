package rules

import (
	"fmt"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// fits says how well an entity suits a slot, as [role.fits] does, and keeps the keys of issues and the numbers of documents apart.
func (s *slot) fits(e entity.Entity) float64 {
	if s.opens && e.Type == entity.Channel {
		return 1
	}
	if s.role == roleKey {
		switch e.Type {
		case entity.IssueKey:
			if prefix, _, _ := strings.Cut(strings.ToLower(fmt.Sprint(e.Value)), "-"); s.name == "invoice" && invoicePrefixes[prefix] {
				return 1
			}
			if s.name != "issue" {
				return 0
			}
		case entity.Number:
			if s.name == "issue" || s.name == "incident" { // which have a key
				return 0
			}
			if n := fmt.Sprint(e.Value); (s.name == "message" || s.name == "thread") && len(n) < 6 {
				return 0 // "take 10 hits"
			}
		case entity.DocNumber:
			if s.name != "invoice" {
				return 0
			}
		}
	}
	if s.role == roleName && s.name == "number" { // of a document
		switch e.Type {
		case entity.DocNumber:
			return 1
		case entity.Number:
			return 0.5
		}
	}
	return s.role.fits(e)
}

// invoicePrefixes are how the numbers of invoices begin, which look like the keys of issues.
var invoicePrefixes = words(`inv invoice bill si ar re rg rn rnr rech rechnung`)

// fits says how well an entity suits a role: 0 not at all, 1 made for it.
func (r role) fits(e entity.Entity) float64 {
	switch e.Type {
	case entity.Quote:
		return map[role]float64{roleTitle: 1, roleText: 0.9, roleName: 0.7, roleState: 0.6, roleOrg: 0.4, roleRecord: 1, roleSQL: 1,
			roleProject: 0.4, rolePerson: 0.2}[r]
	case entity.Email:
		return map[role]float64{roleEmail: 1, rolePerson: 0.4}[r]
	case entity.URL:
		return map[role]float64{roleURL: 1}[r]
	case entity.Channel:
		return map[role]float64{roleChannel: 1}[r]
	case entity.Person:
		return map[role]float64{rolePerson: 1, roleChannel: 0.3}[r]
	case entity.IssueKey:
		return map[role]float64{roleKey: 1}[r]
	case entity.DocNumber:
		return map[role]float64{roleKey: 1}[r]
	case entity.Money:
		if e.Per != "" { // a price, and no amount
			return 0
		}
		return map[role]float64{roleMoney: 1}[r]
	case entity.Date:
		return map[role]float64{roleDate: 1, roleSince: 0.8}[r]
	case entity.Phone:
		return map[role]float64{rolePhone: 1}[r]
	case entity.Emoji:
		return map[role]float64{roleEmoji: 1}[r]
	case entity.Duration:
		return map[role]float64{roleDuration: 1}[r]
	case entity.Percent:
		return map[role]float64{roleNumber: 1}[r]
	case entity.Object:
		return map[role]float64{roleFields: 1, roleAny: 0.9, roleText: 0.35}[r]
	case entity.Window:
		return map[role]float64{roleSince: 1}[r]
	case entity.Number:
		return map[role]float64{roleNumber: 1, roleKey: 0.5}[r]
	}
	return 0
}

// loose lets a cue that names the argument pass a value whose looks say little: a project "42".
func (s *slot) loose(e entity.Entity) float64 {
	if (s.name == "issue" || s.name == "incident" || s.opens) && e.Type == entity.Number { // "two channels"
		return 0
	}
	switch e.Type {
	case entity.Duration:
		if s.role == roleSince {
			return 0.9
		}
	case entity.Number, entity.IssueKey, entity.DocNumber, entity.Channel, entity.Person:
		switch s.role {
		case rolePerson:
			if e.Type == entity.Number {
				return 0
			}
			return 0.4
		case roleName, roleProject, roleTitle, roleKey, roleOrg, roleRecord:
			return 0.4
		}
	}
	return 0
}
