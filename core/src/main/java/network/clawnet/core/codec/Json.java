package network.clawnet.core.codec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON value. Immutable; object members are in the order of RFC 8785 (UTF-16 code units). */
public sealed interface Json {
  /** An object. */
  record Obj(SortedMap<String, Json> members) implements Json {
    public static final Obj EMPTY = new Obj(Collections.emptySortedMap());

    public Obj {
      members = Collections.unmodifiableSortedMap(members);
    }

    /** Returns the member, or null where it is absent. A JSON null is {@link Null}. */
    public @Nullable Json get(String name) {
      return members.get(name);
    }

    public boolean has(String name) {
      return members.containsKey(name);
    }

    /** Returns a copy without the named members. */
    public Obj without(String... names) {
      TreeMap<String, Json> copy = new TreeMap<>(members);
      for (String name : names) {
        copy.remove(name);
      }
      return new Obj(copy);
    }

    /** Returns a copy with one member set. */
    public Obj with(String name, Json value) {
      TreeMap<String, Json> copy = new TreeMap<>(members);
      copy.put(name, value);
      return new Obj(copy);
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string without lone surrogates. */
  record Str(String value) implements Json {}

  /** An integer of at most 2^53 - 1 in magnitude. */
  record Num(long value) implements Json {
    /** The largest magnitude that every JSON reader holds exactly. */
    public static final long MAX = (1L << 53) - 1;

    public Num {
      if (value > MAX || value < -MAX) {
        throw new IllegalArgumentException("not exact in JSON: " + value);
      }
    }
  }

  /**
   * Any other number, kept as the text that was read: a fraction, an exponent, or an integer too
   * large. Never part of an event; kept so that an API can say what is wrong with it.
   */
  record Dec(String text) implements Json {}

  /** True or false. */
  enum Bool implements Json {
    TRUE,
    FALSE
  }

  /** The JSON null. */
  enum Null implements Json {
    NULL
  }

  static Str of(String value) {
    return new Str(value);
  }

  static Num of(long value) {
    return new Num(value);
  }

  static Bool of(boolean value) {
    return value ? Bool.TRUE : Bool.FALSE;
  }

  static Arr of(List<? extends Json> items) {
    return new Arr(List.copyOf(items));
  }

  /** Starts an object. */
  static Builder object() {
    return new Builder();
  }

  /** Returns an object with the members of {@code map}. */
  static Obj of(Map<String, Json> map) {
    return new Obj(new TreeMap<>(map));
  }

  /** Collects the members of an object; a null value leaves the member out. */
  final class Builder {
    private final TreeMap<String, Json> members = new TreeMap<>();

    private Builder() {}

    public Builder put(String name, @Nullable Json value) {
      if (value != null) {
        members.put(name, value);
      }
      return this;
    }

    public Builder put(String name, @Nullable String value) {
      return put(name, value == null ? null : new Str(value));
    }

    public Builder put(String name, long value) {
      return put(name, new Num(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, Json.of(value));
    }

    public Obj build() {
      return new Obj(new TreeMap<>(members));
    }
  }
}
