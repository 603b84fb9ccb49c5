package network.clawnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import network.clawnet.architecture.planted.Planted;
import network.clawnet.architecture.planted.inner.Inner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the compiled modules against the walls and the determinism rule. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
          .importPackages("network.clawnet");

  static Stream<ArchRule> walls() {
    return Walls.all().stream();
  }

  @ParameterizedTest
  @MethodSource("walls")
  void theWallsStand(ArchRule wall) {
    wall.check(CLASSES);
  }

  @Test
  @DisplayName("T-D1: replicated code knows no clock, chance, hash order or floating point")
  void replicatedCodeIsDeterministic() {
    Determinism.rule().check(CLASSES);
  }

  @Test
  void seesTheModules() {
    assertThat(CLASSES.containPackage("network.clawnet.core.codec")).isTrue();
    assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void findsACycleBetweenParentAndChild() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class, Inner.class);

    assertThat(Walls.noCycles().evaluate(planted).hasViolation()).isTrue();
    assertThat(
            Walls.noCycles()
                .evaluate(new ClassFileImporter().importClasses(Planted.class))
                .hasViolation())
        .isFalse();
  }

  @Test
  void findsALibraryOutsideItsRoom() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);

    assertThat(Walls.all().stream().filter(wall -> wall.evaluate(planted).hasViolation()))
        .singleElement()
        .asString()
        .contains("org.rocksdb");
  }

  @Test
  void findsClockChanceHashOrderAndFloatingPoint() {
    JavaClasses planted = new ClassFileImporter().importClasses(Careless.class);

    assertThat(
            Determinism.ruleFor(Careless.class).evaluate(planted).getFailureReport().getDetails())
        .anyMatch(it -> it.contains("currentTimeMillis"))
        .anyMatch(it -> it.contains("HashMap"))
        .anyMatch(it -> it.contains("toLowerCase"))
        .anyMatch(it -> it.contains("floating-point"))
        .anyMatch(it -> it.contains("java.util.Random"))
        .noneMatch(it -> it.contains("toUpperCase"))
        .hasSize(5);
  }

  /** What replicated code must not be. */
  static final class Careless {
    final double rate = 0.5;
    final Map<String, Long> times = new HashMap<>();

    @SuppressWarnings("StringCaseLocaleUsage")
    void note(String name) {
      times.put(name.toLowerCase(), System.currentTimeMillis() + new java.util.Random().nextInt());
    }
  }
}
