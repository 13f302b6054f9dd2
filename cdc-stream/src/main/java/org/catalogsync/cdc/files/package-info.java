/** Change files of DMS in S3 instead of a stream: read in the order of their names, from where the last process came to; each line at least once. */
@NullMarked
package org.catalogsync.cdc.files;

import org.jspecify.annotations.NullMarked;
