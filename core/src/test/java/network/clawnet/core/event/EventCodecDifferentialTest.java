package network.clawnet.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The short ways of decoding against the long one: parse, encode again, compare; encode without
 * hash and signature, hash. On events and on what is left of them after a few blows.
 */
class EventCodecDifferentialTest {
  private static final String[] PIECES = {
    " ",
    "\n",
    "\\u0041",
    "\\n",
    "\\/",
    "\\\"",
    "\"",
    ":",
    ",",
    "{",
    "}",
    "[",
    "]",
    "-0",
    "1e3",
    "0.5",
    "9007199254740992",
    "\"hash\":",
    "\"sig\":",
    "\"sig\":\"1\",",
    "\"a\":1,",
    "null",
    "é",
    "\ufffd",
    "😀",
    "\"hash\":\"\",",
    "{\"hash\":\"x\",\"sig\":\"y\"}"
  };

  private final TestActor alice = new TestActor("alice");
  private final TestActor bob = new TestActor("bob");

  @Test
  void seesTheCanonicalFormExactlyWhereItIs() {
    AtomicInteger plain = new AtomicInteger();
    Seeds.forAll(
        8_000,
        random -> {
          byte[] bytes = battered(event(random).bytes(), random);
          try {
            JsonParser.Seen seen = JsonParser.parseWatching(bytes);
            assertThat(seen.object()).isEqualTo(JsonParser.parseObject(bytes));
            if (seen.plain()) {
              plain.incrementAndGet();
              assertThat(CanonicalJson.encode(seen.object())).isEqualTo(bytes);
            }
          } catch (DecodeException e) {
            assertThat(bytes).isNotEmpty();
          }
        });
    assertThat(plain.get()).isGreaterThan(500);
  }

  @Test
  @DisplayName("T-A20: the short way decides like the long one")
  void decidesLikeTheLongWay() {
    AtomicInteger accepted = new AtomicInteger();
    Seeds.forAll(
        8_000,
        random -> {
          byte[] bytes = battered(event(random).bytes(), random);
          String shortWay = verdict(bytes);

          if (shortWay.startsWith("accepted")) {
            accepted.incrementAndGet();
            assertThat(longWay(bytes))
                .as(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(shortWay);
          } else if (shortWay.equals("HASH_MISMATCH") || shortWay.equals("NOT_CANONICAL")) {
            assertThat(longWay(bytes))
                .as(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(shortWay);
          } else {
            assertThat(longWay(bytes)).as(shortWay).doesNotStartWith("NOT_CANONICAL");
          }
        });
    assertThat(accepted.get()).isGreaterThan(500);
  }

  private static String verdict(byte[] bytes) {
    try {
      SignedEvent event = EventCodec.decode(bytes);
      return "accepted " + event.hash() + " " + Hash.sha256(event.unsigned());
    } catch (EventFault e) {
      return e.code().text();
    }
  }

  /** Returns what form and hash alone say, without a look at the members' meaning. */
  private static String longWay(byte[] bytes) {
    try {
      Json.Obj object = JsonParser.parseObject(bytes);
      if (!Arrays.equals(CanonicalJson.encode(object), bytes)) {
        return "NOT_CANONICAL";
      }
      Hash hash = Hash.sha256(CanonicalJson.encode(object.without("sig", "hash")));
      return Json.of(hash.hex()).equals(object.get("hash"))
          ? "accepted " + hash + " " + hash
          : "HASH_MISMATCH";
    } catch (IllegalArgumentException e) {
      return "NOT_CANONICAL";
    } catch (DecodeException e) {
      return "EVENT_MALFORMED";
    }
  }

  private SignedEvent event(Random random) {
    Json.Builder payload = Json.object().put("to", bob.did().text()).put("amount", "12");
    if (random.nextBoolean()) {
      payload.put("memo", text(random));
    }
    if (random.nextInt(4) == 0) {
      payload.put("hash", "x").put("sig", Json.object().put("hash", "h").put("sig", 1).build());
    }
    if (random.nextInt(4) == 0) {
      payload.put(text(random), Json.of(List.of(Json.of("hash"), Json.of(-3), Json.Null.NULL)));
    }
    Json.Obj body = payload.build();
    List<Cosign> consents = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      consents.add(bob.consent("0123456789abcdef", "wallet.transfer", body));
    }
    return alice.sign(
        new Envelope(
            "0123456789abcdef",
            "wallet.transfer",
            alice.did(),
            random.nextInt(1_000_000),
            1 + random.nextInt(1_000),
            new Tokens(random.nextInt(2)),
            body,
            random.nextBoolean() ? Hash.ZERO : Hash.sha256(new byte[] {1}),
            consents));
  }

  private static String text(Random random) {
    String[] parts = {
      "sig", "hash", "\"", "\\", "\n", "é", "😀", "\ufffd", "{", "}", ":", ",", "z"
    };
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      out.append(parts[random.nextInt(parts.length)]);
    }
    return out.toString();
  }

  private static byte[] battered(byte[] event, Random random) {
    StringBuilder out = new StringBuilder(new String(event, StandardCharsets.UTF_8));
    for (int blows = random.nextInt(3); blows > 0; blows--) {
      int at = random.nextInt(out.length());
      switch (random.nextInt(4)) {
        case 0 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> out.setCharAt(at, (char) (' ' + random.nextInt(95)));
        case 2 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(12)));
        default -> insertAtBorder(out, random);
      }
    }
    byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(8) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Puts a piece where a member begins or ends, which a random place seldom hits. */
  private static void insertAtBorder(StringBuilder out, Random random) {
    int comma = out.indexOf(",", random.nextInt(out.length()));
    if (comma >= 0) {
      out.insert(comma + random.nextInt(2), PIECES[random.nextInt(PIECES.length)]);
    }
  }
}
