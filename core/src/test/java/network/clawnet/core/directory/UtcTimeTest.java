package network.clawnet.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
  @Test
  void readsSecondsAndMilliseconds() throws DecodeException {
    assertThat(UtcTime.parse("t", "1970-01-01T00:00:01Z")).isEqualTo(1_000);
    assertThat(UtcTime.parse("t", "1970-01-01T00:00:00.001Z")).isEqualTo(1);
    assertThat(UtcTime.parse("t", "9999-12-31T23:59:59.999Z")).isEqualTo(253_402_300_799_999L);
  }

  @Test
  void agreesWithTheLibraryOnEveryTimeOfItsForm() {
    Seeds.forAll(
        2_000,
        random -> {
          long millis = 1 + random.nextLong(253_402_300_799_999L);
          Instant whole = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
          if (whole.toEpochMilli() > 0) {
            assertThat(parse(whole.toString())).isEqualTo(whole.toEpochMilli());
          }
        });
  }

  @Test
  void refusesEveryOtherForm() {
    for (String text :
        new String[] {
          "",
          "1970-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "2027-02-29T00:00:00Z",
          "2027-13-01T00:00:00Z",
          "2027-01-01T24:00:00Z",
          "2027-01-01T00:60:00Z",
          "2027-01-01T23:59:60Z",
          "2027-01-01T00:00:00+00:00",
          "2027-01-01T00:00:00.1Z",
          "2027-01-01T00:00:00z",
          "2027-01-01 00:00:00Z",
          "٢027-01-01T00:00:00Z"
        }) {
      assertThatThrownBy(() -> UtcTime.parse("t", text))
          .as(text)
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("\"t\"");
    }
  }

  private static long parse(String text) {
    try {
      return UtcTime.parse("t", text);
    } catch (DecodeException e) {
      throw new AssertionError(text, e);
    }
  }
}
