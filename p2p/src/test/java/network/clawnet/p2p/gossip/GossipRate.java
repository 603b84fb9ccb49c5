package network.clawnet.p2p.gossip;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.GossipNodes.Node;

/** Messages per second and processor time per message, all nodes in one process. */
public final class GossipRate {
  private static final TopicTerms TERMS = new TopicTerms(1 << 16, 65_536, Duration.ofSeconds(10));

  private GossipRate() {}

  /** Arguments: nodes, messages, bytes, window, signed|unsigned. */
  public static void main(String[] args) throws InterruptedException {
    int nodes = Integer.parseInt(args[0]);
    int messages = Integer.parseInt(args[1]);
    int bytes = Integer.parseInt(args[2]);
    int window = Integer.parseInt(args[3]);
    boolean signed = args[4].equals("signed");
    for (int round = 0; round < 3; round++) {
      run(nodes, messages, bytes, window, signed);
    }
    System.exit(0);
  }

  private static void run(int count, int messages, int bytes, int window, boolean signed)
      throws InterruptedException {
    try (GossipNodes nodes = new GossipNodes()) {
      List<Node> all = startAll(nodes, count);
      AtomicLongArray sentAt = new AtomicLongArray(messages);
      long[] delays = new long[messages];
      AtomicInteger delivered = new AtomicInteger();
      AtomicInteger[] done = new AtomicInteger[messages];
      Arrays.setAll(done, i -> new AtomicInteger());
      Semaphore inFlight = new Semaphore(window);
      List<Topic> topics = new ArrayList<>();
      for (Node node : all) {
        topics.add(
            join(
                node,
                signed,
                content -> {
                  int number = content.getInt(0);
                  delivered.incrementAndGet();
                  if (done[number].incrementAndGet() == count - 1) {
                    delays[number] = System.nanoTime() - sentAt.get(number);
                    inFlight.release();
                  }
                }));
      }
      connectAll(all);
      GossipNodes.until(
          "members", () -> topics.stream().allMatch(it -> it.members().size() == count - 1));
      long cpu = cpuNanos();
      long start = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        inFlight.acquire();
        byte[] content = new byte[bytes];
        ByteBuffer.wrap(content).putInt(i);
        sentAt.set(i, System.nanoTime());
        var unused = topics.get(0).publish(content);
      }
      GossipNodes.until(
          "delivered",
          () -> {
            sleep();
            return delivered.get() >= messages * (count - 1);
          });
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuMicros = (cpuNanos() - cpu) / 1e3;
      Arrays.sort(delays);
      System.out.printf(
          "%d nodes, %d B, %s, window %d: %.0f msg/s, %.1f us CPU per message and node,"
              + " p50 %.2f ms, p99 %.2f ms, dropped %d%n",
          count,
          bytes,
          signed ? "signed" : "unsigned",
          window,
          messages / seconds,
          cpuMicros / messages / count,
          delays[messages / 2] / 1e6,
          delays[(int) (messages * 0.99)] / 1e6,
          dropped(all));
    }
  }

  private static List<Node> startAll(GossipNodes nodes, int count) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(nodes.start());
    }
    return all;
  }

  private static void connectAll(List<Node> all) {
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        GossipNodes.connect(all.get(i).host(), all.get(j).host());
      }
    }
  }

  private static long dropped(List<Node> all) {
    return all.stream()
        .mapToLong(it -> it.gossip().shellTallies().of(ShellTallies.Tally.MESSAGE_DROPPED))
        .sum();
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Receiver {
    void take(ByteBuffer content);
  }

  private static Topic join(Node node, boolean signed, Receiver receiver) {
    network.clawnet.core.port.TopicHandler handler =
        message -> {
          receiver.take(ByteBuffer.wrap(message.bytes()));
          return CompletableFuture.completedFuture(Judgement.ACCEPT);
        };
    return signed
        ? node.gossip().joinSigned("/rate/1", TERMS, handler)
        : node.gossip().join("/rate/1", TERMS, handler);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
