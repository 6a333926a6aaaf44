package rules

// lookalike are real words that a misspelt word of an app could be taken for, and some that stand close to them. They are never read
// as another word. They were found by correcting the vocabularies of both languages.
var lookalike = words(`summarise summarised summarises summarising summarize summarized summarizes summarizing analyse analysed analyze
		analyzed translate translated classify classified deploy deployed restart restarted rotate rotated merge merged revert rollback
		sync synced schedule scheduled subscribe unsubscribe approve approved verify verified validate publish backup restore restored
		abut coping covering cowering coveting bind calle collage college contain content describe descried enclose liens marching mating
		owed privateer rearing tilted tolling wroth abschloss alter betreffen denn eingeladen geleert geleitet gleitet hände höchsten
		höchstes kollegen laute neueste quell sprach staate stehe steh stehen wege wörter bloss flies ging gong leas tank tanks thee tree aussen ehr hute regiere rausche
		admit ads advance amen attache bought brig cannes capting caring chanel chare charing comets coming command commend
		commended commending commends commit commits committed company compare compared compete competing complain complaint
		concern condition conduct conforming connect connected consent consider construct content contents contest context
		contract contracts contrast conversion conversions cooking count county course court cover crate crates crete current
		cursor customs dawn daws deadline dealer declare decline default defect delay delayed design despite detail details
		detain develop ding direct discuss divide dose double dripping driver droops ealing edited editing edition effect
		effort employ enable entered entire entre escape exceed except exchange excuse expand expect expense experience expert
		explain explore express extend external failing falling feeling figure filled filling filter finance finding finis
		finished finnish fins firs fished fishes fishing fled flight fling folder follow followup fond formal format former
		founder fred freeze fried fries function fund funds general genre getting global guest hande handed handle handling
		hans happen hats heading hearing heir hire hires holding hors hosting housing hunting ides import include income
		indeed indent inform informer inside install intend invite invited involve joined keeping lading lads landing lane
		largest lasting latest launch laves layout leading learning leases leaving lesson letting level lied listen living
		loading locate looking losing lowing making manage managed manager marc margin marked market married mars master
		matter meaning measure meeting member mention mentis messes mien minimum minuet minuets missing mistake monitor moth
		moths moving named nay nearly network noes notable nothing notices notion nude odes offered offering officer opening
		operate opinion option ordered origin ought outlook outside overall owner package packed passee passing payable
		payment pending perform permit phrase picking pigs pine pined pining pins placed planned playing pleased pointed
		policy portal pose posed poses posing position posting pots powered pre prefer present pressed pricing primary printed
		printer priories priory privacy private problem process produce product products profile program project projects
		promise prospect prospects protect provide provided public puling pulled purpose pushed putting quality quarter
		question quickly quoted rads raised rams ranking rating ratings ration rations readily reading reason receipt receiver
		recent recover reds reduce reeves refund refunded region regular reined reining reject rejected relate related release
		released relied relies rely relying remain remainder remained remanded render renders rending rental repair repeat
		replace request require rescue reserve reserved resign resigned resigning resigns resoled resolve resource respond
		response restart result retail retire retired return returned revenue revered revers reverse review reviewed reward
		rise rises rising rolling roms routine running sack sacked sacking sacks sample satting saving savings scanned seared
		section secure seeking select selling sending sense series served server service session setting settings several
		shard shared sharing shipped shoed should shred shut shuts signed single sinned sinning sins sit skipped slaked
		smiting solved soot sorted sounds source sowed sowing sown sows spanning special spending spoken sprig stag stags
		standard star stare stared stares staring starring stars started stated statement states stating station statue
		statues stopped storage stores storey string strings strong student studio sturdy subject submitted submitting success
		suggest suited suiting suits summary supply support suppose surface survey system tack tacking tacks taking target
		teacher testing thanks theory things thinking thus ticking tile tiles tilt timing tis tittle topped touched towards
		traced traces tracing traded trader training transfer travel tread treads treated trial tribute tricking trigger
		trucking trusted tuned tuning tuns turing turning typical uniform unique update useful using vacation valid variety
		vendor version vids visible visited waiting walking wane waned waning warning wars washing watching website weekend
		welcome whether willing winning wishing without wonder wording worked worker working writer writs written wrote yearly
		younger
		abfrage abgabe abgaben abgang abhängen ablehnen ablesen abläufe abnehmen abrechnen abschluss abstand anbieten ander
		andere anderen anderer anderes andern anfang anfangen anfrage anfragen anführen angaben angebot angebote angeschrien
		anhang anhören ankunft anlagen anlegen anleitung anliegen anmelden annahme annehmen anrechnen anreise anruf anrufe
		anrufen ansage ansagen ansatz ansehen ansicht anstehen anstellen anteil antrag antreten anträge anwenden anzeige
		aufbau aufbauen aufgabe aufgaben aufgebe aufgeben aufgehen aufheben aufhören auflage auflösen aufnahme aufnahmen
		aufpassen aufragen aufrufen aufräumen aufsicht auftrag auftreten aufwand aufzug ausbau ausfall ausflug ausfüllen
		ausgabe ausgaben ausgang ausgehen ausland auslegen ausnahme aussage aussehen aussicht austausch auswahl ausweis
		auszufahren auszug banken becher bedarf bedenken bedienen bedingung befehl befinden begannen begleiten begonnen
		begriff behalten behandeln beheben beichte bekannt bekommen beleg belege bemerken benutzen beobachten beraten beratung
		berechtigen berechtigt bereich bereit bereiten bereitet beruf beschieden beschluss besetzen besitzen besorgen bestand
		bestehen besteht bestellen bestellung besuche betrag betreff betrieb betätigt bewegen bewerben bezahlen beziehen
		bieten binden blieb breche brechen bricht bringen buch buche buchen buches bücher büchern dienen dose drucken ehre
		ehren einbauen einfach einfall eingabe eingang eingereiht einladen einlesen einnehmen einsatz einsehen einstieg
		eintrat eintritt einzeln entgehen enthalten entladen entlassen entnehmen entwerfen entziehen erfahren erfolg ergeben
		erhalter erheben erholten erhöhen erkennen erklären erlauben erleben erlegt erleiden ermitteln erneuern erraten
		erreichen ersatz erschien erschiene erschienen ersparen erste ersten erster erstes erteilen erwarten erzählen eröffnen
		fahren fallen fangen fassen fehle fehlen fehlt feiern firmen fliegen fordern fragen freigabe fuhre fuhren führen
		füllen fürst geartet gebettet gebiet geeilt geendet gefegt gehoben gelingen gelten gemach gemalt genießen gepasst
		gepflügt geriet geschehen geschick geschossen geschrien gesellt gesetz gesetze gespielt gesprochen gestalten gestattet
		gestehen gesuch gesungen gewandt gewinnen gewunden geädert gibts glauben greifen gründen grüßen halten handeln hangen
		hats heben heer heißen helfen heut hierlassen hin hinaus hinein hinten hinweis holen hören interessant interessante
		interessanten interessanter interessantes interesse interessen kaufen kennen klagen klopfen klären kochen kommen
		konten kosten kund kundig können lachen laden landen landes las lassen laufen leben leder leeren legen lehnen leihen
		leisten leiten lernen lieben liefern liegen listig loben lohnen lösen male malen maler meiden meinen messen miene
		mienen mieten mittel mitteln mittelst nachgehen nehmen nennen nieren nutzen nähern offen opfern ordnen packen passen
		pflegen planen plaudern proben prüfen puls rasten ration rationen raus rausch rauschen rauscht rechnen reden regeln
		regieren regiert reichen reihe reihen rein reinigen reisen reißen rennen retten richten riechen riecht rollen rufen
		ruhen sammeln sausen schaden schaffen schalen schalten schauen scheinen scheit schenken scherben schieben schießen
		schlafen schlagen schlug schlugen schneiden schonen schrei schreien schreit schrie schrieb schrieben schweigen
		schätzen schützen sehen sei seid seien sein senken setzen sichern siegel siegeln siegen singen singst sinken sitzen
		sorgen sparen sperren spiele spielen spielt sprangen sprechen sprengen springen sprüngen spüren staaten starrte
		starrten starten statt statten stecken stehen steigen sterben steuern stimmen stoppen stoßen streichen streiten stund
		stören störung suchen tanzen tauschen teilen teils telefone telefonen termin termine testen tragen trat trauen treffen
		treiben trennen treten trinken träge tuch tuche umgehen unsre unternahmen unternehmen unternehmer verbinden verbringen
		verdienen vereinen verfallen verfügen vergangen vergangene vergeben vergehen vergleichen verhalten verkaufen verlangen
		verlassen verlaufen verlegen verleihen verlieren vermeiden vermieten verraten verreisen versagen versand versandet
		verschwinden verse versichern versorgen versprechen verstehen versuchen versäumen verteilen vertragen vertrauen
		vertreten verwenden verzeihen verzichten vorbeugen vorgehen vorhaben vorlage vorlegen vorlesen vorliegen vorschlag
		vorsehen vorsieht vorstellen vortrag wachsen wandern ware waren warst wart warten waschen wechseln wehren weichen
		weinen weiss weisse weißen werben werfen wesen west weste wiegen wiese wiesen wirken wissen wohnen worte worten
		wundern wählen wünschen zahle zahlen zahlt zeichnen zeigen ziegen ziehen zielen zulassen zumal zunehmen zurück zusage
		zusagen zustand zustimmen zutreffen zuweisung zweien zähe zählen zögern üben überfahren`)
