package org.catalogsync.sync.ask;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyIsbn;
import org.catalogsync.stores.objects.ObjectStore.ObjectMissing;
import org.catalogsync.sync.source.UnusableInput;

/** One ISBN a line, in any spelling; blank lines and a first line {@code ISBN} are passed over. */
record BareKeys(String place, Bytes bytes) implements KeyList {
    /** A line of this length is no ISBN, and the file no list. */
    private static final int LONGEST_LINE = 1_000;

    private static final String HEADER = "ISBN";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Override
    public void read(Reader reader) {
        try (InputStream in = new BufferedInputStream(bytes.open())) {
            long number = 1;
            for (Line line = line(in, number); !line.isEnd(); line = line(in, ++number)) {
                String text = line.text().strip();
                if (!text.isEmpty() && !(number == 1 && text.equalsIgnoreCase(HEADER))) {
                    take(text, reader);
                }
            }
        } catch (IOException | ObjectMissing unreadable) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_UNREADABLE,
                    "the list of keys cannot be read",
                    place,
                    "a readable file or object",
                    unreadable.toString());
        }
    }

    private static void take(String text, Reader reader) {
        Isbn isbn = LegacyIsbn.parse(text);
        if (isbn == null) {
            reader.unreadable(text);
        } else {
            reader.key(KeyLine.listed(isbn));
        }
    }

    private Line line(InputStream in, long number) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(32);
        int next = in.read();
        boolean isEnd = next < 0;
        while (next >= 0 && next != '\n') {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new UnusableInput(
                        UnusableInput.Code.FILE_MALFORMED,
                        "not a list of keys",
                        place + ":" + number,
                        "one ISBN a line",
                        "a line of more than " + LONGEST_LINE + " bytes");
            }
            next = in.read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return new Line(number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, isEnd);
    }

    private record Line(String text, boolean isEnd) {}
}
