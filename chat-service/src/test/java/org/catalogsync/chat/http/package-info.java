/** The transports over real sockets, with a scripted chat behind them. */
@NullMarked
package org.catalogsync.chat.http;

import org.jspecify.annotations.NullMarked;
