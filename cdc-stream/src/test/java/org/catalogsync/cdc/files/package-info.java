/** Change files as a source. */
@NullMarked
package org.catalogsync.cdc.files;

import org.jspecify.annotations.NullMarked;
