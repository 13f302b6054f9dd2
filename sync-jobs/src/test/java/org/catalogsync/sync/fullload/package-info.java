/** Tests. */
@org.jspecify.annotations.NullMarked
package org.catalogsync.sync.fullload;
