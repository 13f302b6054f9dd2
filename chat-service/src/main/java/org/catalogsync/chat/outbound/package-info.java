/** The way to other services over Micronaut's HTTP client; one pool of event loops for all that the chat sends and receives. */
@NullMarked
package org.catalogsync.chat.outbound;

import org.jspecify.annotations.NullMarked;
