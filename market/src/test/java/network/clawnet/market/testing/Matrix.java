package network.clawnet.market.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Tries every step of a deal in every state, before and at the deadline, by everybody. */
public final class Matrix {
  private Matrix() {}

  /** Whether the deadline has come; the due entry is held back, as in full blocks. */
  public enum Clock {
    BEFORE,
    AT_DEADLINE
  }

  /**
   * What is answered in one cell.
   *
   * @param <S> states
   * @param <A> actions
   */
  @FunctionalInterface
  public interface Cell<S, A> {
    String answer(S state, Clock clock, A action, Signers who);
  }

  /**
   * Compares what each cell should answer with what it does.
   *
   * @return the number of cells
   */
  public static <S extends Enum<S>, A extends Enum<A>> int check(
      Collection<S> states, Collection<A> actions, Cell<S, A> expected, Cell<S, A> actual) {
    Map<String, String> wanted = answers(states, actions, expected);

    assertThat(answers(states, actions, actual)).isEqualTo(wanted);
    return wanted.size();
  }

  private static <S extends Enum<S>, A extends Enum<A>> Map<String, String> answers(
      Collection<S> states, Collection<A> actions, Cell<S, A> cell) {
    Map<String, String> out = new TreeMap<>();
    for (S state : states) {
      for (Clock clock : Clock.values()) {
        for (A action : actions) {
          for (Signers who : Signers.values()) {
            String name = state + " " + clock + ": " + action + " by " + who;
            out.put(name, cell.answer(state, clock, action, who));
          }
        }
      }
    }
    return out;
  }
}
