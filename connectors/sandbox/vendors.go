package sandbox

// vendors lists the simulators by app.
func vendors() map[string]func(*journal, *Faults) simulator {
	return map[string]func(*journal, *Faults) simulator{
		"salesforce": newSalesforce,
		"email":      newMail,
		"slack":      newSlack,
		"jira":       newJira,
	}
}
