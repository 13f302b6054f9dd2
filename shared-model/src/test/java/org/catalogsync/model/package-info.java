/** Tests of the package of the same name, and of the module's dependencies. */
@NullMarked
package org.catalogsync.model;

import org.jspecify.annotations.NullMarked;
