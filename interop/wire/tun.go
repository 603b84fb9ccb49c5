package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"unsafe"
)

const (
	nameBytes    = 16
	reqBytes     = 40
	iffTun       = 0x0001
	iffNoPi      = 0x1000
	tunSetIff    = 0x400454ca
	queuePackets = "1000"
)

// plug makes a TUN device, gives it to a namespace of that name, and returns its other end.
func plug(place, net string, number int) (*os.File, error) {
	fd, err := syscall.Open("/dev/net/tun", syscall.O_RDWR|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("/dev/net/tun: %w", err)
	}
	name := fmt.Sprintf("wire%d", number)
	var request [reqBytes]byte
	copy(request[:nameBytes-1], name)
	*(*uint16)(unsafe.Pointer(&request[nameBytes])) = iffTun | iffNoPi
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), tunSetIff, uintptr(unsafe.Pointer(&request))); errno != 0 {
		return nil, fmt.Errorf("TUNSETIFF: %w", errno)
	}
	commands := []string{
		"link set " + name + " netns " + place,
		"-n " + place + " link set lo up",
		"-n " + place + " addr add " + fmt.Sprintf("%s%d/24", net, number+1) + " dev " + name,
		"-n " + place + " link set " + name + " txqueuelen " + queuePackets + " up",
	}
	for _, command := range commands {
		if out, err := exec.Command("ip", strings.Fields(command)...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("ip %s: %w: %s", command, err, out)
		}
	}
	return os.NewFile(uintptr(fd), name), nil
}
