/** The little HTTP that our own endpoints share: JSON in, JSON out or a stream, errors in the shape of the AWS protocols. */
@NullMarked
package org.catalogsync.devstack.http;

import org.jspecify.annotations.NullMarked;
