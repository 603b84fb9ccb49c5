package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	pubsub "github.com/libp2p/go-libp2p-pubsub"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
)

// gossip keeps the topics this peer has joined and what arrived on them.
type gossip struct {
	ps   *pubsub.PubSub
	mesh *meshTracer

	mu     sync.Mutex
	topics map[string]*topic
}

type topic struct {
	handle *pubsub.Topic
	sub    *pubsub.Subscription
	inbox  *inbox
}

func newGossip(ctx context.Context, h host.Host, o options) (*gossip, error) {
	tracer := &meshTracer{mesh: map[string]map[peer.ID]bool{}}
	opts := []pubsub.Option{
		pubsub.WithMessageIdFn(messageID(o.sign != "none")),
		pubsub.WithMaxMessageSize(o.maxMessage),
		pubsub.WithPeerOutboundQueueSize(queueLength),
		pubsub.WithValidateQueueSize(queueLength),
		pubsub.WithValidateThrottle(queueLength),
		pubsub.WithRawTracer(tracer),
	}
	if o.sign == "none" {
		opts = append(opts, pubsub.WithMessageSignaturePolicy(pubsub.StrictNoSign), pubsub.WithNoAuthor())
	} else {
		opts = append(opts, pubsub.WithMessageSignaturePolicy(pubsub.StrictSign))
	}
	ps, err := pubsub.NewGossipSub(ctx, h, opts...)
	return &gossip{ps: ps, mesh: tracer, topics: map[string]*topic{}}, err
}

func (g *gossip) join(ctx context.Context, name string, self peer.ID) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.topics[name] != nil {
		return nil
	}
	handle, err := g.ps.Join(name)
	if err != nil {
		return err
	}
	sub, err := handle.Subscribe(pubsub.WithBufferSize(queueLength))
	if err != nil {
		return err
	}
	t := &topic{handle: handle, sub: sub, inbox: &inbox{byTag: map[string]map[int]bool{}}}
	g.topics[name] = t
	go func() {
		for {
			m, err := sub.Next(ctx)
			if err != nil {
				return
			}
			if m.ReceivedFrom != self {
				t.inbox.add(m.Data)
			}
		}
	}()
	return nil
}

func (g *gossip) leave(name string) error {
	t, err := g.topic(name)
	if err != nil {
		return err
	}
	g.mu.Lock()
	delete(g.topics, name)
	g.mu.Unlock()
	t.sub.Cancel()
	return t.handle.Close()
}

func (g *gossip) topic(name string) (*topic, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if t := g.topics[name]; t != nil {
		return t, nil
	}
	return nil, fmt.Errorf("topic %q is not joined", name)
}

func (g *gossip) publish(ctx context.Context, r request) error {
	t, err := g.topic(r.Topic)
	if err != nil {
		return err
	}
	start := time.Now()
	for i := range r.Count {
		if r.PerSecond > 0 {
			time.Sleep(time.Until(start.Add(time.Duration(i) * time.Second / time.Duration(r.PerSecond))))
		}
		if err := t.handle.Publish(ctx, payload(r.Tag, i, int(r.Bytes))); err != nil {
			return err
		}
	}
	return nil
}

// payload is `tag:number:microseconds of sending:` filled up to the wanted size.
func payload(tag string, number, size int) []byte {
	head := fmt.Sprintf("%s:%d:%d:", tag, number, time.Now().UnixMicro())
	data := bytes.Repeat([]byte{'x'}, max(size, len(head)))
	copy(data, head)
	return data
}

// arrivalLook is the time between two looks at what has arrived.
const arrivalLook = 2 * time.Millisecond

// inbox counts what was delivered to the application.
type inbox struct {
	mu        sync.Mutex
	total     int
	unique    int
	malformed int
	byTag     map[string]map[int]bool
	latencies []int64 // microseconds
}

func (b *inbox) add(data []byte) {
	now := time.Now().UnixMicro()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.total++
	parts := bytes.SplitN(data, []byte{':'}, 4)
	if len(parts) != 4 {
		b.malformed++
		return
	}
	number, err1 := strconv.Atoi(string(parts[1]))
	sent, err2 := strconv.ParseInt(string(parts[2]), 10, 64)
	if err1 != nil || err2 != nil {
		b.malformed++
		return
	}
	seen := b.byTag[string(parts[0])]
	if seen == nil {
		seen = map[int]bool{}
		b.byTag[string(parts[0])] = seen
	}
	if !seen[number] {
		seen[number] = true
		b.unique++
		b.latencies = append(b.latencies, now-sent)
	}
}

// wait returns how many different messages have arrived, once that is enough or the context has ended.
func (b *inbox) wait(ctx context.Context, count int) int {
	for {
		b.mu.Lock()
		unique := b.unique
		b.mu.Unlock()
		if unique >= count || ctx.Err() != nil {
			return unique
		}
		time.Sleep(arrivalLook)
	}
}

func (b *inbox) report() result {
	b.mu.Lock()
	defer b.mu.Unlock()
	tags := map[string]int{}
	for tag, seen := range b.byTag {
		tags[tag] = len(seen)
	}
	sorted := slices.Sorted(slices.Values(b.latencies))
	return result{"total": b.total, "unique": b.unique, "malformed": b.malformed, "byTag": tags,
		"p50Micros": quantile(sorted, 50), "p99Micros": quantile(sorted, 99)}
}

func quantile(sorted []int64, percent int) int64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}

// meshTracer learns the mesh from the router's events: the router has no accessor for it.
type meshTracer struct {
	mu   sync.Mutex
	mesh map[string]map[peer.ID]bool
}

func (m *meshTracer) peers(topic string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	found := []string{}
	for p := range m.mesh[topic] {
		found = append(found, p.String())
	}
	return found
}

func (m *meshTracer) Graft(p peer.ID, topic string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.mesh[topic] == nil {
		m.mesh[topic] = map[peer.ID]bool{}
	}
	m.mesh[topic][p] = true
}

func (m *meshTracer) Prune(p peer.ID, topic string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.mesh[topic], p)
}

func (m *meshTracer) OnClosedOutboundStream(p peer.ID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, peers := range m.mesh {
		delete(peers, p)
	}
}

func (m *meshTracer) Leave(topic string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.mesh, topic)
}

func (m *meshTracer) OnNewOutboundStream(peer.ID, protocol.ID) {}
func (m *meshTracer) Join(string)                              {}
func (m *meshTracer) ValidateMessage(*pubsub.Message)          {}
func (m *meshTracer) DeliverMessage(*pubsub.Message)           {}
func (m *meshTracer) RejectMessage(*pubsub.Message, string)    {}
func (m *meshTracer) DuplicateMessage(*pubsub.Message)         {}
func (m *meshTracer) ThrottlePeer(peer.ID)                     {}
func (m *meshTracer) RecvRPC(*pubsub.RPC)                      {}
func (m *meshTracer) SendRPC(*pubsub.RPC, peer.ID)             {}
func (m *meshTracer) DropRPC(*pubsub.RPC, peer.ID)             {}
func (m *meshTracer) UndeliverableMessage(*pubsub.Message)     {}
