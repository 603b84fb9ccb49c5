package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"sync"

	"github.com/libp2p/go-libp2p"
	dht "github.com/libp2p/go-libp2p-kad-dht"
	pubsub "github.com/libp2p/go-libp2p-pubsub"
	pb "github.com/libp2p/go-libp2p-pubsub/pb"
	"github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/muxer/yamux"
	"github.com/libp2p/go-libp2p/p2p/security/noise"
	"github.com/libp2p/go-libp2p/p2p/transport/tcp"
)

const (
	// queueLength is how many gossip messages may wait at any stage before one is dropped.
	queueLength = 1 << 16
	agent       = "clawnet-interop-go/1.0.0"
)

type options struct {
	listen, seed, kad, sign string
	maxMessage              int
}

func parseOptions(args []string) (options, error) {
	var o options
	set := flag.NewFlagSet("peer", flag.ContinueOnError)
	set.StringVar(&o.listen, "listen", "/ip4/127.0.0.1/tcp/0", "address to listen on")
	set.StringVar(&o.seed, "seed", "", "Ed25519 seed, 32 bytes in hex; random when absent")
	set.StringVar(&o.kad, "kad", "/interop/kad/1.0.0", "protocol id of the DHT")
	set.StringVar(&o.sign, "sign", "strict", "gossip signing mode: strict or none")
	set.IntVar(&o.maxMessage, "max-message", 1<<20, "largest gossip RPC, bytes")
	err := set.Parse(args)
	return o, err
}

// node is everything a command may touch.
type node struct {
	host   host.Host
	dht    *dht.IpfsDHT
	gossip *gossip

	mu         sync.Mutex
	identified map[peer.ID]event.EvtPeerIdentificationCompleted
}

func newNode(ctx context.Context, o options) (*node, error) {
	key, err := identity(o.seed)
	if err != nil {
		return nil, err
	}
	h, err := newHost(libp2p.Identity(key), libp2p.ListenAddrStrings(o.listen))
	if err != nil {
		return nil, err
	}
	n := &node{host: h, identified: map[peer.ID]event.EvtPeerIdentificationCompleted{}}
	if err := n.rememberIdentities(); err != nil {
		return nil, err
	}
	n.dht, err = dht.New(h, dht.Mode(dht.ModeServer), dht.V1ProtocolOverride(protocol.ID(o.kad)))
	if err != nil {
		return nil, err
	}
	if n.gossip, err = newGossip(ctx, h, o); err != nil {
		return nil, err
	}
	h.SetStreamHandler(echoProtocol, serveEcho)
	h.SetStreamHandler(perfProtocol, servePerf)
	return n, nil
}

// newHost is a host with TCP, Noise and yamux only, and without limits that tests with many peers on one address would meet.
func newHost(more ...libp2p.Option) (host.Host, error) {
	return libp2p.New(append(more,
		libp2p.Transport(tcp.NewTCPTransport),
		libp2p.Security(noise.ID, noise.New),
		libp2p.Muxer(yamux.ID, yamux.DefaultTransport),
		libp2p.ResourceManager(&network.NullResourceManager{}),
		libp2p.UserAgent(agent),
		libp2p.DisableRelay(),
		libp2p.DisableMetrics(),
	)...)
}

func identity(seed string) (crypto.PrivKey, error) {
	if seed == "" {
		key, _, err := crypto.GenerateEd25519Key(nil)
		return key, err
	}
	raw, err := hex.DecodeString(seed)
	if err != nil || len(raw) != 32 {
		return nil, fmt.Errorf("--seed wants 32 bytes in hex")
	}
	key, _, err := crypto.GenerateEd25519Key(bytes.NewReader(raw))
	return key, err
}

func (n *node) rememberIdentities() error {
	events, err := n.host.EventBus().Subscribe(new(event.EvtPeerIdentificationCompleted))
	if err != nil {
		return err
	}
	go func() {
		for e := range events.Out() {
			done := e.(event.EvtPeerIdentificationCompleted)
			n.mu.Lock()
			n.identified[done.Peer] = done
			n.mu.Unlock()
		}
	}()
	return nil
}

func (n *node) ready() result {
	addrs := []string{}
	for _, a := range n.host.Addrs() {
		addrs = append(addrs, a.String()+"/p2p/"+n.host.ID().String())
	}
	return result{"ready": true, "implementation": "go-libp2p " + version(), "peer": n.host.ID().String(), "addrs": addrs, "pid": os.Getpid()}
}

func version() string {
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range build.Deps {
			if dep.Path == "github.com/libp2p/go-libp2p" {
				return dep.Version
			}
		}
	}
	return "?"
}

// messageID is author and sequence number for signed messages, SHA-256 of the data for anonymous ones.
func messageID(signed bool) func(*pb.Message) string {
	if signed {
		return pubsub.DefaultMsgIdFn
	}
	return func(m *pb.Message) string {
		sum := sha256.Sum256(m.GetData())
		return string(sum[:])
	}
}
