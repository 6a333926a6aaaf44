package invoice

import "sayso/connectors"

// opening are the sentences above the lines of a document.
func opening(d Document) []string {
	c, w := d.Content, wordsOf(d.Content.Language)
	var list []string
	if c.Cancels != nil {
		list = append(list, fill(w.cancels, "number", c.Cancels.Number, "issued", day(c.Cancels.Issued, c.Language)))
	}
	if c.Reason != "" {
		list = append(list, fill(w.reason, "reason", c.Reason))
	}
	if c.Note != "" {
		list = append(list, c.Note)
	}
	return list
}

// closing are the sentences below the sums: why there is no tax.
func closing(d Document) []string {
	switch d.Content.Tax.Category {
	case "E":
		return []string{d.Content.Tax.Reason}
	case "Z":
		return []string{wordsOf(d.Content.Language).zeroRated}
	}
	return nil
}

// terms says how the amount is settled.
func terms(d Document) string {
	c, w := d.Content, wordsOf(d.Content.Language)
	if c.Cancels != nil {
		return fill(w.setOff, "number", c.Cancels.Number)
	}
	return fill(w.payBy, "total", connectors.Money{Amount: c.Gross, Currency: c.Currency}.In(c.Language), "due", day(c.Due, c.Language))
}
