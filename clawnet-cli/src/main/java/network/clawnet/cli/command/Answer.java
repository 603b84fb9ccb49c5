package network.clawnet.cli.command;

import java.util.List;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/**
 * A node's answer to a request that it carried out.
 *
 * @param exact the bytes as they came, for {@code --json}
 * @param body the same, read
 */
public record Answer(byte[] exact, Json.Obj body) {

  /** Returns a member as a person reads it, or null where it is absent or null. */
  public @Nullable String text(String name) {
    return text(body, name);
  }

  /** Returns the objects of an array member; empty where it is absent. */
  public List<Json.Obj> objects(String name) {
    if (!(body.get(name) instanceof Json.Arr array)) {
      return List.of();
    }
    return array.items().stream()
        .filter(Json.Obj.class::isInstance)
        .map(Json.Obj.class::cast)
        .toList();
  }

  /** Returns a member of an object as a person reads it, or null where it is absent or null. */
  public static @Nullable String text(Json.Obj object, String name) {
    Json value = object.get(name);
    if (value instanceof Json.Str text) {
      return text.value();
    }
    if (value instanceof Json.Num number) {
      return Long.toString(number.value());
    }
    if (value instanceof Json.Dec number) {
      return number.text();
    }
    if (value instanceof Json.Bool flag) {
      return flag == Json.Bool.TRUE ? "true" : "false";
    }
    return null;
  }

  /** Returns a member of an object as a person reads it, or an empty text. */
  public static String textOrEmpty(Json.Obj object, String name) {
    String text = text(object, name);
    return text == null ? "" : text;
  }

  /** Returns a whole number, or {@code absent}. */
  public static long number(Json.Obj object, String name, long absent) {
    return object.get(name) instanceof Json.Num number ? number.value() : absent;
  }

  /** Returns whether a member is true. */
  public static boolean isTrue(Json.Obj object, String name) {
    return object.get(name) == Json.Bool.TRUE;
  }
}
