package network.clawnet.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;

/**
 * Replicated code gives the same result on every machine: no clock, chance, thread, file, network,
 * locale, floating point, or order that depends on hashes.
 */
final class Determinism {
  private static final Set<String> REPLICATED =
      Set.of(
          "core.units",
          "core.event",
          "core.account",
          "core.stake",
          "core.state",
          "core.ledger",
          "core.tree",
          "core.consensus",
          "core.pool",
          "core.sync.plan",
          "core.sync.wire",
          "core.light",
          "wallet.transfer",
          "wallet.escrow",
          "market");
  private static final List<String> SHELLS =
      List.of(
          "core.consensus.driver", "core.consensus.channel", "core.light.ask", "core.light.serve");

  private static final Set<String> FOREIGN_PACKAGES =
      Set.of(
          "java.net",
          "java.nio.file",
          "java.nio.channels",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.text",
          "org.slf4j");
  private static final Set<String> HARMLESS_IO =
      Set.of("java.io.IOException", "java.io.UncheckedIOException", "java.io.Serializable");
  private static final Set<String> FOREIGN_CLASSES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.security.SecureRandom",
          "java.util.Timer",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.time.Clock");

  /** Owner and method, or owner and constructor, that replicated code may not call. */
  private static final Set<String> CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.identityHashCode",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.time.Instant.now",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Locale.getDefault",
          "java.lang.String.format",
          "java.lang.String.formatted",
          "java.util.HashMap.<init>",
          "java.util.HashSet.<init>",
          "java.util.stream.Collectors.toSet",
          "java.util.stream.Collectors.groupingBy",
          "java.util.stream.Collectors.toMap",
          "java.util.Collection.parallelStream");

  private Determinism() {}

  static ArchRule rule() {
    return ArchRuleDefinition.classes()
        .that(areReplicated())
        .should(beDeterministic())
        .as("replicated code is the same on every machine");
  }

  /** Returns the same rule for other classes, so that it can be seen to fail. */
  static ArchRule ruleFor(Class<?> planted) {
    return ArchRuleDefinition.classes().that().belongToAnyOf(planted).should(beDeterministic());
  }

  private static DescribedPredicate<JavaClass> areReplicated() {
    return DescribedPredicate.describe(
        "are replicated", type -> isReplicated(type.getPackageName()));
  }

  private static boolean isReplicated(String name) {
    String room = name.replaceFirst("^network\\.clawnet\\.", "");
    boolean inside = room.startsWith("market.");
    for (String replicated : REPLICATED) {
      inside |= room.equals(replicated) || room.startsWith(replicated + ".");
    }
    return inside && SHELLS.stream().noneMatch(room::startsWith);
  }

  private static ArchCondition<JavaClass> beDeterministic() {
    return new ArchCondition<>("be deterministic") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isForeign(dependency.getTargetClass()))
            .forEach(it -> violated(events, type, it.getDescription()));
        type.getAccessesFromSelf().stream()
            .filter(Determinism::isForeign)
            .forEach(it -> violated(events, type, it.getDescription()));
        type.getFields().stream()
            .filter(field -> isFloating(field.getRawType()))
            .map(JavaField::getDescription)
            .forEach(it -> violated(events, type, it + " is a floating-point number"));
        type.getCodeUnits().stream()
            .filter(Determinism::hasFloating)
            .map(JavaCodeUnit::getDescription)
            .forEach(it -> violated(events, type, it + " has a floating-point number"));
      }
    };
  }

  private static void violated(ConditionEvents events, JavaClass type, String text) {
    events.add(SimpleConditionEvent.violated(type, text));
  }

  private static boolean isForeign(JavaClass target) {
    String name = target.getName();
    return FOREIGN_PACKAGES.contains(target.getPackageName())
        || FOREIGN_CLASSES.contains(name)
        || (target.getPackageName().equals("java.io") && !HARMLESS_IO.contains(name));
  }

  private static boolean isForeign(JavaAccess<?> access) {
    String call = access.getTargetOwner().getName() + "." + access.getTarget().getName();
    int parameters =
        access.getTarget() instanceof CodeUnitCallTarget it ? it.getRawParameterTypes().size() : -1;
    boolean localeless =
        parameters == 0
            && (call.equals("java.lang.String.toLowerCase")
                || call.equals("java.lang.String.toUpperCase"));
    boolean unseeded = parameters == 0 && call.equals("java.util.Random.<init>");
    return CALLS.contains(call) || localeless || unseeded;
  }

  private static boolean isFloating(JavaClass type) {
    return type.getName().matches("(float|double|java\\.lang\\.(Float|Double))(\\[\\])*");
  }

  private static boolean hasFloating(JavaCodeUnit unit) {
    return isFloating(unit.getRawReturnType())
        || unit.getRawParameterTypes().stream().anyMatch(Determinism::isFloating);
  }
}
