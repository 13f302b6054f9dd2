package org.catalogsync.cdc;

import java.util.List;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.intake.Received;

/**
 * A record and what it says.
 *
 * @param ends at least one
 */
public record DecodedRecord(Received from, List<Decoded> ends) {}
