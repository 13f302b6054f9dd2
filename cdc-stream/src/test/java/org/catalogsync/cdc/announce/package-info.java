/** Tests of the package of the same name: what is announced is what the published schemas say. */
@NullMarked
package org.catalogsync.cdc.announce;

import org.jspecify.annotations.NullMarked;
