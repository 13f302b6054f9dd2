/** Tests of the stores: one contract a port, run against the embedded parts and, where Docker is there, against containers. */
@NullMarked
package org.catalogsync.stores;

import org.jspecify.annotations.NullMarked;
