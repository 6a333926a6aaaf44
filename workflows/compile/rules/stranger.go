package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/workflows/plan"
)

// People ask for apps that Sayso has no connector for: "move the Trello card", "schick ihr eine WhatsApp", "put it into Notion". To ask which app is
// meant, or to take another one, would both be wrong: that is refused, with the nearest app that is connected.

// strangers are such apps, by the kind of the nearest ones; "-" where none comes near.
var strangers = foreign(map[string]string{
	"tasks": `trello, todoist, basecamp, clickup, monday.com, wrike, microsoft planner, ms planner, wunderlist, microsoft to do`,
	"chat": `whatsapp, teams, ms teams, microsoft teams, telegram, discord, mattermost, rocket.chat, webex, google chat, signal, threema, imessage, sms,
		text message, fax, zoom, skype`,
	"accounting": `sap, datev, quickbooks, lexware, lexoffice, netsuite, freshbooks, sevdesk`,
	"crm":        `hubspot, pipedrive, zoho, dynamics, ms dynamics, microsoft dynamics`,
	"publishing": `notion, confluence, sharepoint, drupal, joomla, twitter, linkedin, facebook, instagram, mastodon, tiktok, youtube, x.com, evernote, onenote`,
	"files":      `dropbox, onedrive, google drive, google docs, google doc, google sheets, google sheet, icloud`,
	"database":   `mysql, mongodb, airtable, bigquery, snowflake, oracle, redis, mariadb`,
	"support":    `freshdesk, intercom, helpscout, help scout`, "issue_tracker": `gitlab, bitbucket, redmine, youtrack, azure devops`,
	"-": `google calendar, google kalender, outlook calendar, outlook kalender, google meet, paypal, stripe, shopify, typeform, mailchimp, calendly, doodle, docusign,
		spotify, alexa, calendar, kalender`,
})

// foreign gives the kind of each app by its words.
func foreign(byKind map[string]string) map[string]string {
	kindOf := map[string]string{}
	for kind, list := range byKind {
		for name := range strings.SplitSeq(list, ",") {
			kindOf[strings.Join(strings.Fields(name), " ")] = kind
		}
	}
	return kindOf
}

// longestStranger is how many words such a name has at most.
const longestStranger = 3

var (
	// firms are names of companies as well, who may be customers: "send SAP an invoice". everyday are such that mean something else where they are small.
	firms    = words(`sap notion hubspot stripe shopify paypal dropbox oracle twitter linkedin facebook google datev lexware snowflake zoom`)
	everyday = words(`teams signal zoom oracle notion dynamics intercom doodle stripe snowflake redis`)
	// inside are the words between what is done and the app in which it is.
	inside = words(`in into im ins on onto via per through over inside within über mit auf beim`)
	// toward are such words for what goes there, which to a company may be anything.
	toward = words(`to from zu zum aus von nach`)
	// missives are sent by an app and called after it: "a WhatsApp".
	missives = words(`whatsapp sms text fax imessage telegram`)
	// foreignThings are what such apps keep, called after them: "Trello card".
	foreignThings = words(`card cards board boards page pages channel channels message messages chat chats group event events invite meeting task tasks sheet sheets doc docs document
		list lists space database record entry post posts story contact deal file folder notification webhook
		karte board seite kanal nachricht gruppe termin aufgabe tabelle liste eintrag beitrag ordner datei`)
)

// strange refuses a clause that is about an app which Sayso doesn't know.
func (b *builder) strange(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		if b.items[i].mark() && b.items[i].Is(":") {
			return false // what is said about it behind a colon asks nothing of it
		}
		name, n := b.strangerAt(i, end)
		if n == 0 || !b.placed(c, name, i, n, end) {
			continue
		}
		b.problems = append(b.problems, plan.Problem{Code: CodeNotConnected, Severity: plan.Error,
			Message: fmt.Sprintf(b.in("Sayso doesn't know the app that “%s” means.", "Sayso kennt die App nicht, die mit „%s“ gemeint ist."), phrase(b.items[i:i+n])),
			Fix:     b.nearest(strangers[name])})
		return true
	}
	return false
}

// strangerAt finds the name of such an app at an item, alone or as the first part of a compound; n is its width, 0 where none stands there.
func (b *builder) strangerAt(i, end int) (name string, n int) {
	it := b.items[i]
	if !it.word() || len(it.apps) > 0 {
		return "", 0
	}
	for w := min(longestStranger, end-i); w > 0; w-- {
		name = strings.TrimSpace(strings.ToLower(phrase(b.items[i : i+w])))
		if strangers[name] != "" && (w > 1 || !everyday[name] || it.Capital()) {
			return name, w
		}
	}
	if len(it.Parts) > 1 && strangers[it.Parts[0]] != "" {
		return it.Parts[0], 1
	}
	return "", 0
}

// placed reports whether such a name stands where the app is used, and isn't only spoken of: "in Notion", "a WhatsApp", "the Trello card".
func (b *builder) placed(c clause, name string, i, n, end int) bool {
	it, k := b.items[i], i-1
	for k > c.from && b.items[k].word() && (determiners[b.items[k].Lower] || fillers[b.items[k].Lower]) && !inside[b.items[k].Lower] && !toward[b.items[k].Lower] {
		k--
	}
	switch {
	case b.projectCode(c, it):
		return false
	case len(it.Parts) > 1 && it.Lower != name:
		return foreignThings[it.Parts[len(it.Parts)-1]]
	case i+n < end && b.items[i+n].word() && foreignThings[b.items[i+n].Lower]:
		return k < c.from || !topics[b.items[k].Lower]
	case i == c.from || !b.items[i-1].word():
		return false
	case missives[name] && articles[b.items[i-1].Lower]:
		return true
	}
	before := b.items[max(k, c.from)]
	if before.Is("of") && k > c.from && b.items[k-1].Is("out") {
		return true
	}
	return inside[before.Lower] && (i-1 == k || before.Lower != "über") || toward[before.Lower] && !firms[name]
}

// projectCode reports whether a word in capitals may be the key of a project instead: "a bug in SAP".
func (b *builder) projectCode(c clause, it item) bool {
	if !code.MatchString(it.Text) || len(it.Parts) > 1 {
		return false
	}
	return slices.ContainsFunc(b.items[c.from:c.to], func(o item) bool {
		return slices.ContainsFunc(o.nouns, func(h hit) bool {
			return slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool {
				return b.allowed[b.targets[t].app] && slices.ContainsFunc(b.targets[t].slots, func(s slot) bool { return s.role == roleProject && s.required })
			})
		})
	})
}

// nearest says which connected app comes near one that isn't known.
func (b *builder) nearest(kind string) string {
	var titles []string
	for _, app := range b.ofKind(kind) {
		if known, ok := b.reg.App(app); ok {
			titles = append(titles, known.Title)
		}
	}
	if len(titles) == 0 {
		return b.in("Nothing that is connected comes near it; `sayso apps` shows what can be done.", "Nichts Verbundenes kommt ihr nahe; `sayso apps` zeigt, was möglich ist.")
	}
	return fmt.Sprintf(b.in("The nearest that is connected: %s.", "Am nächsten kommt, was verbunden ist: %s."), strings.Join(titles, ", "))
}
