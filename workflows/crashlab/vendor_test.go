package crashlab_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"sayso/activities"
	"sayso/api/store"
)

// vendor is an app outside, of three classes: one that honours keys (make) or takes the same value twice (set), one that can be searched
// with a lag (post), and two that do neither (mail, wire). It lives through all crashes of the engine.
type vendor struct {
	mu      sync.Mutex
	log     *os.File
	entries []entry
	byKey   map[string]string // make: key → id
	there   map[string]bool   // make, post: id → stands
	posted  map[string]found  // post: marker → what a search gives
	values  map[string]string // set: name → value
	first   map[string]bool   // what was asked for once already
	expired map[string]string // by name: the credential that is no longer good
	grants  grants
	ids     int
	dir     string // of the engine
	ledger  *store.Ledger
	opened  os.FileInfo // the ledger's file
}

// entry is a line of the vendor's log: an effect that really happened.
type entry struct {
	At     time.Time `json:"at"`
	Op     string    `json:"op"` // "do" or "undo"
	Action string    `json:"action"`
	Name   string    `json:"name"` // of the effect, as the plan gave it
	ID     string    `json:"id"`
	Intent bool      `json:"intent"` // the ledger knew of it before
	Begun  time.Time `json:"begun"`  // since when
}

// found is what a search gives, from some time on.
type found struct {
	id    string
	since time.Time
}

// order is what the vendor is asked to do.
type order struct {
	Name string `json:"name"`
	Act  string `json:"act,omitempty"`    // how the vendor behaves, see behave
	ID   string `json:"id,omitempty"`     // of what is to be taken back
	Lag  int    `json:"lag_ms,omitempty"` // how late a search shows it
	Pad  string `json:"pad,omitempty"`
}

