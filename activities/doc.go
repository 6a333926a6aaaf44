// Package activities carries out one step of a plan, once: it holds the protocol between an action of a connector and the effect
// ledger, for doing and for undoing, and turns what a connector reports into what Temporal needs to know.
//
// What it needs from outside are ports: [Ledger], [Vault] and connectors.Files. It knows no SQL, no HTTP server and no plan; the
// order of steps is the interpreter's business.
//
// The protocol. Before each send the ledger holds a committed row: intent first, effect second. An attempt that finds a row
//
//	CONFIRMED, RECONCILED  returns the stored output and does nothing
//	CLAIMED, FAILED        was certainly not carried out, so it is sent
//	SENT, UNKNOWN          may have been carried out: look for it where the action has a Find, else send it again where its Once
//	                       makes that harmless, else leave it UNKNOWN and ask a person
//
//	UNDOING, UNDONE        is not carried out any more
//
// An attempt that was thought lost may come back to life: a machine that was suspended, a network that was cut. Each claim of a row is counted, an
// undo claims too, and an attempt that stood still looks again ahead of its send whether it is still its turn.
//
// So an effect happens once through crashes, retries and time-outs, and where the vendor makes that impossible to know, Sayso says so.
package activities
