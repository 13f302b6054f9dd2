/** The canonical catalogue: products, their source versions and what the read side stores of them; pure values, no clock and no I/O. */
@NullMarked
package org.catalogsync.model;

import org.jspecify.annotations.NullMarked;
