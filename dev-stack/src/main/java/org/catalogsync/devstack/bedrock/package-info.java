/**
 * Stand-ins for models of Bedrock. For Titan Text Embeddings V2: Japanese titles in, vectors out that are near where the titles are near, the same on every
 * machine. For chat models: facts in, polite sentences out.
 */
@NullMarked
package org.catalogsync.devstack.bedrock;

import org.jspecify.annotations.NullMarked;
