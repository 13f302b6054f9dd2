package org.catalogsync.benchmark.throughput;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.file.mapping.FieldSetMapper;
import org.springframework.batch.infrastructure.item.file.transform.FieldSet;

/** Reads fields and checks volumes as one would in an afternoon: the usual forms, no normal form of text, no eras. */
final class PlainReadings implements FieldSetMapper<Volume> {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final int TITLE_MAX = 500;

    private final String nullText;

    PlainReadings(String nullText) {
        this.nullText = nullText;
    }

    @Override
    public Volume mapFieldSet(FieldSet fields) {
        Volume volume = new Volume();
        volume.isbn = digits(text(fields, 0));
        volume.title = text(fields, 1);
        volume.titleKana = text(fields, 2);
        volume.author = text(fields, 3);
        volume.genre = text(fields, 4);
        volume.quantity = number(text(fields, 5));
        volume.warehouse = text(fields, 6);
        volume.status = text(fields, 7);
        volume.price = number(text(fields, 8));
        volume.lastRestock = date(text(fields, 9));
        volume.etaDays = number(text(fields, 10));
        volume.updatedAt = timestamp(text(fields, 11));
        return volume;
    }

    /** A row that is too short has no time either: the tokenizer fills it up with nothing. */
    static boolean accepts(Volume volume) {
        return volume.isbn != null
                && hasRightCheckDigit(volume.isbn)
                && volume.title != null
                && !volume.title.isBlank()
                && volume.title.indexOf('\uFFFD') < 0
                && volume.title.length() <= TITLE_MAX
                && volume.quantity != null
                && volume.quantity >= 0
                && volume.warehouse != null
                && volume.updatedAt != null;
    }

    private @Nullable String text(FieldSet fields, int column) {
        String text = fields.readRawString(column);
        return text == null || text.isEmpty() || text.equals(nullText) ? null : text;
    }

    /** ASCII digits and X, without hyphens. */
    private static @Nullable String digits(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-') {
                digits.append(c >= '０' && c <= '９' ? (char) (c - '０' + '0') : c);
            }
        }
        return digits.toString();
    }

    private static @Nullable Integer number(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        String digits = text.indexOf(',') < 0 ? text : text.replace(",", "");
        digits = digits.charAt(0) == '¥' ? digits.substring(1) : digits;
        digits = digits.endsWith("円") ? digits.substring(0, digits.length() - 1) : digits;
        try {
            return Integer.valueOf(digits); // full-width digits are digits to it too
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String digits = text.indexOf('/') < 0 ? text : text.replace('/', '-');
        try {
            return switch (digits.length()) {
                case 8 -> digits.charAt(0) == '2' ? LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE) : null;
                case 10 -> digits.charAt(0) == '2' ? LocalDate.parse(digits) : null;
                default -> null;
            };
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static @Nullable LocalDateTime timestamp(@Nullable String text) {
        try {
            return text == null ? null : LocalDateTime.parse(text, TIMESTAMP);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static boolean hasRightCheckDigit(String isbn) {
        return switch (isbn.length()) {
            case 13 -> sum13(isbn) % 10 == 0;
            case 10 -> sum10(isbn) % 11 == 0;
            default -> false;
        };
    }

    private static int sum13(String isbn) {
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            int digit = Character.digit(isbn.charAt(i), 10);
            if (digit < 0) {
                return 1;
            }
            sum += i % 2 == 0 ? digit : 3 * digit;
        }
        return sum;
    }

    private static int sum10(String isbn) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            int digit = i == 9 && isbn.charAt(i) == 'X' ? 10 : Character.digit(isbn.charAt(i), 10);
            if (digit < 0) {
                return 1;
            }
            sum += (10 - i) * digit;
        }
        return sum;
    }
}
