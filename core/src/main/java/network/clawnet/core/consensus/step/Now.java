package network.clawnet.core.consensus.step;

/**
 * The two clocks of a step.
 *
 * @param nanos monotonic clock in nanoseconds; never falls within a process; drives timers
 * @param wallMs wall clock in epoch milliseconds; judges block times and nothing else
 */
public record Now(long nanos, long wallMs) {}
