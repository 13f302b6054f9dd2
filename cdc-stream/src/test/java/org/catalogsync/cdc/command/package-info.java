/** The commands' usage, without any store. */
@NullMarked
package org.catalogsync.cdc.command;

import org.jspecify.annotations.NullMarked;
