@NullMarked
package org.catalogsync.cdc.decode;

import org.jspecify.annotations.NullMarked;
