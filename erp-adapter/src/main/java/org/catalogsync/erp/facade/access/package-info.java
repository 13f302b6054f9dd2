/** Who may ask and how often: an API key in, the client behind it and a place within its rate out, or a refusal. */
@NullMarked
package org.catalogsync.erp.facade.access;

import org.jspecify.annotations.NullMarked;
