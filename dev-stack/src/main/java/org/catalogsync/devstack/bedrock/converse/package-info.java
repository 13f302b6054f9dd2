/**
 * Converse and ConverseStream of two chat models: their wire format, refusals, latencies and, when told to, their failures. What is said comes from
 * {@code speech}.
 */
@NullMarked
package org.catalogsync.devstack.bedrock.converse;

import org.jspecify.annotations.NullMarked;
