/** The embedded stack as other modules' tests use it: parts named in, their addresses and settings out, nothing left running. */
@NullMarked
package org.catalogsync.devstack;

import org.jspecify.annotations.NullMarked;
