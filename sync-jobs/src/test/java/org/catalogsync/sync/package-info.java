/** Tests of the nightly synchronisation. */
@org.jspecify.annotations.NullMarked
package org.catalogsync.sync;
