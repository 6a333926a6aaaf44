package connectors

import (
	"context"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// refused are the networks no connection reaches without an explicit allow, beside those netip knows as private,
// loopback, link-local, multicast and unspecified: through them a vendor's URL, a redirect or a poisoned name could
// be turned against the machine Sayso runs on. NAT64, 6to4 and Teredo are there because they carry an IPv4 address
// that is looked at by nobody else.
var refused = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("2001::/32"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("fec0::/10"),
}

// metadata services hand out the machine's own credentials; not even an explicit allow opens them.
var metadata = []netip.Prefix{
	netip.MustParsePrefix("169.254.0.0/16"),
	netip.MustParsePrefix("fd00:ec2::254/128"),
}

func public(a netip.Addr) bool {
	if a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	return !within(a, refused)
}

func within(a netip.Addr, list []netip.Prefix) bool {
	for _, p := range list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// guard refuses addresses at the moment of dialling, after every name was resolved. So it holds after a redirect and
// for a name that resolves differently the second time.
func guard(allowPrivate bool) *net.Dialer {
	return &net.Dialer{
		Timeout: 10 * time.Second,
		ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
			ap, err := netip.ParseAddrPort(address)
			if err != nil {
				return Errorf(Denied, "the address %s can't be checked", address)
			}
			a := ap.Addr().Unmap().WithZone("")
			if within(a, metadata) || !allowPrivate && !public(a) {
				return &Error{Kind: Denied, Code: "private_address", Message: "the address " + a.String() +
					" is private; only a connection made with --allow-private may reach it"}
			}
			return nil
		},
	}
}
