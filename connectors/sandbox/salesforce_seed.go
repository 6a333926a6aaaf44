package sandbox

import "strings"

// seed fills a new org with a small CRM: users, accounts, their contacts and opportunities, and leads. Names and addresses are
// under the ending .example, which nobody can own. The integration's own user comes last: where it is, the seeds are whole.
func (s *salesforce) seed() error {
	var own sfRecord
	if s.journal.get("User", sfOwner, &own) {
		return nil
	}
	for _, seed := range sfSeeds() {
		if err := s.journal.put(seed.kind, seed.id, seed.record, nil); err != nil {
			return err
		}
	}
	return nil
}

// sfSeed is a record that a new org has.
type sfSeed struct {
	kind, id string
	record   sfRecord
}

func sfSeeds() []sfSeed {
	var seeds []sfSeed
	users, accounts := map[string]string{}, map[string]string{}
	owners := []string{"Carla Mendes", "Jonas Weber"}
	for i, name := range owners {
		users[name] = sfNewID("005", 100+i)
		seeds = append(seeds, sfSeed{"User", users[name], sfSeedUser(name, strings.ToLower(name[:strings.IndexByte(name, ' ')])+"@ourfirm.example")})
	}
	add := func(kind, prefix string, i int, record sfRecord) string {
		record["OwnerId"], record["CurrencyIsoCode"] = users[owners[i%2]], "EUR"
		id := sfNewID(prefix, i+1)
		seeds = append(seeds, sfSeed{kind, id, record})
		return id
	}
	for i, a := range sfSeedAccounts() {
		accounts[a[0]] = add("Account", "001", i, sfRecord{"Name": a[0], "Email__c": a[1], "Phone": a[2], "Industry": a[3],
			"BillingCity": a[4], "BillingCountry": a[5], "Type": a[6], "Status__c": a[7]})
	}
	for i, c := range sfSeedContacts() {
		add("Contact", "003", i, sfRecord{"FirstName": c[0], "LastName": c[1], "Email": c[2], "Phone": c[3], "Title": c[4], "AccountId": accounts[c[5]]})
	}
	for i, l := range sfSeedLeads() {
		add("Lead", "00Q", i, sfRecord{"FirstName": l[0], "LastName": l[1], "Company": l[2], "Email": l[3], "LeadSource": l[4], "Status": l[5]})
	}
	for i, o := range sfSeedOpportunities() {
		add("Opportunity", "006", i, sfRecord{"Name": o.name, "AccountId": accounts[o.account], "StageName": o.stage, "Amount": o.amount,
			"CloseDate": o.closes, "Type": "New Business"})
	}
	return append(seeds, sfSeed{"User", sfOwner, sfSeedUser("Sayso Integration", "sayso@sandbox.example")})
}

func sfSeedUser(name, email string) sfRecord {
	return sfRecord{"Name": name, "Username": email, "Email": email, "IsActive": true}
}

// sfSeedAccounts are name, e-mail, phone, industry, city, country, type, status.
func sfSeedAccounts() [][8]string {
	return [][8]string{
		{"ACME Corp", "billing@acme.example", "+1 415 555 0134", "Manufacturing", "San Francisco", "United States", "Customer", "Active"},
		{"Müller GmbH", "buchhaltung@mueller.example", "+49 30 5550 1742", "Machinery", "Berlin", "Germany", "Customer", "Active"},
		{"Hartley & Sons", "office@hartley-sons.example", "+44 20 7946 0311", "Retail", "London", "United Kingdom", "Prospect", "New"},
		{"Brinkmann Logistik GmbH", "rechnungen@brinkmann-logistik.example", "+49 40 5550 2210", "Transportation", "Hamburg", "Germany", "Customer", "Active"},
		{"Tidewater Analytics", "ap@tidewater.example", "+1 206 555 0188", "Technology", "Seattle", "United States", "Prospect", "New"},
		{"Meridian Foods", "accounts@meridian-foods.example", "+44 20 7946 0900", "Hospitality", "Leeds", "United Kingdom", "Customer", "Active"},
		{"Voss Maritime", "accounts@vossmaritime.example", "+47 22 55 50 17", "Shipping", "Bergen", "Norway", "Customer", "Invoiced"},
		{"Calder Properties", "accounts@calder.example", "+44 131 496 0755", "Finance", "Edinburgh", "United Kingdom", "Customer", "Active"},
		{"Lindner Metallbau", "info@lindner-metallbau.example", "+49 711 5550 318", "Manufacturing", "Stuttgart", "Germany", "Customer", "Active"},
		{"Asklepia Medizintechnik", "einkauf@asklepia.example", "+49 89 5550 4471", "Healthcare", "München", "Germany", "Customer", "On Hold"},
		{"Nordlicht Yachten", "kontor@nordlicht-yachten.example", "+49 431 5550 92", "Shipping", "Kiel", "Germany", "Customer", "Active"},
		{"Delacroix Textiles", "compta@delacroix.example", "+33 4 72 55 01 60", "Manufacturing", "Lyon", "France", "Partner", "Active"},
		{"Tannhof", "hof@tannhof.example", "+43 512 555 019", "Agriculture", "Innsbruck", "Austria", "Customer", "Active"},
		{"Fernhill Ltd", "finance@fernhill.example", "+44 161 496 0220", "Consulting", "Manchester", "United Kingdom", "Customer", "Active"},
	}
}

