package network.clawnet.daemon.http.server;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text that comes in two pieces, with a pause that lets the first be sent. */
final class TrickleStream extends InputStream {
  private final ByteArrayInputStream bytes;
  private final int half;
  private int read;

  TrickleStream(String text) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    bytes = new ByteArrayInputStream(all);
    half = all.length / 2;
  }

  @Override
  public int read() {
    if (read == half) {
      pause();
    }
    read++;
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    return bytes.available() == 0 ? -1 : one(target, offset);
  }

  private int one(byte[] target, int offset) {
    target[offset] = (byte) read();
    return 1;
  }

  private static void pause() {
    long until = System.nanoTime() + 50_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
