/** Facts to words: by templates, or by a model whose every sentence is held against the facts before it is shown. */
@NullMarked
package org.catalogsync.chat.compose;

import org.jspecify.annotations.NullMarked;
