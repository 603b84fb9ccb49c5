package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"golang.org/x/sync/errgroup"
)

const (
	echoProtocol = "/interop/echo/1.0.0"
	perfProtocol = "/perf/1.0.0"
	blockSize    = 64 << 10
)

func serveEcho(s network.Stream) {
	if _, err := io.CopyBuffer(struct{ io.Writer }{s}, struct{ io.Reader }{s}, make([]byte, blockSize)); err != nil {
		_ = s.Reset()
		return
	}
	_ = s.Close()
}

// servePerf reads how much is wanted, drains what is sent, then sends what is wanted.
func servePerf(s network.Stream) {
	var head [8]byte
	if _, err := io.ReadFull(s, head[:]); err != nil {
		_ = s.Reset()
		return
	}
	if _, err := io.Copy(io.Discard, s); err != nil {
		_ = s.Reset()
		return
	}
	if err := writeZeros(s, binary.BigEndian.Uint64(head[:])); err != nil {
		_ = s.Reset()
		return
	}
	_ = s.Close()
}

func writeZeros(w io.Writer, count uint64) error {
	block := make([]byte, blockSize)
	for count > 0 {
		n := min(count, blockSize)
		if _, err := w.Write(block[:n]); err != nil {
			return err
		}
		count -= n
	}
	return nil
}

// echo sends `bytes`, in messages of at most blockSize, over `streams` parallel streams and reports the digest of both directions.
func echo(ctx context.Context, h host.Host, p peer.ID, bytes int64, streams int) (result, error) {
	start := time.Now()
	sent, received := make([]hash.Hash, streams), make([]hash.Hash, streams)
	group, ctx := errgroup.WithContext(ctx)
	var total int64
	for i := range streams {
		share := bytes / int64(streams)
		if i == 0 {
			share += bytes % int64(streams)
		}
		total += share
		sent[i], received[i] = sha256.New(), sha256.New()
		group.Go(func() error { return echoOne(ctx, h, p, i, share, sent[i], received[i]) })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return result{"bytes": total, "streams": streams, "sent": combine(sent), "received": combine(received),
		"micros": time.Since(start).Microseconds()}, nil
}

func echoOne(ctx context.Context, h host.Host, p peer.ID, number int, share int64, sent, received hash.Hash) error {
	s, err := h.NewStream(ctx, p, echoProtocol)
	if err != nil {
		return fmt.Errorf("stream %d: %w", number, err)
	}
	defer s.Close()
	stop := context.AfterFunc(ctx, func() { _ = s.Reset() })
	defer stop()
	type end struct {
		bytes int64
		err   error
	}
	back := make(chan end, 1)
	go func() {
		n, err := io.CopyBuffer(struct{ io.Writer }{received}, struct{ io.Reader }{s}, make([]byte, blockSize))
		back <- end{n, err}
	}()
	block, written := pattern(number), int64(0)
	for offset := int64(0); offset < share; {
		part := block[:min(blockSize, share-offset)]
		if len(part) >= 8 {
			binary.BigEndian.PutUint64(part, uint64(offset))
		}
		message := framed(part)
		sent.Write(message)
		if _, err := s.Write(message); err != nil {
			return errors.Join(fmt.Errorf("stream %d: write at %d: %w", number, offset, err), s.Reset())
		}
		offset += int64(len(part))
		written += int64(len(message))
	}
	if err := s.CloseWrite(); err != nil {
		return err
	}
	e := <-back
	if e.err == nil && e.bytes != written {
		return fmt.Errorf("stream %d: %d of %d bytes came back", number, e.bytes, written)
	}
	return e.err
}

// framed puts the length in front: echo servers that think in messages need it, others send it back as it is.
func framed(block []byte) []byte {
	return append(binary.AppendUvarint(make([]byte, 0, binary.MaxVarintLen32+len(block)), uint64(len(block))), block...)
}

// pattern is one block of pseudo-random bytes, another for each stream.
func pattern(number int) []byte {
	block := make([]byte, blockSize)
	x := uint32(number+1) * 2654435761
	for i := range block {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		block[i] = byte(x)
	}
	return block
}

func combine(digests []hash.Hash) string {
	all := sha256.New()
	for _, d := range digests {
		all.Write(d.Sum(nil))
	}
	return hex.EncodeToString(all.Sum(nil))
}

// perf asks for `download` bytes after sending `upload`, on each of `streams` parallel streams.
func perf(ctx context.Context, h host.Host, p peer.ID, r request) (result, error) {
	start := time.Now()
	group, ctx := errgroup.WithContext(ctx)
	for range max(1, r.Streams) {
		group.Go(func() error {
			s, err := h.NewStream(ctx, p, perfProtocol)
			if err != nil {
				return err
			}
			defer s.Close()
			if err := binary.Write(s, binary.BigEndian, uint64(r.Download)); err != nil {
				return err
			}
			if err := writeZeros(s, uint64(r.Upload)); err != nil {
				return err
			}
			if err := s.CloseWrite(); err != nil {
				return err
			}
			n, err := io.Copy(io.Discard, s)
			if err == nil && n != r.Download {
				err = fmt.Errorf("%d of %d bytes came", n, r.Download)
			}
			return err
		})
	}
	err := group.Wait()
	return result{"micros": time.Since(start).Microseconds()}, err
}

// roundTrips plays `count` messages of `bytes` to and fro on one echo stream.
func roundTrips(ctx context.Context, h host.Host, p peer.ID, r request) (result, error) {
	s, err := h.NewStream(ctx, p, echoProtocol)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	message := framed(make([]byte, r.Bytes))
	start := time.Now()
	for range r.Count {
		if _, err := s.Write(message); err != nil {
			return nil, err
		}
		if _, err := io.ReadFull(s, message); err != nil {
			return nil, err
		}
	}
	return result{"micros": time.Since(start).Microseconds()}, nil
}
