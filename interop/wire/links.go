package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

const (
	maxPacket = 65536
	// maxWaiting bounds the packets on their way between two places; a full queue drops, as a router's does.
	maxWaiting = 16384
	whole      = 1000 // permille
)

// link is the way from one place to another, in one direction.
type link struct {
	loss, delay, jitter atomic.Int64
	passed, lost, late  atomic.Int64
	waiting             chan packet
}

type packet struct {
	due   time.Time
	bytes []byte
}

func (it *link) set(loss, delay, jitter int64) {
	it.loss.Store(loss)
	it.delay.Store(delay)
	it.jitter.Store(jitter)
}

type links struct {
	ends  []*os.File
	ways  [][]*link
	mutex sync.Mutex
	dice  *rand.Rand
}

func newLinks(seed uint64, places int) *links {
	all := &links{dice: rand.New(rand.NewPCG(seed, seed))}
	for range places {
		row := make([]*link, places)
		for to := range row {
			row[to] = &link{waiting: make(chan packet, maxWaiting)}
			go all.deliver(row[to], to)
		}
		all.ways = append(all.ways, row)
	}
	return all
}

// each applies an action to the links that the numbers name; -1 is all.
func (all *links) each(from, to int, action func(*link)) error {
	if from >= len(all.ways) || to >= len(all.ways) {
		return errors.New("no such place")
	}
	for i, row := range all.ways {
		for j, it := range row {
			if (from < 0 || from == i) && (to < 0 || to == j) && i != j {
				action(it)
			}
		}
	}
	return nil
}

// read takes what a place sends.
func (all *links) read(from int) {
	buffer := make([]byte, maxPacket)
	for {
		size, err := all.ends[from].Read(buffer)
		if err != nil {
			return
		}
		// IPv4 to one of the places; broadcast, multicast and IPv6 go nowhere
		if size < 20 || buffer[0]>>4 != 4 || buffer[16] >= 224 {
			continue
		}
		to := int(buffer[19]) - 1
		if to >= 0 && to < len(all.ways) && to != from {
			all.pass(all.ways[from][to], to, buffer[:size])
		}
	}
}

func (all *links) pass(it *link, to int, bytes []byte) {
	loss, delay, jitter := it.loss.Load(), it.delay.Load(), it.jitter.Load()
	if loss > 0 && (loss >= whole || all.roll(whole) < loss) {
		it.lost.Add(1)
		return
	}
	if delay == 0 && jitter == 0 && len(it.waiting) == 0 {
		it.passed.Add(1)
		_, _ = all.ends[to].Write(bytes) // a place that is gone takes nothing
		return
	}
	if jitter > 0 {
		delay += all.roll(jitter)
	}
	late := packet{time.Now().Add(time.Duration(delay) * time.Microsecond), append([]byte(nil), bytes...)}
	select {
	case it.waiting <- late:
		it.late.Add(1)
	default:
		it.lost.Add(1)
	}
}

func (all *links) roll(sides int64) int64 {
	all.mutex.Lock()
	defer all.mutex.Unlock()
	return all.dice.Int64N(sides)
}

// deliver hands over late packets in their order.
func (all *links) deliver(it *link, to int) {
	for next := range it.waiting {
		time.Sleep(time.Until(next.due))
		it.passed.Add(1)
		_, _ = all.ends[to].Write(next.bytes)
	}
}
