package network.clawnet.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;

/** An answer of the node. */
record Reply(String request, int status, Json.Obj body) {

  static Reply of(String request, int status, byte[] body) {
    try {
      return new Reply(request, status, JsonParser.parseObject(body));
    } catch (DecodeException e) {
      throw new AssertionError(
          request + " " + status + ": " + new String(body, StandardCharsets.UTF_8), e);
    }
  }

  /** Returns itself if it has this status. */
  Reply expect(int wanted) {
    if (status != wanted) {
      throw new AssertionError("expected " + wanted + ": " + this);
    }
    return this;
  }

  /** Returns the error code, or {@code ok}. */
  String code() {
    return body.get("error") instanceof Json.Obj error && error.get("code") instanceof Json.Str code
        ? code.value()
        : status < 300 ? "ok" : "status " + status;
  }

  String text(String name) {
    if (body.get(name) instanceof Json.Str it) {
      return it.value();
    }
    throw new AssertionError("no text \"" + name + "\" in " + this);
  }

  long number(String name) {
    return optionalNumber(name)
        .orElseThrow(() -> new AssertionError("no number \"" + name + "\" in " + this));
  }

  OptionalLong optionalNumber(String name) {
    return body.get(name) instanceof Json.Num it
        ? OptionalLong.of(it.value())
        : OptionalLong.empty();
  }

  boolean flag(String name) {
    return Json.Bool.TRUE.equals(body.get(name));
  }

  Json.Obj object(String name) {
    if (body.get(name) instanceof Json.Obj it) {
      return it;
    }
    throw new AssertionError("no object \"" + name + "\" in " + this);
  }

  @Override
  public String toString() {
    return request + " -> " + status + " " + CanonicalJson.text(body);
  }
}
