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
// be turned against the machine Sayso runs on.
var refused = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("fec0::/10"),
}

// carriers are IPv6 networks whose addresses hold an IPv4 address that is looked at by nobody else, and at which byte. They are
// refused like the networks above, and what they hold is checked too.
var carriers = []struct {
	prefix netip.Prefix
	at     int
	flip   byte // what its bytes are obscured with
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12, 0},    // NAT64, RFC 6052
	{netip.MustParsePrefix("2002::/16"), 2, 0},        // 6to4, RFC 3056
	{netip.MustParsePrefix("2001::/32"), 12, 0xff},    // Teredo, RFC 4380
	{netip.MustParsePrefix("::ffff:0:0:0/96"), 12, 0}, // translated, RFC 2765
	{netip.MustParsePrefix("::/96"), 12, 0},           // compatible, RFC 4291
}

// metadata services hand out the machine's own credentials; not even an explicit allow opens them.
var metadata = []netip.Prefix{
	netip.MustParsePrefix("169.254.0.0/16"),
	netip.MustParsePrefix("100.100.100.200/32"), // Alibaba
	netip.MustParsePrefix("168.63.129.16/32"),   // Azure
	netip.MustParsePrefix("192.0.0.192/32"),     // Oracle
	netip.MustParsePrefix("fd00:ec2::254/128"),  // AWS
	netip.MustParsePrefix("fd20:ce::254/128"),   // Google
	netip.MustParsePrefix("fe80::a9fe:a9fe/128"),
}

func public(a netip.Addr) bool {
	if a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || within(a, refused) {
		return false
	}
	_, carried := carries(a)
	return !carried
}

func within(a netip.Addr, list []netip.Prefix) bool {
	for _, p := range list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// carries gives the IPv4 address that an IPv6 address stands for.
func carries(a netip.Addr) (netip.Addr, bool) {
	if !a.Is6() || a.IsLoopback() || a.IsUnspecified() {
		return netip.Addr{}, false
	}
	for _, c := range carriers {
		if c.prefix.Contains(a) {
			b := a.As16()
			v4 := [4]byte(b[c.at : c.at+4])
			for i := range v4 {
				v4[i] ^= c.flip
			}
			return netip.AddrFrom4(v4), true
		}
	}
	return netip.Addr{}, false
}

// reach is which addresses may be dialled.
type reach int

const (
	publicOnly  reach = iota
	anywhere          // but for metadata services
	privateOnly       // for what travels in clear
)

// allows says why an address is out of reach, nil where it isn't.
func (r reach) allows(a netip.Addr) *Error {
	a = a.Unmap().WithZone("")
	inner, carried := carries(a)
	switch {
	case within(a, metadata) || carried && within(inner, metadata):
		return &Error{Kind: Denied, Code: "private_address", Message: "the address " + a.String() + " gives away the credentials of the machine; no connection may reach it"}
	case r == publicOnly && !public(a):
		return &Error{Kind: Denied, Code: "private_address", Message: "the address " + a.String() +
			" is private; only a connection made with --allow-private may reach it"}
	case r == privateOnly && public(a):
		return &Error{Kind: Denied, Code: "in_clear", Message: "the address " + a.String() +
			" is not private, and http would send the credential there in clear; use https"}
	}
	return nil
}

// guard refuses addresses at the moment of dialling, after every name was resolved. So it holds after a redirect and
// for a name that resolves differently the second time.
func guard(r reach) *net.Dialer {
	return &net.Dialer{
		Timeout: 10 * time.Second,
		ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
			ap, err := netip.ParseAddrPort(address)
			if err != nil {
				return Errorf(Denied, "the address %s can't be checked", address)
			}
			if refusal := r.allows(ap.Addr()); refusal != nil {
				return refusal
			}
			return nil
		},
	}
}
