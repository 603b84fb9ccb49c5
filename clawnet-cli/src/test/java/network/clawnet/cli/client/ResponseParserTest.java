package network.clawnet.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseParserTest {
  private static final String SIZED =
      "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX-Other: a: b\r\n\r\nhello world";
  private static final String CHUNKED =
      """
      HTTP/1.1 201 Created\r
      Transfer-Encoding: chunked\r
      \r
      5;ext=1\r
      hello\r
      1\r
      \040\r
      5\r
      world\r
      0\r
      Trailer: x\r
      \r
      """;
  private static final String UNTIL_END = "HTTP/1.1 404 Not Found\r\n\r\nhello world";

  /** Delivers bytes in two pieces, cut at a place. */
  private static ByteSource cut(byte[] bytes, int at) {
    int[] position = {0};
    return new ByteSource(
        into -> {
          int end = position[0] < at ? at : bytes.length;
          int count = Math.min(into.length, end - position[0]);
          if (count == 0) {
            return -1;
          }
          System.arraycopy(bytes, position[0], into, 0, count);
          position[0] += count;
          return count;
        });
  }

  private static ByteSource whole(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return cut(bytes, bytes.length);
  }

  private static HttpResponse parse(String text) throws IOException {
    return HttpClient.whole(whole(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {SIZED, CHUNKED, UNTIL_END})
  void readsTheSameWhereverTheBytesAreSplit(String answer) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at <= bytes.length; at++) {
      HttpResponse response = HttpClient.whole(cut(bytes, at));

      assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("hello world");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SIZED, CHUNKED})
  void noticesEveryCut(String answer) {
    for (int length = 0; length < answer.length(); length++) {
      String part = answer.substring(0, length);

      assertThatThrownBy(() -> parse(part)).as(part).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void readsStatusAndHeaders() throws IOException {
    HttpResponse response = parse(SIZED);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.isSuccess()).isTrue();
    assertThat(response.header("x-other")).contains("a: b");
    assertThat(response.header("absent")).isEmpty();
  }

  @Test
  void skipsInterimAnswersUpToALimit() throws IOException {
    String interim = "HTTP/1.1 100 Continue\r\n\r\n";

    assertThat(parse(interim.repeat(7) + SIZED).status()).isEqualTo(200);
    assertThatThrownBy(() -> parse(interim.repeat(8) + SIZED)).isInstanceOf(BadAnswer.class);
  }

  @Test
  void hasNoBodyAfter204() throws IOException {
    assertThat(parse("HTTP/1.1 204 No Content\r\n\r\nignored").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 099 Low\r\n\r\n",
        "HTTP/1.1 600 High\r\n\r\n",
        "HTTP/1.1 2000 Long\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n123456789\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n"
      })
  void refusesWhatIsNoAnswer(String answer) {
    assertThatThrownBy(() -> parse(answer)).isInstanceOf(BadAnswer.class);
  }

  @Test
  void boundsHeaderLinesAndTheirNumber() throws IOException {
    String start = "HTTP/1.1 204 No Content\r\n";
    int longest = ResponseHead.MAX_LINE_BYTES - "X: ".length() - 1;

    assertThat(parse(start + "X: " + "a".repeat(longest) + "\r\n\r\n").status()).isEqualTo(204);
    assertThatThrownBy(() -> parse(start + "X: " + "a".repeat(longest + 1) + "\r\n\r\n"))
        .isInstanceOf(BadAnswer.class);
    assertThat(parse(start + headers(ResponseHead.MAX_HEADERS) + "\r\n").status()).isEqualTo(204);
    assertThatThrownBy(() -> parse(start + headers(ResponseHead.MAX_HEADERS + 1) + "\r\n"))
        .isInstanceOf(BadAnswer.class);
  }

  private static String headers(int count) {
    StringBuilder headers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      headers.append("X-").append(i).append(": 1\r\n");
    }
    return headers.toString();
  }

  @Test
  void boundsTheBody() throws IOException {
    assertThat(parseEndless(HttpClient.MAX_BODY_BYTES).body()).hasSize(HttpClient.MAX_BODY_BYTES);
    assertThatThrownBy(() -> parseEndless(HttpClient.MAX_BODY_BYTES + 1))
        .isInstanceOf(BadAnswer.class);
  }

  private static HttpResponse parseEndless(int bodyBytes) throws IOException {
    byte[] head = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    long[] left = {head.length + (long) bodyBytes};
    return HttpClient.whole(
        new ByteSource(
            into -> {
              if (left[0] == head.length + (long) bodyBytes) {
                System.arraycopy(head, 0, into, 0, head.length);
                left[0] -= head.length;
                return head.length;
              }
              int count = (int) Math.min(into.length, left[0]);
              left[0] -= count;
              return count == 0 ? -1 : count;
            }));
  }

  @Test
  void splitsStreamedLinesWhereverTheChunksEnd() throws IOException {
    Seeds.forAll(
        200,
        random -> {
          String body = "{\"a\":1}\n\n{\"b\":\"ü\"}\nlast";
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          ByteArrayOutputStream chunks = new ByteArrayOutputStream();
          for (int at = 0; at < bytes.length; ) {
            int length = 1 + random.nextInt(bytes.length - at);
            chunks.writeBytes(
                (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(bytes, at, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            at += length;
          }
          chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

          assertThat(lines(chunks.toByteArray()))
              .containsExactly("{\"a\":1}", "{\"b\":\"ü\"}", "last");
        });
  }

  private static List<String> lines(byte[] chunks) {
    List<String> lines = new ArrayList<>();
    byte[] head =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + chunks.length);
    System.arraycopy(chunks, 0, all, head.length, chunks.length);
    ByteSource source = cut(all, all.length / 2);
    try {
      BodyReader body = new BodyReader(source, ResponseHead.read(source));
      HttpClient.feed(body, line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return lines;
  }

  @Test
  void survivesAnyNoise() {
    Seeds.forAll(
        2_000,
        random -> {
          byte[] noise = CHUNKED.getBytes(StandardCharsets.US_ASCII);
          for (int i = random.nextInt(6); i >= 0; i--) {
            noise[random.nextInt(noise.length)] = (byte) random.nextInt(256);
          }
          try {
            HttpClient.whole(cut(noise, random.nextInt(noise.length)));
          } catch (IOException expected) {
            assertThat(expected).hasMessageNotContaining("null");
          }
        });
  }
}
