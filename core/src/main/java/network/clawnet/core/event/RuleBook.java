package network.clawnet.core.event;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All rules of a chain, by event type and by due class. Immutable. */
public final class RuleBook {
  private final SortedMap<String, Rules<?>> byType = new TreeMap<>();
  private final SortedMap<Integer, DueRules> byDueClass = new TreeMap<>();

  /**
   * Registers the rules.
   *
   * @throws IllegalArgumentException if two share a type or a due class
   */
  public RuleBook(Collection<? extends Rules<?>> rules, Collection<? extends DueRules> dueRules) {
    for (Rules<?> rule : rules) {
      if (byType.put(rule.type(), rule) != null) {
        throw new IllegalArgumentException("two rules for " + rule.type());
      }
    }
    for (DueRules rule : dueRules) {
      if (byDueClass.put(rule.dueClass(), rule) != null) {
        throw new IllegalArgumentException("two rules for due class " + rule.dueClass());
      }
    }
  }

  /** Returns the rules of a type, or null where the type is unknown. */
  public @Nullable Rules<?> find(String type) {
    return byType.get(type);
  }

  /** Returns the rules of a due class, or null where the class is unknown. */
  public @Nullable DueRules findDue(int dueClass) {
    return byDueClass.get(dueClass);
  }

  /** Returns the due classes in ascending order. */
  public Collection<Integer> dueClasses() {
    return Collections.unmodifiableSet(byDueClass.keySet());
  }

  public Collection<String> types() {
    return Collections.unmodifiableSet(byType.keySet());
  }
}
