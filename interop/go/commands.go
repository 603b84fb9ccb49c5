package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/ipfs/go-cid"
	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/protocol/ping"
	"github.com/multiformats/go-multihash"
	"golang.org/x/sync/errgroup"
)

// commandTimeout ends a command that makes no progress; a test's own deadline is shorter.
const commandTimeout = 10 * time.Minute

// arrivalTimeout is how long messages that were lost are waited for; a late repair by gossip takes less.
const arrivalTimeout = 15 * time.Second

type command func(ctx context.Context, n *node, r request) (result, error)

var commands = map[string]command{
	"dial":          dial,
	"hangup":        withPeer(hangup),
	"peers":         peers,
	"identify":      withPeer(identified),
	"ping":          withPeer(pings),
	"echo":          withPeer(echoCommand),
	"perf":          withPeer(perfCommand),
	"roundTrips":    withPeer(roundTripsCommand),
	"connections":   connections,
	"hold":          hold,
	"join":          join,
	"leave":         leave,
	"mesh":          mesh,
	"publish":       publish,
	"received":      received,
	"arrived":       arrived,
	"provide":       provide,
	"findProviders": findProviders,
	"findPeer":      withPeer(findPeer),
	"table":         table,
	"usage":         usage,
}

func withPeer(inner func(context.Context, *node, peer.ID, request) (result, error)) command {
	return func(ctx context.Context, n *node, r request) (result, error) {
		id, err := peer.Decode(r.Peer)
		if err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(ctx, commandTimeout)
		defer cancel()
		return inner(ctx, n, id, r)
	}
}

func dial(ctx context.Context, n *node, r request) (result, error) {
	info, err := peer.AddrInfoFromString(r.Addr)
	if err != nil {
		return nil, err
	}
	if err := n.host.Connect(ctx, *info); err != nil {
		return nil, err
	}
	conns := n.host.Network().ConnsToPeer(info.ID)
	if len(conns) == 0 {
		return nil, fmt.Errorf("the connection was closed at once")
	}
	state := conns[0].ConnState()
	return result{"peer": conns[0].RemotePeer().String(), "security": string(state.Security), "muxer": string(state.StreamMultiplexer)}, nil
}

func hangup(_ context.Context, n *node, p peer.ID, _ request) (result, error) {
	return result{}, n.host.Network().ClosePeer(p)
}

func peers(_ context.Context, n *node, _ request) (result, error) {
	ids := []string{}
	for _, p := range n.host.Network().Peers() {
		ids = append(ids, p.String())
	}
	return result{"peers": ids}, nil
}

