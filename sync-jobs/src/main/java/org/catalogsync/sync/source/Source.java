package org.catalogsync.sync.source;

import java.io.InputStream;
import java.util.List;
import org.catalogsync.sync.declaration.Declaration;

/** Files that were listed once, when the source was opened, with the declaration of what they are. Nothing of it is ever written. */
public interface Source {

    /** The specification that names it, such as {@code files:/exports/erp-dump}. */
    String describe();

    Declaration declaration();

    /** The files that belong to it, at least one, in the same order on every call and every machine. */
    List<SourceFile> files();

    /** Files that look like data and match nothing, to be told to people. */
    List<String> ignored();

    /** Where a file is, for people: its folder and its name. */
    String locate(SourceFile file);

    /**
     * Streams a file; the caller closes it. Read failures inside the stream are IOExceptions.
     *
     * @param file one of {@link #files()}
     * @throws UnusableInput if it is gone or cannot be read
     */
    InputStream open(SourceFile file);
}
