package network.clawnet.core.store.rocksdb;

/**
 * What a database occupies now, in bytes.
 *
 * @param fileBytes live table files of all families
 * @param memtableBytes memtables not yet flushed away
 * @param cacheBytes block cache in use
 * @param pendingCompactionBytes estimate of what compaction still has to rewrite
 */
public record StoreSizes(
    long fileBytes, long memtableBytes, long cacheBytes, long pendingCompactionBytes) {}
