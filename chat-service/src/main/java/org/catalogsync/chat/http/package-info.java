/** The transports: questions that may be asked go in, once each; numbered frames come out, in order, or the client is told why not. Nothing here waits on a thread of its own but answers. */
@NullMarked
package org.catalogsync.chat.http;

import org.jspecify.annotations.NullMarked;
