package embedded

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/common/primitives"

	"sayso/connectors"
)

// The flags of cmd/sayso that set the ports, for messages.
const (
	FlagFrontendPort = "--temporal-port"
	FlagUIPort       = "--temporal-ui-port"
)

// DatabaseFile is Temporal's SQLite database in a data folder.
const DatabaseFile = "temporal.db"

const (
	loopback    = "127.0.0.1"
	clusterName = "active" // Temporal's name for a cluster that has no twin; it is in every database and stays
)

// ports are where Temporal's services listen.
type ports struct{ frontend, history, matching, worker int }

// choosePorts finds a free port for each service, and sees that the frontend's is free where it is given.
func choosePorts(frontend int) (ports, error) {
	var held []net.Listener
	defer func() {
		for _, l := range held {
			_ = l.Close()
		}
	}()
	pick := func(port int) (int, error) {
		if port == 0 {
			port = unusedPort()
		}
		l, err := listen(port, FlagFrontendPort)
		if err != nil {
			return 0, err
		}
		held = append(held, l) // until all are chosen, so that no two get the same
		return l.Addr().(*net.TCPAddr).Port, nil
	}
	var p ports
	var errs [4]error
	p.frontend, errs[0] = pick(frontend)
	p.history, errs[1] = pick(0)
	p.matching, errs[2] = pick(0)
	p.worker, errs[3] = pick(0)
	return p, errors.Join(errs[:]...)
}

// unusedPort gives a port that nobody listens on, or 0 for any. It lies below those that systems give to whoever asks for any: between
// its being chosen here and being opened by the server, none of them can take it.
func unusedPort() int {
	const from, to, tries = 20_000, 32_000, 20
	for range tries {
		port := from + rand.IntN(to-from) //nolint:gosec // no secret
		if l, err := net.Listen("tcp", address(port)); err == nil {
			_ = l.Close()
			return port
		}
	}
	return 0
}

// listen opens a port on loopback; 0 takes any that is free. The flag names the setting in the error.
func listen(port int, flag string) (net.Listener, error) {
	if port < 0 || port > 65535 {
		return nil, connectors.Errorf(connectors.Invalid, "%s: %d is no port; a port is between 1 and 65535", flag, port)
	}
	l, err := net.Listen("tcp", address(port))
	if err == nil {
		return l, nil
	}
	return nil, &connectors.Error{Kind: connectors.Invalid, Code: "port_in_use", Err: err,
		Message: fmt.Sprintf("port %d can't be opened (%v); choose another with %s, or 0 for any that is free", port, cause(err), flag)}
}

// cause is the system's own word for why a port can't be opened.
func cause(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}

func address(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }

func (p ports) services() map[string]config.Service {
	at := func(port int) config.Service {
		return config.Service{RPC: config.RPC{GRPCPort: port, BindOnIP: loopback}}
	}
	return map[string]config.Service{
		string(primitives.FrontendService): at(p.frontend), string(primitives.HistoryService): at(p.history),
		string(primitives.MatchingService): at(p.matching), string(primitives.WorkerService): at(p.worker),
	}
}

// hosts stands in for Temporal's gossip: each service knows where the others are.
func (p ports) hosts() map[primitives.ServiceName]static.Hosts {
	return map[primitives.ServiceName]static.Hosts{
		primitives.FrontendService: static.SingleLocalHost(address(p.frontend)),
		primitives.HistoryService:  static.SingleLocalHost(address(p.history)),
		primitives.MatchingService: static.SingleLocalHost(address(p.matching)),
		primitives.WorkerService:   static.SingleLocalHost(address(p.worker)),
	}
}

// serverConfig is Temporal's static configuration. What is left out is off: metrics, profiling, archival, the HTTP API, TLS.
func serverConfig(p ports, store *config.SQL) *config.Config {
	return &config.Config{
		Persistence: config.Persistence{
			DefaultStore:     "sqlite",
			VisibilityStore:  "sqlite",
			NumHistoryShards: historyShards,
			DataStores:       map[string]config.DataStore{"sqlite": {SQL: store}},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: address(p.frontend)},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Archival: config.Archival{
			History:    config.HistoryArchival{State: config.ArchivalDisabled},
			Visibility: config.VisibilityArchival{State: config.ArchivalDisabled},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: config.ArchivalNamespaceDefaults{
			History:    config.HistoryArchivalNamespaceDefaults{State: config.ArchivalDisabled},
			Visibility: config.VisibilityArchivalNamespaceDefaults{State: config.ArchivalDisabled},
		}},
		Services:     p.services(),
		PublicClient: config.PublicClient{HostPort: address(p.frontend)},
	}
}

// storeIn is the SQLite database of a data folder. One connection: SQLite has one writer, and a second connection only
// turns waiting into errors.
func storeIn(dir string) *config.SQL {
	attributes := pragmas()
	attributes["mode"] = "rwc"
	return &config.SQL{
		PluginName: sqlite.PluginName, DatabaseName: escapePath(filepath.Join(dir, DatabaseFile)), ConnectAttributes: attributes, MaxConns: 1,
	}
}

// storeInMemory is a database that ends with the process.
func storeInMemory() *config.SQL {
	return &config.SQL{
		PluginName: sqlite.PluginName, DatabaseName: "sayso-" + uuid.NewString(), MaxConns: 1,
		ConnectAttributes: map[string]string{"mode": "memory", "cache": "shared"},
	}
}

// dsn opens the same file as storeIn does, with the same pragmas.
func dsn(file string) string {
	query := url.Values{}
	for name, value := range pragmas() {
		query.Add("_pragma", name+"="+value)
	}
	return "file:" + escapePath(file) + "?" + query.Encode()
}

// escapePath keeps SQLite, which reads the name of a file as a URI, from taking these for the URI's own.
func escapePath(file string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(file)
}
