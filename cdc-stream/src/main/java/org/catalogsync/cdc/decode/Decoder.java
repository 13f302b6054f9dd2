package org.catalogsync.cdc.decode;

import java.util.List;

/** Reads one record. Pure: the same bytes give the same ends, whenever and however often. */
public interface Decoder {

    /** Never empty and never throws for bad bytes. */
    List<Decoded> decode(byte[] record);
}
