package org.catalogsync.cdc.decode;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.catalogsync.cdc.decode.Decoded.Noted;
import org.catalogsync.cdc.decode.Decoded.SchemaBroken;
import org.jspecify.annotations.Nullable;

/** What a change of the source's table means for the mapping. Nothing here ever reaches the read side: DMS drops and creates tables at every start of a task. */
final class ControlRecords {
    private final DmsColumns columns;

    ControlRecords(DmsColumns columns) {
        this.columns = columns;
    }

    /** The end of a control record, null for an operation that nobody documented. */
    @Nullable
    Decoded of(String operation, Envelope envelope, String table) {
        Change change = new Change(operation, table, envelope);
        return switch (operation) {
            case "drop-table", "rename-table" -> change.noted();
            case "create-table" -> created(change);
            case "add-column" -> change.isWhole() ? redefined(change) : change.noted();
            case "change-columns" -> change.isWhole() ? redefined(change) : touched(change);
            case "drop-column", "rename-column" -> change.isWhole() ? redefined(change) : touched(change);
            case "column-type-change" -> touched(change);
            default -> null;
        };
    }

    private Decoded created(Change change) {
        return change.definition == null || change.definition.isEmpty() ? change.noted() : redefined(change);
    }

    /** The table as it now is: only what is gone matters. */
    private Decoded redefined(Change change) {
        List<String> gone = columns.names().stream()
                .filter(name -> !change.defines(columns.place(name)))
                .toList();
        return gone.isEmpty()
                ? change.noted()
                : change.broken(
                        "the table has no column " + shown(gone) + " any more; it has " + shown(change.names()));
    }

    /** The record names what changed, or does not: then it may be any column, and a guess that it is none would be a guess. */
    private Decoded touched(Change change) {
        if (!change.envelope.mentionsAny) {
            return change.broken("the record does not say of which column; IncludeControlDetails makes it say so");
        }
        Set<String> mapped = change.envelope.mentioned;
        return mapped.isEmpty() ? change.noted() : change.broken("of the mapped column " + shown(mapped));
    }

    private static String shown(Collection<String> names) {
        return Excerpt.of(String.join(", ", names), 400);
    }

    /** One control record. */
    private final class Change {
        private final String operation;
        private final String table;
        private final Envelope envelope;
        private final @Nullable Set<String> definition;

        Change(String operation, String table, Envelope envelope) {
            this.operation = operation;
            this.table = table;
            this.envelope = envelope;
            definition = envelope.definition;
        }

        /** Whether the definition is of the whole table and not of the columns that changed: only the former names the key. */
        boolean isWhole() {
            return defines(columns.key());
        }

        boolean defines(int column) {
            return names().stream().anyMatch(name -> columns.place(name) == column);
        }

        Collection<String> names() {
            return definition == null ? List.of() : definition;
        }

        Noted noted() {
            return new Noted(operation, table + (definition == null ? "" : ": " + shown(definition)));
        }

        SchemaBroken broken(String why) {
            return new SchemaBroken(operation, table + ": " + why);
        }
    }
}
