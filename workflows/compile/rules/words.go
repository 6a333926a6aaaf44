package rules

import (
	"maps"
	"strings"
)

// The function words of both languages, by what they do in a sentence.
var (
	determiners = words(`the a an this that these those each every any some my your our their its his her der die das den
		dem des ein eine einen einem einer eines ne nen dieser diese dieses diesen diesem mein meine meinen meiner unser
		another unsere unseren sein seine ihr ihre ihren jeder jede jedes jeden jedem alle allen all sämtliche sämtlichen`)
	prepositions = words(`for to from of with at on in into onto by about over under via through per as w/ until till regarding upon
		concerning re under towards against für an von vom mit bei beim in im ins auf aus zu zum zur über unter per via
		durch nach bis als um wegen bezüglich zwecks à am ans aufs`)
	pronouns = words(`it them him her he she they that this me us everybody everyone anyone anybody someone sie ihn ihm darauf daraus
		ihnen es er mir uns das dies damit darüber davon dazu daran dort jemand jemanden alle allen denen`)
	conjunctions = words(`and then & + plus n und dann sowie danach anschließend außerdem ferner zusätzlich nachher → also
		afterwards next finally lastly zuletzt schließlich hinterher abschließend`)
	// courtesies stand before a person's name and are no part of it.
	courtesies = words(`mr mrs ms miss herr herrn frau hr fr dr prof`)
	// sayings lead over to what a message says.
	sayings = words(`say says saying state stating mention mentions stehen steht lauten`)
	// audience are the people that a message in a channel goes to anyway.
	audience = words(`team folks everybody everyone people colleagues crew guys leute kollegen kolleginnen mannschaft runde truppe`)
	// actors are those who make an event happen, whoever they are.
	actors = words(`somebody someone anybody anyone something anything etwas customer customers client user users person people colleague kunde kunden kundin
		jemand irgendwer nutzer benutzer person kollege kollegin`)
	// scenery is where and how things happen anyway.
	scenery = words(`whatever whoever everything inbox mailbox postfach posteingang mailbox happens happen passiert comes kommt arrives appears gibt there's`)
	// fillers carry nothing that a plan could need.
	fillers = words(`how u ya please pls plz kindly just also too then now quickly quick simply so well ok okay hey hi hello
		thanks thank you can could would will should must may might shall you've you'd you'll need needs ought want wants wanna like love i we i'd we'd let's i'm
		i'll we'll short brief new friendly nice only still already again as soon possible well straight away right directly
		once to go ahead have has had be been being is are was were am get gets got do does did done goes going there here
		up out off yet not bitte mal kurz kurze kurzen kurzes eben gleich jetzt dann noch auch nur schon doch bloß halt
		einfach danke dir kannst könntest kann können soll sollen sollte sollst muss müssen möchte will wir ich du man wird
		werden wurde worden sein ist sind war hat haben hast neu neue neuen neuer neues own eigene eigenen eigener eigenes zunächst erst zuerst direkt sofort
		bräuchte bräuchten lass lasse lasst accordingly entsprechend dementsprechend freundliche freundlichen nette schöne schönen gerne gern hallo moin hi los wieder jeweils einzeln individually dazu dabei dafür da dahin hier nun also
		ja always stets sowohl thx thanx ty um uh erm hmm ähm öhm`)
	// openers begin the words that a message is to say.
	openers = words(`that dass daß saying says ob whether`)
	// subordinate words begin a clause that says when or on what condition.
	subordinate = words(`when whenever once if unless before after wenn sobald falls sofern bevor ehe nachdem immer mal
		every time each soon otherwise sonst andernfalls while during`)
	negators = words(`not nix don't dont do'nt doesn't no never without nobody nothing nicht nichts kein keine keinen
		keiner keinem keins keines keinerlei keinesfalls keineswegs niemals niemand niemanden niemandem ohne nie`)
	// modals ask for advice before "I" and "we".
	modals   = words(`should shall must may do did am are soll sollen sollte sollten darf dürfen muss müssen`)
	articles = words(`the a an der die das den dem des ein eine einen einem einer eines ne nen`)
	passive  = words(`be been being is are was were get gets werden wird wurde wurden worden sein`)
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// ordinary are short everyday words that must not be taken for a misspelt word of an app.
var ordinary = words(`lunch noon than text test tests tested last past time times date dates name names more most less much many also
		even ever very really just both each other part parts case cases data file files form forms line lines link links list
		lists mail mails make made mean note notes page pages plan plans real read row rows sale sales side size sort stage
		state step steps table tables team teams term terms thing things unit units used user users value week weeks word
		words work year years open close closed change live life lead leads deal deals call calls core cost costs copy done
		door down east easy edge else ends face fact fail fails fall farm fast feel field fine fire first fixed flow food
		gone good half hand hard head help here high hold home hope hour idea keep kept kind know land late left long look
		lose lost love main mark meet month move need news night paid pass path price print prod quick rate rather ready
		reason reply rest right risk road role room rule safe same save says seen self send sent share shop short show sign
		site slow small solid some soon sound space speed start stay stop store study style sure tail take talk task tasks
		tell text three today told took total town trade true turn under until upper view visit voice vote wait walk wall
		want warm water what while white whole wide will wind wish world write wrong yes zero ausgabe aufgabe anzahl beim binnen
		beide bild bitte blatt brief datei daten datum eben ende ernst erste essen etwa etwas fahrt fall farbe feld fertig
		firma folge form frage frau frei freund ganz geben geld gern gleich grund gruppe gute hallo halten hand haus heute
		hier hilfe hoch holen ihnen immer jahr jede jetzt karte keine kind klar klein kleine kommt kosten kreis kurz lager
		land lange leben leer legen leeren leicht leider letzte leute liegt liste mann markt mehr meine menge mitte monat
		muss nach name neben nicht oder ohne ordnung papier partei platz preis punkt quelle rahmen raum recht regel reise
		rest richtig sache sagen satz schnell schon schritt sehr seit seite sicher sofort sonst stadt stand start stelle
		stellen stunde suche tage teil text tief titel turm uhr unter viel voll wagen wahl wand warm warum wasser wegen weil
		weit welt wenig werk wert wetter wieder woche wohl wort zahl zahlen zeile zeit zentrum ziel zimmer zwar zweck`)

// preposition reports whether a word is one in a language: "an" is one in German and an article in English.
func preposition(word, lang string) bool { return prepositions[word] && (word != "an" || lang != "en") }

// article reports the same of an article.
func article(word, lang string) bool { return articles[word] && (word != "an" || lang == "en") }

// function reports whether a lower-case word holds the sentence together and stands for nothing in the world.
func function(w string) bool { return functional[w] }

var functional = union(determiners, prepositions, pronouns, conjunctions, fillers, openers, negators, subordinate)

// pastDeterminers gives the item behind the articles and their like that stand at an item. Nobody sets many of them in a row.
func pastDeterminers(items []item, i, end int) int {
	for last := min(end, i+maxChain); i < last && items[i].word() && determiners[items[i].Lower]; {
		i++
	}
	return i
}

func union(sets ...map[string]bool) map[string]bool {
	all := map[string]bool{}
	for _, set := range sets {
		maps.Copy(all, set)
	}
	return all
}

// kept are the words for what apps of a kind keep, where others have something of that name as well.
var kept = map[string]string{
	"task": "tasks", "aufgabe": "tasks", "to-do": "tasks", "todo": "tasks", "incident": "itsm", "störung": "itsm", "row": "database",
	"zeile": "database", "table": "database", "tabelle": "database", "datensatz": "database", "dag": "pipeline", "pipeline": "pipeline",
	"contact": "crm", "kontakt": "crm", "ticket": "ticket", "issue": "issue_tracker", "mail": "email", "email": "email", "e-mail": "email", "file": "files", "datei": "files",
}

// kinds are the words by which people mean an app without naming it, by the kind that connectors declare.
var kinds = map[string][]string{
	"crm":           {"crm", "crm-system", "customer database", "kundendatenbank", "kundenverwaltung"},
	"chat":          {"chat", "team chat", "messenger"},
	"email":         {},
	"invoicing":     {"invoicing system", "rechnungsprogramm", "faktura"},
	"accounting":    {"accounting", "accounting system", "bookkeeping", "books", "buchhaltung", "buchhaltungssystem", "fibu"},
	"issue_tracker": {"issue tracker", "bug tracker", "tracker", "bugtracker"},
	"ticket":        {"ticket system", "ticketing system", "ticketsystem"},
	"itsm":          {"itsm"},
	"support":       {"helpdesk", "help desk", "support desk", "support system"},
	"database":      {"database", "db", "datenbank"},
	"deployment":    {"cluster"},
	"publishing":    {"blog", "website", "cms", "webseite"},
	"files":         {"object storage", "cloud storage", "objektspeicher"},
	"tasks":         {"task manager", "todo list", "to-do list", "aufgabenliste"},
	"search":        {"search index", "suchindex"},
	"pipeline":      {"pipeline tool"},
	"ci":            {},
}
