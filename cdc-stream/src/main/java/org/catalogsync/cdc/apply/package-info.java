/** Changes into the product table: each to exactly one outcome, in order of version whatever the order of arrival. */
@NullMarked
package org.catalogsync.cdc.apply;

import org.jspecify.annotations.NullMarked;
