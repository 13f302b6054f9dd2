/** Volumes to facts: table, then the ERP where the table's word is too old or stock is low, then the last known with its time. Never later than the deadline. */
@NullMarked
package org.catalogsync.chat.lookup;

import org.jspecify.annotations.NullMarked;
