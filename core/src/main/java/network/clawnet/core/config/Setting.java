package network.clawnet.core.config;

import java.util.List;

/**
 * What one source says about one key.
 *
 * @param values one value, or any number for a list
 */
record Setting(List<Value> values) {
  /**
   * One value as written.
   *
   * @param where file and line, variable or flag
   */
  record Value(String text, String where) {}

  Setting {
    values = List.copyOf(values);
  }

  static Setting of(String text, String where) {
    return new Setting(List.of(new Value(text, where)));
  }

  /** Returns the only value of a key that holds no list. */
  Value only() {
    return values.get(0);
  }
}
