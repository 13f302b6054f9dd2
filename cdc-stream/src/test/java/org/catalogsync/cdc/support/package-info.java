/** What tests of the stream share. */
@NullMarked
package org.catalogsync.cdc.support;

import org.jspecify.annotations.NullMarked;
