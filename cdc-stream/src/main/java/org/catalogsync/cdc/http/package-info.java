/** Health, metrics and status over HTTP. */
@NullMarked
package org.catalogsync.cdc.http;

import org.jspecify.annotations.NullMarked;
