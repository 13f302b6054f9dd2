package org.catalogsync.stores.conversations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.Tables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Conversations and daily sums in one DynamoDB table, told apart by the beginning of their key, forgotten by TTL. */
public final class DynamoConversations implements Conversations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoConversations.class);
    private static final String ID = "id";
    private static final String OWNER = "owner";
    private static final String VOLUMES = "volumes";
    private static final String LANGUAGE = "language";
    private static final String EXPIRES = "expires_at";
    private static final String MICROS = "micros_usd";

    private final DynamoDbClient dynamo;
    private final Tables tables;
    private final String table;
    private final Retry retry;

    private DynamoConversations(DynamoDbClient dynamo, String table, Retry retry) {
        this.dynamo = dynamo;
        this.tables = new Tables(dynamo, retry);
        this.table = table;
        this.retry = retry;
    }

    public static DynamoConversations open(AwsClients aws, String table, Retry retry) {
        return new DynamoConversations(aws.open("DYNAMODB", DynamoDbClient.builder()), table, retry);
    }

    @Override
    public void createIfAbsent() {
        tables.createIfAbsent(table, ID);
        tables.expireBy(table, EXPIRES);
    }

    @Override
    public Opened open(String session, String owner, LocalDate day, Instant now) {
        String talk = talk(session);
        String sum = sum(owner, day);
        Conversation conversation = null;
        boolean foreign = false;
        long spent = 0;
        for (Map<String, AttributeValue> item : tables.getAll(table, ID, List.of(talk, sum), true)) {
            String id = text(item, ID);
            if (sum.equals(id)) {
                spent = number(item, MICROS);
            } else if (talk.equals(id) && number(item, EXPIRES) > now.getEpochSecond()) {
                // DynamoDB forgets within days of the time, not at it.
                foreign = !owner.equals(text(item, OWNER));
                conversation = foreign ? null : conversation(session, owner, item);
            }
        }
        return new Opened(conversation, foreign, spent);
    }

    private Conversation conversation(String session, String owner, Map<String, AttributeValue> item) {
        AttributeValue volumes = item.get(VOLUMES);
        List<Isbn> isbns = volumes == null || !volumes.hasL()
                ? List.of()
                : volumes.l().stream()
                        .map(AttributeValue::s)
                        .filter(value -> value != null && Isbn.isCanonical(value))
                        .map(Isbn::new)
                        .toList();
        String language = text(item, LANGUAGE);
        return new Conversation(
                session,
                owner,
                isbns,
                language == null ? "ja" : language,
                Instant.ofEpochSecond(number(item, EXPIRES)));
    }

    @Override
    public boolean keep(Conversation conversation, Instant now) {
        Map<String, AttributeValue> item = Map.of(
                ID, AttributeValue.fromS(talk(conversation.session())),
                OWNER, AttributeValue.fromS(conversation.owner()),
                VOLUMES,
                        AttributeValue.fromL(conversation.volumes().stream()
                                .map(isbn -> AttributeValue.fromS(isbn.value()))
                                .collect(Collectors.toList())),
                LANGUAGE, AttributeValue.fromS(conversation.language()),
                EXPIRES, seconds(conversation.expires()));
        try {
            retry.call(
                    "keep a conversation",
                    () -> dynamo.putItem(p -> p.tableName(table)
                            .item(item)
                            .conditionExpression("attribute_not_exists(#id) OR #owner = :owner OR #expires <= :now")
                            .expressionAttributeNames(Map.of("#id", ID, "#owner", OWNER, "#expires", EXPIRES))
                            .expressionAttributeValues(Map.of(
                                    ":owner", AttributeValue.fromS(conversation.owner()), ":now", seconds(now)))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public long spend(String owner, LocalDate day, long micros, Instant expires) {
        try {
            // Not repeatable: after a lost answer the sum may have it already, and a customer must not pay twice.
            Map<String, AttributeValue> sum = dynamo.updateItem(u -> u.tableName(table)
                            .key(Map.of(ID, AttributeValue.fromS(sum(owner, day))))
                            .updateExpression("ADD #micros :micros SET #expires = :expires")
                            .expressionAttributeNames(Map.of("#micros", MICROS, "#expires", EXPIRES))
                            .expressionAttributeValues(Map.of(
                                    ":micros",
                                    AttributeValue.fromN(Long.toString(micros)),
                                    ":expires",
                                    seconds(expires)))
                            .returnValues(ReturnValue.UPDATED_NEW))
                    .attributes();
            return number(sum, MICROS);
        } catch (RuntimeException e) {
            LOG.debug("a cost of {} millionths of a dollar was not added", micros, e);
            throw e;
        }
    }

    private static AttributeValue seconds(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? null : value.s();
    }

    private static long number(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }

    private static String talk(String session) {
        return "session#" + session;
    }

    private static String sum(String owner, LocalDate day) {
        return "spent#" + day + "#" + owner;
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
