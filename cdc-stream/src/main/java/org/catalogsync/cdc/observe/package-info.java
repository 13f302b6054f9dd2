/** What the stream counts and how far behind it is, for people and for alarms. */
@NullMarked
package org.catalogsync.cdc.observe;

import org.jspecify.annotations.NullMarked;
