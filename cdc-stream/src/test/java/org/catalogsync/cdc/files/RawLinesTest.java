package org.catalogsync.cdc.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RawLinesTest {

    @Property(tries = 200)
    void givesEveryByteOnceAndByItsLine(@ForAll List<String> texts, @ForAll @IntRange(min = 1, max = 40_000) int chunk)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<byte[]> lines = texts.stream()
                .map(text -> (text.replace("\n", "") + "巻".repeat(text.length() * 40) + "\n")
                        .getBytes(StandardCharsets.UTF_8))
                .toList();
        lines.forEach(file::writeBytes);
        RawLines raw = new RawLines(new ByteArrayInputStream(file.toByteArray()));
        byte[] buffer = new byte[chunk];
        long read = 0;
        long due = 0;

        for (int i = 0; i < lines.size(); i++) {
            due += lines.get(i).length;
            while (read < due) {
                read += raw.read(buffer, 0, chunk);
            }
            assertThat(raw.before(i + 2)).isEqualTo(lines.get(i));
        }
        assertThat(raw.rest()).isEmpty();
    }

    @Test
    void ofACutFileGivesTheWholeLines() throws IOException {
        RawLines raw = new RawLines(new ByteArrayInputStream("a\nb\nc".getBytes(StandardCharsets.UTF_8)));
        raw.readAllBytes();

        assertThat(raw.before(2)).asString().isEqualTo("a\n");
        assertThat(raw.wholeLines()).asString().isEqualTo("b\n");
        assertThat(raw.rest()).asString().isEqualTo("c");
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatIOException()
                .isThrownBy(() ->
                        new Contents.Bounded(endless, 100_000).transferTo(ByteArrayOutputStream.nullOutputStream()))
                .withMessageContaining("more than 100000 bytes");
    }
}
