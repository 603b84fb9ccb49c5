package network.clawnet.bench.peer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** What the peer can be told; any thread, and each call waits for its end. */
final class Commands {
  private static final int MAX_TEXT = 4_096;
  private static final long PAGE_BYTES = 4_096;
  private static final long NANOS_PER_MICRO = 1_000;

  private final PeerNode node;
  private final Map<String, Inbox> topics = new ConcurrentHashMap<>();

  Commands(PeerNode node) {
    this.node = node;
  }

  /** Carries a command out. */
  Json.Obj run(String name, JsonFields arguments)
      throws DecodeException, CommandException, InterruptedException {
    return switch (name) {
      case "dial" -> dial(arguments);
      case "perf" -> perf(arguments);
      case "roundTrips" -> roundTrips(arguments);
      case "connections" -> connections(arguments);
      case "join" -> join(arguments);
      case "mesh" -> mesh(arguments);
      case "publish" -> publish(arguments);
      case "received" -> inbox(arguments).report();
      case "arrived" -> arrived(arguments);
      case "usage" -> usage();
      default -> throw new CommandException("unknown command " + name);
    };
  }

  private Json.Obj dial(JsonFields arguments)
      throws DecodeException, CommandException, InterruptedException {
    PeerId peer = node.dial(address(arguments));
    return Json.object().put("peer", peer.text()).build();
  }

  private static Multiaddr address(JsonFields arguments) throws DecodeException {
    return Multiaddr.parse(arguments.text("addr", MAX_TEXT));
  }

  private static PeerId peer(JsonFields arguments) throws DecodeException {
    return PeerId.parse(arguments.text("peer", MAX_TEXT));
  }

  private static long number(JsonFields arguments, String name, long absent)
      throws DecodeException {
    return arguments.optionalInteger(name, 0, Json.Num.MAX).orElse(absent);
  }

  private static int count(JsonFields arguments, String name, int absent) throws DecodeException {
    return (int) arguments.optionalInteger(name, 0, Integer.MAX_VALUE).orElse(absent);
  }

  private Json.Obj perf(JsonFields arguments)
      throws DecodeException, CommandException, InterruptedException {
    Perf.Order order =
        new Perf.Order(number(arguments, "upload", 0), number(arguments, "download", 0));
    long start = System.nanoTime();
    Perf.run(node.host(), peer(arguments), order, count(arguments, "streams", 1));
    return micros(start);
  }

  private Json.Obj roundTrips(JsonFields arguments)
      throws DecodeException, CommandException, InterruptedException {
    long micros =
        Echo.roundTrips(
            node.host(),
            peer(arguments),
            count(arguments, "count", 1),
            count(arguments, "bytes", 0));
    return Json.object().put("micros", micros).build();
  }

  private Json.Obj connections(JsonFields arguments)
      throws DecodeException, CommandException, InterruptedException {
    Multiaddr address = address(arguments);
    try (Dialers dialers = new Dialers(count(arguments, "parallel", 1))) {
      long start = System.nanoTime();
      dialers.run(address, count(arguments, "count", 1));
      return micros(start);
    }
  }

  private static Json.Obj micros(long start) {
    return Json.object().put("micros", (System.nanoTime() - start) / NANOS_PER_MICRO).build();
  }

  private Json.Obj join(JsonFields arguments) throws DecodeException {
    topics.computeIfAbsent(arguments.text("topic", MAX_TEXT), it -> new Inbox(it, node::join));
    return Json.Obj.EMPTY;
  }

  private Inbox inbox(JsonFields arguments) throws DecodeException, CommandException {
    String name = arguments.text("topic", MAX_TEXT);
    Inbox inbox = topics.get(name);
    if (inbox == null) {
      throw new CommandException("topic " + name + " is not joined");
    }
    return inbox;
  }

  private Json.Obj mesh(JsonFields arguments) throws DecodeException, CommandException {
    return Json.object()
        .put(
            "subscribers",
            Json.of(
                inbox(arguments).topic().members().stream()
                    .map(member -> Json.of(member.text()))
                    .toList()))
        .build();
  }

  private Json.Obj publish(JsonFields arguments)
      throws DecodeException, CommandException, InterruptedException {
    int count = count(arguments, "count", 1);
    Publisher.Order order =
        new Publisher.Order(
            arguments.text("tag", MAX_TEXT),
            count,
            count(arguments, "bytes", 0),
            count(arguments, "perSecond", 0));
    long start = System.nanoTime();
    new Publisher(inbox(arguments).topic()).publish(order);
    return micros(start).with("published", Json.of(count));
  }

  private Json.Obj arrived(JsonFields arguments)
      throws DecodeException, CommandException, InterruptedException {
    int unique = inbox(arguments).await(count(arguments, "count", 1));
    return Json.object().put("unique", unique).build();
  }

  private static Json.Obj usage() throws CommandException {
    long nanos =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    try {
      String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
      return Json.object()
          .put("cpuMicros", nanos / NANOS_PER_MICRO)
          .put("rssBytes", Long.parseLong(pages[1]) * PAGE_BYTES)
          .build();
    } catch (IOException e) {
      throw new CommandException("no figures of memory", e);
    }
  }
}
