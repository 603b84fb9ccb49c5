// Wire is the network between namespaces: one TUN device in each, and this process in the middle, which
// passes packets on, late, or not at all. It asks the kernel for nothing but TUN, so it works where there is
// no netem, and it counts what it did to packets. See ../README.md.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	seed := flag.Uint64("seed", 1, "of the loss and the jitter")
	net := flag.String("net", "10.98.0.", "first three numbers of the addresses")
	flag.Parse()
	if err := run(*seed, *net, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "wire:", err)
		os.Exit(1)
	}
}

// run plugs the namespaces in and obeys the lines of standard input until it ends.
func run(seed uint64, net string, places []string) error {
	links := newLinks(seed, len(places))
	for i, place := range places {
		end, err := plug(place, net, i)
		if err != nil {
			return fmt.Errorf("%s: %w", place, err)
		}
		links.ends = append(links.ends, end)
	}
	for i := range places {
		go links.read(i)
	}
	fmt.Println("ready")
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		answer, err := obey(links, strings.Fields(lines.Text()))
		if err != nil {
			answer = "error " + err.Error()
		}
		fmt.Println(answer)
	}
	return lines.Err()
}

// obey carries out one command: set FROM TO LOSS_PERMILLE DELAY_MICROS JITTER_MICROS, count FROM TO, or heal. Places
// are numbers from 0, or * for all.
func obey(links *links, words []string) (string, error) {
	if len(words) == 1 && words[0] == "heal" {
		return "ok", links.each(-1, -1, func(it *link) { it.set(0, 0, 0) })
	}
	if len(words) < 3 {
		return "", fmt.Errorf("not a command: %q", words)
	}
	numbers := make([]int64, len(words)-1)
	for i, word := range words[1:] {
		value, err := strconv.ParseInt(word, 10, 64)
		if word == "*" && i < 2 {
			value, err = -1, nil
		}
		if err != nil {
			return "", err
		}
		numbers[i] = value
	}
	from, to := int(numbers[0]), int(numbers[1])
	switch {
	case words[0] == "set" && len(numbers) == 5:
		return "ok", links.each(from, to, func(it *link) { it.set(numbers[2], numbers[3], numbers[4]) })
	case words[0] == "count" && len(numbers) == 2:
		var passed, lost, late int64
		err := links.each(from, to, func(it *link) {
			passed, lost, late = passed+it.passed.Load(), lost+it.lost.Load(), late+it.late.Load()
		})
		return fmt.Sprintf("count %d %d %d", passed, lost, late), err
	}
	return "", fmt.Errorf("not a command: %q", words)
}
