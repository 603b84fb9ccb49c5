/**
 * What the command line prints: texts, fields, tables, failures and exit codes. Knows nothing of
 * HTTP, files or commands. Rules: docs/cli.md, sections "Output" and "Exit codes".
 */
@NullMarked
package network.clawnet.cli.output;

import org.jspecify.annotations.NullMarked;
