package org.catalogsync.devstack.erp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** In what ways the ERP can fail. */
public enum FaultKind {
    /** A Server fault, with HTTP 500 as SOAP 1.1 has it. */
    FAULT500,
    /** The same fault with HTTP 200. */
    FAULT200,
    /** The page of a proxy that finds no ERP behind it. */
    HTML503,
    /** Answers come later. */
    SLOW,
    /** The connection ends in the middle of the body. */
    CUT,
    /** Each row is of another ISBN than the one that was asked for. */
    WRONG_ISBN,
    /** Each title ends with a user-defined character, F040 to F9FC. */
    GAIJI,
    /** The document is in windows-31j as ever; half of them say UTF-8, in header and declaration, and half say nothing. */
    CHARSET;

    /** The spelling on the command line and in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that label, if there is one. */
    public static Optional<FaultKind> labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** All labels, for people. */
    public static String labels() {
        return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(" "));
    }
}
