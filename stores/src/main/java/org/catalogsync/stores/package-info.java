/** The read side behind ports, one package a store: each has a port, its one adapter, and a contract test that every implementation passes. */
@NullMarked
package org.catalogsync.stores;

import org.jspecify.annotations.NullMarked;
