package rules

import "slices"

// Time is let pass in many words: "90 seconds pause", "after a break of ten minutes", "give it two minutes", "einen Tag liegen lassen". Such a part of a
// sentence holds a length of time and nothing that is done.

// respites are the words of a part of a sentence by which time passes.
var respites = words(`pause pausing break delay gap respite breather cooldown wait waiting hold hang leave give let rest sit pass elapse allow stand soak minutes' hours'
	sleep snooze cool settle simmer idle breathe pass passed elapsed vergangen verstrichen abkühlen sacken setzen wirken sleeping schlaf schlafe
	take make machen mach mache abstand wartezeit verzögerung frist luft gib geben gebt lass lasse lassen liegen ruhen verstreichen vergehen warten warte wart abwarten abwarte pausieren innehalten stehen vorlauf dazwischen`)

// idles are what else may stand there.
var idles = words(`time zeit it them long lang total about around roughly etwa rund ca circa gut insgesamt between there that's ganzen whole thing for of in von mit nach after with off down things everything gone over vorbei um rum alles sich sind ist have has ab first beforehand before but aber vorher zuvor davor zuerst earlier`)

// rests gives the length of time that some items let pass, "" where they say anything else. What is waited for is none of it: "wait 5 minutes for the
// rollout".
func rests(items []item, from, to int) (length string) {
	said, until, passed := false, false, false
	for i := from; i < to; i++ {
		it := items[i]
		switch {
		case it.mark():
		case span(it) != "" && length == "":
			length = span(it)
		case !it.word():
			return ""
		case respites[it.Lower]:
			said = true
		case it.Is("until", "till", "bis"):
			until = true
		case negators[it.Lower], !function(it.Lower) && !idles[it.Lower], it.Is("than"):
			return ""
		}
		passed = passed || it.Is("passed", "elapsed", "gone", "over", "vergangen", "verstrichen", "vorbei", "rum")
	}
	if !said && !passed || until && !passed {
		return ""
	}
	return length
}

// respite gives the item by which a part of a sentence lets time pass.
func (p *parting) respite(a atom) int {
	return a.from + slices.IndexFunc(p.items[a.from:a.to], func(it item) bool { return it.word() && respites[it.Lower] })
}
