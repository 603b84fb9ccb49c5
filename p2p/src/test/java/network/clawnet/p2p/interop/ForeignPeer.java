package network.clawnet.p2p.interop;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.identity.PeerId;

/**
 * A running peer of another implementation, driven by JSON lines (interop/README.md). Any thread
 * may call it. Dies with {@link #close}, and with this process: the end of its input ends it.
 */
final class ForeignPeer implements AutoCloseable {
  /** Longest text in an answer, in characters. */
  static final int MAX_TEXT = 4_096;

  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration DEATH = Duration.ofSeconds(10);

  private final Implementation implementation;
  private final Process process;
  private final BufferedWriter commands;
  private final Map<Long, CompletableFuture<Json.Obj>> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Json.Obj> ready = new CompletableFuture<>();
  private final AtomicLong nextId = new AtomicLong(1);

  private ForeignPeer(Implementation implementation, Process process) {
    this.implementation = implementation;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "interop-" + implementation.label());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a peer and waits until it listens. */
  static ForeignPeer start(Implementation implementation, String... options) {
    List<String> line = new ArrayList<>(List.of(implementation.program().toString()));
    line.addAll(List.of(options));
    try {
      ForeignPeer peer =
          new ForeignPeer(
              implementation,
              new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start());
      try {
        peer.await(peer.ready, "ready", START);
        return peer;
      } catch (RuntimeException | AssertionError e) {
        peer.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns which implementation it is. */
  Implementation implementation() {
    return implementation;
  }

  /** Returns name and version, as the peer says. */
  String version() {
    return text(ready.join(), "implementation");
  }

  /** Returns who it is. */
  PeerId id() {
    return peer(text(ready.join(), "peer"));
  }

  /** Returns where it listens, with its id at the end. */
  String address() {
    return texts(ready.join(), "addrs").get(0);
  }

  /** Runs a command and returns its result; fails with the peer's words if it fails. */
  Json.Obj call(Duration patience, String command, Json.Builder arguments) {
    return await(send(command, arguments), command, patience);
  }

  /** Sends a command; the future fails with the peer's words if the command does. */
  CompletableFuture<Json.Obj> send(String command, Json.Builder arguments) {
    long id = nextId.getAndIncrement();
    CompletableFuture<Json.Obj> answer = new CompletableFuture<>();
    open.put(id, answer);
    String line = CanonicalJson.text(arguments.put("id", id).put("cmd", command).build());
    synchronized (commands) {
      try {
        commands.write(line);
        commands.write('\n');
        commands.flush();
      } catch (IOException e) {
        answer.completeExceptionally(new AssertionError(named("has ended"), e));
      }
    }
    if (!process.isAlive()) {
      answer.completeExceptionally(new AssertionError(named("has ended")));
    }
    return answer;
  }

  /** Waits for an answer. */
  Json.Obj await(CompletableFuture<Json.Obj> answer, String what, Duration patience) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(named(what + " failed: " + e.getCause()), e);
    } catch (TimeoutException e) {
      throw new AssertionError(named(what + " took longer than " + patience), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(named(what + " was interrupted"), e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(JsonParser.parseObject(line.getBytes(StandardCharsets.UTF_8)));
      }
      end(new AssertionError(named("has ended")));
    } catch (IOException | DecodeException e) {
      end(new AssertionError(named("said what is no line of the protocol"), e));
    }
  }

  private void take(Json.Obj line) {
    if (line.has("ready")) {
      ready.complete(line);
      return;
    }
    CompletableFuture<Json.Obj> answer = open.remove(number(line, "id"));
    if (answer == null) {
      return;
    }
    if (line.get("result") instanceof Json.Obj result) {
      answer.complete(result);
    } else {
      answer.completeExceptionally(new AssertionError(text(line, "error")));
    }
  }

  private void end(AssertionError why) {
    ready.completeExceptionally(why);
    open.values().forEach(answer -> answer.completeExceptionally(why));
  }

  private String named(String text) {
    return implementation.label() + " peer: " + text;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(DEATH.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(named("survives being killed"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns a text member of an answer. */
  static String text(Json.Obj answer, String name) {
    try {
      return new JsonFields(answer).text(name, MAX_TEXT);
    } catch (DecodeException e) {
      throw new AssertionError(name + " in " + CanonicalJson.text(answer), e);
    }
  }

  /** Returns a number of an answer. */
  static long number(Json.Obj answer, String name) {
    if (answer.get(name) instanceof Json.Num number) {
      return number.value();
    }
    throw new AssertionError("no number " + name + " in " + CanonicalJson.text(answer));
  }

  /** Returns a list of texts of an answer. */
  static List<String> texts(Json.Obj answer, String name) {
    if (answer.get(name) instanceof Json.Arr list) {
      return list.items().stream().map(item -> ((Json.Str) item).value()).toList();
    }
    throw new AssertionError("no list " + name + " in " + CanonicalJson.text(answer));
  }

  /** Returns a list of numbers of an answer. */
  static List<Long> numbers(Json.Obj answer, String name) {
    if (answer.get(name) instanceof Json.Arr list) {
      return list.items().stream().map(item -> ((Json.Num) item).value()).toList();
    }
    throw new AssertionError("no list " + name + " in " + CanonicalJson.text(answer));
  }

  /** Returns a list of peer ids of an answer. */
  static Set<PeerId> peers(Json.Obj answer, String name) {
    return texts(answer, name).stream().map(ForeignPeer::peer).collect(Collectors.toSet());
  }

  private static PeerId peer(String text) {
    try {
      return PeerId.parse(text);
    } catch (DecodeException e) {
      throw new AssertionError("no peer id: " + text, e);
    }
  }
}
