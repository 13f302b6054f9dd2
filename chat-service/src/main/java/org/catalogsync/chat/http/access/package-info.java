/** Who asks, from where, and how often: tokens, origins, rates, and a record of each refusal. */
@NullMarked
package org.catalogsync.chat.http.access;

import org.jspecify.annotations.NullMarked;
