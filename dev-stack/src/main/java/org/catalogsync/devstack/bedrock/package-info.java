/** A stand-in for Titan Text Embeddings V2: Japanese titles in, vectors out that are near where the titles are near, the same on every machine. */
@NullMarked
package org.catalogsync.devstack.bedrock;

import org.jspecify.annotations.NullMarked;
