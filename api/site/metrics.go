package site

import (
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
)

// count measures requests by route, method and status. Routes are patterns, so there are as many as the program has.
func (s *Site) count() gin.HandlerFunc {
	if s.options.Metrics == nil {
		return func(*gin.Context) {}
	}
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "sayso_http_request_seconds", Help: "How long requests took.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"route", "method", "status"})
	s.options.Metrics.MustRegister(took)
	return func(c *gin.Context) {
		began := time.Now()
		c.Next()
		route := c.FullPath()
		if route == "" {
			route = "none"
		}
		took.WithLabelValues(route, method(c.Request.Method), strconv.Itoa(c.Writer.Status())).Observe(time.Since(began).Seconds())
	}
}

// method is one of a few, whatever a client makes up.
func method(m string) string {
	switch m {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS":
		return m
	}
	return "other"
}
