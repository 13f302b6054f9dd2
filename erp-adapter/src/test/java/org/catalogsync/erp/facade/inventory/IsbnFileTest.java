package org.catalogsync.erp.facade.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsbnFileTest {
    private static final List<String> BOTH = List.of("9784065193211", "9784088725093");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsOneIsbnALineInAnyFormAndOrder() throws Exception {
        IsbnFile file = read("978-4-08-872509-3\n9784065193211\r\n\n９７８４０８８７２５０９３\n", StandardCharsets.UTF_8);

        assertThat(isbns(file)).isEqualTo(BOTH);
        assertThat(file.unreadable()).isZero();
    }

    @Test
    void readsAnExportOfTheErpInItsOwnCharset() throws Exception {
        IsbnFile file = read(
                "TITLE,ISBN,QTY\r\n\"髙橋の\r\n表ソ能①\",9784088725093,3\r\n,９７８４０６５１９３２１１,\r\nなし,-,1\r\n",
                Charset.forName("windows-31j"));

        assertThat(isbns(file)).isEqualTo(BOTH);
        assertThat(file.rows()).isEqualTo(3);
        assertThat(file.unreadable()).isEqualTo(1);
        assertThat(file.example()).isEqualTo("row 4: '-'");
    }

    @Test
    void readsTheFirstColumnOfAnExportWithoutHeader() throws Exception {
        assertThat(isbns(read("9784088725093,題,3\n\"9784065193211\",\"a,b\",1\n", StandardCharsets.UTF_8)))
                .isEqualTo(BOTH);
    }

    @Test
    void skipsAByteOrderMark() throws Exception {
        assertThat(isbns(read("\uFEFF9784088725093\n9784065193211\n", StandardCharsets.UTF_8)))
                .isEqualTo(BOTH);
        assertThat(isbns(read("\uFEFFISBN,QTY\n9784088725093,1\n9784065193211,1\n", StandardCharsets.UTF_8)))
                .isEqualTo(BOTH);
    }

    @Test
    void fileWithoutAnIsbnIsRefusedWithWhatStandsInIt() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read("title\nONE PIECE\n", StandardCharsets.UTF_8))
                .withMessageContaining("no ISBN in it; row 1: 'title'");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("", StandardCharsets.UTF_8));
    }

    private IsbnFile read(String text, Charset charset) throws IOException {
        Path file = Files.writeString(folder.resolve("list"), text, charset);
        return IsbnFile.read(file);
    }

    private static List<String> isbns(IsbnFile file) {
        return file.isbns().after(null, 100).isbns().stream().map(Isbn::value).toList();
    }
}
