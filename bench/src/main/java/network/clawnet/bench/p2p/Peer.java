package network.clawnet.bench.p2p;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;

/**
 * A peer in a process of its own, told what to do by JSON lines. Ends with {@link #close}, and with
 * this process: the end of its input ends it.
 */
final class Peer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;
  private static final int MAX_TEXT = 4_096;

  private final Kind kind;
  private final Process process;
  private final BufferedWriter commands;
  private final Map<Long, CompletableFuture<Json.Obj>> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Json.Obj> ready = new CompletableFuture<>();
  private final AtomicLong nextId = new AtomicLong(1);

  private Peer(Kind kind, Process process) {
    this.kind = kind;
    this.process = process;
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "bench-" + kind.label());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a peer and waits until it listens. */
  static Peer start(Kind kind, String signing) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(kind.command(signing));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // as bin/clawnetd sets it
    Peer peer = new Peer(kind, builder.start());
    try {
      peer.await(peer.ready, "start");
      return peer;
    } catch (IOException e) {
      peer.close();
      throw e;
    }
  }

  /** Returns who it is. */
  String id() throws IOException {
    return text(await(ready, "start"), "peer");
  }

  /** Returns where it listens, with its id at the end. */
  String address() throws IOException {
    Json.Obj said = await(ready, "start");
    if (said.get("addrs") instanceof Json.Arr list && list.items().get(0) instanceof Json.Str it) {
      return it.value();
    }
    throw new IOException(kind.label() + " listens nowhere");
  }

  /** What a process has used. */
  record Usage(long cpuMicros, long rssBytes) {}

  /** Returns what the process has used. */
  Usage usage() throws IOException {
    Json.Obj usage = call("usage", Json.object());
    return new Usage(number(usage, "cpuMicros"), number(usage, "rssBytes"));
  }

  /** Carries out a command and returns its result. */
  Json.Obj call(String command, Json.Builder arguments) throws IOException {
    return await(send(command, arguments), command);
  }

  /** Sends a command without waiting for its end. */
  CompletableFuture<Json.Obj> send(String command, Json.Builder arguments) throws IOException {
    long id = nextId.getAndIncrement();
    CompletableFuture<Json.Obj> answer = new CompletableFuture<>();
    open.put(id, answer);
    String line = CanonicalJson.text(arguments.put("id", id).put("cmd", command).build());
    synchronized (commands) {
      commands.write(line);
      commands.write('\n');
      commands.flush();
    }
    return answer;
  }

  /** Waits for an answer. */
  Json.Obj await(CompletableFuture<Json.Obj> answer, String what) throws IOException {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(kind.label() + ": " + what + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(kind.label() + ": " + what + " takes too long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(JsonParser.parseObject(line.getBytes(StandardCharsets.UTF_8)));
      }
      end(new IOException("the process has ended"));
    } catch (IOException e) {
      end(e);
    } catch (DecodeException e) {
      end(new IOException("not a line of the protocol", e));
    }
  }

  private void take(Json.Obj line) throws DecodeException, IOException {
    if (line.has("ready")) {
      ready.complete(line);
      return;
    }
    CompletableFuture<Json.Obj> answer = open.remove(number(line, "id"));
    if (answer != null && line.get("result") instanceof Json.Obj result) {
      answer.complete(result);
    } else if (answer != null) {
      answer.completeExceptionally(new IOException(text(line, "error")));
    }
  }

  private void end(IOException why) {
    ready.completeExceptionally(why);
    open.values().forEach(answer -> answer.completeExceptionally(why));
  }

  private static String text(Json.Obj answer, String name) throws IOException {
    try {
      return new JsonFields(answer).text(name, MAX_TEXT);
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }

  /** Returns a number of an answer. */
  static long number(Json.Obj answer, String name) throws IOException {
    if (answer.get(name) instanceof Json.Num number) {
      return number.value();
    }
    throw new IOException("no number " + name + " in " + CanonicalJson.text(answer));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
