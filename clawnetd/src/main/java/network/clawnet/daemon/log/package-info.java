/**
 * How the daemon writes its log: set up in code from the configuration, as text or as JSON lines,
 * in files of bounded size and number. The only package that knows Logback; all others log through
 * SLF4J. Rules: config.example.yaml, section logging.
 */
@NullMarked
package network.clawnet.daemon.log;

import org.jspecify.annotations.NullMarked;
