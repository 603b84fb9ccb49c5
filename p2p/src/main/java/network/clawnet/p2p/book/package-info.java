/**
 * What is remembered of peers, in memory and on disk: addresses with their sources, signed records,
 * who is kept, who is banned. Knows no connection. The file's form is this package's own affair.
 */
@NullMarked
package network.clawnet.p2p.book;

import org.jspecify.annotations.NullMarked;
