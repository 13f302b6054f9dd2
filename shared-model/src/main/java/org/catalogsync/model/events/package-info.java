/** The published schemas of the events on the bus. */
@NullMarked
package org.catalogsync.model.events;

import org.jspecify.annotations.NullMarked;
