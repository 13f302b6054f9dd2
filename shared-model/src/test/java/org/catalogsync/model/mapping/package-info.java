/** Tests of the package of the same name. */
@NullMarked
package org.catalogsync.model.mapping;

import org.jspecify.annotations.NullMarked;
