/** YAML text in, a checked {@link org.catalogsync.sync.declaration.Declaration} of what a folder of files is out, or all mistakes of the text together, each with its file and line. */
@NullMarked
package org.catalogsync.sync.declaration;

import org.jspecify.annotations.NullMarked;
