package org.catalogsync.devstack.fault;

import java.util.function.UnaryOperator;

/**
 * A batch of which only a part reaches the server.
 *
 * @param part the request that does
 * @param withRest adds to the server's answer that the rest was left undone
 */
@SuppressWarnings("ArrayRecordComponent")
record Split(byte[] part, UnaryOperator<byte[]> withRest) {}
