/**
 * Writes final blocks to tables of a PostgreSQL database, and is the only room for JDBC. It must
 * not know where blocks come from. Its tables are specified in docs/export.md.
 */
@NullMarked
package network.clawnet.daemon.export.postgres;

import org.jspecify.annotations.NullMarked;
