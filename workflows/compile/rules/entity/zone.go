package entity

import (
	"regexp"

	"sayso/workflows/compile/rules/text"
)

// zoneWords are cities and abbreviations that people name a time zone by.
var zoneWords = map[string]string{
	"new york": "America/New_York", "chicago": "America/Chicago", "los angeles": "America/Los_Angeles",
	"london": "Europe/London", "berlin": "Europe/Berlin", "vienna": "Europe/Vienna",
	"zurich": "Europe/Zurich", "paris": "Europe/Paris", "madrid": "Europe/Madrid", "tokyo": "Asia/Tokyo",
	"singapore": "Asia/Singapore", "sydney": "Australia/Sydney", "amsterdam": "Europe/Amsterdam",
	"eastern": "America/New_York", "pacific": "America/Los_Angeles", "central european": "Europe/Berlin",
	"dublin": "Europe/Dublin", "mumbai": "Asia/Kolkata", "toronto": "America/Toronto",
	"wiener": "Europe/Vienna", "berliner": "Europe/Berlin", "züricher": "Europe/Zurich", "zürcher": "Europe/Zurich",
	"londoner": "Europe/London", "new yorker": "America/New_York",
	"deutscher": "Europe/Berlin", "mitteleuropäischer": "Europe/Berlin", "pariser": "Europe/Paris",
	"münchner": "Europe/Berlin", "hamburger": "Europe/Berlin", "münchen": "Europe/Berlin", "wien": "Europe/Vienna", "zürich": "Europe/Zurich",
	"central": "America/Chicago", "mountain": "America/Denver", "uk": "Europe/London", "german": "Europe/Berlin", "swiss": "Europe/Zurich",
	"schweizer": "Europe/Zurich", "rome": "Europe/Rome", "lisbon": "Europe/Lisbon", "stockholm": "Europe/Stockholm", "warsaw": "Europe/Warsaw",
	"sao paulo": "America/Sao_Paulo", "são paulo": "America/Sao_Paulo", "dubai": "Asia/Dubai", "hong kong": "Asia/Hong_Kong",
	"seattle": "America/Los_Angeles", "boston": "America/New_York", "san francisco": "America/Los_Angeles", "tokioter": "Asia/Tokyo",
	"pazifischer": "America/Los_Angeles", "britischer": "Europe/London", "österreichischer": "Europe/Vienna", "local berlin": "Europe/Berlin",
	"frankfurt": "Europe/Berlin", "frankfurter": "Europe/Berlin", "kölner": "Europe/Berlin", "leipziger": "Europe/Berlin", "stuttgarter": "Europe/Berlin",
	"munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "geneva": "Europe/Zurich", "basler": "Europe/Zurich", "genfer": "Europe/Zurich",
	"salzburger": "Europe/Vienna", "grazer": "Europe/Vienna", "oslo": "Europe/Oslo", "copenhagen": "Europe/Copenhagen", "helsinki": "Europe/Helsinki",
	"prague": "Europe/Prague", "prager": "Europe/Prague", "brussels": "Europe/Brussels", "brüsseler": "Europe/Brussels", "athens": "Europe/Athens",
	"istanbul": "Europe/Istanbul", "moscow": "Europe/Moscow", "moskauer": "Europe/Moscow", "kyiv": "Europe/Kyiv", "bucharest": "Europe/Bucharest",
	"budapest": "Europe/Budapest", "milan": "Europe/Rome", "barcelona": "Europe/Madrid", "madrider": "Europe/Madrid", "edinburgh": "Europe/London",
	"shanghai": "Asia/Shanghai", "beijing": "Asia/Shanghai", "pekinger": "Asia/Shanghai", "seoul": "Asia/Seoul", "bangkok": "Asia/Bangkok",
	"jakarta": "Asia/Jakarta", "manila": "Asia/Manila", "india": "Asia/Kolkata", "indian": "Asia/Kolkata", "delhi": "Asia/Kolkata", "bangalore": "Asia/Kolkata",
	"tel aviv": "Asia/Jerusalem", "japan": "Asia/Tokyo", "melbourne": "Australia/Melbourne", "perth": "Australia/Perth", "auckland": "Pacific/Auckland",
	"vancouver": "America/Vancouver", "montreal": "America/Toronto", "denver": "America/Denver", "austin": "America/Chicago", "houston": "America/Chicago",
	"dallas": "America/Chicago", "atlanta": "America/New_York", "miami": "America/New_York", "washington": "America/New_York", "mexico city": "America/Mexico_City",
	"buenos aires": "America/Argentina/Buenos_Aires", "cairo": "Africa/Cairo", "nairobi": "Africa/Nairobi", "lagos": "Africa/Lagos",
	"johannesburg": "Africa/Johannesburg", "nyc": "America/New_York", "tokio": "Asia/Tokyo", "lissabonner": "Europe/Lisbon",
	"warschauer": "Europe/Warsaw", "stockholmer": "Europe/Stockholm", "kopenhagener": "Europe/Copenhagen", "dubliner": "Europe/Dublin", "mailänder": "Europe/Rome",
	"römischer": "Europe/Rome", "osloer": "Europe/Oslo", "athener": "Europe/Athens", "istanbuler": "Europe/Istanbul", "budapester": "Europe/Budapest", "amsterdamer": "Europe/Amsterdam",
	"linzer": "Europe/Vienna", "berner": "Europe/Zurich", "us eastern": "America/New_York", "us pacific": "America/Los_Angeles",
}

