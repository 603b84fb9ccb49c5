package network.clawnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The parser against that of Node.js, on documents and on what is left of them after a few blows.
 * More of them: {@code -Dclawnet.documents=1000000}.
 */
class JavaScriptJsonTest {
  private static final int DOCUMENTS = Integer.getInteger("clawnet.documents", 20_000);
  private static final int AT_ONCE = 50_000;
  private static final String[] BLOWS = {
    " ",
    "\n",
    "\t",
    "\\u0041",
    "\\u00e9",
    "\\ud800",
    "\\ud83d\\ude00",
    "\\n",
    "\\/",
    "\\b",
    "\"",
    ":",
    ",",
    "{",
    "}",
    "[",
    "]",
    "-0",
    "-",
    "0",
    "00",
    "1e3",
    "1E400",
    "0.5",
    "1.0",
    "5e-324",
    "9007199254740991",
    "9007199254740992",
    "-9007199254740992",
    "null",
    "true",
    "tru",
    "é",
    "😀",
    "\ufeff",
    "\u0000",
    "\u2028",
    "{\"a\":1,\"a\":1}",
    "\"__proto__\":1,",
    "{\"\":{}}",
    "// x",
    "+1"
  };

  @TempDir Path directory;

  @Test
  @DisplayName("T-A20: what this parser takes for canonical, and nothing else, JavaScript does")
  void decidesLikeJavaScript() throws Exception {
    Assumptions.assumeTrue(isThere("node"), "SKIPPED: there is no node");
    int canonical = 0;
    for (int done = 0; done < DOCUMENTS; done += AT_ONCE) {
      canonical += compare(done, Math.min(AT_ONCE, DOCUMENTS - done));
    }
    assertThat(canonical).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
  }

  private int compare(int from, int count) throws Exception {
    List<byte[]> documents = new ArrayList<>(count);
    Path questions = directory.resolve("documents");
    try (BufferedWriter out = Files.newBufferedWriter(questions)) {
      for (int i = 0; i < count; i++) {
        documents.add(document(new Random(from + i)));
        out.write(Hex.encode(documents.get(i)) + "\n");
      }
    }
    String theirs = javaScript(questions);
    assertThat(theirs).hasSize(count);
    int canonical = 0;
    for (int i = 0; i < count; i++) {
      boolean own = isCanonical(documents.get(i));
      assertThat(own ? 'C' : '-')
          .as("seed %d: %s", from + i, new String(documents.get(i), StandardCharsets.UTF_8))
          .isEqualTo(theirs.charAt(i));
      canonical += own ? 1 : 0;
    }
    return canonical;
  }

  private static boolean isCanonical(byte[] document) {
    try {
      return Arrays.equals(CanonicalJson.encode(JsonParser.parseObject(document)), document);
    } catch (DecodeException | IllegalArgumentException e) {
      return false;
    }
  }

  private String javaScript(Path questions) throws Exception {
    Path script = directory.resolve("canonical.js");
    try (var in =
        Objects.requireNonNull(JavaScriptJsonTest.class.getResourceAsStream("canonical.js"))) {
      Files.write(script, in.readAllBytes());
    }
    Path answers = directory.resolve("answers");
    Process node =
        new ProcessBuilder("node", script.toString())
            .redirectInput(questions.toFile())
            .redirectOutput(answers.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(node.waitFor()).isZero();
    return Files.readString(answers).strip();
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  // ---- documents

  private static byte[] document(Random random) {
    StringBuilder out = new StringBuilder(CanonicalJson.text(object(random, 1)));
    for (int blows = random.nextInt(4); blows > 1; blows--) {
      int at = random.nextInt(out.length() + 1);
      switch (random.nextInt(4)) {
        case 0, 1 -> out.insert(at, BLOWS[random.nextInt(BLOWS.length)]);
        case 2 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(6)));
        default -> out.insert(at, (char) random.nextInt(0x3000));
      }
    }
    if (random.nextInt(50) == 0) {
      int depth = JsonParser.MAX_DEPTH - 2 + random.nextInt(4);
      out.setLength(0);
      out.append("{\"a\":".repeat(depth)).append("0").append("}".repeat(depth));
    }
    byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(16) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static Json.Obj object(Random random, int depth) {
    Json.Builder out = Json.object();
    for (int i = random.nextInt(5); i > 0; i--) {
      out.put(text(random), value(random, depth + 1));
    }
    return out.build();
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 5 ? 5 : 7)) {
      case 0 -> Json.of(random.nextLong(-Json.Num.MAX, Json.Num.MAX + 1));
      case 1 -> Json.of(random.nextInt(100) - 50);
      case 2 -> Json.of(text(random));
      case 3 -> Json.of(random.nextBoolean());
      case 4 -> Json.Null.NULL;
      case 5 -> object(random, depth);
      default -> {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth + 1));
        }
        yield Json.of(items);
      }
    };
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int point = random.nextInt(6) == 0 ? random.nextInt(0x110000) : random.nextInt(0x100);
      boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      out.appendCodePoint(surrogate ? 'x' : point);
    }
    return out.toString();
  }
}