func identified(ctx context.Context, n *node, p peer.ID, _ request) (result, error) {
	for {
		n.mu.Lock()
		e, found := n.identified[p]
		n.mu.Unlock()
		if found {
			addrs := []string{}
			for _, a := range e.ListenAddrs {
				addrs = append(addrs, a.String())
			}
			return result{"agent": e.AgentVersion, "protocolVersion": e.ProtocolVersion, "protocols": e.Protocols, "addrs": addrs,
				"observed": fmt.Sprint(e.ObservedAddr), "signedRecord": e.SignedPeerRecord != nil}, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func pings(ctx context.Context, n *node, p peer.ID, r request) (result, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := ping.Ping(ctx, n.host, p)
	micros := []int64{}
	for range r.Count {
		one := <-results
		if one.Error != nil {
			return nil, one.Error
		}
		micros = append(micros, one.RTT.Microseconds())
	}
	return result{"micros": micros}, nil
}

func echoCommand(ctx context.Context, n *node, p peer.ID, r request) (result, error) {
	return echo(ctx, n.host, p, r.Bytes, max(1, r.Streams))
}

func perfCommand(ctx context.Context, n *node, p peer.ID, r request) (result, error) {
	return perf(ctx, n.host, p, r)
}

func roundTripsCommand(ctx context.Context, n *node, p peer.ID, r request) (result, error) {
	return roundTrips(ctx, n.host, p, r)
}

// connections sets up and closes `count` connections, `parallel` at a time, each parallel line under its own identity.
func connections(ctx context.Context, _ *node, r request) (result, error) {
	info, err := peer.AddrInfoFromString(r.Addr)
	if err != nil {
		return nil, err
	}
	dialers, err := bareHosts(max(1, r.Parallel))
	if err != nil {
		return nil, err
	}
	defer closeAll(dialers)
	start := time.Now()
	group, ctx := errgroup.WithContext(ctx)
	for i, h := range dialers {
		group.Go(func() error {
			for done := i; done < r.Count; done += len(dialers) {
				h.Peerstore().AddAddrs(info.ID, info.Addrs, time.Hour)
				if _, err := h.Network().DialPeer(ctx, info.ID); err != nil {
					return err
				}
				if err := h.Network().ClosePeer(info.ID); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err = group.Wait()
	return result{"micros": time.Since(start).Microseconds()}, err
}

// hold opens `count` connections under `count` identities and keeps them until the process ends.
func hold(ctx context.Context, _ *node, r request) (result, error) {
	info, err := peer.AddrInfoFromString(r.Addr)
	if err != nil {
		return nil, err
	}
	dialers, err := bareHosts(r.Count)
	if err != nil {
		return nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(8)
	for _, h := range dialers {
		group.Go(func() error { return h.Connect(ctx, *info) })
	}
	if err := group.Wait(); err != nil {
		closeAll(dialers)
		return nil, err
	}
	return result{"held": r.Count}, nil
}

func bareHosts(count int) ([]host.Host, error) {
	hosts := []host.Host{}
	for range count {
		h, err := newHost(libp2p.NoListenAddrs)
		if err != nil {
			closeAll(hosts)
			return nil, err
		}
		hosts = append(hosts, h)
	}
	return hosts, nil
}

func closeAll(hosts []host.Host) {
	for _, h := range hosts {
		_ = h.Close()
	}
}

func join(ctx context.Context, n *node, r request) (result, error) {
	return result{}, n.gossip.join(ctx, r.Topic, n.host.ID())
}

func leave(_ context.Context, n *node, r request) (result, error) {
	return result{}, n.gossip.leave(r.Topic)
}

func mesh(_ context.Context, n *node, r request) (result, error) {
	t, err := n.gossip.topic(r.Topic)
	if err != nil {
		return nil, err
	}
	subscribers := []string{}
	for _, p := range t.handle.ListPeers() {
		subscribers = append(subscribers, p.String())
	}
	return result{"mesh": n.gossip.mesh.peers(r.Topic), "subscribers": subscribers}, nil
}

func publish(ctx context.Context, n *node, r request) (result, error) {
	start := time.Now()
	err := n.gossip.publish(ctx, r)
	return result{"published": r.Count, "micros": time.Since(start).Microseconds()}, err
}

func received(_ context.Context, n *node, r request) (result, error) {
	t, err := n.gossip.topic(r.Topic)
	if err != nil {
		return nil, err
	}
	return t.inbox.report(), nil
}

// arrived waits until `count` different messages have arrived on a topic, in all.
func arrived(ctx context.Context, n *node, r request) (result, error) {
	t, err := n.gossip.topic(r.Topic)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, arrivalTimeout)
	defer cancel()
	return result{"unique": t.inbox.wait(ctx, r.Count)}, nil
}

// contentID is the CID of the SHA-256 multihash of a key's text; on the wire only the multihash appears.
func contentID(key string) (cid.Cid, error) {
	hash, err := multihash.Sum([]byte(key), multihash.SHA2_256, -1)
	return cid.NewCidV1(cid.Raw, hash), err
}

func provide(ctx context.Context, n *node, r request) (result, error) {
	id, err := contentID(r.Key)
	if err != nil {
		return nil, err
	}
	return result{}, n.dht.Provide(ctx, id, true)
}

func findProviders(ctx context.Context, n *node, r request) (result, error) {
	id, err := contentID(r.Key)
	if err != nil {
		return nil, err
	}
	found, err := n.dht.FindProviders(ctx, id)
	ids := []string{}
	for _, p := range found {
		ids = append(ids, p.ID.String())
	}
	return result{"providers": ids}, err
}

// findPeer asks the DHT even when the peer is connected: a connected peer would be answered from memory.
func findPeer(ctx context.Context, n *node, p peer.ID, _ request) (result, error) {
	if n.host.Network().Connectedness(p) != network.Connected {
		info, err := n.dht.FindPeer(ctx, p)
		return result{"addrs": texts(info)}, err
	}
	closest, err := n.dht.GetClosestPeers(ctx, string(p))
	if err != nil {
		return nil, err
	}
	for _, c := range closest {
		if c == p {
			return result{"addrs": texts(n.host.Peerstore().PeerInfo(p))}, nil
		}
	}
	return nil, fmt.Errorf("not found")
}

func texts(info peer.AddrInfo) []string {
	addrs := []string{}
	for _, a := range info.Addrs {
		addrs = append(addrs, a.String())
	}
	return addrs
}

func table(_ context.Context, n *node, _ request) (result, error) {
	return result{"size": n.dht.RoutingTable().Size()}, nil
}

// usage is the CPU time of this process so far and its resident memory now.
func usage(context.Context, *node, request) (result, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return nil, err
	}
	cpu := (u.Utime.Sec+u.Stime.Sec)*1_000_000 + u.Utime.Usec + u.Stime.Usec
	return result{"cpuMicros": cpu, "rssBytes": residentBytes()}, nil
}

func residentBytes() int64 {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(status))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}
