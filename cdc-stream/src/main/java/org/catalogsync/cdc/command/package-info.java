/** The command line of the stream. */
@NullMarked
package org.catalogsync.cdc.command;

import org.jspecify.annotations.NullMarked;