// sfSeedContacts are first name, last name, e-mail, phone, title, account.
func sfSeedContacts() [][6]string {
	return [][6]string{
		{"Dana", "Whitfield", "dana.whitfield@acme.example", "+1 415 555 0135", "Head of Operations", "ACME Corp"},
		{"Marcus", "Oyelaran", "marcus.oyelaran@acme.example", "+1 415 555 0136", "Accounts Payable", "ACME Corp"},
		{"Sabine", "Müller", "sabine.mueller@mueller.example", "+49 30 5550 1743", "Geschäftsführerin", "Müller GmbH"},
		{"Tobias", "Krenz", "tobias.krenz@mueller.example", "+49 30 5550 1744", "Buchhaltung", "Müller GmbH"},
		{"Edith", "Hartley", "edith@hartley-sons.example", "+44 20 7946 0312", "Owner", "Hartley & Sons"},
		{"Ole", "Brinkmann", "ole@brinkmann-logistik.example", "+49 40 5550 2211", "Disposition", "Brinkmann Logistik GmbH"},
		{"Priya", "Raman", "priya@tidewater.example", "+1 206 555 0189", "CTO", "Tidewater Analytics"},
		{"Leif", "Voss", "leif@vossmaritime.example", "+47 22 55 50 18", "CEO", "Voss Maritime"},
		{"Claire", "Delacroix", "claire@delacroix.example", "+33 4 72 55 01 61", "Directrice", "Delacroix Textiles"},
	}
}

// sfSeedLeads are first name, last name, company, e-mail, source, status.
func sfSeedLeads() [][6]string {
	return [][6]string{
		{"Nina", "Sorensen", "Fjordlys", "nina@fjordlys.example", "Web", "Open - Not Contacted"},
		{"Paul", "Ebner", "Ebner Holzbau", "paul@ebner-holzbau.example", "Phone Inquiry", "Working - Contacted"},
		{"Grace", "Obi", "Quillfield", "grace@quillfield.example", "Partner Referral", "Open - Not Contacted"},
	}
}

type sfSeedOpportunity struct {
	name, account, stage, closes string
	amount                       float64
}

func sfSeedOpportunities() []sfSeedOpportunity {
	return []sfSeedOpportunity{
		{"ACME Workshop Series", "ACME Corp", "Negotiation/Review", "2027-01-29", 24000},
		{"ACME Support Renewal", "ACME Corp", "Prospecting", "2027-03-31", 9600.5},
		{"Müller Wartungsvertrag", "Müller GmbH", "Proposal/Price Quote", "2027-02-15", 18500},
		{"Tidewater Platform 2027", "Tidewater Analytics", "Negotiation/Review", "2026-12-18", 18400},
		{"Rollout Graz", "Tannhof", "Qualification", "2027-04-30", 48000},
		{"Voss Fleet Dashboard", "Voss Maritime", "Closed Won", "2026-10-02", 12500000},
	}
}
