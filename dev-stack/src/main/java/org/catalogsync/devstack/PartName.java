package org.catalogsync.devstack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of the stack, in the order in which they are listed. */
public enum PartName {
    DYNAMODB,
    OPENSEARCH,
    S3,
    SQS,
    EVENTS,
    REDIS,
    BEDROCK,
    KINESIS,
    ERP,
    ERP_SOAP;

    /** The spelling on the command line, in {@code stack.json} and in folder names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a start of everything leaves it out: the ERP is not something that AWS looks like. */
    public boolean startsOnlyWhenNamed() {
        return this == ERP || this == ERP_SOAP;
    }

    /** The part of that label, if there is one. */
    public static Optional<PartName> labelled(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(label))
                .findFirst();
    }
}
