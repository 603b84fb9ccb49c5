package network.clawnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {
  private static Json parse(String text) throws DecodeException {
    return JsonParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsEveryKindOfValue() throws DecodeException {
    Json.Obj object = (Json.Obj) parse(" {\"a\":[1,-2,true,false,null,\"x\"],\"b\":{}} ");

    assertThat(object.get("a")).isInstanceOf(Json.Arr.class);
    assertThat(object.get("b")).isEqualTo(Json.Obj.EMPTY);
    assertThat(CanonicalJson.text(object))
        .isEqualTo("{\"a\":[1,-2,true,false,null,\"x\"],\"b\":{}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "--1",
        "tru",
        "nul",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\u0001\"",
        "1 2",
        "{\"a\":1}{",
        "{\"a\":1,\"a\":2}",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800x\""
      })
  void refusesWhatIsNotStrictJson(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThatThrownBy(() -> JsonParser.parse(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void keepsNumbersThatAreNotExactAsText() throws DecodeException {
    assertThat(parse("1.0")).isEqualTo(new Json.Dec("1.0"));
    assertThat(parse("1e3")).isEqualTo(new Json.Dec("1e3"));
    assertThat(parse("-0")).isEqualTo(new Json.Dec("-0"));
    assertThat(parse("9007199254740992")).isEqualTo(new Json.Dec("9007199254740992"));
    assertThat(parse("9007199254740991")).isEqualTo(new Json.Num(Json.Num.MAX));
    assertThat(parse("-9007199254740991")).isEqualTo(new Json.Num(-Json.Num.MAX));
  }

  @Test
  void readsSurrogatePairsBothEscapedAndPlain() throws DecodeException {
    assertThat(parse("\"\\ud83d\\ude00\"")).isEqualTo(parse("\"\ud83d\ude00\""));
  }

  @Test
  void boundsDepth() throws DecodeException {
    int deepest = JsonParser.MAX_DEPTH;

    assertThat(parse("[".repeat(deepest + 1) + "]".repeat(deepest + 1))).isNotNull();
    assertThatThrownBy(() -> parse("[".repeat(deepest + 2) + "]".repeat(deepest + 2)))
        .hasMessageContaining("deeper");
  }

  @Test
  void boundsWidth() throws DecodeException {
    String full = "0,".repeat(JsonParser.MAX_WIDTH - 1) + "0";

    assertThat(parse("[" + full + "]")).isNotNull();
    assertThatThrownBy(() -> parse("[" + full + ",0]")).hasMessageContaining("items");
  }
}
