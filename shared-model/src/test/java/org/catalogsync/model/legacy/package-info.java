/** Tests of the package of the same name. */
@NullMarked
package org.catalogsync.model.legacy;

import org.jspecify.annotations.NullMarked;
