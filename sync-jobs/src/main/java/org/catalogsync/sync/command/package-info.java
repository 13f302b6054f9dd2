/** The operator's commands and their exit codes. */
@NullMarked
package org.catalogsync.sync.command;

import org.jspecify.annotations.NullMarked;
