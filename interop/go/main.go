// Command peer is a go-libp2p node that is driven by JSON lines on its standard input, as interop/README.md describes.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
)

// maxLine bounds one command line, in bytes.
const maxLine = 1 << 20

// request is one command line; which fields matter depends on the command.
type request struct {
	ID        int64  `json:"id"`
	Cmd       string `json:"cmd"`
	Addr      string `json:"addr"`
	Peer      string `json:"peer"`
	Topic     string `json:"topic"`
	Tag       string `json:"tag"`
	Key       string `json:"key"`
	Bytes     int64  `json:"bytes"`
	Upload    int64  `json:"upload"`
	Download  int64  `json:"download"`
	Count     int    `json:"count"`
	Streams   int    `json:"streams"`
	Parallel  int    `json:"parallel"`
	PerSecond int    `json:"perSecond"`
}

type result map[string]any

// output serializes the lines of concurrent commands.
type output struct {
	mu  sync.Mutex
	enc *json.Encoder
}

func (o *output) line(v any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	_ = o.enc.Encode(v)
}

func main() {
	options, err := parseOptions(os.Args[1:])
	if err == nil {
		err = run(options)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}

func run(options options) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n, err := newNode(ctx, options)
	if err != nil {
		return err
	}
	out := &output{enc: json.NewEncoder(os.Stdout)}
	out.line(n.ready())
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 1<<16), maxLine)
	for lines.Scan() {
		var r request
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			out.line(result{"id": r.ID, "ok": false, "error": err.Error()})
			continue
		}
		if r.Cmd == "quit" {
			out.line(result{"id": r.ID, "ok": true, "result": result{}})
			break
		}
		go answer(ctx, n, out, r)
	}
	return nil // the end of the input ends the peer, so that it never outlives its test
}

func answer(ctx context.Context, n *node, out *output, r request) {
	command, known := commands[r.Cmd]
	if !known {
		out.line(result{"id": r.ID, "ok": false, "error": "unknown command " + r.Cmd})
		return
	}
	res, err := command(ctx, n, r)
	if err != nil {
		out.line(result{"id": r.ID, "ok": false, "error": err.Error()})
		return
	}
	out.line(result{"id": r.ID, "ok": true, "result": res})
}
