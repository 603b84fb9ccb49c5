package network.clawnet.core.journal;

/** A record and its log sequence number. */
public record Stored(long lsn, Entry entry) {}
