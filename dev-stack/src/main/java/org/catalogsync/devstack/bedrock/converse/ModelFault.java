package org.catalogsync.devstack.bedrock.converse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** In what ways the model can fail. */
public enum ModelFault {
    /** ThrottlingException instead of an answer. */
    THROTTLE,
    /** The same in the middle of a stream, which has begun with HTTP 200. Converse has no middle: {@link #THROTTLE}. */
    THROTTLE_MID_STREAM,
    /** Silence, without even a status, until the client goes or a minute has passed. */
    HANG,
    /** The same behind the first piece of a stream. Converse: {@link #HANG}. */
    HANG_AFTER_FIRST,
    /** ModelErrorException, in a stream ModelStreamErrorException in its middle. */
    ERROR,
    /** Numbers and availability are other ones than the facts have. */
    LIE,
    /** Everything takes five times as long. */
    SLOW;

    /** What is said of no fault. */
    public static final String OFF = "off";

    /** The spelling on the command line and in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that label, if there is one. */
    public static Optional<ModelFault> labelled(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label().equals(label))
                .findFirst();
    }

    /** All labels, for people. */
    public static String labels() {
        return Arrays.stream(values()).map(ModelFault::label).collect(Collectors.joining(" "));
    }
}
