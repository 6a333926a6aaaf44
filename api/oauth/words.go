package oauth

import "sayso/connectors"

// words are the texts of the pages.
var words = map[string]connectors.Doc{
	"sorry.title": {En: "That didn't work", De: "Das hat nicht geklappt"},
	"failed":      {En: "Something failed on our side. Please try again.", De: "Bei uns ist etwas schiefgegangen. Bitte versuche es noch einmal."},
	"signout":     {En: "Sign out", De: "Abmelden"},
	"signedinas":  {En: "Signed in as", De: "Angemeldet als"},

	"signin.title":    {En: "Sign in to Sayso", De: "Bei Sayso anmelden"},
	"signin.login":    {En: "Name or e-mail", De: "Name oder E-Mail"},
	"signin.password": {En: "Password", De: "Passwort"},
	"signin.button":   {En: "Sign in", De: "Anmelden"},
	"signin.provider": {En: "Sign in with", De: "Anmelden mit"},

	"signedin.title": {En: "You are signed in", De: "Du bist angemeldet"},
	"signedin.says":  {En: "You can close this page.", De: "Du kannst diese Seite schließen."},
	"signedin.apps":  {En: "See which apps act for you", De: "Sieh nach, welche Apps für dich handeln"},

	"welcome.title":  {En: "Welcome to Sayso", De: "Willkommen bei Sayso"},
	"welcome.says":   {En: "Choose a password with at least 12 characters. You sign in as", De: "Wähle ein Passwort mit mindestens 12 Zeichen. Du meldest dich an als"},
	"welcome.button": {En: "Set password", De: "Passwort setzen"},

	"consent.title":     {En: "Allow access?", De: "Zugriff erlauben?"},
	"consent.wants":     {En: "wants to use Sayso for you.", De: "möchte Sayso für dich benutzen."},
	"consent.client":    {En: "The app is the one at", De: "Die App ist die von"},
	"consent.unchecked": {En: "The app chose this name itself; nobody has checked it.", De: "Die App hat sich diesen Namen selbst gegeben; niemand hat ihn geprüft."},
	"consent.redirect":  {En: "The answer goes to", De: "Die Antwort geht an"},
	"consent.here":      {En: "That is a program on this device. Allow it only if you have just started it yourself.", De: "Das ist ein Programm auf diesem Gerät. Erlaube es nur, wenn du es gerade selbst gestartet hast."},
	"consent.resource":  {En: "Way in", De: "Zugang"},
	"consent.workspace": {En: "Workspace", De: "Arbeitsbereich"},
	"consent.may":       {En: "It will be able to:", De: "Sie wird können:"},
	"consent.untick":    {En: "Untick what it shouldn't. When it needs more, it asks you again.", De: "Nimm weg, was sie nicht soll. Braucht sie mehr, fragt sie dich wieder."},
	"consent.refused":   {En: "It also asks for this, which your role doesn't allow:", De: "Sie bittet auch hierum, was deine Rolle nicht erlaubt:"},
	"consent.approvals": {En: "What needs your approval will still be asked of you, not of the app.", De: "Was deine Freigabe braucht, wird weiterhin dich gefragt und nicht die App."},
	"consent.allow":     {En: "Allow", De: "Erlauben"},
	"consent.deny":      {En: "Deny", De: "Ablehnen"},

	"apps.title": {En: "Apps that act for you", De: "Apps, die für dich handeln"},
	"apps.none":  {En: "There are none.", De: "Es gibt keine."},
	"apps.since": {En: "since", De: "seit"},
	"apps.drop":  {En: "End access", De: "Zugriff beenden"},

	"decide.title":   {En: "Your decision", De: "Deine Entscheidung"},
	"decide.plan":    {En: "Plan", De: "Plan"},
	"decide.run":     {En: "Run", De: "Lauf"},
	"decide.until":   {En: "Without an answer it is rejected at", De: "Ohne Antwort wird abgelehnt um"},
	"decide.approve": {En: "Approve", De: "Freigeben"},
	"decide.reject":  {En: "Reject", De: "Ablehnen"},

	"decided.title":    {En: "Thank you", De: "Danke"},
	"decided.approved": {En: "You approved it. The run goes on.", De: "Du hast es freigegeben. Der Lauf geht weiter."},
	"decided.rejected": {En: "You rejected it. The run ends and undoes what it did.", De: "Du hast es abgelehnt. Der Lauf endet und macht rückgängig, was er getan hat."},

	"connect.title":       {En: "Connect %s", De: "%s verbinden"},
	"connect.says":        {En: "What you enter goes to Sayso and to the app, and to nobody else. Your assistant sees none of it.", De: "Was du eingibst, geht an Sayso und an die App, sonst an niemanden. Dein Assistent sieht nichts davon."},
	"connect.optional":    {En: "may be left out", De: "kann fehlen"},
	"connect.name":        {En: "What the connection is called", De: "Wie die Verbindung heißt"},
	"connect.taken":       {En: "A name that is taken is connected anew:", De: "Neu verbunden wird, was schon so heißt:"},
	"connect.environment": {En: "What it is: the first change in production needs an approval", De: "Was sie ist: Die erste Änderung in production braucht eine Freigabe"},
	"connect.private":     {En: "The address is on our own private network", De: "Die Adresse liegt in unserem eigenen privaten Netz"},
	"connect.button":      {En: "Connect", De: "Verbinden"},
	"connect.failed":      {En: "It wasn't connected, and the link is still good.", De: "Nichts wurde verbunden, und der Link gilt weiter."},
	"connected.title":     {En: "Connected", De: "Verbunden"},
	"connected.says":      {En: "%s is connected as %s. Go back to your assistant.", De: "%s ist verbunden als %s. Geh zurück zu deinem Assistenten."},

	"error.other_person":            {En: "This link was made for somebody else. Sign out, and sign in as who asked for it.", De: "Dieser Link gilt für jemand anderen. Melde dich ab und als die Person an, die darum gebeten hat."},
	"error.kept_to_others":          {En: "The policy keeps this to others.", De: "Die Richtlinie behält das anderen vor."},
	"error.forged_form":             {En: "This form was not sent from our page, or it is too old. Go back, load the page again and try once more.", De: "Dieses Formular kam nicht von unserer Seite oder ist zu alt. Geh zurück, lade die Seite neu und versuche es noch einmal."},
	"error.nothing_ticked":          {En: "Nothing is ticked. Leave something ticked, or deny.", De: "Nichts ist angehakt. Lass etwas angehakt oder lehne ab."},
	"error.sign_in":                 {En: "Name and password don't fit.", De: "Name und Passwort passen nicht zusammen."},
	"error.too_many_attempts":       {En: "Too many attempts. Please try again in a quarter of an hour.", De: "Zu viele Versuche. Bitte versuche es in einer Viertelstunde noch einmal."},
	"error.weak_password":           {En: "A password has at least 12 characters, and is not your name.", De: "Ein Passwort hat mindestens 12 Zeichen und ist nicht dein Name."},
	"error.bad_link":                {En: "This link is no longer good. Ask for a new one.", De: "Dieser Link gilt nicht mehr. Lass dir einen neuen geben."},
	"error.uninvited":               {En: "Nobody here has made an account for you yet. Ask an administrator.", De: "Hier hat noch niemand ein Konto für dich angelegt. Frage einen Administrator."},
	"error.no_member":               {En: "Your account belongs to no workspace here. Ask an administrator.", De: "Dein Konto gehört hier zu keinem Arbeitsbereich. Frage einen Administrator."},
	"error.provider":                {En: "Signing in with the provider didn't work. Please begin again.", De: "Die Anmeldung beim Anbieter hat nicht geklappt. Bitte beginne von vorn."},
	"error.weak_sign_in":            {En: "Approving takes a sign-in with a second factor. Sign out, and sign in with one.", De: "Zum Freigeben musst du mit einem zweiten Faktor angemeldet sein. Melde dich ab und damit wieder an."},
	"error.role_lacks_permission":   {En: "Your role doesn't allow this.", De: "Deine Rolle erlaubt das nicht."},
	"error.not_waiting":             {En: "This has been decided already, or the run no longer waits for it.", De: "Das ist schon entschieden, oder der Lauf wartet nicht mehr darauf."},
	"error.no_grant":                {En: "That access has ended already.", De: "Dieser Zugriff ist schon beendet."},
	"error.not_found":               {En: "There is no such run.", De: "Diesen Lauf gibt es nicht."},
	"error.invalid_client":          {En: "The app that sent you here can't be recognized. You were sent nowhere, and it got nothing.", De: "Die App, die dich hierher geschickt hat, ist nicht zu erkennen. Du wurdest nirgendwohin geschickt, und sie hat nichts bekommen."},
	"error.invalid_redirect_uri":    {En: "The app wants the answer at an address that isn't its own. You were sent nowhere, and it got nothing.", De: "Die App will die Antwort an einer Adresse, die nicht ihre ist. Du wurdest nirgendwohin geschickt, und sie hat nichts bekommen."},
	"error.temporarily_unavailable": {En: "The app's own site doesn't answer now, so the app can't be recognized. Please try again later.", De: "Die Seite der App antwortet gerade nicht, deshalb ist die App nicht zu erkennen. Bitte versuche es später noch einmal."},
	"error.invalid_request":         {En: "The app that sent you here made a mistake.", De: "Die App, die dich hierher geschickt hat, hat einen Fehler gemacht."},
}

// texts gives all words in a language.
func texts(lang string) map[string]string {
	t := make(map[string]string, len(words))
	for name, doc := range words {
		t[name] = doc.In(lang)
	}
	return t
}
