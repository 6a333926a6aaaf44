package rules

import "slices"

// givenNames are first names that are met in the offices of both languages. Who is called by one is a person, where a company could be meant as well.
var givenNames = words(`aaron abdul abigail achim ada adam adele adrian agnes ahmed aino aisha akira alan albert alejandro alex alexander alexandra alfred ali alice alina alma amara amelie amina amir ana
	anders andrea andreas andrew andrzej angela anika anita anja ann anna anne annette anouk ansgar antje anton antonia antonio anwar arda ariane arjun armin arne arnold arthur artur asha astrid axel ayse ayşe
	barbara bastian beate beatrice beatriz bella ben benedikt benjamin bernd bernhard bert bettina bianca birgit bjarne björn boris brigitte britta bruno burak
	camille can carina carl carla carlo carlos carmen carol carola caroline carolin carsten caspar catherine cem charles charlotte chiara chloe chris christa christian christiane christina christine christoph
	claire clara claudia claus clemens colin conrad constanze cora corinna cornelia cyril dagmar daisuke dana daniel daniela dario david debora deborah deniz dennis derek diana diego dieter dietmar dilek dimitri
	dirk dominik dora doris dorothea dylan eberhard edgar edith eduard edward eileen elena eleni elias elif elisa elisabeth elise elke ella ellen elsa emil emilia emily emine emma enno eric erica erik erika
	ernst erwin esra esther eugen eva evelyn fabian farah fatima fatma felix femi ferdinand fiona florian frank franz franziska frauke fred frederik friederike friedrich fritz gabi gabriel gabriele georg george
	gerd gerda gerhard gesa gesine gisela giulia gloria grace greta gudrun guido gunnar günter gustav hanna hannah hanne hannes hans harald harry hartmut hassan heike heiko heinrich heinz helen helena helene helga
	helmut hendrik henning henrik henry herbert hermann hilde hiroshi holger horst hugo ian ida ilka ilona ilse imani imke ina ines inga inge ingo ingrid irene iris irina isabel isabella ivan ivo jack jacob jakob
	jale james jan jana jane janina jannis jasmin jasper jean jennifer jens jeremy jessica jill joachim joan joanna jochen joe joel johan johann johanna johannes john jonas jonathan jordan jörg jorge josef joseph
	josh juan judith jule julia julian juliane julie julius jürgen jutta kai kamal karen karim karin karl karla karsten kasper katarina kate katharina kathrin katja katrin keiko keith kemal ken kerstin kevin kilian
	kim kirsten klara klaus konrad konstantin kristin kristina kurt lara lars laszlo laura laurence lea leif lena leni lennart leo leon leonie leyla liam lily linda linnea lisa lorenz lorenzo louis louisa louise
	luca lucas lucia lucy ludwig luis luisa lukas luna lutz lydia magda magdalena magnus mai maike maja malik malte manfred manuel manuela mara marc marcel marco marcus margarete maria marie marina mario marion
	mark marko markus marlene martha martin martina mary mateo mathias mats matthew matthias max maximilian maya mehmet meike melanie mia michael michaela michelle miguel mika mike mikkel milan mina miriam mirko
	mohamed monika moritz murat nadia nadine naomi natalia natalie nathan nele nico nicola nicolas nicole niels nikita niklas nils nina noah noel noor nora norbert oda olaf ole oleg olga oliver olivia olu omar
	oscar oskar otto paola patricia patrick paul paula paulo pavel pedro penelope peter petra philip philipp phoebe pia pierre piet pieter piotr priya rachel rafael rainer ralf ralph ramon raphael rashid raul
	rebecca regina reinhard renate reto ricardo richard rita robert roberto robin roland rolf roman ronja rosa rose rosemary ruben rüdiger rudolf runa ruth ryan sabine sabrina sally sam samira samuel sandra sara
	sarah sascha sean sebastian selim selma senta sergej serena sevgi sharon sibylle siegfried sigrid silke silvia simon simone sina sofia sofie solveig sonja sophia sophie stefan stefanie steffen stella stephan
	stephanie steve steven sunniva susan susanne svea sven svenja sylvia tabea tamara tanja tara tatjana theo theodor theresa thomas thorsten tilda till tim timo tina tobias tom tomasz tony torben torsten tove
	udo ulf ulla ulrich ulrike umar umut ümit ursula uta ute uwe valentin valerie vanessa vera veronika victor viktor viktoria vincent viola volker walter waltraud wanda wendell werner wiebke wilhelm willi william
	wolfgang xaver yannick yara yasmin yusuf yvonne zara zeynep zoe`)

// person reports whether some words are called as somebody is, and not as a company: "Frau Petersen", "Greta Holm".
func (f *filling) person(from, to int) bool {
	first := f.items[from]
	if !first.word() || from > f.c.from && courtesies[f.items[from-1].Lower] {
		return first.word()
	}
	return courtesies[first.Lower] || givenNames[first.Lower] && first.Capital() && to == from+2 && !legal(f.items[to-1])
}

// sought gives the argument for the person whom a read looks for, nil where it looks for none.
func (f *filling) sought() *slot {
	if f.t.op == nil || f.t.effect() {
		return nil
	}
	if k := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.required && s.role == rolePerson }); k >= 0 {
		return &f.t.slots[k]
	}
	return nil
}

// overlooks reports whether a read makes nothing of somebody who is named at an item.
func (c *candidate) overlooks(i int) bool {
	return c.t.op != nil && !c.t.effect() && i+1 < c.end && c.items[i+1].Capital() && c.person(i, i+2)
}
