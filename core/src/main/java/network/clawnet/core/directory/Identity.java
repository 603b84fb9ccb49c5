package network.clawnet.core.directory;

/**
 * A DID's entry in the directory.
 *
 * @param created block time of the first document, epoch milliseconds
 * @param updated block time of the present document, epoch milliseconds
 */
public record Identity(Document document, long created, long updated) {}
