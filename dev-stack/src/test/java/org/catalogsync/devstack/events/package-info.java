@NullMarked
package org.catalogsync.devstack.events;

import org.jspecify.annotations.NullMarked;
