/** What networks and services do to calls, for tests: refuse, delay, repeat, leave a part undone, cut before and after the server has acted. */
@NullMarked
package org.catalogsync.devstack.fault;

import org.jspecify.annotations.NullMarked;
