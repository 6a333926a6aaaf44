package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/temporalio/ui-server/v2/server/api"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/cors"
	"github.com/temporalio/ui-server/v2/server/csrf"
	"github.com/temporalio/ui-server/v2/server/headers"
	"github.com/temporalio/ui-server/v2/server/route"
	uiassets "github.com/temporalio/ui-server/v2/ui"

	"sayso/connectors"
)

// ui serves Temporal's UI. It is put together from the UI server's parts, because the whole opens its own port and ends the
// process when that port is taken.
type ui struct {
	listener net.Listener
	server   *http.Server // nil until serve
}

// openUI takes the port, so that a start fails early where it is taken.
func openUI(port int) (*ui, error) {
	l, err := listen(port, FlagUIPort)
	if err != nil {
		return nil, err
	}
	return &ui{listener: l}, nil
}

func (u *ui) serve(frontend, codec string, log *slog.Logger) error {
	handler, err := uiHandler(frontend, codec)
	if err != nil {
		return err
	}
	u.server = &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug), // a browser that hangs up is no news
	}
	go func() {
		if err := u.server.Serve(u.listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("Temporal UI has stopped", "error", err)
		}
	}()
	return nil
}

func (u *ui) url() string { return "http://" + u.listener.Addr().String() }

// stop cuts what is still open: a browser asks again by itself, and has long polls that would hold up the end.
func (u *ui) stop() error {
	if u.server == nil {
		return u.listener.Close()
	}
	return u.server.Close()
}

func uiHandler(frontend, codec string) (http.Handler, error) {
	settings := &uiconfig.Config{
		TemporalGRPCAddress: frontend,
		EnableUI:            true,
		DefaultNamespace:    Namespace,
		DisableNewsFetch:    true,  // no call to Temporal's news feed
		NotifyOnNewVersion:  false, // nor to GitHub
		HideLogs:            true,
		Codec:               uiconfig.Codec{Endpoint: codec},
		CORS:                uiconfig.CORS{CookieInsecure: true}, // plain HTTP, which loopback is; no foreign origin is allowed
	}
	provider, err := uiconfig.NewConfigProviderWithRefresh(settings)
	if err != nil {
		return nil, err
	}
	policy, err := contentPolicy(codec)
	if err != nil {
		return nil, err
	}
	assets, err := uiassets.Assets()
	if err != nil {
		return nil, err
	}
	if assets, err = fs.Sub(assets, "local"); err != nil {
		return nil, err
	}

	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Pre(loopbackOnly)
	e.Use(middleware.Recover(), middleware.Gzip(), middleware.Secure(), policy)
	e.Use(cors.CORSMiddleware(cors.CORSConfig{ConfigProvider: provider}))
	e.Use(csrf.EnsureTokenCookie(false), middleware.CSRFWithConfig(csrf.MiddlewareConfig(provider, false)))
	route.SetHealthRoute(e)
	if err := route.SetAPIRoutes(e, provider, []api.Middleware{headers.WithForwardHeaders([]string{"Caller-Type"})}); err != nil {
		return nil, fmt.Errorf("the Temporal UI can't be set up: %w", err)
	}
	if err := route.SetUIRoutes(e, "", assets, provider); err != nil {
		return nil, fmt.Errorf("the Temporal UI can't be set up: %w", err)
	}
	route.SetRenderRoute(e, "/")
	return e, nil
}

// contentPolicy has the browser refuse what the UI's own settings leave open: it loads from this server and talks to it, and
// to the codec endpoint, and to nobody else. The UI's own policy applies as well.
func contentPolicy(codec string) (echo.MiddlewareFunc, error) {
	connect := "'self'"
	if codec != "" {
		u, err := url.Parse(codec)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return nil, connectors.Errorf(connectors.Invalid, "the codec endpoint %q is no http or https address", codec)
		}
		connect += " " + u.Scheme + "://" + u.Host
	}
	policy := "default-src 'self'; connect-src " + connect + "; img-src 'self' data: blob:; font-src 'self' data:; " +
		"style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; manifest-src 'self' data:; worker-src 'self' blob:; " +
		"object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			// Added last, as a policy beside the one that the page sets itself: a browser obeys all of them.
			c.Response().Before(func() { c.Response().Header().Add("Content-Security-Policy", policy) })
			return next(c)
		}
	}, nil
}

// loopbackOnly refuses a request made under another name: a foreign page could point its own name at this machine and
// would then count as the same origin.
func loopbackOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		host := (&url.URL{Host: c.Request().Host}).Hostname()
		if ip := net.ParseIP(host); host == "localhost" || (ip != nil && ip.IsLoopback()) {
			return next(c)
		}
		return echo.NewHTTPError(http.StatusForbidden, "Temporal UI answers on this machine only")
	}
}