var ianaZone = regexp.MustCompile(`^(Europe|America|Asia|Africa|Australia|Pacific|Atlantic)/[A-Z][A-Za-z_/-]+$`)

// zoneAt reads "New York time", "Wiener Zeit", "(Europe/Zurich)", "UTC".
func (s scanner) zoneAt(i int) (zone string, to int) {
	t := s.tok(i)
	switch {
	case t.Kind != text.Word:
		return "", 0
	case ianaZone.MatchString(t.Text):
		return t.Text, i + 1
	case t.Is("utc", "gmt"):
		return "UTC", i + 1
	case t.Is("cet", "cest", "mez", "mesz"):
		return "Europe/Berlin", i + 1
	case s.is(i, "zeitzone", "timezone"), s.is(i, "time") && s.is(i+1, "zone"):
		j := s.skip(i+1, 2, "zone", ":", "=")
		if ianaZone.MatchString(s.tok(j).Text) {
			return s.tok(j).Text, j + 1
		}
		return zoneWords[s.tok(j).Lower], j + 1
	case zoneLetters[t.Text] != "":
		return zoneLetters[t.Text], i + 1
	}
	for n := 2; n >= 1; n-- {
		name := t.Lower
		if n == 2 {
			name += " " + s.tok(i+1).Lower
		}
		if zone, ok := zoneWords[name]; ok && s.is(i+n, "time", "zeit", "ortszeit") {
			return zone, i + n + 1
		}
	}
	return "", 0
}

// cityBehind reads a city by which the time before it is meant: "(8am New York)".
func (s scanner) cityBehind(i int) (zone string, to int) {
	j := s.skip(i, 1, ",", "(")
	for n := 2; n >= 1; n-- {
		name := s.tok(j).Lower
		if n == 2 {
			name += " " + s.tok(j+1).Lower
		}
		zone, ok := zoneWords[name]
		if ok && (s.tok(j+n).Kind != text.Word && s.tok(j+n).Kind != text.Number || s.is(j, "eastern", "pacific") && s.tok(j).Capital()) {
			return zone, j + n
		}
	}
	return "", 0
}

// zoneLetters are short forms that are words too, so that they are read in capitals only.
var zoneLetters = map[string]string{
	"ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles",
	"PDT": "America/Los_Angeles", "CT": "America/Chicago", "CST": "America/Chicago", "CDT": "America/Chicago", "BST": "Europe/London",
	"JST": "Asia/Tokyo", "AEST": "Australia/Sydney", "MT": "America/Denver", "MST": "America/Denver",
}
