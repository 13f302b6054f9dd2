/** The whole nightly run against the embedded stores. */
@org.jspecify.annotations.NullMarked
package org.catalogsync.sync.nightly;
