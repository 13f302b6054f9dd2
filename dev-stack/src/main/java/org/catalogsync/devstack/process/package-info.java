/** Processes and ports of the operating system: start, recognise and end exactly those that are ours. */
@NullMarked
package org.catalogsync.devstack.process;

import org.jspecify.annotations.NullMarked;
