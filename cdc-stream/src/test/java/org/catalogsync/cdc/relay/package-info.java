/** What is relayed from the table's stream, in which order, and what becomes of it when something breaks. */
@NullMarked
package org.catalogsync.cdc.relay;

import org.jspecify.annotations.NullMarked;
