package connectors

import (
	"context"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
)

// These are the addresses through which a name, a redirect or a vendor's answer could be turned against the machine Sayso runs on
// or the network it stands in.
func TestAddressesOutOfReach(t *testing.T) {
	for _, address := range []string{
		"127.0.0.1", "127.8.9.10", "::1", // loopback
		"0.0.0.0", "0.1.2.3", "::", // this host
		"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", // private
		"169.254.1.1", "fe80::1", "fe80::1%eth0", "fec0::1", // link-local, site-local
		"169.254.169.254", "fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "168.63.129.16", "192.0.0.192", // metadata
		"100.64.0.1", "100.127.255.255", // carrier-grade NAT
		"192.0.0.8", "198.18.0.1", "198.19.255.255", "240.0.0.1", "255.255.255.255", "224.0.0.1", "ff02::1", "100::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", // IPv4 in IPv6: mapped
		"::127.0.0.1", "::ffff:0:10.0.0.1", // compatible, translated
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808", "64:ff9b:1::a00:1", // NAT64
		"2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", // 6to4
		"2001:0:4136:e378:8000:63bf:3fff:fdd2", // Teredo
	} {
		refusal := publicOnly.allows(netip.MustParseAddr(address))
		require.NotNil(t, refusal, address)
		require.Equal(t, Denied, refusal.Kind, address)
		require.Equal(t, "private_address", refusal.Code, address)
	}
}

func TestAddressesInReach(t *testing.T) {
	for _, address := range []string{
		"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "172.15.0.1", "192.169.0.1", "11.0.0.1", "169.253.0.1", "223.255.255.255",
		"::ffff:8.8.8.8", "2606:4700::1111", "2a00:1450:4001::200e", "2001:1::1", "2003::1",
	} {
		require.Nil(t, publicOnly.allows(netip.MustParseAddr(address)), address)
		require.Nil(t, anywhere.allows(netip.MustParseAddr(address)), address)
	}
}

// An explicit allow opens the network the connection was made for. It opens no metadata service, however its address is written.
func TestAllowedPrivateAddresses(t *testing.T) {
	for _, address := range []string{"127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "100.64.0.1", "fd12:3456::1", "fe80::1%eth0", "64:ff9b::808:808"} {
		require.Nil(t, anywhere.allows(netip.MustParseAddr(address)), address)
	}
	for _, address := range []string{
		"169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "2001:0:4136:e378:8000:63bf:5601:5601", "::169.254.169.254",
		"::ffff:0:169.254.169.254", "fd00:ec2::254", "fe80::a9fe:a9fe%eth0", "100.100.100.200", "168.63.129.16",
	} {
		for _, r := range []reach{publicOnly, anywhere, privateOnly} {
			require.NotNil(t, r.allows(netip.MustParseAddr(address)), address)
		}
	}
}

// What travels in clear stays in the private network, also where the connection may leave it.
func TestInClearOnlyToPrivateAddresses(t *testing.T) {
	require.Nil(t, privateOnly.allows(netip.MustParseAddr("10.0.0.1")))
	require.Nil(t, privateOnly.allows(netip.MustParseAddr("127.0.0.1")))
	refusal := privateOnly.allows(netip.MustParseAddr("8.8.8.8"))
	require.Equal(t, Denied, refusal.Kind)
	require.Equal(t, "in_clear", refusal.Code)
}

// The address is looked at when the connection is opened, not when the name was first looked up: a name that is harmless at first
// and points to the metadata service later is refused then.
func TestNamesAreResolvedUnderTheGuard(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	_, port, err := net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)

	for _, test := range []struct {
		name    string
		reach   reach
		answers []string // one a look-up
		denied  []bool
	}{
		{"a private address behind a public name", publicOnly, []string{"127.0.0.1", "10.1.2.3", "169.254.169.254"}, []bool{true, true, true}},
		{"a name that is turned to the metadata service", anywhere, []string{"127.0.0.1", "169.254.169.254"}, []bool{false, true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := guard(test.reach)
			d.Resolver = resolving(test.answers)
			for i, denied := range test.denied {
				conn, err := d.DialContext(t.Context(), "tcp4", net.JoinHostPort("vendor.example.", port))
				if denied {
					require.Equal(t, Denied, KindOf(err), "look-up %d: %v", i, err)
					continue
				}
				require.NoError(t, err, "look-up %d", i)
				require.NoError(t, conn.Close())
			}
		})
	}
}

func TestDialRefusesWhatIsNoAddress(t *testing.T) {
	c, err := NewConnection(Spec{ID: "email/test", App: "email", AllowPrivate: true})
	require.NoError(t, err)
	_, err = c.Dial(t.Context(), "tcp", "no-port")
	require.Equal(t, Invalid, KindOf(err))
	_, err = c.Dial(t.Context(), "unix", "/var/run:1")
	require.Equal(t, Denied, KindOf(err), "a socket of this machine has no address that could be checked: %v", err)
}

// resolving is a name server that gives one address after the other, each for one look-up, however often it is asked for others.
func resolving(addresses []string) *net.Resolver {
	var asked atomic.Int32
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go func() {
			defer server.Close()
			address := netip.MustParseAddr(addresses[min(int(asked.Add(1)), len(addresses))-1])
			_ = answerOne(server, address) // the resolver reports what is missing
		}()
		return client, nil
	}}
}

// answerOne answers one query for an A record in the form it has on a stream: with its length in front.
func answerOne(conn net.Conn, address netip.Addr) error {
	buffer := make([]byte, 2048)
	n, err := conn.Read(buffer)
	if err != nil {
		return err
	}
	var query dnsmessage.Message
	if err := query.Unpack(buffer[2:n]); err != nil {
		return err
	}
	answer := dnsmessage.Message{Header: dnsmessage.Header{ID: query.ID, Response: true, Authoritative: true}, Questions: query.Questions}
	if question := query.Questions[0]; question.Type == dnsmessage.TypeA {
		answer.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: question.Name, Type: question.Type, Class: question.Class},
			Body:   &dnsmessage.AResource{A: address.As4()},
		}}
	}
	packed, err := answer.Pack()
	if err != nil {
		return err
	}
	_, err = conn.Write(append([]byte{byte(len(packed) >> 8), byte(len(packed))}, packed...))
	return err
}