func playVendor() error {
	dir := os.Getenv(dirVariable)
	f, err := os.OpenFile(filepath.Join(dir, "vendor.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	v := &vendor{log: f, byKey: map[string]string{}, there: map[string]bool{}, posted: map[string]found{}, values: map[string]string{},
		first: map[string]bool{}, expired: map[string]string{}, grants: grants{latest: firstGrant()}, dir: dir}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /do/{action}", v.do)
	mux.HandleFunc("POST /undo/{action}", v.undo)
	mux.HandleFunc("GET /find/{action}", v.find)
	mux.HandleFunc("GET /value", v.value)
	mux.HandleFunc("GET /log", v.tell)
	mux.HandleFunc("POST /token", v.token)
	mux.HandleFunc("POST /sign-in", v.signIn)
	fmt.Println("ready http://" + listener.Addr().String())
	go func() { _ = http.Serve(listener, mux) }()
	_, _ = io.Copy(io.Discard, os.Stdin) // until the laboratory lets go
	return nil
}

// do carries an order out.
func (v *vendor) do(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil { // cut short: nothing is done
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	action, key, token := r.PathValue("action"), r.Header.Get("X-Key"), r.Header.Get("Authorization")
	if v.behave(w, o, token) {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.grants.use(strings.TrimPrefix(token, "Bearer "))
	id, drop := v.take(action, key, o), o.Act == "drop" && v.once("drop "+o.Name)
	if drop {
		hijack(w)
		return
	}
	answer(w, map[string]string{"id": id})
}

// take has the effect, unless the vendor knows that it had it before.
func (v *vendor) take(action, key string, o order) string {
	switch action {
	case "make":
		if id, ok := v.byKey[key]; ok {
			return id
		}
	case "set":
		if v.values[o.Name] == "new" {
			return o.Name
		}
		v.values[o.Name] = "new"
		v.note(entry{Op: "do", Action: action, Name: o.Name, ID: o.Name}, key)
		return o.Name
	}
	v.ids++
	id := fmt.Sprintf("%s%d", action, v.ids)
	v.byKey[key], v.there[id] = id, true
	v.posted[key] = found{id, time.Now().Add(time.Duration(o.Lag) * time.Millisecond)}
	v.note(entry{Op: "do", Action: action, Name: o.Name, ID: id}, key)
	return id
}

// behave plays the trouble that the order asks for, and reports whether that was the answer.
func (v *vendor) behave(w http.ResponseWriter, o order, token string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case o.Act == "refuse", o.Act == "refuse-once" && v.once("refuse "+o.Name):
		http.Error(w, "no", http.StatusUnprocessableEntity)
	case o.Act == "busy" && v.once("busy "+o.Name):
		http.Error(w, "busy", http.StatusServiceUnavailable)
	case o.Act == "expired" && v.refused(o.Name, token):
		http.Error(w, "who are you", http.StatusUnauthorized)
	default:
		return false
	}
	return true
}

// once reports whether something is asked for the first time.
func (v *vendor) once(what string) bool {
	before := v.first[what]
	v.first[what] = true
	return !before
}

// refused reports whether a credential is the one that an order first came with: the vendor wants another.
func (v *vendor) refused(name, token string) bool {
	if v.expired[name] == "" {
		v.expired[name] = token
	}
	return v.expired[name] == token
}

// undo takes back what is there, and is content where nothing is.
func (v *vendor) undo(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if o.Act == "undo-busy" && v.once("undo-busy "+o.Name) {
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	action := r.PathValue("action")
	there := v.there[o.ID] || action == "set" && v.values[o.Name] == "new"
	if there {
		delete(v.there, o.ID)
		delete(v.values, o.Name)
		v.note(entry{Op: "undo", Action: action, Name: o.Name, ID: o.ID}, r.Header.Get("X-Key"))
	}
	answer(w, map[string]string{"id": o.ID})
}

// find searches for what was made with a key. Posts show up late.
func (v *vendor) find(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	f, ok := v.posted[r.Header.Get("X-Key")]
	if !ok || !v.there[f.id] || r.PathValue("action") == "post" && time.Now().Before(f.since) {
		answer(w, map[string]string{})
		return
	}
	answer(w, map[string]string{"id": f.id})
}

func (v *vendor) value(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	answer(w, map[string]string{"id": v.values[r.URL.Query().Get("name")]})
}

func (v *vendor) tell(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	list, run := []entry{}, r.URL.Query().Get("run")
	for _, e := range v.entries {
		if run == "" || strings.HasPrefix(e.Name, run+".") {
			list = append(list, e)
		}
	}
	answer(w, list)
}

func (v *vendor) token(w http.ResponseWriter, r *http.Request) {
	var asked grant
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.grants.renew(asked.Refresh) {
		http.Error(w, "that refresh token was used before", http.StatusUnauthorized)
		return
	}
	answer(w, v.grants.latest)
}

// signIn gives a person a credential that came of no other.
func (v *vendor) signIn(w http.ResponseWriter, _ *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.grants.renew(v.grants.latest.Refresh)
	v.grants.before = ""
	answer(w, v.grants.latest)
}

// grants are the credentials that the vendor gives out. A refresh token is taken once; where the answer was lost, it is taken again until
// what came of it is used.
type grants struct {
	latest grant
	before string // the refresh token that the latest came of, as long as it is taken
	count  int
}

// firstGrant is what whoever made the connection signed in with.
func firstGrant() grant { return grant{Token: canary + "-0", Refresh: canary + "-refresh-0"} }

func (g *grants) renew(refresh string) bool {
	if refresh != g.latest.Refresh && (g.before == "" || refresh != g.before) {
		return false
	}
	g.count++
	g.before, g.latest = refresh, grant{Token: fmt.Sprintf("%s-%d", canary, g.count), Refresh: fmt.Sprintf("%s-refresh-%d", canary, g.count)}
	return true
}

func (g *grants) use(token string) {
	if token == g.latest.Token {
		g.before = ""
	}
}

// note logs an effect, on disk, before anybody is told of it, and with it whether the ledger knew.
func (v *vendor) note(e entry, key string) {
	e.At = time.Now()
	e.Intent, e.Begun = v.intended(key, e.Op)
	v.entries = append(v.entries, e)
	raw, err := json.Marshal(e)
	if err == nil {
		_, err = v.log.Write(append(raw, '\n'))
	}
	if err = errors.Join(err, v.log.Sync()); err != nil {
		panic(err) // an oracle that forgets is none
	}
}

// intended looks into the engine's ledger for the intent of an effect that is happening, and gives since when it is there.
func (v *vendor) intended(key, op string) (ok bool, begun time.Time) {
	ledger, err := v.open()
	if err != nil {
		return false, begun
	}
	row, ok, err := ledger.Get(context.Background(), key)
	switch {
	case err != nil || !ok:
		return false, begun
	case op == "undo":
		return row.State == activities.Undoing, row.Begun
	}
	return !row.SentAt.IsZero(), row.Begun
}

// open opens the engine's ledger, anew where its file was exchanged.
func (v *vendor) open() (*store.Ledger, error) {
	path := filepath.Join(v.dir, ledgerFileName)
	now, err := os.Stat(path)
	if err != nil || v.ledger != nil && os.SameFile(v.opened, now) {
		return v.ledger, err
	}
	db, err := store.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	v.ledger, v.opened = store.NewLedger(db), now
	return v.ledger, nil
}

func answer(w http.ResponseWriter, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(raw) // who asked may be gone
}

// hijack closes the connection without an answer.
func hijack(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if c, _, err := h.Hijack(); err == nil {
			_ = c.Close()
		}
	}
}
