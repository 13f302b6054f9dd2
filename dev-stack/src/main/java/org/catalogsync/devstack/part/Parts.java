package org.catalogsync.devstack.part;

import org.catalogsync.devstack.PartName;

/** The part behind each name. */
public final class Parts {

    private Parts() {}

    /** The part of that name. */
    public static Part named(PartName name) {
        return switch (name) {
            case DYNAMODB -> new DynamoDbPart();
            case OPENSEARCH -> new OpenSearchPart();
            case S3 -> new S3Part();
            case SQS -> new SqsPart();
            case EVENTS -> new EventsPart();
            case REDIS -> new RedisPart();
            case BEDROCK -> new BedrockPart();
            case KINESIS -> new KinesisPart();
            case ERP -> new ErpPart();
            case ERP_SOAP -> new ErpSoapPart();
        };
    }
}
