/** The source's check, by settings and records made here. */
@NullMarked
package org.catalogsync.cdc.doctor;

import org.jspecify.annotations.NullMarked;
