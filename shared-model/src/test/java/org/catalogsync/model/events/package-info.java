/** Tests of the package of the same name: what is published stays readable. */
@NullMarked
package org.catalogsync.model.events;

import org.jspecify.annotations.NullMarked;
